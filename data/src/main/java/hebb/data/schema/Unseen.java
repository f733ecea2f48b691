package hebb.data.schema;

import hebb.data.DataException;
import hebb.data.kind.ColumnCode;
import hebb.data.kind.Fit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
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
  private final Map<Fault, Cells> faults = new LinkedHashMap<>();
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

  /// Cells of one column that are not as in training in one way.
  ///
  /// @param column its name
  /// @param fit what they are
  /// @param rows how many rows have such a cell
  /// @param examples the first different cells
  /// @param range what the training part holds, where it is numbers or dates; else empty
  /// @param unreadable what a cell is that cannot be read
  public record Count(
      String column, Fit fit, long rows, List<String> examples, String range, String unreadable) {}

  private record Fault(ColumnCode code, Fit fit) {}

  private static final class Cells {
    private final Set<String> examples = new LinkedHashSet<>();
    private long rows;
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
  void add(ColumnCode code, Fit fit, String expected, String source, long row, String text) {
    boolean outside = fit == Fit.OUT_OF_RANGE;
    boolean whole = fit == Fit.MISSING || fit == Fit.MOSTLY_UNKNOWN || fit == Fit.CUT;
    boolean refused =
        !whole
            && (strictness == Strictness.RANGE
                ? !outside || !code.goesOn()
                : strictness == Strictness.CELLS && !outside);
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
    Cells cells = faults.computeIfAbsent(new Fault(code, fit), fault -> new Cells());
    cells.rows++;
    if (fit != Fit.MISSING && cells.examples.size() < MOST_EXAMPLES) {
      cells.examples.add(text);
    }
  }

  /// Refuses a target that is not as in training, where such cells are refused.
  ///
  /// @throws DataException if they are
  public void target(String source, long row, String column, String expected, String text) {
    if (refuses()) {
      throw new DataException(
          source
              + (row > 0 ? ", row " + row : "")
              + ", column "
              + DataException.quote(column)
              + ": expected "
              + expected
              + ", got "
              + DataException.quote(text)
              + ". Correct the cell, or leave --strict out.");
    }
  }

  /// Whether cells that do not fit are refused.
  boolean refuses() {
    return strictness != Strictness.NONE;
  }

  /// How many rows were looked at.
  public long rows() {
    return rows;
  }

  /// What was counted, the most frequent first.
  public List<Count> counts() {
    return faults.entrySet().stream()
        .map(
            entry ->
                new Count(
                    entry.getKey().code().column(),
                    entry.getKey().fit(),
                    entry.getValue().rows,
                    List.copyOf(entry.getValue().examples),
                    entry.getKey().code().range(),
                    entry.getKey().code().unreadable()))
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
          case UNKNOWN -> "a text of which nothing is known from the training data";
          case MOSTLY_UNKNOWN -> "a text of which half or more is not known from the training data";
          case CUT -> "what is longer than in the training data, and is cut";
          case UNREADABLE -> count.unreadable() + " and counts as missing";
          case OUT_OF_RANGE -> "a value outside the training range " + count.range();
          case MISSING -> "no value, which the training data always had";
          case FITS ->
              throw new IllegalStateException("unseen: expected odd cells, got " + count + ".");
        };
    List<String> examples = count.examples();
    String shown =
        String.join(", ", examples.subList(0, Math.min(SHOWN, examples.size())))
            + (examples.size() > SHOWN ? ", ..." : "");
    boolean missing = count.fit() == Fit.MISSING;
    return count.column()
        + ": "
        + count.rows()
        + " of "
        + rows
        + (rows == 1 ? " row has " : " rows have ")
        + what
        + (missing ? "" : ": " + shown);
  }
}
