package hebb.diagnose;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Looks for rows among others, target and all, by sums that differ where rows do, but for chance:
/// first by sums over some numbers of each row, which most rows differ in.
final class Repeats {
  private static final int SOME = 32;

  private final Set<Long> near = new HashSet<>();
  private final Map<Long, Integer> wanted = new HashMap<>();
  private final int count;
  private int found;

  Repeats(Rows rows) {
    count = rows.count();
    for (int r = 0; r < count; r++) {
      near.add(near(rows, r));
      wanted.merge(hash(rows, r), 1, Integer::sum);
    }
  }

  /// Looks among these.
  void look(Rows others) {
    for (int r = 0; r < others.count() && !wanted.isEmpty(); r++) {
      Integer same = near.contains(near(others, r)) ? wanted.remove(hash(others, r)) : null;
      found += same == null ? 0 : same;
    }
  }

  /// The share that was found.
  double share() {
    return count == 0 ? 0 : found / (double) count;
  }

  private static long near(Rows rows, int r) {
    int width = rows.numbers().length / rows.count();
    return hash(rows.numbers(), r * width, (r + 1) * width, Math.max(1, width / SOME));
  }

  private static long hash(Rows rows, int r) {
    int width = rows.numbers().length / rows.count();
    int targets = rows.targets().length / rows.count();
    return 31 * hash(rows.numbers(), r * width, (r + 1) * width, 1)
        + hash(rows.targets(), r * targets, (r + 1) * targets, 1);
  }

  private static long hash(float[] numbers, int from, int to, int step) {
    long hash = 1;
    for (int i = from; i < to; i += step) {
      hash = (hash + Float.floatToIntBits(numbers[i])) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 32;
    }
    return hash;
  }
}
