package hebb.metric;

import java.util.Arrays;

/// Scores of rows of two classes, 8 bytes each: the score's bits in an order that is that of its
/// numbers, the row's place, and the class as the last bit. Weights take 8 more where rows do not
/// count alike.
final class Ranking {
  private long[] rows = new long[64];
  private double[] weights = new double[0];
  private int count;
  private boolean sorted = true;

  void add(float score, boolean positive, double weight) {
    if (count == rows.length) {
      rows = Arrays.copyOf(rows, 2 * count);
    }
    int bits = Float.floatToIntBits(score + 0f);
    int ordered = bits ^ ((bits >> 31) & 0x7fffffff);
    if (weight != 1 && weights.length == 0) {
      weights = new double[rows.length];
      Arrays.fill(weights, 0, count, 1);
    }
    if (weights.length > 0) {
      weights = weights.length < rows.length ? Arrays.copyOf(weights, rows.length) : weights;
      weights[count] = weight;
    }
    rows[count] = ((long) ordered << 32) | ((long) count << 1) | (positive ? 1 : 0);
    count++;
    sorted = false;
  }

  void clear() {
    count = 0;
    weights = new double[0];
  }

  /// By the rank sum of Mann and Whitney (1947); NaN if a class has no rows.
  double rocAuc() {
    sort();
    double below = 0;
    double wins = 0;
    double positives = 0;
    for (int from = 0; from < count; ) {
      int to = tieEnd(from);
      double ones = ones(from, to);
      double zeros = all(from, to) - ones;
      wins += ones * (below + zeros / 2);
      below += zeros;
      positives += ones;
      from = to;
    }
    return wins / (positives * below);
  }

  /// From the highest score down, ties at once: precision times the share of class 1 that comes in.
  /// NaN if class 1 has no rows.
  double averagePrecision() {
    sort();
    double all = ones(0, count);
    double found = 0;
    double taken = 0;
    double sum = 0;
    for (int to = count; to > 0; ) {
      int from = tieStart(to);
      double ones = ones(from, to);
      found += ones;
      taken += all(from, to);
      sum += ones == 0 ? 0 : found / taken * ones;
      to = from;
    }
    return sum / all;
  }

  private void sort() {
    if (!sorted) {
      Arrays.sort(rows, 0, count);
      sorted = true;
    }
  }

  private int tieEnd(int from) {
    int to = from;
    while (to < count && rows[to] >> 32 == rows[from] >> 32) {
      to++;
    }
    return to;
  }

  private int tieStart(int to) {
    int from = to;
    while (from > 0 && rows[from - 1] >> 32 == rows[to - 1] >> 32) {
      from--;
    }
    return from;
  }

  private double ones(int from, int to) {
    double ones = 0;
    for (int i = from; i < to; i++) {
      ones += (rows[i] & 1) == 0 ? 0 : weight(rows[i]);
    }
    return ones;
  }

  private double all(int from, int to) {
    if (weights.length == 0) {
      return to - from;
    }
    double all = 0;
    for (int i = from; i < to; i++) {
      all += weight(rows[i]);
    }
    return all;
  }

  private double weight(long row) {
    return weights.length == 0 ? 1 : weights[(int) row >>> 1];
  }
}
