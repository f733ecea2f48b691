package hebb.data.date;

import java.util.List;

/// Dates whose month is an English name or at least its first three letters, in any case: `3 Jan
/// 2024`, `03-Jan-24`, `03JAN2024`, `January 3rd, 2024`, `Jan 2024`, `Jan-24`, `2024-Jan-03`, each
/// perhaps after a weekday (`Wed, 3 Jan 2024`).
///
/// A date is read as `day number << 8 | end`, so that reading one allocates nothing; [Days#NONE] if
/// there is none.
final class NamedDate {
  private static final List<String> MONTHS =
      names(
          "january february march april may june july august september october november december");
  private static final List<String> WEEKDAYS =
      names("monday tuesday wednesday thursday friday saturday sunday");

  private NamedDate() {}

  private static List<String> names(String all) {
    return List.of(all.split(" ", -1));
  }

  /// `3 Jan 2024`.
  static long dayNameYear(CharSequence text) {
    int at = afterWeekday(text);
    int day = Digits.read(text, at);
    int nameAt = gap(text, afterDay(text, at, day), 0);
    int name = name(text, nameAt, MONTHS);
    int yearAt = gap(text, end(nameAt, name), 0);
    return date(text, yearAt, name, day);
  }

  /// `Jan 3, 2024`.
  static long nameDayYear(CharSequence text) {
    int nameAt = afterWeekday(text);
    int name = name(text, nameAt, MONTHS);
    int at = gap(text, end(nameAt, name), 0);
    int day = Digits.read(text, at);
    int yearAt = gap(text, afterDay(text, at, day), 1);
    return date(text, yearAt, name, day);
  }

  /// `Jan 2024`, and `Jan-24` or `Jan '24`; the day is the first.
  static long nameYear(CharSequence text) {
    int name = name(text, 0, MONTHS);
    int yearAt = gap(text, end(0, name), 1);
    if (yearAt < 0) {
      return Days.NONE;
    }
    char before = text.charAt(yearAt - 1);
    boolean mayBeShort = before == '-' || before == '\'' || before == '\u2019';
    return mayBeShort || Digits.length(Digits.read(text, yearAt)) == 4
        ? date(text, yearAt, name, 1 << 4 | 1)
        : Days.NONE;
  }

  /// `2024-Jan-03`.
  static long yearNameDay(CharSequence text) {
    int year = Digits.read(text, 0);
    int nameAt = Digits.length(year) == 4 ? gap(text, 4, 0) : -1;
    int name = name(text, nameAt, MONTHS);
    int at = gap(text, end(nameAt, name), 0);
    int day = Digits.read(text, at);
    int digits = Digits.length(day);
    return at < 0 || name < 0 || digits > 2
        ? Days.NONE
        : packed(Digits.value(year), name >> 8, Digits.value(day), at + digits);
  }

  private static long date(CharSequence text, int yearAt, int name, int day) {
    int digits = Digits.length(day);
    if (yearAt < 0 || name < 0 || digits == 0 || digits > 2) {
      return Days.NONE;
    }
    int year = Digits.read(text, yearAt);
    int value = Digits.value(year);
    return switch (Digits.length(year)) {
      case 2 -> packed(Days.yearOfTwoDigits(value), name >> 8, Digits.value(day), yearAt + 2);
      case 4 -> packed(value, name >> 8, Digits.value(day), yearAt + 4);
      default -> Days.NONE;
    };
  }

  private static long packed(int year, int month, int day, int end) {
    long days = Days.of(year, month, day);
    return days == Days.NONE ? Days.NONE : days << 8 | end;
  }

  private static int end(int at, int name) {
    return at < 0 || name < 0 ? -1 : at + (name & 255);
  }

  /// The place behind a weekday and what follows it; 0 if the text does not begin with one.
  private static int afterWeekday(CharSequence text) {
    int name = name(text, 0, WEEKDAYS);
    return name < 0 ? 0 : Math.max(0, gap(text, name & 255, 1));
  }

  /// The place behind a day and its `st`, `nd`, `rd` or `th`.
  private static int afterDay(CharSequence text, int at, int day) {
    int end = at + Digits.length(day);
    if (at < 0 || end == at) {
      return -1;
    }
    if (end + 1 >= text.length()) {
      return end;
    }
    int first = text.charAt(end) | 0x20;
    int second = text.charAt(end + 1) | 0x20;
    boolean ordinal =
        (first == 's' && second == 't')
            || ((first == 'n' || first == 'r') && second == 'd')
            || (first == 't' && second == 'h');
    return ordinal ? end + 2 : end;
  }

  /// The place behind at least `least` and at most 3 blanks, dashes and the like; -1 if there are
  /// fewer, more, or nothing behind them.
  private static int gap(CharSequence text, int at, int least) {
    if (at < 0) {
      return -1;
    }
    int i = at;
    while (i < text.length() && isGap(text.charAt(i))) {
      i++;
    }
    return i - at < least || i - at > 3 || i == text.length() ? -1 : i;
  }

  private static boolean isGap(char c) {
    return switch (c) {
      case ' ', '-', '/', '.', ',', '\'', '\u2019' -> true;
      default -> false;
    };
  }

  /// The name that the letters from a place on are, as `(index + 1) << 8 | length`; -1 if they are
  /// none: at least three letters with which one of the names begins.
  private static int name(CharSequence text, int at, List<String> names) {
    int letters = 0;
    while (at >= 0 && at + letters < text.length() && isLetter(text.charAt(at + letters))) {
      letters++;
    }
    if (letters < 3) {
      return -1;
    }
    for (int i = 0; i < names.size(); i++) {
      if (begins(names.get(i), text, at, letters)) {
        return (i + 1) << 8 | letters;
      }
    }
    return -1;
  }

  private static boolean begins(String name, CharSequence text, int at, int letters) {
    if (letters > name.length()) {
      return false;
    }
    for (int i = 0; i < letters; i++) {
      if ((text.charAt(at + i) | 0x20) != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(char c) {
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
  }

  /// Whether a text begins with the name of a month or a weekday.
  static boolean beginsWithName(CharSequence text) {
    return name(text, 0, MONTHS) > 0 || name(text, 0, WEEKDAYS) > 0;
  }
}
