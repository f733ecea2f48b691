package hebb.data.table;

import hebb.data.DataException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A delimited file while it is read, row by row.
final class CsvFile implements AutoCloseable {
  private static final int MOST_LINES = 3;

  private final Path file;
  private final TextSource source;
  private final Dialect dialect;
  private final CellScanner scanner;
  private final int columns;
  private final List<Repeated> repeated = new ArrayList<>();
  private long rows;
  private boolean held;
  private boolean empty;

  /// Records of delimiters alone before the one that is held, or at the end.
  private long empties;

  private long blanksAbove;
  private boolean within;

  private CsvFile(Path file, TextSource source, Dialect dialect, CellScanner scanner) {
    this.file = file;
    this.source = source;
    this.dialect = dialect;
    this.scanner = scanner;
    this.columns = dialect.columns().size();
    if (columns > 1 && !dialect.header().isEmpty()) {
      repeated.add(new Repeated(dialect.header()));
      if (!dialect.units().isEmpty()) {
        repeated.add(new Repeated(dialect.units()));
      }
    }
  }

  /// Opens a file and recognises its dialect.
  ///
  /// @throws DataException if it cannot be read, is empty or is no table
  static CsvFile open(Path file, ReadOptions options) {
    TextSource source = TextSource.open(file);
    boolean opened = false;
    try {
      Reader text = source.reader();
      Opening opening = Opening.read(text);
      Dialect dialect = Dialect.recognise(file.toString(), opening, options);
      Preamble preamble = dialect.preamble();
      CellScanner scanner =
          opening.scanner(
              file.toString(), dialect.grammar(), preamble.characters(), preamble.lines(), text);
      var csv = new CsvFile(file, source, dialect, scanner);
      csv.skipHeader();
      opened = true;
      return csv;
    } catch (IOException e) {
      throw TextSource.failure(file, e);
    } finally {
      if (!opened) {
        closeQuietly(source);
      }
    }
  }

  /// The dialect that was recognised.
  Dialect dialect() {
    return dialect;
  }

  /// How many data rows are complete: all before the one that is being read.
  long rows() {
    return within ? rows - 1 : rows;
  }

  /// Goes on to the next data row; false at the end of the file.
  ///
  /// @throws DataException if the row is not sound
  boolean next() {
    within = false;
    if (!held) {
      held = record();
      while (held && isEmpty()) {
        empties++;
        held = record();
      }
      if (!held) {
        return false;
      }
    }
    empty = empties > 0;
    if (empty) {
      empties--;
    } else {
      held = false;
      if (scanner.cells() != columns) {
        throw uneven();
      }
    }
    rows++;
    within = true;
    return true;
  }

  /// Whether the record is delimiters alone.
  private boolean isEmpty() {
    boolean none = columns > 1 && scanner.cells() == columns;
    for (int column = 0; none && column < columns; column++) {
      none = scanner.length(column) == 0 && !scanner.isQuoted(column);
    }
    return none;
  }

  /// A cell of this row, trimmed, until the next row.
  Span cell(int column, Span span) {
    return span.set(scanner.buffer(), scanner.start(column), empty ? 0 : scanner.length(column));
  }

  /// A cell of this row as it is written.
  String text(int column) {
    return empty ? "" : scanner.text(column);
  }

  /// Goes to the next record that is neither the header again nor its units.
  private boolean record() {
    try {
      boolean found = scanner.next();
      while (found && isRepeated()) {
        found = scanner.next();
      }
      return found;
    } catch (UncheckedIOException e) {
      throw TextSource.failure(file, Objects.requireNonNull(e.getCause()));
    }
  }

  private boolean isRepeated() {
    for (int i = 0; i < repeated.size(); i++) {
      if (repeated.get(i).equalsRecord(scanner)) {
        return true;
      }
    }
    return false;
  }

  private DataException uneven() {
    int cells = scanner.cells();
    String got =
        cells == 1 ? cells + ": " + DataException.quote(Span.trim(scanner.text(0))) : "" + cells;
    return new DataException(
        place(rows + 1)
            + ": expected "
            + columns
            + (columns == 1 ? " cell" : " cells")
            + " as in the first line, got "
            + got
            + (cells == 1
                ? ". Delete the line if it is no row, else look for a missing delimiter or quote."
                : ". Look for a missing or an extra delimiter or quote."));
  }

