package hebb.data.table;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.RecordType;
import hebb.data.DataException;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Objects;

/// A delimited file while it is read, row by row.
final class CsvFile implements AutoCloseable {
  private static final int SAMPLE = 1 << 18;
  private static final int LONGEST_CELL = 1_000_000;

  private final Path file;
  private final TextSource source;
  private final Dialect dialect;
  private final Handler handler;
  private final Iterator<Handler> records;

  /// What is done with the cells of a row.
  interface Sink {
    /// The next cell of the row that is being read; there are never more than there are columns.
    void cell(int column, char[] buffer, int offset, int length);
  }

  private CsvFile(Path file, TextSource source, Dialect dialect, Reader text) {
    this.file = file;
    this.source = source;
    this.dialect = dialect;
    this.handler = new Handler();
    this.records = dialect.reader(handler, text).iterator();
  }

  /// Opens a file and recognises its dialect.
  ///
  /// @throws DataException if it cannot be read or is empty
  static CsvFile open(Path file, ReadOptions options) {
    TextSource source = TextSource.open(file);
    boolean opened = false;
    try {
      var text = new PushbackReader(source.reader(), SAMPLE);
      String sample = sample(text);
      var rest = sample.length() < SAMPLE - 1 ? Dialect.Rest.NONE : Dialect.Rest.MORE;
      Dialect dialect = Dialect.recognise(file.toString(), sample, rest, options);
      var csv = new CsvFile(file, source, dialect, text);
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

  /// The beginning of a text, which stays to be read, without its byte order mark.
  private static String sample(PushbackReader text) throws IOException {
    char[] buffer = new char[SAMPLE];
    int length = 0;
    for (int read = 0; read >= 0 && length < SAMPLE; length += read) {
      read = text.read(buffer, length, SAMPLE - length);
      if (read < 0) {
        break;
      }
    }
    int start = length > 0 && buffer[0] == '\ufeff' ? 1 : 0;
    text.unread(buffer, start, length - start);
    return new String(buffer, start, length - start);
  }

  /// The dialect that was recognised.
  Dialect dialect() {
    return dialect;
  }

  /// How many data rows are complete.
  long rows() {
    return handler.row;
  }

  /// Reads the next data row into the sink; false at the end of the file.
  ///
  /// @throws DataException if the row is not sound
  boolean next(Sink sink) {
    handler.sink = sink;
    try {
      if (!records.hasNext()) {
        return false;
      }
      records.next();
      return true;
    } catch (UncheckedIOException e) {
      throw TextSource.failure(file, Objects.requireNonNull(e.getCause()));
    } catch (CsvParseException e) {
      throw explained(e);
    }
  }

  private void skipHeader() {
    if (dialect.header()) {
      next((column, buffer, offset, length) -> {});
      handler.row = 0;
    }
  }

  /// A row that is being read, or was read last, as it is named in a message: `iris.csv, row 5
  /// (line 6)`.
  String place(long row) {
    return file + ", row " + row + " (line " + handler.line + ")";
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

  private DataException explained(CsvParseException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof DataException ours) {
        return ours;
      }
    }
    Throwable deepest = e.getCause() == null ? e : e.getCause();
    String message = String.valueOf(deepest.getMessage());
    String problem =
        message.startsWith("Unclosed") || message.contains("buffer size")
            ? ": expected a quoted cell to end with a quote, got one that is never closed. Close it or take it away."
            : message.startsWith("Unexpected character after closing quote")
                ? ": expected a delimiter after a closing quote, got more text. Write a quote inside a quoted cell twice."
                : ": could not be read as a row (" + message + "). Correct the line.";
    return new DataException(file + ", line " + handler.line + problem, e);
  }

  private final class Handler extends AbstractBaseCsvCallbackHandler<Handler> {
    private final int columns = dialect.columns().size();
    private Sink sink = (column, buffer, offset, length) -> {};
    private long row;
    private long line;

    @Override
    protected void handleBegin(long startingLineNumber) {
      line = startingLineNumber;
    }

    @Override
    protected void handleField(int column, char[] buffer, int offset, int length, boolean quoted) {
      if (length > LONGEST_CELL) {
        throw new DataException(
            file
                + ", line "
                + line
                + ", column "
                + (column + 1)
                + ": expected cells of at most "
                + LONGEST_CELL
                + " characters, got one of "
                + length
                + ". Check the quotes, or leave the column out of the file.");
      }
      if (column < columns) {
        sink.cell(column, buffer, offset, length);
      }
    }

    @Override
    protected Handler buildRecord() {
      if (getRecordType() == RecordType.DATA) {
        row++;
        if (getFieldCount() != columns) {
          throw new DataException(
              place(row)
                  + ": expected "
                  + columns
                  + " cells as in the first line, got "
                  + getFieldCount()
                  + ". Look for a missing or an extra delimiter or quote.");
        }
      }
      return this;
    }
  }
}
