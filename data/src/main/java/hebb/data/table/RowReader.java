package hebb.data.table;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Reads a file row by row in constant memory, as it is written. Closed when done.
///
/// ```java
/// try (var rows = RowReader.open(file, ReadOptions.DEFAULTS)) {
///   RowEncoder encoder = model.rowEncoder(file.toString(), rows.columns());
///   while (rows.next()) {
///     encoder.encode(rows.fields(), rows.row(), features);
///   }
/// }
/// ```
public final class RowReader implements AutoCloseable {
  private final CsvFile csv;
  private String[] fields = {};
  private long row;

  private RowReader(CsvFile csv) {
    this.csv = csv;
  }

  /// Opens a file and reads as far as its header.
  ///
  /// @throws DataException if the file cannot be read or is empty
  public static RowReader open(Path file, ReadOptions options) {
    return new RowReader(CsvFile.open(file, options));
  }

  /// The names of the columns.
  public List<String> columns() {
    return csv.dialect().columns();
  }

  /// What stands between two cells in this file.
  public char delimiter() {
    return csv.dialect().grammar().delimiter();
  }

  /// What was decided about the file, and what was left out of it as far as it was read.
  public Reading reading() {
    return csv.reading();
  }

  /// Goes on to the next row; false at the end.
  ///
  /// @throws DataException if the row is not sound
  public boolean next() {
    if (!csv.next()) {
      return false;
    }
    String[] next = new String[columns().size()];
    Arrays.setAll(next, csv::text);
    fields = next;
    row++;
    return true;
  }

  /// The cells of this row, one for each column, not trimmed.
  public List<String> fields() {
    return Arrays.asList(fields);
  }

  /// The number of this row, from 1.
  public long row() {
    return row;
  }

  @Override
  public void close() {
    csv.close();
  }
}
