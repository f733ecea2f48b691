package hebb.check;

import hebb.autodiff.Autodiff;
import hebb.backend.Backend;
import hebb.backend.Execution;
import hebb.graph.Graph;
import hebb.graph.Node;
import hebb.graph.Op;
import hebb.graph.Value;
import hebb.graph.Variable;
import hebb.run.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;

/// One check of the gradients of a scalar: by the backward graph in double, by differences in
/// double, and by the backward graph as a back end compiles it.
final class Comparison {
  /// Directions that are tried until one meets no kink.
  private static final int TRIES = 10;

  private final Limits limits;
  private final Map<String, double[]> inputs;
  private final List<Variable> variables;
  private final Graph forward = new Graph();
  private final Graph backward = new Graph();
  private final Map<String, double[]> analytic;
  private final Map<String, double[]> compiled;
  private final Differences differences;
  private final AtomicLong done = new AtomicLong();

  /// @param entries the largest tensor that is compared number by number
  /// @param rows how many there are in the inputs
  /// @param sizes by path, the largest number of a gradient over parts of the rows, which do not
  ///   cancel out as those of all rows do where training has converged
  record Limits(
      int rows,
      Map<String, Double> sizes,
      int entries,
      double bound,
      long seed,
      int threads,
      Backend backend,
      GradientCheck.Progress progress) {}

  /// @param variables of which gradients are checked; all that the scalar reads if there are none
  Comparison(
      Function<Graph, Value> function,
      List<Variable> variables,
      Map<String, double[]> inputs,
      Limits limits) {
    this.limits = limits;
    this.inputs = inputs;
    Value value = function.apply(forward);
    forward.output(Differences.VALUE, value);
    List<Value> sides = Kinks.sides(value);
    IntStream.range(0, sides.size()).forEach(i -> forward.output("side" + i, sides.get(i)));
    this.variables = variables.isEmpty() ? read(forward) : variables;
    if (this.variables.isEmpty()) {
      throw new IllegalArgumentException(
          "gradient check: expected a function of at least one parameter, got none.");
    }
    Value minimised = function.apply(backward);
    List<Value> gradients =
        Autodiff.gradients(minimised, this.variables.stream().map(backward::parameter).toList());
    for (int i = 0; i < gradients.size(); i++) {
      backward.output(this.variables.get(i).path(), gradients.get(i));
    }
    this.analytic = new Reference(backward).run(inputs, 0);
    this.compiled = compiled(backward);
    this.differences = new Differences(forward, inputs);
  }

  private static List<Variable> read(Graph graph) {
    return graph.nodes().stream()
        .filter(node -> node.op() instanceof Op.Parameter)
        .map(node -> ((Op.Parameter) node.op()).variable())
        .toList();
  }

  /// The outputs by the back end. What the graph assigns, as running statistics, stays as it is.
  private Map<String, double[]> compiled(Graph graph) {
    Map<Variable, float[]> before = new LinkedHashMap<>();
    graph.assigns().keySet().forEach(variable -> before.put(variable, variable.fetch()));
    Execution execution = limits.backend.compile(graph, limits.threads).newExecution();
    inputs.forEach(
        (name, numbers) -> {
          if (execution.hasInput(name)) {
            float[] into = execution.input(name);
            for (int i = 0; i < into.length; i++) {
              into[i] = (float) numbers[i];
            }
          }
        });
    execution.run(0);
    before.forEach(Variable::store);
    Map<String, double[]> outputs = new LinkedHashMap<>();
    graph
        .outputs()
        .forEach(
            (name, value) -> {
              float[] numbers = new float[value.shape().size()];
              execution.read(name, numbers, 0);
              outputs.put(name, GradientCheck.wide(numbers));
            });
    return outputs;
  }

  GradientReport run() {
    long all =
        variables.stream().mapToLong(v -> isSmall(v) ? v.shape().size() : 0).sum()
            + variables.size()
            + 1;
    double most = variables.stream().mapToDouble(v -> size(gradient(v))).max().orElse(0);
    List<GradientReport.Row> rows = new ArrayList<>();
    for (Variable variable : variables) {
      rows.add(row(variable, most, all));
    }
    OptionalDouble overall = along(variables, all);
    int otherSides = differences.otherSides(compiled(forward));
    List<String> random =
        forward.nodes().stream()
            .filter(node -> node.op() instanceof Op.Random)
            .map(Node::path)
            .distinct()
            .toList();
    return new GradientReport(limits.rows, rows, overall, otherSides, random, limits.bound);
  }

  private boolean isSmall(Variable variable) {
    return variable.shape().size() <= limits.entries;
  }