  private void skipHeader() {
    if (!dialect.header().isEmpty()) {
      try {
        scanner.next();
      } catch (UncheckedIOException e) {
        throw TextSource.failure(file, Objects.requireNonNull(e.getCause()));
      }
      blanksAbove = scanner.blanks();
    }
  }

  /// A row that is being read, or was read last, as it is named in a message: `iris.csv, row 5
  /// (line 6)`.
  String place(long row) {
    return file + ", row " + row + " (line " + scanner.line() + ")";
  }

  /// What was decided about the file, and what was left out of it so far.
  Reading reading() {
    Reading begun = dialect.reading();
    var notes = new ArrayList<>(begun.notes());
    long left = 0;
    for (int i = 0; i < repeated.size(); i++) {
      Repeated line = repeated.get(i);
      if (line.count > 0) {
        notes.add(i == 0 ? line.headers() : line.units());
      }
      left += line.count;
    }
    if (empties > 0) {
      left += empties;
      notes.add(
          (empties == 1
                  ? "The last line holds delimiters alone and is"
                  : "The last " + empties + " lines hold delimiters alone and are")
              + " left out.");
    }
    long quotes = scanner.quotesAsText();
    if (quotes > 0) {
      notes.add(
          (quotes == 1 ? "1 cell begins" : quotes + " cells begin")
              + " with a quote and "
              + (quotes == 1 ? "does" : "do")
              + " not end with it, the first in line "
              + scanner.firstAsText()
              + ": taken as text, quotes and all.");
    }
    long blanks = scanner.blanks() - blanksAbove;
    if (columns == 1 && blanks > 0) {
      notes.add(
          blanks
              + (blanks == 1 ? " blank line was" : " blank lines were")
              + " left out. Write \"\" in a line to have an empty cell there.");
    }
    return new Reading(
        begun.delimiter(),
        begun.delimiterReason(),
        begun.header(),
        begun.headerReason(),
        begun.linesAbove(),
        left,
        notes);
  }

  /// The SHA-256 of the file, which is read to its end for that.
  String sha256() {
    try {
      return source.sha256();
    } catch (IOException e) {
      throw TextSource.failure(file, e);
    }
  }

  @Override
  public void close() {
    closeQuietly(source);
  }

  /// Closing a file that was only read loses nothing if it fails.
  private static void closeQuietly(TextSource source) {
    try {
      source.close();
    } catch (IOException e) {
      System.getLogger("hebb.data").log(System.Logger.Level.DEBUG, "closing a file", e);
    }
  }

  /// A line that is left out wherever it comes, counted.
  private static final class Repeated {
    private final List<String> cells;
    private final String first;
    private final List<String> lines = new ArrayList<>();
    private final Span span = new Span();
    private long count;

    Repeated(List<String> cells) {
      this.cells = cells;
      this.first = cells.getFirst();
    }

    boolean equalsRecord(CellScanner record) {
      if (record.length(0) < first.length()
          || record.cells() != cells.size()
          || !equalsCell(record, 0)) {
        return false;
      }
      for (int i = 1; i < cells.size(); i++) {
        if (!equalsCell(record, i)) {
          return false;
        }
      }
      count++;
      if (lines.size() <= MOST_LINES) {
        lines.add(lines.size() < MOST_LINES ? Long.toString(record.line()) : "...");
      }
      return true;
    }

    private boolean equalsCell(CellScanner record, int cell) {
      return cells
          .get(cell)
          .contentEquals(span.set(record.buffer(), record.start(cell), record.length(cell)));
    }

    private String shown() {
      return DataException.quote(String.join(",", cells))
          + (count == 1 ? " (line " : " (lines ")
          + String.join(", ", lines)
          + ")";
    }

    String headers() {
      return count
          + (count == 1
              ? " line that is the header again was"
              : " lines that are the header again were")
          + " left out: "
          + shown()
          + ".";
    }

    String units() {
      return "The line of units below the header was left out: "
          + shown()
          + ". Say --header no if it is data.";
    }
  }
}
