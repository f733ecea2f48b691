package hebb.compile;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Gives out places in one array and takes them back: the first gap that is large enough.
final class Arena {
  /// Places start at multiples of this, so that values do not share a cache line.
  private static final int ALIGNMENT = 16;

  private final TreeMap<Integer, Integer> gaps = new TreeMap<>();
  private long end;

  int take(int floats) {
    int size = rounded(floats);
    Optional<Map.Entry<Integer, Integer>> gap =
        gaps.entrySet().stream().filter(entry -> entry.getValue() >= size).findFirst();
    if (gap.isPresent()) {
      int at = gap.get().getKey();
      int rest = gap.get().getValue() - size;
      gaps.remove(at);
      if (rest > 0) {
        gaps.put(at + size, rest);
      }
      return at;
    }
    int at = (int) end;
    end += size;
    if (end > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "compile: expected at most "
              + Integer.MAX_VALUE
              + " numbers of working memory, got "
              + end
              + ". Use a smaller batch or smaller layers.");
    }
    return at;
  }

  void give(int at, int floats) {
    int from = at;
    int size = rounded(floats);
    Map.Entry<Integer, Integer> before = gaps.lowerEntry(from);
    if (before != null && before.getKey() + before.getValue() == from) {
      from = before.getKey();
      size += before.getValue();
    }
    Integer after = gaps.remove(at + rounded(floats));
    gaps.put(from, size + (after == null ? 0 : after));
  }

  int size() {
    return (int) end;
  }

  private static int rounded(int floats) {
    return Math.max(1, (floats + ALIGNMENT - 1) / ALIGNMENT) * ALIGNMENT;
  }
}
