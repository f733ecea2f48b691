package hebb.data.table;

import hebb.data.DataException;
import hebb.data.Names;
import hebb.data.table.ReadOptions.Decimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads CSV and TSV files into tables, and files of series ([TsFile]) by their name.
///
/// The text is UTF-8, with or without a byte order mark, plain or gzip. Cells may be quoted and
/// then hold delimiters and line breaks; blanks around a cell do not count. A column is numbers if
/// every cell that is there is a decimal number written as a quantity, else it is text, kept as it
/// is written. Every row must have as many cells as the first line. Comments above the rows (`#`)
/// and lines that are the header again are left out; what was left out or decided is in
/// [Table#reading()].
public final class TableReader {
  private final Path file;
  private final List<String> columns;
  private final @Nullable ColumnReader[] readers;
  private final String sha256;
  private ReadOptions options;
  private Reading reading;

  /// Reads a file once, from its beginning to its end, into the readers that are not null.
  private TableReader(Path file, ReadOptions options, @Nullable ColumnReader @Nullable [] given) {
    this.file = file;
    try (var csv = CsvFile.open(file, options)) {
      this.columns = csv.dialect().columns();
      this.options = options.withDelimiter(csv.dialect().reading().delimiter());
      this.readers = given == null ? readers(columns, options) : given;
      var span = new Span();
      while (csv.next()) {
        for (int column = 0; column < readers.length; column++) {
          ColumnReader reader = readers[column];
          if (reader != null) {
            reader.add(csv.cell(column, span));
          }
        }
      }
      if (csv.rows() == 0) {
        throw new DataException(
            file + ": expected rows of data, got a header only. Check the file.");
      }
      this.sha256 = csv.sha256();
      this.reading = csv.reading();
    }
  }

  /// Reads a file, with everything recognised by looking at it.
  ///
  /// @throws DataException if the file cannot be read as a table with at least one row
  public static Table read(Path file) {
    return read(file, ReadOptions.DEFAULTS);
  }

  /// Reads a file.
  ///
  /// @throws DataException if the file cannot be read as a table with at least one row
  public static Table read(Path file, ReadOptions options) {
    if (TsFile.isNamed(file)) {
      return TsFile.read(file);
    }
    var first = new TableReader(file, options, null);
    first.decideDecimals();
    @Nullable ColumnReader[] again = first.again();
    if (Stream.of(again).noneMatch(Objects::nonNull)) {
      return first.table();
    }
    var second = new TableReader(file, options, again);
    if (!second.sha256.equals(first.sha256)) {
      throw new DataException(
          file
              + ": expected a file that stays as it is, got other bytes on the second reading. Try again.");
    }
    for (int column = 0; column < again.length; column++) {
      if (again[column] != null) {
        first.readers[column] = again[column];
      }
    }
    return first.table();
  }

  /// Readers of text for the columns that must be read again.
  private @Nullable ColumnReader[] again() {
    boolean comma = options.decimal() == Decimal.COMMA;
    return Arrays.stream(readers)
        .map(
            reader ->
                reader != null
                        && (reader.mustReadAgain() || (comma && reader.grouping().isPossible()))
                    ? ColumnReader.text(options)
                    : null)
        .toArray(ColumnReader[]::new);
  }

  /// Where one column has a decimal comma, points in others that may stand between thousands do;
  /// and where that may be so without, it is said.
  private void decideDecimals() {
    if (options.decimal() != Decimal.AUTO) {
      return;
    }
    boolean comma = false;
    int possible = -1;
    int likely = -1;
    for (int column = 0; column < readers.length; column++) {
      ColumnReader reader = readers[column];
      if (reader != null) {
        comma |= reader.hasDecimalComma();
        Grouping grouping = reader.grouping();
        possible = possible < 0 && grouping.isPossible() ? column : possible;
        boolean semicolon = reading.delimiter() == ';' && grouping.isPossible();
        likely = likely < 0 && (grouping.isLikely() || semicolon) ? column : likely;
      }
    }
    if (comma && possible >= 0) {
      options = options.withDecimal(Decimal.COMMA);
      note(
          possible,
          "is read with points between thousands, as other columns have a decimal comma",
          "--decimal . reads it with decimals");
    } else if (likely >= 0) {
      note(likely, "is read with decimals", "--decimal , reads the point between thousands");
    }
  }

  private void note(int column, String what, String option) {
    ColumnReader reader = Objects.requireNonNull(readers[column]);
    var notes = new ArrayList<>(reading.notes());
    notes.add(
        "Column "
            + DataException.quote(columns.get(column))
            + " holds numbers such as "
            + reader.grouping().example()
            + " and "
            + what
            + "; "
            + option
            + ".");
    reading = reading.withNotes(notes);
  }

  private Table table() {
    var cells = new ArrayList<Cells>();
    for (ColumnReader reader : readers) {
      cells.add(Objects.requireNonNull(reader).cells());
    }
    Path parent = file.getParent();
    return new Table(
        String.valueOf(file.getFileName()),
        sha256,
        columns,
        cells,
        options,
        reading,
        Folder.of(parent == null ? Path.of("") : parent),
        List.of());
  }

  /// The target, or several as a list between commas; none where it is not there.
  private static Set<Integer> targets(List<String> columns, String wanted) {
    var found = new HashSet<Integer>();
    List<String> names =
        Names.find(columns, wanted).isPresent() ? List.of(wanted) : Names.list(wanted);
    names.forEach(name -> Names.find(columns, name).ifPresent(found::add));
    return found;
  }

  /// Readers that find out what a column is, but for those of which the text counts.
  private static ColumnReader[] readers(List<String> columns, ReadOptions options) {
    var text = new HashSet<Integer>();
    options.text().forEach(name -> Names.find(columns, name).ifPresent(text::add));
    Set<Integer> targets = targets(columns, options.target());
    var readers = new ColumnReader[columns.size()];
    Arrays.setAll(
        readers,
        i ->
            text.contains(i)
                ? ColumnReader.text(options)
                : targets.contains(i)
                    ? ColumnReader.textWhileFew(options)
                    : ColumnReader.guessing(options));
    return readers;
  }
}
