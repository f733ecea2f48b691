package hebb.nn;

import hebb.graph.Graph;
import hebb.graph.Value;

/// Normal numbers from uniform ones, over values.
final class NormalNumbers {
  /// Polynomials of Giles 2010 for the inverse of the error function in single precision, from the
  /// highest power: near the middle, and in the tails.
  private static final double[] MIDDLE = {
    2.81022636e-08,
    3.43273939e-07,
    -3.5233877e-06,
    -4.39150654e-06,
    0.00021858087,
    -0.00125372503,
    -0.00417768164,
    0.246640727,
    1.50140941
  };

  private static final double[] TAILS = {
    -0.000200214257,
    0.000100950558,
    0.00134934322,
    -0.00367342844,
    0.00573950773,
    -0.0076224613,
    0.00943887047,
    1.00167406,
    2.83297682
  };

  private NormalNumbers() {}

  /// `sqrt(2) erfinv(2 u - 1)` of uniform numbers in `[0, 1)` that are multiples of 2^-24: half of
  /// such a step is added first, so that neither end is met.
  static Value of(Value u) {
    Graph graph = u.graph();
    Value x = u.times(2).minus(1 - 0x1p-24);
    Value w = x.negate().plus(1).times(x.plus(1)).log().negate().max(graph.constant(0));
    Value middle = polynomial(MIDDLE, w.minus(2.5));
    Value tails = polynomial(TAILS, w.sqrt().minus(3));
    return graph.constant(5).greaterThan(w).select(middle, tails).times(x).times(Math.sqrt(2));
  }

  private static Value polynomial(double[] coefficients, Value x) {
    Value sum = x.graph().constant(coefficients[0]);
    for (int i = 1; i < coefficients.length; i++) {
      sum = sum.times(x).plus(coefficients[i]);
    }
    return sum;
  }
}
