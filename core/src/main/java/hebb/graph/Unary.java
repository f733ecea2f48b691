package hebb.graph;

import java.util.function.DoubleUnaryOperator;

/// Elementwise functions of one value: the function in double precision (what the reference
/// computes) and its derivative as a graph value, one line each. The float version is specified by
/// `hebb.kernel.ScalarKernels`.
///
/// At kinks: `relu'(0) = 0`, `|x|'(0) = 0`.
public enum Unary {
  NEGATE(x -> -x, (x, y) -> x.graph().constant(-1)),
  ABS(Math::abs, (x, y) -> x.sign()),
  SIGN(Math::signum, (x, y) -> x.graph().constant(0)),
  SQUARE(x -> x * x, (x, y) -> x.times(2)),
  SQRT(Math::sqrt, (x, y) -> y.reciprocal().times(0.5)),
  RECIPROCAL(x -> 1 / x, (x, y) -> y.square().negate()),
  EXP(Math::exp, (x, y) -> y),
  EXPM1(Math::expm1, (x, y) -> y.plus(1)),
  LOG(Math::log, (x, y) -> x.reciprocal()),
  LOG1P(Math::log1p, (x, y) -> x.plus(1).reciprocal()),
  TANH(Math::tanh, (x, y) -> y.square().negate().plus(1)),
  SIGMOID(DoubleMath::sigmoid, (x, y) -> y.times(y.negate().plus(1))),
  /// `log(1 + e^x)`, without overflow.
  SOFTPLUS(DoubleMath::softplus, (x, y) -> x.sigmoid()),
  RELU(x -> x > 0 ? x : Double.isNaN(x) ? x : 0, (x, y) -> x.step()),
  /// 1 where x > 0, else 0 (NaN gives 0).
  STEP(x -> x > 0 ? 1 : 0, (x, y) -> x.graph().constant(0)),
  ERF(DoubleMath::erf, (x, y) -> x.square().negate().exp().times(2 / Math.sqrt(Math.PI))),
  /// 0 where `|x|` is below [#LEAST], else x; gradients pass as they are.
  FLUSH(x -> Math.abs(x) < Unary.LEAST ? 0 : x, (x, y) -> x.graph().constant(1));

  /// What [#FLUSH] leaves: small enough to mean nothing beside float32's precision, and large
  /// enough that products with it stay clear of denormal numbers, which processors compute many
  /// times more slowly.
  public static final float LEAST = 0x1p-100f;

  /// The derivative `dy/dx` as a value of the same graph, given `x` and `y = f(x)`; a scalar is
  /// broadcast.
  @FunctionalInterface
  interface Derivative {
    Value of(Value x, Value y);
  }

  private final DoubleUnaryOperator function;
  private final Derivative derivative;

  Unary(DoubleUnaryOperator function, Derivative derivative) {
    this.function = function;
    this.derivative = derivative;
  }

  /// Whether it is many elementary operations, as exponentials are.
  public boolean isCostly() {
    return switch (this) {
      case EXP, EXPM1, LOG, LOG1P, TANH, SIGMOID, SOFTPLUS, ERF -> true;
      case NEGATE, ABS, SIGN, SQUARE, SQRT, RECIPROCAL, RELU, STEP, FLUSH -> false;
    };
  }

  /// The function in double precision.
  public double apply(double x) {
    return function.applyAsDouble(x);
  }

  /// `dy/dx` as a graph value.
  public Value derivative(Value x, Value y) {
    return derivative.of(x, y);
  }
}
