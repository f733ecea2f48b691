package hebb.graph;

import java.util.List;
import java.util.function.DoubleBinaryOperator;

/// Elementwise functions of two values of one shape: the function in double precision and the
/// gradients of both inputs, one line each. `max` and `min` send the gradient of a tie to the first
/// input; comparisons have none.
public enum Binary {
  ADD(Double::sum, (a, b, y, g) -> List.of(g, g)),
  SUBTRACT((a, b) -> a - b, (a, b, y, g) -> List.of(g, g.negate())),
  MULTIPLY((a, b) -> a * b, (a, b, y, g) -> List.of(g.times(b), g.times(a))),
  DIVIDE(
      (a, b) -> a / b, (a, b, y, g) -> List.of(g.dividedBy(b), g.times(y).dividedBy(b).negate())),
  MAX(
      Math::max,
      (a, b, y, g) -> List.of(b.greaterThan(a).select(0, g), b.greaterThan(a).select(g, 0))),
  MIN(
      Math::min,
      (a, b, y, g) -> List.of(a.greaterThan(b).select(0, g), a.greaterThan(b).select(g, 0))),
  /// 1 where a > b, else 0 (NaN gives 0).
  GREATER((a, b) -> a > b ? 1 : 0, (a, b, y, g) -> List.of()),
  /// 1 where a = b, else 0 (NaN gives 0).
  EQUAL((a, b) -> a == b ? 1 : 0, (a, b, y, g) -> List.of());

  /// The gradients of `a` and `b` from the gradient `g` of `y`; an empty list where there is none.
  @FunctionalInterface
  interface Gradient {
    List<Value> of(Value a, Value b, Value y, Value g);
  }

  private final DoubleBinaryOperator function;
  private final Gradient gradient;

  Binary(DoubleBinaryOperator function, Gradient gradient) {
    this.function = function;
    this.gradient = gradient;
  }

  /// The function in double precision.
  public double apply(double a, double b) {
    return function.applyAsDouble(a, b);
  }

  /// The gradients of both inputs as graph values, in their order; empty where there are none.
  public List<Value> gradients(Value a, Value b, Value y, Value g) {
    return gradient.of(a, b, y, g);
  }
}
