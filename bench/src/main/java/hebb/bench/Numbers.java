package hebb.bench;

import java.util.SplittableRandom;

/// Numbers by seed.
final class Numbers {
  private Numbers() {}

  /// So many numbers in [-1, 1).
  static float[] uniform(int count) {
    var random = new SplittableRandom(42);
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextDouble(-1, 1);
    }
    return numbers;
  }
}
