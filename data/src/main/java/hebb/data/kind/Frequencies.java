package hebb.data.kind;

import hebb.data.table.Cells;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// How often each value of a column occurs, as text.
///
/// @param counts each value with its count, the most frequent first, equally frequent ones by name
/// @param total how many rows have a value
public record Frequencies(List<Map.Entry<String, Integer>> counts, int total) {
  private static final int SHOWN = 4;
  private static final int LONGEST = 24;

  /// The frequencies in all rows.
  public static Frequencies of(Cells cells) {
    return of(cells, IntStream.range(0, cells.size()).toArray());
  }

  /// The frequencies in some rows.
  public static Frequencies of(Cells cells, int[] rows) {
    var counts = new HashMap<String, Integer>();
    int total = 0;
    for (int row : rows) {
      if (!cells.isMissing(row)) {
        counts.merge(cells.text(row), 1, Integer::sum);
        total++;
      }
    }
    var sorted = new ArrayList<>(counts.entrySet());
    sorted.sort(
        Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
            .thenComparing(Map.Entry.comparingByKey()));
    return new Frequencies(List.copyOf(sorted), total);
  }

  /// The values, the most frequent first.
  public List<String> values() {
    return counts.stream().map(Map.Entry::getKey).toList();
  }

  /// The most frequent values with their shares, as in `Male 67 %, Female 33 %`.
  public String shown() {
    if (counts.size() == total && total > SHOWN) {
      return total + " different values";
    }
    var parts = new ArrayList<String>();
    for (var entry : counts.subList(0, Math.min(SHOWN, counts.size()))) {
      String name =
          entry.getKey().length() > LONGEST
              ? entry.getKey().substring(0, LONGEST) + "..."
              : entry.getKey();
      parts.add(String.format(Locale.ROOT, "%s %.0f %%", name, 100.0 * entry.getValue() / total));
    }
    if (counts.size() > SHOWN) {
      parts.add((counts.size() - SHOWN) + " more");
    }
    return String.join(", ", parts);
  }
}
