package hebb.metric;

import java.util.Arrays;

/// Scores of rows of two classes, 8 bytes each: the score's bits in an order that is that of its
/// numbers, and the class as the last bit.
final class Ranking {
  private long[] rows = new long[64];
  private int count;
  private boolean sorted = true;

  void add(float score, boolean positive) {
    if (count == rows.length) {
      rows = Arrays.copyOf(rows, 2 * count);
    }
    int bits = Float.floatToIntBits(score + 0f);
    int ordered = bits ^ ((bits >> 31) & 0x7fffffff);
    rows[count++] = ((long) ordered << 1) | (positive ? 1 : 0);
    sorted = false;
  }

  void clear() {
    count = 0;
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
      double zeros = to - from - ones;
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
    double sum = 0;
    for (int to = count; to > 0; ) {
      int from = tieStart(to);
      double ones = ones(from, to);
      found += ones;
      sum += found / (count - from) * ones;
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
    while (to < count && rows[to] >> 1 == rows[from] >> 1) {
      to++;
    }
    return to;
  }

  private int tieStart(int to) {
    int from = to;
    while (from > 0 && rows[from - 1] >> 1 == rows[to - 1] >> 1) {
      from--;
    }
    return from;
  }

  private double ones(int from, int to) {
    int ones = 0;
    for (int i = from; i < to; i++) {
      ones += (int) (rows[i] & 1);
    }
    return ones;
  }
}
