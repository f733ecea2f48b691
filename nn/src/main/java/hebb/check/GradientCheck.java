package hebb.check;

import hebb.autodiff.Autodiff;
import hebb.graph.Graph;
import hebb.graph.Op;
import hebb.graph.Value;
import hebb.graph.Variable;
import hebb.nn.Context;
import hebb.nn.Mode;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.loss.Loss;
import hebb.run.Reference;
import hebb.tensor.Shape;
import hebb.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Compares the gradients that training uses with central differences `(f(w + h) - f(w - h)) / 2h`,
/// `h = 1e-6`, in double precision. Every element of every parameter is moved in turn, so it is
/// meant for small networks. Where a function has a kink within `h`, the two may differ rightly.
public final class GradientCheck {
  private static final double H = 1e-6;

  private GradientCheck() {}

  /// Checks a network's parameters for the loss of some rows; dropout drops as it does in the first
  /// step.
  public static GradientReport check(
      Network network, Loss loss, Tensor features, Tensor targets, long seed) {
    Shape row = features.shape().range(1, features.shape().rank());
    Parameters parameters = Parameters.create(network, row, seed);
    Function<Graph, Value> function =
        graph -> {
          Context context = Context.of(graph, parameters, Mode.TRAINING);
          Value output = network.apply(context, graph.input("features", features.shape()));
          return loss.of(output, graph.input("targets", targets.shape())).plus(context.penalty());
        };
    return check(function, Map.of("features", wide(features), "targets", wide(targets)));
  }

  /// Checks any function that builds a scalar; all parameters that its graph reads are checked.
  ///
  /// @throws IllegalArgumentException if it reads no parameter
  public static GradientReport check(
      Function<Graph, Value> function, Map<String, double[]> inputs) {
    Graph forward = new Graph();
    forward.output("value", function.apply(forward));
    Graph backward = new Graph();
    Value value = function.apply(backward);
    List<Variable> variables = variables(backward);
    if (variables.isEmpty()) {
      throw new IllegalArgumentException(
          "gradient check: expected a function of at least one parameter, got none.");
    }
    List<Value> gradients =
        Autodiff.gradients(value, variables.stream().map(backward::parameter).toList());
    IntStream.range(0, variables.size())
        .forEach(i -> backward.output(variables.get(i).path(), gradients.get(i)));
    Map<String, double[]> analytic = new Reference(backward).run(inputs, 0);
    GradientReport worst = new GradientReport("", 0, 0, 0, -1, 0);
    for (Variable variable : variables) {
      double[] gradient = Objects.requireNonNull(analytic.get(variable.path()));
      worst = worse(worst, variable, gradient, new Reference(forward), inputs);
    }
    return worst;
  }

  private static GradientReport worse(
      GradientReport before,
      Variable variable,
      double[] analytic,
      Reference reference,
      Map<String, double[]> inputs) {
    GradientReport worst = before;
    double[] w = reference.get(variable).clone();
    for (int i = 0; i < w.length; i++) {
      double middle = w[i];
      double high = middle + H;
      double low = middle - H;
      double numeric =
          (at(reference, variable, w, i, high, inputs) - at(reference, variable, w, i, low, inputs))
              / (high - low);
      w[i] = middle;
      double error =
          Math.abs(analytic[i] - numeric)
              / Math.max(1, Math.max(Math.abs(analytic[i]), Math.abs(numeric)));
      int checked = worst.checked() + 1;
      worst =
          error > worst.error() || Double.isNaN(error)
              ? new GradientReport(variable.path(), i, analytic[i], numeric, error, checked)
              : new GradientReport(
                  worst.worst(),
                  worst.element(),
                  worst.analytic(),
                  worst.numeric(),
                  worst.error(),
                  checked);
    }
    reference.set(variable, w);
    return worst;
  }

  private static double at(
      Reference reference,
      Variable variable,
      double[] w,
      int i,
      double value,
      Map<String, double[]> inputs) {
    w[i] = value;
    reference.set(variable, w);
    return reference.evaluate("value", inputs, 0)[0];
  }

  private static List<Variable> variables(Graph graph) {
    return graph.nodes().stream()
        .filter(node -> node.op() instanceof Op.Parameter)
        .map(node -> ((Op.Parameter) node.op()).variable())
        .toList();
  }

  private static double[] wide(Tensor tensor) {
    return IntStream.range(0, tensor.data().length).mapToDouble(i -> tensor.data()[i]).toArray();
  }
}
