package hebb.metric;

import java.util.Arrays;

/// Rows by the probability of their predicted class, in bins of one width.
final class Calibration {
  private static final int BINS = 15;

  private final long[] rows = new long[BINS];
  private final long[] right = new long[BINS];
  private final double[] probabilities = new double[BINS];

  /// A bin holds its upper end, as in Guo et al. 2017.
  void add(double probability, boolean found) {
    int bin = Math.clamp((long) Math.ceil(probability * BINS) - 1, 0, BINS - 1);
    rows[bin]++;
    right[bin] += found ? 1 : 0;
    probabilities[bin] += probability;
  }

  double error() {
    double sum = 0;
    for (int b = 0; b < BINS; b++) {
      sum += Math.abs(right[b] - probabilities[b]);
    }
    return sum / Arrays.stream(rows).sum();
  }

  void clear() {
    Arrays.fill(rows, 0);
    Arrays.fill(right, 0);
    Arrays.fill(probabilities, 0);
  }
}
