package hebb.data.date;

import java.util.ArrayList;
import java.util.List;

/// How the dates and times of a column are written: the order of year, month and day, and what
/// stands between them. Its text form is its pattern, as in `yyyy-MM-dd`.
///
/// | pattern | reads |
/// |---|---|
/// | `yyyy-MM-dd` | `2024-01-31`, `2024-1-31`; also with `/` and `.` |
/// | `yy-MM-dd` | `24-01-31`; also with `/` and `.` |
/// | `d.M.y` | `31.1.2024`, `31.01.24`; also with `/` and `-` |
/// | `M/d/y` | `1/31/2024`, `01/31/24`; also with `-` and `.` |
/// | `yyyy-MM` | `2024-01`, the first of the month; also with `/` |
/// | `MM/yyyy` | `01/2024`, the first of the month; also with `-` |
/// | `yyyyMMdd` | `20240131`, `202401311530`, `20240131T153059` |
/// | `d MMM y` | `31 Jan 2024`, `31-January-24`, `31JAN2024`, `Wed, 31 Jan 2024` |
/// | `MMM d y` | `Jan 31, 2024`, `January 31st 2024` |
/// | `MMM y` | `Jan 2024`, `January 2024`, `Jan-24`, the first of the month |
/// | `yyyy MMM d` | `2024-Jan-31` |
/// | `HH:mm` | `15:30`, `15:30:59`, `3:30 PM`, `3 PM`: a time of day without a date |
///
/// A date may be followed, in every cell anew, by `T`, blanks, a comma or a colon and a time:
/// `HH:mm`, `HH:mm:ss`, a fraction of a second (dropped), `AM` or `PM` with 12 hours, and a zone
/// (`Z`, `UTC`, `CEST`, `+02:00`, `+0200`). **A zone moves nothing**: what is read is the clock and
/// the calendar where the row was written, since the hour and the weekday there are what other
/// columns depend on. [#zone] tells whether zones differ.
///
/// `y` is a year of four digits or of two: 69 to 99 are 1969 to 1999, 00 to 68 are 2000 to 2068
/// (POSIX). Names of months and weekdays are English. Dates are checked by the calendar: there is
/// no 31 February.
///
/// @param order the order of year, month and day
/// @param separator what stands between them: `-`, `/` or `.`; empty for compact dates, for times,
///   and where the month is a name, around which blanks, dashes, commas and the like may stand
public record DateFormat(Order order, String separator) {
  /// What [#parse] gives for a text that is no date in this format.
  public static final long NO_DATE = Days.NONE;

  /// All formats, in the order in which they are preferred where several read the same cells.
  public static final List<DateFormat> ALL = all();

  private static final int LONGEST = 100;

  /// The order of year, month and day.
  public enum Order {
    /// Year of four digits, month, day.
    YEAR_MONTH_DAY("yyyy", "MM", "dd"),
    /// Day, month, year.
    DAY_MONTH_YEAR("d", "M", "y"),
    /// Month, day, year, as in the United States.
    MONTH_DAY_YEAR("M", "d", "y"),
    /// Year of two digits, month, day.
    SHORT_YEAR_MONTH_DAY("yy", "MM", "dd"),
    /// Year and month.
    YEAR_MONTH("yyyy", "MM"),
    /// Month and year of four digits.
    MONTH_YEAR("MM", "yyyy"),
    /// Year, month and day as one number of eight digits.
    COMPACT("yyyyMMdd"),
    /// Day, name of the month, year.
    DAY_NAME_YEAR("d MMM y"),
    /// Name of the month, day, year.
    NAME_DAY_YEAR("MMM d y"),
    /// Name of the month and year.
    NAME_YEAR("MMM y"),
    /// Year of four digits, name of the month, day.
    YEAR_NAME_DAY("yyyy MMM d"),
    /// Time of day without a date.
    TIME("HH:mm");

    private final List<String> parts;

    Order(String... parts) {
      this.parts = List.of(parts);
    }
  }

  /// Checks that there is such a format.
  public DateFormat {
    boolean fits =
        separator.isEmpty() ? order.parts.size() == 1 : separators(order).contains(separator);
    if (!fits) {
      throw new IllegalArgumentException(
          "date format: expected a separator that %s can have, got '%s'."
              .formatted(order, separator));
    }
  }

