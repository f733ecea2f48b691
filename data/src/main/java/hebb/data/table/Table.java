package hebb.data.table;

import hebb.data.DataException;
import hebb.data.Fingerprint;
import hebb.data.Names;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Rows and named columns of typed cells, read from a file or made in memory. Not changed once
/// made, so safe to share.
public final class Table {
  private final String name;
  private final String sha256;
  private final List<String> columns;
  private final Map<String, Integer> places;
  private final List<Cells> cells;
  private final ReadOptions options;
  private final @Nullable Reading reading;
  private final Folder folder;
  private final List<String> notes;
  private final Map<String, Cells> joined = new ConcurrentHashMap<>();

  Table(
      String name,
      String sha256,
      List<String> columns,
      List<? extends Cells> cells,
      ReadOptions options,
      @Nullable Reading reading,
      Folder folder,
      List<String> notes) {
    this.options = options;
    this.folder = folder;
    this.notes = List.copyOf(notes);
    this.reading = reading;
    this.name = name;
    this.sha256 = sha256;
    this.columns = List.copyOf(columns);
    this.places = Names.places(this.columns);
    this.cells = List.copyOf(cells);
    for (Cells column : this.cells) {
      if (column.size() != rows() || this.cells.size() != this.columns.size()) {
        throw new IllegalArgumentException(
            "table: expected as many names as columns and columns of equal length, got "
                + columns.size()
                + " names, "
                + cells.size()
                + " columns and a column of "
                + column.size()
                + " rows beside one of "
                + rows()
                + ".");
      }
    }
  }

  /// A table made in memory.
  public static Table of(String name, List<String> columns, List<? extends Cells> cells) {
    return new Table(name, "", columns, cells, ReadOptions.DEFAULTS, null, Folder.HERE, List.of());
  }

  /// The same rows, of which some cells name files in a folder; no word counts as missing.
  ///
  /// @param sha256 what tells these files from others, as hexadecimal digits
  /// @param notes what a person should hear of them
  public Table withFiles(Folder files, String sha256, List<String> notes) {
    ReadOptions exactly = ReadOptions.DEFAULTS.withMissing(MissingWords.NONE);
    return new Table(name, sha256, columns, cells, exactly, null, files, notes);
  }

  /// What cells that name files are relative to: the folder of the table's file.
  public Folder folder() {
    return folder;
  }

  /// What the data is called: the file's name, or `demo:flower`.
  public String name() {
    return name;
  }

  /// The SHA-256 of the file as hexadecimal digits; empty for a table made in memory.
  public String sha256() {
    return sha256;
  }

  /// What tells these rows from others: the SHA-256 of the file; of the names and cells where there
  /// is no file.
  public String fingerprint() {
    if (!sha256.isEmpty()) {
      return sha256;
    }
    var digest = new Fingerprint();
    columns.forEach(digest::add);
    for (Cells column : cells) {
      for (int row = 0; row < rows(); row++) {
        if (column instanceof Numbers numbers) {
          digest.add(numbers.get(row));
        } else {
          digest.add(column.isMissing(row) ? "?" : column.text(row));
        }
      }
    }
    return digest.text();
  }

  /// How it was read: the words for missing, and the delimiter that was found; the usual ones for a
  /// table made in memory.
  public ReadOptions options() {
    return options;
  }

  /// How the file was read; empty for a table made in memory.
  public Optional<Reading> reading() {
    return Optional.ofNullable(reading);
  }

  /// What a person should hear about how the file was read: a sentence for everything that was left
  /// out, and for what was decided though it was close.
  public List<String> notes() {
    return reading == null ? notes : reading.notes();
  }

  /// How many rows there are.
  public int rows() {
    return cells.isEmpty() ? 0 : cells.getFirst().size();
  }

  /// The names of the columns, in order.
  public List<String> columns() {
    return columns;
  }

  /// The cells of a column by its place from 0.
  public Cells cells(int column) {
    return cells.get(column);
  }

  /// The place of a column, if there is one of that name.
  public OptionalInt find(String column) {
    int at = Names.place(places, column);
    return at < 0 ? OptionalInt.empty() : OptionalInt.of(at);
  }

  /// The cells of a column by its name, or of several that are the [steps][Steps] of a series, as
  /// in `v1..v140`: these as texts.
  ///
  /// @throws DataException if there is none of that name
  public Cells cells(String column) {
    OptionalInt place = find(column);
    return place.isPresent()
        ? cells.get(place.getAsInt())
        : joined.computeIfAbsent(column, this::join);
  }

  /// Several columns, found by their names, as the steps of a series: as texts.
  ///
  /// @param steps the names of each channel's columns
  /// @throws DataException if one is not there
  public Cells cells(List<List<String>> steps) {
    return joined.computeIfAbsent(
        steps.toString(), text -> join(Steps.named(name, columns, steps)));
  }

  private Cells join(String text) {
    return join(
        Steps.of(columns, text)
            .orElseThrow(() -> new DataException(Steps.missing(name, columns, text))));
  }

  private Cells join(Steps steps) {
    return Texts.of(
        IntStream.range(0, rows())
            .mapToObj(row -> steps.joined(place -> cells.get(place).text(row)))
            .toArray(String[]::new));
  }

  /// As in `iris.csv: 150 rows, 5 columns`.
  @Override
  public String toString() {
    return name + ": " + rows() + " rows, " + columns.size() + " columns";
  }
}
