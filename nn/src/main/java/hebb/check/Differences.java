package hebb.check;

import hebb.graph.Graph;
import hebb.graph.Variable;
import hebb.run.Reference;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.DoubleConsumer;

/// Slopes of a graph's output `value` by differences in double precision, away from kinks. One
/// thread uses it.
final class Differences {
  static final String VALUE = "value";

  /// How far a variable is moved to each side.
  static final double STEP = 1e-6;

  /// How many units in the last place of a value its two sides may be off together.
  private static final int ULPS = 4;

  private final Reference reference;
  private final Map<String, double[]> inputs;
  private final Map<String, double[]> here;

  /// @param graph whose other outputs are the sides of kinks
  Differences(Graph graph, Map<String, double[]> inputs) {
    this.reference = new Reference(graph);
    this.inputs = inputs;
    this.here = reference.evaluate(inputs, 0);
  }

  /// How far a slope may be off since values are rounded.
  double rounding() {
    return ULPS * Math.ulp(value(here)) / STEP;
  }

  /// The slope as one element of a variable moves.
  OptionalDouble slope(Variable variable, int element) {
    double[] w = reference.get(variable);
    double start = w[element];
    OptionalDouble slope = slope(t -> w[element] = start + t);
    w[element] = start;
    return slope;
  }

  /// The slope as variables move along a direction.
  OptionalDouble slope(Map<Variable, double[]> direction) {
    OptionalDouble slope = slope(t -> move(direction, t));
    move(direction, 0);
    return slope;
  }

  private void move(Map<Variable, double[]> direction, double t) {
    direction.forEach(
        (variable, d) -> {
          float[] start = variable.fetch();
          double[] w = reference.get(variable);
          for (int i = 0; i < w.length; i++) {
            w[i] = start[i] + t * d[i];
          }
        });
  }

  /// The slope at 0: the central difference, which is exact to the second order; where a kink lies
  /// within the step on one side, the difference of that order on the other side; none where kinks
  /// lie on both.
  private OptionalDouble slope(DoubleConsumer move) {
    Map<String, double[]> after = at(move, STEP);
    Map<String, double[]> before = at(move, -STEP);
    boolean smoothAfter = sameSides(after);
    boolean smoothBefore = sameSides(before);
    if (smoothAfter && smoothBefore) {
      return OptionalDouble.of((value(after) - value(before)) / (2 * STEP));
    }
    if (!smoothAfter && !smoothBefore) {
      return OptionalDouble.empty();
    }
    double h = smoothAfter ? STEP : -STEP;
    Map<String, double[]> twice = at(move, 2 * h);
    return sameSides(twice)
        ? OptionalDouble.of(
            (4 * value(smoothAfter ? after : before) - value(twice) - 3 * value(here)) / (2 * h))
        : OptionalDouble.empty();
  }

  private Map<String, double[]> at(DoubleConsumer move, double t) {
    move.accept(t);
    return reference.evaluate(inputs, 0);
  }

  private static double value(Map<String, double[]> outputs) {
    return Objects.requireNonNull(outputs.get(VALUE))[0];
  }

  private boolean sameSides(Map<String, double[]> there) {
    return otherSides(there) == 0;
  }

  /// At how many kinks outputs are on another side than here.
  int otherSides(Map<String, double[]> there) {
    int others = 0;
    for (Map.Entry<String, double[]> output : here.entrySet()) {
      double[] b = Objects.requireNonNull(there.get(output.getKey()));
      for (int i = 0; !output.getKey().equals(VALUE) && i < b.length; i++) {
        others += output.getValue()[i] == b[i] ? 0 : 1;
      }
    }
    return others;
  }
}
