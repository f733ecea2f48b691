package hebb.nn.init;

import hebb.graph.RandomKey;

/// Random numbers in double precision from a counter.
final class Noise {
  private Noise() {}

  /// Uniform in `[-1, 1)`.
  static double symmetric(long key, long i) {
    return 2 * uniform(key, i) - 1;
  }

  /// Normal of mean 0 and deviation 1, by Box and Muller (1958).
  static double normal(long key, long i) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform(key, 2 * i)));
    return radius * StrictMath.cos(2 * Math.PI * uniform(key, 2 * i + 1));
  }

  /// Uniform in `[0, 1)`, 53 bits.
  private static double uniform(long key, long i) {
    return (RandomKey.at(key, i) >>> 11) * 0x1p-53;
  }
}
