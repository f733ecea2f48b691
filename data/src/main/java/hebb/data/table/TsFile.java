package hebb.data.table;

import hebb.data.DataException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads a file of the form `.ts`, as those of the UCR and UEA archives: a header of lines `@name
/// values`, then for each row its channels between colons, the numbers of each between commas, and
/// last its class or number. Lines that begin with `#` do not count.
///
/// The table has a column `series` of texts, and `class` or `target` where the header tells of
/// `@classLabel true` or `@targetLabel true`.
public final class TsFile {
  /// The column of series.
  public static final String SERIES = "series";

  private static final String CLASS = "class";
  private static final String TARGET = "target";

  private final Path file;
  private final Texts series = new Texts(MissingWords.NONE);
  private final Texts labels = new Texts(MissingWords.DEFAULTS);
  private String label = "";
  private boolean data;
  private int line;

  private TsFile(Path file) {
    this.file = file;
  }

  /// Whether a file's name ends as those of this form do.
  public static boolean isNamed(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).matches(".*\\.ts(\\.gz)?");
  }

  /// Reads a file.
  ///
  /// @throws DataException if it is not of this form or has no row
  static Table read(Path file) {
    return new TsFile(file).read();
  }

  private Table read() {
    try (TextSource source = TextSource.open(file)) {
      var lines = new BufferedReader(source.reader());
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        line++;
        String trimmed = Span.trim(text);
        if (!trimmed.isEmpty() && trimmed.charAt(0) != '#') {
          add(trimmed);
        }
      }
      if (series.size() == 0) {
        throw new DataException(
            file
                + ": expected rows of series behind a line @data, got "
                + (data ? "none" : "no such line")
                + ". Check the file.");
      }
      var columns = new ArrayList<String>(List.of(SERIES));
      var cells = new ArrayList<Cells>(List.of(series));
      if (!label.isEmpty()) {
        columns.add(label);
        cells.add(labels);
      }
      return Table.of(String.valueOf(file.getFileName()), columns, cells)
          .withFiles(Folder.HERE, source.sha256(), List.of());
    } catch (IOException e) {
      throw TextSource.failure(file, e);
    }
  }

  private void add(String text) {
    if (data) {
      row(text);
    } else if (text.charAt(0) == '@') {
      header(text.toLowerCase(Locale.ROOT).split("\\s+"));
    } else {
      throw failure("a line of the header that begins with @ or #", text);
    }
  }

  private void header(String[] words) {
    boolean yes = words.length > 1 && words[1].equals("true");
    switch (words[0]) {
      case "@data" -> data = true;
      case "@timestamps" -> {
        if (yes) {
          throw failure("series without time stamps", "@timeStamps true");
        }
      }
      case "@classlabel" -> label = yes ? CLASS : label;
      case "@targetlabel" -> label = yes ? TARGET : label;
      default -> {
        // What else a header tells is seen in the rows.
      }
    }
  }

  private void row(String text) {
    int end = label.isEmpty() ? text.length() : text.lastIndexOf(':');
    if (end < 0) {
      throw failure("a series and behind a colon its " + label, text);
    }
    series.add(text.substring(0, end));
    if (!label.isEmpty()) {
      labels.add(Span.trim(text.substring(end + 1)));
    }
  }

  private DataException failure(String expected, String got) {
    return new DataException(
        file
            + ", line "
            + line
            + ": expected "
            + expected
            + ", got "
            + DataException.quote(got)
            + ". Check the file.");
  }
}
