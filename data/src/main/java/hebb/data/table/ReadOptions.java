package hebb.data.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a file of rows is read.
///
/// @param header whether the first line names the columns; recognised unless said
/// @param delimiter what stands between two cells, a blank for any number of blanks; null to
///   recognise it among `,` `;` tab and `|`
/// @param text columns whose cells are kept as they are written even if they look like numbers:
///   names, numbers from 1 or `last`; those that the file does not have are passed over
/// @param expected names that a header would hold if there is one: any of them in the first line
///   proves it, but for numbers; may be empty
public record ReadOptions(
    Header header, @Nullable Character delimiter, List<String> text, List<String> expected) {
  /// Whether the first line of a file names its columns.
  public enum Header {
    /// Recognised by what the lines hold.
    AUTO,
    /// The first line holds names.
    YES,
    /// The first line holds data; the columns are `c1`, `c2`, ...
    NO
  }

  /// Everything recognised by looking at the file.
  public static final ReadOptions DEFAULTS =
      new ReadOptions(Header.AUTO, null, List.of(), List.of());

  /// Copies the lists.
  public ReadOptions {
    if (delimiter != null && "\"\n\r\0".indexOf(delimiter) >= 0) {
      throw new IllegalArgumentException(
          "delimiter: expected a character other than a quote, a line end and NUL, got character "
              + (int) delimiter
              + ".");
    }
    text = List.copyOf(text);
    expected = List.copyOf(expected);
  }

  /// These options with another word on the header.
  public ReadOptions withHeader(Header newHeader) {
    return new ReadOptions(newHeader, delimiter, text, expected);
  }

  /// These options with a given delimiter.
  public ReadOptions withDelimiter(char newDelimiter) {
    return new ReadOptions(header, newDelimiter, text, expected);
  }

  /// These options with other columns kept as text.
  public ReadOptions withText(List<String> columns) {
    return new ReadOptions(header, delimiter, columns, expected);
  }

  /// These options with names to look for in the first line.
  public ReadOptions withExpected(List<String> columns) {
    return new ReadOptions(header, delimiter, text, columns);
  }
}