  private double[] gradient(Variable variable) {
    return Objects.requireNonNull(analytic.get(variable.path()));
  }

  private static double size(double[] numbers) {
    return Arrays.stream(numbers).map(Math::abs).max().orElse(0);
  }

  private GradientReport.Row row(Variable variable, double most, long all) {
    double[] gradient = gradient(variable);
    double[] numeric = isSmall(variable) ? numeric(variable, all) : new double[0];
    int kinks = 0;
    int worst = -1;
    double error = 0;
    for (int i = 0; i < numeric.length; i++) {
      if (numeric[i] == AT_KINK) {
        kinks++;
        continue;
      }
      double own = error(gradient[i], numeric[i]);
      if (worst < 0 || own > error || (Double.isNaN(own) && !Double.isNaN(error))) {
        worst = i;
        error = own;
      }
    }
    return new GradientReport.Row(
        variable.path(),
        variable.shape(),
        numeric.length - kinks,
        kinks,
        error,
        worst < 0 ? List.of() : index(variable, worst),
        worst < 0 ? 0 : gradient[worst],
        worst < 0 ? 0 : numeric[worst],
        along(List.of(variable), all),
        float32(
            variable,
            Math.max(
                Math.max(size(gradient), most / 100),
                limits.sizes.getOrDefault(variable.path(), 0.0))));
  }

  /// What stands in place of a slope that is not there.
  private static final double AT_KINK = Double.NEGATIVE_INFINITY;

  /// The slope of each element, by as many threads as there may be.
  private double[] numeric(Variable variable, long all) {
    int n = variable.shape().size();
    double[] slopes = new double[n];
    int parts = Math.min(limits.threads, n);
    IntStream.range(0, parts)
        .parallel()
        .forEach(
            part -> {
              Differences own = parts == 1 ? differences : new Differences(forward, inputs);
              for (int i = part; i < n; i += parts) {
                slopes[i] = own.slope(variable, i).orElse(AT_KINK);
                limits.progress.at(done.incrementAndGet(), all);
              }
            });
    return slopes;
  }

  private OptionalDouble along(List<Variable> moved, long all) {
    Random random = new Random(limits.seed ^ moved.getFirst().path().hashCode());
    OptionalDouble numeric = OptionalDouble.empty();
    double slope = 0;
    for (int i = 0; i < TRIES && numeric.isEmpty(); i++) {
      Map<Variable, double[]> direction = direction(moved, random);
      numeric = differences.slope(direction);
      slope = 0;
      for (Map.Entry<Variable, double[]> part : direction.entrySet()) {
        double[] gradient = gradient(part.getKey());
        double[] d = part.getValue();
        slope += IntStream.range(0, d.length).mapToDouble(j -> gradient[j] * d[j]).sum();
      }
    }
    limits.progress.at(done.incrementAndGet(), all);
    return numeric.isEmpty() ? numeric : OptionalDouble.of(error(slope, numeric.getAsDouble()));
  }

  /// A direction of length 1.
  private static Map<Variable, double[]> direction(List<Variable> moved, Random random) {
    Map<Variable, double[]> direction = new LinkedHashMap<>();
    double squares = 0;
    for (Variable variable : moved) {
      double[] d = new double[variable.shape().size()];
      Arrays.setAll(d, i -> random.nextGaussian());
      squares += Arrays.stream(d).map(x -> x * x).sum();
      direction.put(variable, d);
    }
    double length = Math.sqrt(squares);
    direction.values().forEach(d -> Arrays.setAll(d, i -> d[i] / length));
    return direction;
  }

  private double float32(Variable variable, double scale) {
    double[] exact = gradient(variable);
    double[] rounded = Objects.requireNonNull(compiled.get(variable.path()));
    double most = 0;
    for (int i = 0; i < exact.length; i++) {
      double off = Math.abs(rounded[i] - exact[i]);
      most = off <= most ? most : off;
    }
    return most == 0 ? 0 : most / scale;
  }

  /// The relative error. Where values are so large that their rounding alone would come near the
  /// bound, it is relative to that.
  private double error(double analytic, double numeric) {
    double size = Math.max(Math.abs(analytic), Math.abs(numeric));
    double rounding = differences.rounding() / GradientReport.BOUND;
    return Math.abs(analytic - numeric) / Math.max(Math.max(1, size), rounding);
  }

  /// As in `[3, 7]`.
  private static List<Integer> index(Variable variable, int element) {
    int[] dims = variable.shape().dims();
    Integer[] index = new Integer[dims.length];
    int rest = element;
    for (int axis = dims.length - 1; axis >= 0; axis--) {
      index[axis] = rest % dims[axis];
      rest /= dims[axis];
    }
    return List.of(index);
  }
}
