package hebb.data.series;

import hebb.data.DataException;
import hebb.data.table.Cell;
import hebb.data.table.Cells;
import hebb.data.table.MissingWords;
import hebb.data.table.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A series as the text of a cell: numbers between `;`, else between commas, else between blanks,
/// in brackets or not; the channels one after the other between colons, as in `1, 2, 3 : 4, 5, 6`.
/// A comma within a number between `;` or blanks, as in `1,5 2,5`, is a decimal one; `1,500`, which
/// may be a thousand and a half, is no number. In memory it is `[steps][channels]`.
public final class SeriesText {
  private static final Pattern DECIMAL = Pattern.compile("[-+]?\\d+,\\d+(?:[eE][-+]?\\d+)?");
  private static final Pattern THOUSANDS = Pattern.compile("[-+]?[1-9]\\d{0,2},\\d{3}");

  private SeriesText() {}

  /// The numbers of a text; nothing if a step has none, a number is not finite, or channels differ
  /// in length.
  public static Optional<float[][]> read(String text) {
    String inner = inner(text);
    if (inner.indexOf(';') >= 0) {
      return read(inner, ';');
    }
    if (inner.indexOf(',') < 0) {
      return read(inner, ' ');
    }
    return read(inner, ',').or(() -> read(inner, ' ').filter(series -> series.length > 1));
  }

  private static String inner(String text) {
    return text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
  }

  /// Why a text is no series, as in `a gap` or `'x' is no number`.
  public static String wrong(String text) {
    String inner = inner(text);
    String between = inner.indexOf(';') >= 0 ? ";" : inner.indexOf(',') >= 0 ? "," : "\\s+";
    for (String channel : inner.split(":", -1)) {
      for (String each : channel.strip().split(between, -1)) {
        String token = each.strip();
        if (token.isEmpty() || MissingWords.DEFAULTS.isMissingAmongNumbers(token)) {
          return "a gap";
        }
        if (!Double.isFinite(number(token, between.charAt(0)))) {
          return DataException.quote(token) + " is no number";
        }
      }
    }
    return "channels of different length";
  }

  /// The number of a token, in which a comma is decimal where it does not stand between two.
  private static double number(String token, char between) {
    boolean decimal =
        between != ','
            && token.indexOf(',') > 0
            && DECIMAL.matcher(token).matches()
            && !THOUSANDS.matcher(token).matches();
    return Cell.number(decimal ? token.replace(',', '.') : token);
  }

  private static Optional<float[][]> read(String inner, char between) {
    int channels = 1 + (int) inner.chars().filter(c -> c == ':').count();
    var numbers = new Numbers();
    int steps = 0;
    int from = 0;
    for (int c = 0; c < channels; c++) {
      int colon = inner.indexOf(':', from);
      int end = colon < 0 ? inner.length() : colon;
      int before = numbers.count;
      if (!numbers.read(inner, from, end, between) || (c > 0 && numbers.count - before != steps)) {
        return Optional.empty();
      }
      steps = numbers.count - before;
      from = end + 1;
    }
    float[][] series = new float[steps][channels];
    for (int i = 0; i < numbers.count; i++) {
      series[i % steps][i / steps] = numbers.values[i];
    }
    return Optional.of(series);
  }

  /// Numbers as they are read.
  private static final class Numbers {
    private float[] values = new float[64];
    private int count;

    /// Reads a stretch of a text; false if it is not numbers alone.
    boolean read(String text, int from, int to, char between) {
      int before = count;
      for (int at = from; at <= to; at++) {
        int start = at;
        while (at < to && !isBetween(text.charAt(at), between)) {
          at++;
        }
        String token = text.substring(start, at).strip();
        if (token.isEmpty() && between == ' ') {
          continue;
        }
        double value = number(token, between);
        if (!Double.isFinite(value)) {
          return false;
        }
        if (count == values.length) {
          values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = (float) value;
      }
      return count > before;
    }

    private static boolean isBetween(char c, char between) {
      return between == ' ' ? Character.isWhitespace(c) : c == between;
    }
  }

  /// A text of a series, from which [#read] gives the same numbers.
  ///
  /// @param series `[steps][channels]`, finite
  /// @throws DataException if it has no step or no channel, or steps of different channels
  public static String of(float[][] series) {
    int channels = series.length == 0 ? 0 : series[0].length;
    if (channels == 0 || Arrays.stream(series).anyMatch(step -> step.length != channels)) {
      throw new DataException(
          "series: expected [steps][channels] with as many channels in each step, 1 or more, got "
              + series.length
              + " steps of "
              + Arrays.stream(series).map(step -> step.length).distinct().toList()
              + " channels. Correct them.");
    }
    var text = new StringBuilder();
    for (int c = 0; c < channels; c++) {
      int channel = c;
      text.append(c == 0 ? "" : " : ")
          .append(
              Arrays.stream(series)
                  .map(step -> Float.toString(step[channel]))
                  .collect(Collectors.joining(" ")));
    }
    return text.toString();
  }

  /// A column of series, for a table made in memory.
  ///
  /// @param rows each `[steps][channels]`
  /// @throws DataException as [#of]
  public static Cells cells(List<float[][]> rows) {
    var texts = new ArrayList<String>(rows.size());
    rows.forEach(row -> texts.add(of(row)));
    return Texts.exactly(texts);
  }
}
