package hebb.metric;

import java.util.Arrays;

/// The area under the ROC curve: the probability that a row of class 1 has a higher score than one
/// of class 0, ties counted half. It keeps all scores (8 bytes a row).
public final class RocAuc {
  private long[] rows = new long[64];
  private int count;

  /// Nothing counted yet.
  public RocAuc() {}

  /// Takes the scores of `n` rows and their targets, 0 or 1.
  public void add(float[] scores, float[] targets, int n) {
    if (count + n > rows.length) {
      rows = Arrays.copyOf(rows, Math.max(count + n, 2 * rows.length));
    }
    for (int i = 0; i < n; i++) {
      int bits = Float.floatToIntBits(scores[i] + 0f);
      int ordered = bits ^ ((bits >> 31) & 0x7fffffff);
      rows[count++] = ((long) ordered << 1) | (targets[i] >= 0.5f ? 1 : 0);
    }
  }

  /// The area; NaN if a class has no rows. By the rank sum of Mann and Whitney (1947).
  public double value() {
    long[] sorted = Arrays.copyOf(rows, count);
    Arrays.sort(sorted);
    double below = 0;
    double wins = 0;
    double positives = 0;
    for (int from = 0; from < count; ) {
      int to = from;
      double ones = 0;
      for (; to < count && sorted[to] >> 1 == sorted[from] >> 1; to++) {
        ones += sorted[to] & 1;
      }
      double zeros = to - from - ones;
      wins += ones * (below + zeros / 2);
      below += zeros;
      positives += ones;
      from = to;
    }
    return wins / (positives * below);
  }
}
