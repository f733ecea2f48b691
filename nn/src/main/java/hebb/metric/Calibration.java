package hebb.metric;

import java.util.Arrays;

/// Rows by the probability of their predicted class, in bins of one width.
final class Calibration {
  private static final int BINS = 15;

  private final double[] rows = new double[BINS];
  private final double[] right = new double[BINS];
  private final double[] probabilities = new double[BINS];

  /// A bin holds its upper end, as in Guo et al. 2017.
  void add(double probability, boolean found, double weight) {
    int bin = Math.clamp((long) Math.ceil(probability * BINS) - 1, 0, BINS - 1);
    rows[bin] += weight;
    right[bin] += found ? weight : 0;
    probabilities[bin] += weight * probability;
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
