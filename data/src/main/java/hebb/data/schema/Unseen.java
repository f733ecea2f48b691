package hebb.data.schema;

import hebb.data.DataException;
import hebb.data.kind.FeatureCode;
import hebb.data.kind.Fit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Counts, by column, the cells of rows to predict or evaluate that are not as those of the
/// training part: categories that are not in it, cells that do not fit their kind, and numbers
/// outside its range. Or refuses the first one. For one thread.
public final class Unseen {
  private static final int MOST_LINES = 10;
  private static final int MOST_EXAMPLES = 5;
  private static final int SHOWN = 3;

  private final Strictness strictness;
  private final Map<String, ColumnCount> columns = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();
  private long rows;

  /// What is refused.
  public enum Strictness {
    /// Nothing: everything is counted.
    NONE,
    /// Unseen categories and cells that do not fit their kind.
    CELLS,
    /// Those, and numbers outside the training range.
    RANGE
  }

  /// What was counted in one column.
  ///
  /// @param column its name
  /// @param fit what most of the cells are
  /// @param rows how many rows have such a cell, of any sort
  /// @param examples the first different cells
  /// @param range what the training part holds, where it is numbers or dates; else empty
  public record Count(String column, Fit fit, long rows, List<String> examples, String range) {}

  private static final class ColumnCount {
    private final FeatureCode code;
    private final Map<Fit, Long> counts = new EnumMap<>(Fit.class);
    private final Map<Fit, Set<String>> examples = new EnumMap<>(Fit.class);

    ColumnCount(FeatureCode code) {
      this.code = code;
    }

    Count count() {
      Fit most =
          counts.entrySet().stream()
              .max(Map.Entry.<Fit, Long>comparingByValue())
              .orElseThrow()
              .getKey();
      long all = counts.values().stream().mapToLong(Long::longValue).sum();
      return new Count(
          code.column(),
          most,
          all,
          List.copyOf(new ArrayList<>(examples.getOrDefault(most, Set.of()))),
          code.range());
    }
  }

  /// A count that refuses nothing.
  public Unseen() {
    this(Strictness.NONE);
  }

  /// A count, or a refusal.
  public Unseen(Strictness strictness) {
    this.strictness = strictness;
  }

  /// What else a person should hear of the rows, as sentences.
  public List<String> notes() {
    return Collections.unmodifiableList(notes);
  }

  /// Takes sentences on how the rows were read.
  public void note(List<String> sentences) {
    notes.addAll(sentences);
  }

  /// Another row was looked at.
  void row() {
    rows++;
  }

  void rows(int count) {
    rows += count;
  }

  /// A cell that is not as those of the training part.
  ///
  /// @throws DataException if such a cell is refused
  void add(FeatureCode code, Fit fit, String expected, String source, long row, String text) {
    boolean outside = fit == Fit.OUT_OF_RANGE;
    boolean refused =
        strictness == Strictness.RANGE
            ? !outside || !code.goesOn()
            : strictness == Strictness.CELLS && !outside;
    if (refused) {
      throw new DataException(
          source
              + (row > 0 ? ", row " + row : "")
              + ", column "
              + DataException.quote(code.column())
              + ": expected "
              + (outside ? "a number near the training range " + code.range() : expected)
              + ", got "
              + DataException.quote(text)
              + ". Correct the cell, or leave --strict out.");
    }
    ColumnCount column = columns.computeIfAbsent(code.column(), name -> new ColumnCount(code));
    column.counts.merge(fit, 1L, Long::sum);
    Set<String> examples = column.examples.computeIfAbsent(fit, name -> new LinkedHashSet<>());
    if (examples.size() < MOST_EXAMPLES) {
      examples.add(text);
    }
  }

  /// Whether nothing was counted.
  public boolean isEmpty() {
    return columns.isEmpty();
  }

  /// How many rows were looked at.
  public long rows() {
    return rows;
  }

  /// What was counted, the columns with most such rows first.
  public List<Count> counts() {
    return columns.values().stream()
        .map(ColumnCount::count)
        .sorted(Comparator.comparingLong(Count::rows).reversed())
        .toList();
  }

  /// The same as sentences, at most ten, then how many columns more.
  public List<String> lines() {
    var lines = new ArrayList<String>();
    List<Count> counts = counts();
    counts.stream().limit(MOST_LINES).map(this::line).forEach(lines::add);
    int more = counts.size() - MOST_LINES;
    if (more > 0) {
      lines.add("and " + more + (more == 1 ? " more column" : " more columns"));
    }
    return lines;
  }

  private String line(Count count) {
    String what =
        switch (count.fit()) {
          case UNSEEN -> "a category that is not in the training data";
          case UNREADABLE -> "a cell that does not fit the column and counts as missing";
          case OUT_OF_RANGE -> "a value outside the training range " + count.range();
          case FITS, MISSING ->
              throw new IllegalStateException("unseen: expected odd cells, got " + count + ".");
        };
    List<String> examples = count.examples();
    String shown =
        String.join(", ", examples.subList(0, Math.min(SHOWN, examples.size())))
            + (examples.size() > SHOWN ? ", ..." : "");
    return count.column()
        + ": "
        + count.rows()
        + " of "
        + rows
        + (rows == 1 ? " row has " : " rows have ")
        + what
        + ": "
        + shown;
  }
}