  private static String separators(Order order) {
    return switch (order) {
      case YEAR_MONTH_DAY, DAY_MONTH_YEAR, MONTH_DAY_YEAR, SHORT_YEAR_MONTH_DAY -> "-/.";
      case YEAR_MONTH, MONTH_YEAR -> "-/";
      default -> "";
    };
  }

  private static List<DateFormat> all() {
    var formats = new ArrayList<DateFormat>();
    for (Order order : Order.values()) {
      String separators = separators(order);
      if (separators.isEmpty()) {
        formats.add(new DateFormat(order, ""));
      }
      for (int i = 0; i < separators.length(); i++) {
        formats.add(new DateFormat(order, separators.substring(i, i + 1)));
      }
    }
    return List.copyOf(formats);
  }

  /// The text form, as in `yyyy-MM-dd`, which [#of] reads.
  public String pattern() {
    return String.join(separator, order.parts);
  }

  /// The format of a pattern. The number of letters and a time behind the date do not matter:
  /// `dd.MM.yyyy HH:mm` is `d.M.y`. Minutes are told from months by the place, not by the case of
  /// the letter.
  ///
  /// @throws IllegalArgumentException if there is no such format
  public static DateFormat of(String pattern) {
    String wanted = DatePattern.shape(pattern);
    for (DateFormat format : ALL) {
      if (DatePattern.shape(format.pattern()).equals(wanted)) {
        return format;
      }
    }
    throw new IllegalArgumentException(
        "date format: expected a pattern such as %s, got '%s'."
            .formatted("yyyy-MM-dd, d.M.y, M/d/y, yyyyMMdd, d MMM y or HH:mm", pattern));
  }

  /// The seconds from 1970-01-01T00:00 to the date and time that a trimmed text says, both on the
  /// clock where it was written; for a time without a date, those since midnight. [#NO_DATE] if the
  /// text is nothing of this format. Allocates nothing.
  public long parse(CharSequence trimmed) {
    int length = trimmed.length();
    if (length > LONGEST) {
      return NO_DATE;
    }
    if (order == Order.TIME) {
      int seconds = Clock.timeOfDay(trimmed);
      return seconds < 0 ? NO_DATE : seconds % Days.SECONDS;
    }
    long date = date(trimmed);
    if (date == NO_DATE) {
      return NO_DATE;
    }
    int end = (int) (date & 255);
    long midnight = (date >> 8) * Days.SECONDS;
    if (end == length) {
      return midnight;
    }
    int seconds = order == Order.COMPACT ? Clock.compact(trimmed, end) : Clock.after(trimmed, end);
    return seconds < 0 ? NO_DATE : midnight + seconds;
  }

  /// Whether texts are times of day without a date.
  public boolean isTimeOfDay() {
    return order == Order.TIME;
  }

  /// As [#parse], for a number: the date of 20240131 or 202401311530 where the format is compact,
  /// else [#NO_DATE].
  public long parse(double number) {
    long whole = (long) number;
    if (order != Order.COMPACT || number != whole || whole < 0 || whole >= 100_000_000_000_000L) {
      return NO_DATE;
    }
    long date = whole;
    int time = 0;
    if (whole >= 10_000_000_000_000L) {
      date = whole / 1_000_000;
      time = (int) (whole % 1_000_000);
    } else if (whole >= 100_000_000_000L) {
      date = whole / 10_000;
      time = (int) (whole % 10_000) * 100;
    }
    int seconds = Clock.seconds(time / 10_000, time / 100 % 100, time % 100);
    long days =
        date < 10_000_000 || date > 99_991_231
            ? NO_DATE
            : Days.of((int) (date / 10_000), (int) (date / 100 % 100), (int) (date % 100));
    return seconds < 0 || days == NO_DATE ? NO_DATE : days * Days.SECONDS + seconds;
  }

  /// The day number and the place behind the date as `days << 8 | end`.
  private long date(CharSequence text) {
    return switch (order) {
      case COMPACT -> compact(text);
      case DAY_NAME_YEAR -> NamedDate.dayNameYear(text);
      case NAME_DAY_YEAR -> NamedDate.nameDayYear(text);
      case NAME_YEAR -> NamedDate.nameYear(text);
      case YEAR_NAME_DAY -> NamedDate.yearNameDay(text);
      default -> numbers(text);
    };
  }

