package hebb.data.date;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes a date and time in the form of another: the same order and separators, and as many
/// digits.
public final class DateForm {
  private static final String CLOCK =
      "(?:[T ]+(?<h>[0-9]{1,2}):(?<i>[0-9]{2})(?::(?<s>[0-9]{2}))?)?";

  private DateForm() {}

  /// A time in the form of another; empty where that has a name of a month, a zone or the like in
  /// it, or cannot hold the time.
  ///
  /// @param format how both are read
  /// @param like the other, trimmed
  /// @param seconds the time, from 1970-01-01T00:00
  public static Optional<String> write(DateFormat format, String like, long seconds) {
    String pattern = format.pattern();
    if (pattern.contains("MMM") || format.isTimeOfDay()) {
      return Optional.empty();
    }
    boolean compact = format.order() == DateFormat.Order.COMPACT;
    String digits = "[0-9]{2}";
    String run = compact ? digits : "[0-9]{1,2}";
    String year = compact ? "[0-9]{4}" : "[0-9]{2,4}";
    String regex =
        pattern
            .replace(".", "\\.")
            .replaceAll("y+", "(?<a>" + year + ")")
            .replaceAll("M+", "(?<b>" + run + ")")
            .replaceAll("d+", "(?<c>" + run + ")");
    Matcher parts = Pattern.compile(regex + CLOCK).matcher(like);
    if (!parts.matches()) {
      return Optional.empty();
    }
    LocalDateTime time = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
    Map<String, Integer> values =
        Map.of(
            "a", time.getYear(),
            "b", time.getMonthValue(),
            "c", time.getDayOfMonth(),
            "h", time.getHour(),
            "i", time.getMinute(),
            "s", time.getSecond());
    var written = new StringBuilder(like);
    List<String> found =
        parts.namedGroups().keySet().stream()
            .filter(name -> parts.start(name) >= 0)
            .sorted((a, b) -> parts.start(b) - parts.start(a))
            .toList();
    for (String name : found) {
      int length = parts.end(name) - parts.start(name);
      int value = values.getOrDefault(name, 0);
      int shown = name.equals("a") && length == 2 ? value % 100 : value;
      String text = String.format(Locale.ROOT, "%0" + length + "d", shown);
      written.replace(parts.start(name), parts.end(name), text);
    }
    String text = written.toString();
    return format.parse(text) == seconds ? Optional.of(text) : Optional.empty();
  }
}
