package hebb.suite.kernel;

import java.util.Random;

/// Floats to try kernels on.
final class Floats {
  private static final float[] SPECIAL = {
    0f,
    -0f,
    1f,
    -1f,
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    -Float.MIN_NORMAL,
    Float.MIN_NORMAL / 3,
    -Float.MIN_NORMAL / 3,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    88.7f,
    88.8f,
    -103.9f,
    -104f,
    0.3465f,
    1e-8f,
    -1e-5f,
    10f,
    -0.99999994f,
    0.92773f
  };

  private Floats() {}

  /// A third each of special numbers, of numbers near 1, and of any bits.
  static float[] mixed(int n, long seed) {
    Random random = new Random(seed);
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] =
          switch (random.nextInt(3)) {
            case 0 -> SPECIAL[random.nextInt(SPECIAL.length)];
            case 1 -> (float) random.nextGaussian() * 3f;
            default -> Float.intBitsToFloat(random.nextInt());
          };
    }
    return x;
  }

  /// Normally distributed numbers.
  static float[] normal(int n, long seed) {
    Random random = new Random(seed);
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (float) random.nextGaussian();
    }
    return x;
  }

  /// The bits, with one pattern for every NaN.
  static int[] bits(float[] x) {
    int[] bits = new int[x.length];
    for (int i = 0; i < x.length; i++) {
      bits[i] = Float.floatToIntBits(x[i]);
    }
    return bits;
  }
}