  private static long compact(CharSequence text) {
    int end = Math.min(text.length(), 8);
    int value = 0;
    for (int i = 0; i < end; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return NO_DATE;
      }
      value = value * 10 + digit;
    }
    return end < 8 ? NO_DATE : packed(value / 10_000, value / 100 % 100, value % 100, 8);
  }

  private long numbers(CharSequence text) {
    char between = separator.charAt(0);
    if (order == Order.YEAR_MONTH_DAY) {
      long usual = tenCharacters(text, between);
      if (usual != NO_DATE) {
        return usual;
      }
    }
    int first = Digits.read(text, 0);
    int at = Digits.length(first);
    if (at == 0 || at > 4 || at >= text.length() || text.charAt(at) != between) {
      return NO_DATE;
    }
    int second = Digits.read(text, at + 1);
    at += 1 + Digits.length(second);
    if (order == Order.YEAR_MONTH) {
      return packed(year(first, 4, 4), month(second), 1, at);
    }
    if (order == Order.MONTH_YEAR) {
      return packed(year(second, 4, 4), month(first), 1, at);
    }
    if (at >= text.length() || text.charAt(at) != between) {
      return NO_DATE;
    }
    int third = Digits.read(text, at + 1);
    at += 1 + Digits.length(third);
    return switch (order) {
      case DAY_MONTH_YEAR -> packed(year(third, 2, 4), month(second), day(first), at);
      case MONTH_DAY_YEAR -> packed(year(third, 2, 4), month(first), day(second), at);
      case SHORT_YEAR_MONTH_DAY -> packed(year(first, 2, 2), month(second), day(third), at);
      default -> packed(year(first, 4, 4), month(second), day(third), at);
    };
  }

  /// A date with a month and a day of two digits, which nearly all with a leading year have: faster
  /// than any number of digits.
  private static long tenCharacters(CharSequence text, char between) {
    if (text.length() < 10 || text.charAt(4) != between || text.charAt(7) != between) {
      return NO_DATE;
    }
    int century = Digits.two(text, 0);
    int year = Digits.two(text, 2);
    int month = Digits.two(text, 5);
    int day = Digits.two(text, 8);
    boolean digits = (century | year | month | day) >= 0 && !Digits.at(text, 10);
    return digits ? packed(century * 100 + year, month, day, 10) : NO_DATE;
  }

  /// The year of a run of digits, 0 if it has not `least` or `most` of them.
  private static int year(int run, int least, int most) {
    int digits = Digits.length(run);
    if (digits != least && digits != most) {
      return 0;
    }
    return digits == 2 ? Days.yearOfTwoDigits(Digits.value(run)) : Digits.value(run);
  }

  private static int month(int run) {
    return Digits.length(run) <= 2 ? Digits.value(run) : 0;
  }

  private static int day(int run) {
    return Digits.length(run) <= 2 ? Digits.value(run) : 0;
  }

  private static long packed(int year, int month, int day, int end) {
    long days = Days.of(year, month, day);
    return days == NO_DATE ? NO_DATE : days << 8 | end;
  }

  /// The zone that a text of this format names, as it is written: `Z`, `+02:00`, `UTC`; empty if it
  /// names none or is no date.
  public String zone(CharSequence trimmed) {
    if (!mayNameZone(trimmed)) {
      return "";
    }
    for (int i = 1; i < trimmed.length(); i++) {
      char c = trimmed.charAt(i);
      boolean begins = c == '+' || c == '-' || (c >= 'A' && c <= 'Z');
      if (begins && Clock.zoneFits(trimmed, i)) {
        long whole = parse(trimmed);
        String before = trimmed.subSequence(0, i).toString().strip();
        if (whole != NO_DATE && parse(before) == whole) {
          return trimmed.subSequence(i, trimmed.length()).toString();
        }
      }
    }
    return "";
  }

  /// Whether the end of a text could be a zone: no digit, or digits behind a sign.
  private static boolean mayNameZone(CharSequence text) {
    int length = text.length();
    return !Digits.at(text, length - 1)
        || isSign(text, length - 3)
        || isSign(text, length - 5)
        || isSign(text, length - 6);
  }

  private static boolean isSign(CharSequence text, int at) {
    return at > 0 && (text.charAt(at) == '+' || text.charAt(at) == '-');
  }
}
