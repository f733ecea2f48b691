package hebb.simd;

import static hebb.simd.Width.FLOATS;

import jdk.incubator.vector.FloatVector;

/// The numbers of `hebb.kernel.FloatMath` as vectors.
final class Coefficients {
  static final FloatVector ZERO = FloatVector.zero(FLOATS);
  static final FloatVector ONE = FloatVector.broadcast(FLOATS, 1f);
  static final FloatVector MINUS_HALF = FloatVector.broadcast(FLOATS, -0.5f);
  static final FloatVector NAN = FloatVector.broadcast(FLOATS, Float.NaN);

  /// Range reduction of `e^x`.
  static final FloatVector LOG2_E = FloatVector.broadcast(FLOATS, 1.44269504f);

  static final FloatVector ROUND = FloatVector.broadcast(FLOATS, 12582912f);
  static final int ROUND_BITS = 0x4b400000;
  static final FloatVector LN2_HIGH = FloatVector.broadcast(FLOATS, -0.693145752f);
  static final FloatVector LN2_LOW = FloatVector.broadcast(FLOATS, -1.42860677e-6f);

  /// Range reduction of `log x`.
  static final int ROOT_HALF = 0x3f3504f3;

  static final FloatVector LOG_HIGH = FloatVector.broadcast(FLOATS, 0.693145752f);
  static final FloatVector LOG_LOW = FloatVector.broadcast(FLOATS, 1.42860677e-6f);

  /// `e^r = 1 + r + E1 r^2 + E2 r^3 + ...`
  static final FloatVector E1 = FloatVector.broadcast(FLOATS, 5.0000001201e-1f);

  static final FloatVector E2 = FloatVector.broadcast(FLOATS, 1.6666665459e-1f);
  static final FloatVector E3 = FloatVector.broadcast(FLOATS, 4.1665795894e-2f);
  static final FloatVector E4 = FloatVector.broadcast(FLOATS, 8.3334519073e-3f);
  static final FloatVector E5 = FloatVector.broadcast(FLOATS, 1.3981999507e-3f);
  static final FloatVector E6 = FloatVector.broadcast(FLOATS, 1.9875691500e-4f);

  /// `log(1 + f) = f - f^2 / 2 + L1 f^3 + L2 f^4 + ...`
  static final FloatVector L1 = FloatVector.broadcast(FLOATS, 3.3333331174e-1f);

  static final FloatVector L2 = FloatVector.broadcast(FLOATS, -2.4999993993e-1f);
  static final FloatVector L3 = FloatVector.broadcast(FLOATS, 2.0000714765e-1f);
  static final FloatVector L4 = FloatVector.broadcast(FLOATS, -1.6668057665e-1f);
  static final FloatVector L5 = FloatVector.broadcast(FLOATS, 1.4249322787e-1f);
  static final FloatVector L6 = FloatVector.broadcast(FLOATS, -1.2420140846e-1f);
  static final FloatVector L7 = FloatVector.broadcast(FLOATS, 1.1676998740e-1f);
  static final FloatVector L8 = FloatVector.broadcast(FLOATS, -1.1514610310e-1f);
  static final FloatVector L9 = FloatVector.broadcast(FLOATS, 7.0376836292e-2f);

  /// The error function near 0 (N) and further out (F).
  static final FloatVector N0 = FloatVector.broadcast(FLOATS, 1.28379166e-1f);

  static final FloatVector N1 = FloatVector.broadcast(FLOATS, -3.76125336e-1f);
  static final FloatVector N2 = FloatVector.broadcast(FLOATS, 1.12819925e-1f);
  static final FloatVector N3 = FloatVector.broadcast(FLOATS, -2.67681349e-2f);
  static final FloatVector N4 = FloatVector.broadcast(FLOATS, 4.99119423e-3f);
  static final FloatVector N5 = FloatVector.broadcast(FLOATS, -5.96761703e-4f);
  static final FloatVector F0B = FloatVector.broadcast(FLOATS, -1.28717512e-1f);
  static final FloatVector F0A = FloatVector.broadcast(FLOATS, -6.34846687e-1f);
  static final FloatVector F1 = FloatVector.broadcast(FLOATS, -1.06777877e-1f);
  static final FloatVector F2 = FloatVector.broadcast(FLOATS, 2.42546219e-2f);
  static final FloatVector F3 = FloatVector.broadcast(FLOATS, -3.88396438e-3f);
  static final FloatVector F4 = FloatVector.broadcast(FLOATS, 3.83197126e-4f);
  static final FloatVector F5 = FloatVector.broadcast(FLOATS, -1.72853470e-5f);

  private Coefficients() {}
}
