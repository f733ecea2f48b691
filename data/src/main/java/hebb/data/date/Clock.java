package hebb.data.date;

/// The time of day in a text, and the zone behind it: `HH:mm`, `HH:mm:ss`, `HH:mm:ss.fraction`,
/// `h:mm PM`, `h PM`, each perhaps with `Z`, `UTC`, `CEST`, `+02:00`, `+0200`, `+02`, `GMT+0200`,
/// then perhaps a name in brackets.
///
/// A time is the clock's as it is written: a zone is checked and moves nothing. A fraction of a
/// second is dropped. 24:00 is the end of the day; a leap second (`23:59:60`) counts as the second
/// after it.
final class Clock {
  private Clock() {}

  /// The seconds from midnight to the time that fills a text from a place on, with what may stand
  /// between a date and its time before it: `T`, blanks, a comma, a colon. -1 if it is no time. A
  /// zone alone is midnight.
  static int after(CharSequence text, int at) {
    int i = at;
    char before = text.charAt(i);
    if (before == 'T' || before == 't' || before == ':') {
      i++;
    } else {
      while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == ',')) {
        i++;
      }
      if (i > at && !Digits.at(text, i)) {
        return zoneFits(text, i) ? 0 : -1;
      }
    }
    return i == at ? -1 : whole(text, i);
  }

  /// The seconds from midnight to the time that fills a text from a place on, -1 if it is no time.
  static int whole(CharSequence text, int at) {
    int time = read(text, at);
    return time >= 0 && zoneFits(text, time & 255) ? time >> 8 : -1;
  }

  /// As [#whole] for a text that is nothing but a time: what has a dash (`12:30-13:30`) is a span
  /// of time rather than a time with a zone.
  static int timeOfDay(CharSequence text) {
    int time = read(text, 0);
    int end = time & 255;
    boolean span = time >= 0 && end < text.length() && text.charAt(end) == '-';
    return span ? -1 : whole(text, 0);
  }

  /// As [#after], for `HHmm` and `HHmmss` without colons, right behind the date or after `T` or a
  /// blank.
  static int compact(CharSequence text, int at) {
    int i = Digits.at(text, at) ? at : at + 1;
    int run = Digits.read(text, i);
    int length = Digits.length(run);
    if (length != 4 && length != 6) {
      return after(text, at);
    }
    char before = text.charAt(at);
    if (i > at && before != 'T' && before != 't' && before != ' ') {
      return -1;
    }
    int value = Digits.value(run);
    int seconds =
        length == 4
            ? seconds(value / 100, value % 100, 0)
            : seconds(value / 10_000, value / 100 % 100, value % 100);
    return zoneFits(text, i + length) ? seconds : -1;
  }

  /// The time that begins at a place as `seconds << 8 | end`, -1 if there is none.
  static int read(CharSequence text, int at) {
    int run = Digits.read(text, at);
    int digits = Digits.length(run);
    if (digits == 0 || digits > 2) {
      return -1;
    }
    int hour = Digits.value(run);
    int minute = 0;
    int second = 0;
    int end = at + digits;
    boolean colon = end < text.length() && text.charAt(end) == ':';
    if (colon) {
      minute = Digits.two(text, end + 1);
      end += 3;
      if (end < text.length() && text.charAt(end) == ':') {
        second = Digits.two(text, end + 1);
        end = fraction(text, end + 3);
      }
      if (minute < 0 || second < 0) {
        return -1;
      }
    }
    int half = half(text, end);
    if (half != 0) {
      if (hour < 1 || hour > 12) {
        return -1;
      }
      hour = hour % 12 + (half > 0 ? 12 : 0);
      end = Math.abs(half);
    }
    int seconds = colon || half != 0 ? seconds(hour, minute, second) : -1;
    return seconds < 0 ? -1 : seconds << 8 | end;
  }

  /// The seconds from midnight to a time, -1 if there is no such time.
  static int seconds(int hour, int minute, int second) {
    boolean valid =
        minute <= 59
            && second <= (minute == 59 ? 60 : 59)
            && (hour <= 23 || (hour == 24 && minute == 0 && second == 0));
    return valid ? hour * 3600 + minute * 60 + second : -1;
  }

  /// The place behind a fraction of a second, the same place if there is none.
  private static int fraction(CharSequence text, int at) {
    if (at >= text.length() || (text.charAt(at) != '.' && text.charAt(at) != ',')) {
      return at;
    }
    int end = at + 1;
    while (Digits.at(text, end)) {
      end++;
    }
    return end == at + 1 ? at : end;
  }

  /// The place behind `AM`, below 0, or behind `PM`, above 0; also with points; 0 for neither.
  private static int half(CharSequence text, int at) {
    int i = blanks(text, at);
    int length = text.length();
    if (i + 1 >= length) {
      return 0;
    }
    int letter = text.charAt(i) | 0x20;
    if (letter != 'a' && letter != 'p') {
      return 0;
    }
    i += text.charAt(i + 1) == '.' ? 2 : 1;
    if (i >= length || (text.charAt(i) | 0x20) != 'm') {
      return 0;
    }
    i += i + 1 < length && text.charAt(i + 1) == '.' ? 2 : 1;
    return letter == 'a' ? -i : i;
  }

  private static int blanks(CharSequence text, int at) {
    int i = at;
    while (i < text.length() && isBlank(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /// Tools that write `3:05 PM` put a narrow no-break space (U+202F) or a no-break space there.
  private static boolean isBlank(char c) {
    return c == ' ' || c == '\u202f' || c == '\u00a0';
  }

  /// Whether a text from a place on is a zone or nothing.
  static boolean zoneFits(CharSequence text, int at) {
    int length = text.length();
    if (at == length) {
      return true;
    }
    int i = blanks(text, at);
    int letters = i;
    while (i < length && text.charAt(i) >= 'A' && text.charAt(i) <= 'Z') {
      i++;
    }
    if (i > letters && !isName(text, letters, i)) {
      return false;
    }
    if (i < length && (text.charAt(i) == '+' || text.charAt(i) == '-')) {
      i = offset(text, i + 1);
    } else if (i == letters) {
      return false;
    }
    return i > 0 && (i == length || inBrackets(text, blanks(text, i)));
  }

  /// `Z`, `UT`, `UTC`, or three to five letters that end in T, as `GMT`, `EST` and `CEST` do.
  private static boolean isName(CharSequence text, int from, int to) {
    return switch (to - from) {
      case 1 -> text.charAt(from) == 'Z';
      case 2 -> text.charAt(from) == 'U' && text.charAt(from + 1) == 'T';
      case 3, 4, 5 -> text.charAt(to - 1) == 'T' || text.charAt(from + 2) == 'C';
      default -> false;
    };
  }

  /// The place behind `hh`, `hhmm` or `hh:mm` up to 14 hours (the zones of the world are -12:00 to
  /// +14:00), -1 if there is none of them.
  private static int offset(CharSequence text, int at) {
    int hours = Digits.two(text, at);
    if (hours < 0 || hours > 14) {
      return -1;
    }
    int i = at + 2;
    if (i < text.length() && text.charAt(i) == ':') {
      i++;
    } else if (!Digits.at(text, i)) {
      return i;
    }
    int minutes = Digits.two(text, i);
    return minutes < 0 || minutes > 59 ? -1 : i + 2;
  }

  private static boolean inBrackets(CharSequence text, int at) {
    int last = text.length() - 1;
    return at < last
        && ((text.charAt(at) == '[' && text.charAt(last) == ']')
            || (text.charAt(at) == '(' && text.charAt(last) == ')'));
  }
}
