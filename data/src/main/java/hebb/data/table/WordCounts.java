package hebb.data.table;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// How often each of a few words was met.
public final class WordCounts {
  private final Map<String, Integer> counts = new LinkedHashMap<>();

  WordCounts() {}

  void add(CharSequence word) {
    counts.merge(word.toString(), 1, Integer::sum);
  }

  void addAll(WordCounts others) {
    others.counts.forEach((word, count) -> counts.merge(word, count, Integer::sum));
  }

  /// The words as they are written, in the order in which they were met, without the empty cell.
  public Map<String, Integer> counts() {
    return Collections.unmodifiableMap(counts);
  }
}
