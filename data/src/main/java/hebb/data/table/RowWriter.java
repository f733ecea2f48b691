package hebb.data.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes rows as UTF-8 text with line feeds, with quotes where a cell needs them.
public final class RowWriter implements AutoCloseable {
  private final Writer text;
  private final CsvWriter csv;

  private RowWriter(Writer text, char delimiter) {
    this.text = text;
    var csvs = CsvWriter.builder().fieldSeparator(delimiter).lineDelimiter(LineDelimiter.LF);
    this.csv = (delimiter == ' ' ? csvs.quoteStrategy(QuoteStrategies.EMPTY) : csvs).build(text);
  }

  /// A writer to a stream.
  ///
  /// @param delimiter what stands between two cells; if it is a blank, empty cells are written as
  ///   `""`
  public static RowWriter to(OutputStream out, char delimiter) {
    return new RowWriter(
        new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16),
        delimiter);
  }

  /// Writes one row.
  ///
  /// @throws UncheckedIOException if the stream fails
  public void write(List<String> cells) {
    csv.writeRecord(cells);
  }

  /// Writes a table: a line of names, then its rows.
  ///
  /// @throws UncheckedIOException if the stream fails
  public void write(Table table) {
    write(table.columns());
    String[] row = new String[table.columns().size()];
    for (int r = 0; r < table.rows(); r++) {
      for (int c = 0; c < row.length; c++) {
        row[c] = table.cells(c).text(r);
      }
      csv.writeRecord(row);
    }
  }

  /// Hands everything on to the stream.
  public void flush() throws IOException {
    csv.flush();
    text.flush();
  }

  /// Writes what is left and closes the stream.
  @Override
  public void close() throws IOException {
    csv.close();
  }
}
