package hebb.cli.bench;

import java.util.SplittableRandom;

/// Rows by seed: features at random, and classes that a linear rule gives but for noise, so that
/// there is always something to learn and never an end of it.
final class Synthetic {
  static final long SEED = 42;

  /// How much of a class is noise, in standard deviations of the rule's scores.
  private static final double NOISE = 0.5;

  private Synthetic() {}

  /// Fills features with numbers in [-1, 1), and targets (one for each row) with whole numbers
  /// below `classes`.
  static void fill(float[] features, float[] targets, int width, int classes) {
    var random = new SplittableRandom(SEED);
    float[] rule = new float[classes * width];
    for (int i = 0; i < rule.length; i++) {
      rule[i] = (float) random.nextDouble(-1, 1);
    }
    double noise = NOISE * Math.sqrt(width) / 3;
    for (int row = 0; row < targets.length; row++) {
      for (int i = 0; i < width; i++) {
        features[row * width + i] = (float) random.nextDouble(-1, 1);
      }
      double most = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < classes; c++) {
        double score = noise * random.nextGaussian();
        for (int i = 0; i < width; i++) {
          score += rule[c * width + i] * features[row * width + i];
        }
        if (score > most) {
          most = score;
          targets[row] = c;
        }
      }
    }
  }
}
