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
/// @param target the column to predict, whose texts count too as long as they are few; empty if
///   none is
/// @param missing the words that say that a cell holds no value
/// @param decimal what stands before the decimals of a number
/// @param expected names that a header would hold if there is one: any of them in the first line
///   proves it, but for numbers; may be empty
public record ReadOptions(
    Header header,
    @Nullable Character delimiter,
    List<String> text,
    List<String> expected,
    String target,
    MissingWords missing,
    Decimal decimal) {
  /// What stands before the decimals of a number.
  public enum Decimal {
    /// Told from the cells of a column.
    AUTO,
    /// A point, as in `1,234.5`.
    POINT,
    /// A comma, as in `1.234,5`.
    COMMA
  }

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
      new ReadOptions(
          Header.AUTO, null, List.of(), List.of(), "", MissingWords.DEFAULTS, Decimal.AUTO);

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
    return new ReadOptions(newHeader, delimiter, text, expected, target, missing, decimal);
  }

  /// These options with a given delimiter; null to recognise it.
  public ReadOptions withDelimiter(@Nullable Character newDelimiter) {
    return new ReadOptions(header, newDelimiter, text, expected, target, missing, decimal);
  }

  /// These options with other columns kept as text.
  public ReadOptions withText(List<String> columns) {
    return new ReadOptions(header, delimiter, columns, expected, target, missing, decimal);
  }

  /// These options with names to look for in the first line.
  public ReadOptions withExpected(List<String> columns) {
    return new ReadOptions(header, delimiter, text, columns, target, missing, decimal);
  }

  /// These options with a column to predict.
  public ReadOptions withTarget(String column) {
    return new ReadOptions(header, delimiter, text, expected, column, missing, decimal);
  }

  /// These options with other words for missing.
  public ReadOptions withMissing(MissingWords words) {
    return new ReadOptions(header, delimiter, text, expected, target, words, decimal);
  }

  /// These options with another word on decimals.
  public ReadOptions withDecimal(Decimal newDecimal) {
    return new ReadOptions(header, delimiter, text, expected, target, missing, newDecimal);
  }
}
