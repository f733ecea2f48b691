package hebb.diagnose;

import java.util.HashMap;
import java.util.Map;

/// Looks for rows among others, target and all, by sums that differ where rows do, but for chance.
final class Repeats {
  private final Map<Long, Integer> wanted = new HashMap<>();
  private final int count;
  private int found;

  Repeats(Rows rows) {
    count = rows.count();
    for (int r = 0; r < count; r++) {
      wanted.merge(hash(rows, r), 1, Integer::sum);
    }
  }

  /// Looks among these.
  void look(Rows others) {
    for (int r = 0; r < others.count() && !wanted.isEmpty(); r++) {
      Integer same = wanted.remove(hash(others, r));
      found += same == null ? 0 : same;
    }
  }

  /// The share that was found.
  double share() {
    return count == 0 ? 0 : found / (double) count;
  }

  private static long hash(Rows rows, int r) {
    return 31 * hash(rows.numbers(), r, rows.count()) + hash(rows.targets(), r, rows.count());
  }

  private static long hash(float[] numbers, int row, int rows) {
    int width = numbers.length / rows;
    long hash = 1;
    for (int i = row * width; i < (row + 1) * width; i++) {
      hash = (hash + Float.floatToIntBits(numbers[i])) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 32;
    }
    return hash;
  }
}
