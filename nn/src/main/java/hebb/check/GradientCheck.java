package hebb.check;

import hebb.autodiff.Autodiff;
import hebb.backend.Backend;
import hebb.backend.BackendChoice;
import hebb.dataset.Dataset;
import hebb.dataset.InputSpec;
import hebb.graph.Graph;
import hebb.graph.Value;
import hebb.graph.Variable;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.loss.Loss;
import hebb.nn.spec.Check;
import hebb.run.Reference;
import hebb.train.StepGraph;
import hebb.train.TrainingConfig;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Compares the gradients of training with differences `(f(w + h) - f(w - h)) / 2h`, `h = 1e-6`, of
/// the reference in double precision: each number of small tensors, and of every tensor the slope
/// along a random direction. It also compares the gradients in float32, as they are compiled for
/// training, with those in double.
///
/// ```java
/// GradientReport report =
///     GradientCheck.of(network, loss).run(Dataset.of(features, targets));
/// assertTrue(report.passed(), report.toString());
/// ```
///
/// What is random in layers, as dropout, is held fixed: it is as in the first step at each
/// evaluation. Where a function has a kink within `h` on one side, the difference is taken on the
/// other; where it has on both, nothing is compared and the report counts it.
///
/// @param config whose penalties are part of what is minimised, with its seed and threads
/// @param rows at most so many rows are taken, spread evenly over the data
/// @param entries the largest tensor that is compared number by number
/// @param bound what an error must stay below, see [GradientReport]
/// @param backend whose gradients are compared with those in double
/// @param progress is told how far the check is
public record GradientCheck(
    Network network,
    Loss loss,
    TrainingConfig config,
    int rows,
    int entries,
    double bound,
    Backend backend,
    Progress progress) {
  /// The largest tensor that is compared number by number unless said otherwise.
  public static final int ENTRIES = 1000;

  private static final int PARTS = 8;
  private static final int ALL = Integer.MAX_VALUE;

  /// Is told how far a check is; what it throws ends the check.
  @FunctionalInterface
  public interface Progress {
    /// So many of all slopes are found; any thread may call it.
    void at(long done, long all);
  }

  /// Numbers in range.
  public GradientCheck {
    Check.atLeast(1, "rows", rows);
    Check.atLeast(0, "entries", entries);
    Check.positive("bound", bound);
  }

  /// A check of a network for a loss, on all rows, without penalties.
  public static GradientCheck of(Network network, Loss loss) {
    return new GradientCheck(
        network,
        loss,
        TrainingConfig.of(1),
        ALL,
        ENTRIES,
        GradientReport.BOUND,
        BackendChoice.current().backend(),
        (done, all) -> {});
  }

  /// Checks a function of variables alone that builds a scalar, number by number.
  ///
  /// @throws IllegalArgumentException if it reads no variable
  public static GradientReport check(Function<Graph, Value> function) {
    Backend backend = BackendChoice.current().backend();
    Comparison.Limits limits =
        new Comparison.Limits(
            0, Map.of(), ALL, GradientReport.BOUND, 42, 1, backend, (done, all) -> {});
    return new Comparison(function, List.of(), Map.of(), limits).run();
  }

  /// With the penalties, seed and threads of a training.
  public GradientCheck withConfig(TrainingConfig newConfig) {
    return new GradientCheck(network, loss, newConfig, rows, entries, bound, backend, progress);
  }

  /// On at most so many rows.
  public GradientCheck withRows(int newRows) {
    return new GradientCheck(network, loss, config, newRows, entries, bound, backend, progress);
  }

  /// With tensors of at most so many numbers compared number by number.
  public GradientCheck withEntries(int newEntries) {
    return new GradientCheck(network, loss, config, rows, newEntries, bound, backend, progress);
  }

  /// With another bound.
  public GradientCheck withBound(double newBound) {
    return new GradientCheck(network, loss, config, rows, entries, newBound, backend, progress);
  }

  /// With another back end.
  public GradientCheck withBackend(Backend newBackend) {
    return new GradientCheck(network, loss, config, rows, entries, bound, newBackend, progress);
  }

  /// With something that is told how far it is.
  public GradientCheck withProgress(Progress newProgress) {
    return new GradientCheck(network, loss, config, rows, entries, bound, backend, newProgress);
  }

  /// Checks at the first weights.
  ///
  /// @throws hebb.graph.ShapeException if the network does not fit the rows
  public GradientReport run(Dataset data) {
    return run(Parameters.create(network, data.inputs(), config.seed()), data);
  }

  /// Checks at given weights, which stay as they are.
  ///
  /// @throws IllegalArgumentException if there are no rows, or nothing to train
  public GradientReport run(Parameters parameters, Dataset data) {
    int count = Math.min(rows, data.rows());
    Check.atLeast(1, "gradient check: rows", count);
    StepGraph steps = StepGraph.of(network, loss, parameters, data);
    Comparison.Limits limits =
        new Comparison.Limits(
            count,
            sizes(steps, data, count),
            entries,
            bound,
            config.seed(),
            config.threads(),
            backend,
            progress);
    return new Comparison(
            graph -> steps.objective(graph, config, count),
            parameters.trained(),
            inputs(data, order(data, count)),
            limits)
        .run();
  }

  /// The largest number of each gradient over parts of the rows.
  private Map<String, Double> sizes(StepGraph steps, Dataset data, int count) {
    int rows = Math.max(2, count / PARTS);
    Map<String, Double> sizes = new HashMap<>();
    if (count < 2 * rows) {
      return sizes;
    }
    Graph graph = new Graph();
    Value minimised = steps.objective(graph, config, rows);
    List<Variable> trained = steps.parameters().trained();
    List<Value> gradients =
        Autodiff.gradients(minimised, trained.stream().map(graph::parameter).toList());
    for (int i = 0; i < gradients.size(); i++) {
      graph.output(trained.get(i).path(), gradients.get(i));
    }
    Reference reference = new Reference(graph);
    for (int from = 0; from + rows <= count; from += rows) {
      int[] part = Arrays.copyOfRange(order(data, count), from, from + rows);
      reference
          .evaluate(inputs(data, part), 0)
          .forEach(
              (path, gradient) ->
                  sizes.merge(
                      path, Arrays.stream(gradient).map(Math::abs).max().orElse(0), Math::max));
    }
    return sizes;
  }

  /// So many rows, spread evenly over the data.
  private static int[] order(Dataset data, int count) {
    return IntStream.range(0, count).map(i -> (int) ((long) i * data.rows() / count)).toArray();
  }

  /// What the graph reads for some rows.
  private static Map<String, double[]> inputs(Dataset data, int[] order) {
    int count = order.length;
    float[] rows = new float[count * data.width()];
    float[] targets = new float[count * data.targets().size()];
    data.read(order, 0, count, rows, targets);
    Map<String, double[]> inputs = new HashMap<>();
    inputs.put(StepGraph.TARGETS, wide(targets));
    inputs.put(StepGraph.WEIGHTS, IntStream.of(order).mapToDouble(data::weight).toArray());
    int at = 0;
    for (InputSpec input : data.inputs()) {
      if (input.varies()) {
        inputs.put(input.lengths(), columns(rows, data.width(), at, 1));
        at++;
      }
      inputs.put(input.graphName(), columns(rows, data.width(), at, input.row().size()));
      at += input.row().size();
    }
    return inputs;
  }

  private static double[] columns(float[] rows, int width, int from, int size) {
    double[] columns = new double[rows.length / width * size];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = rows[i / size * width + from + i % size];
    }
    return columns;
  }

  static double[] wide(float[] numbers) {
    return IntStream.range(0, numbers.length).mapToDouble(i -> numbers[i]).toArray();
  }
}
