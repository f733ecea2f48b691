package hebb.data.date;

import hebb.data.date.DateFormat.Order;

/// Which formats a text could be of, told from its first few characters alone, so that a column of
/// other things costs next to nothing: a set of bits, bit `i` for `DateFormat.ALL.get(i)`.
final class DateShape {
  private static final int COMPACT = bit(Order.COMPACT, "");
  private static final int TIME = bit(Order.TIME, "");
  private static final int DAY_FIRST = bit(Order.DAY_NAME_YEAR, "");
  private static final int YEAR_NAME = bit(Order.YEAR_NAME_DAY, "");
  private static final int NAME_FIRST =
      DAY_FIRST | bit(Order.NAME_DAY_YEAR, "") | bit(Order.NAME_YEAR, "");
  private static final int DASH_YEAR = year("-") | bit(Order.YEAR_MONTH, "-");
  private static final int SLASH_YEAR = year("/") | bit(Order.YEAR_MONTH, "/");
  private static final int POINT_YEAR = year(".");
  private static final int DASH = day("-") | bit(Order.MONTH_YEAR, "-");
  private static final int SLASH = day("/") | bit(Order.MONTH_YEAR, "/");
  private static final int POINT = day(".");

  private DateShape() {}

  private static int year(String separator) {
    return bit(Order.YEAR_MONTH_DAY, separator);
  }

  private static int day(String separator) {
    return bit(Order.DAY_MONTH_YEAR, separator)
        | bit(Order.MONTH_DAY_YEAR, separator)
        | bit(Order.SHORT_YEAR_MONTH_DAY, separator);
  }

  private static int bit(Order order, String separator) {
    return 1 << DateFormat.ALL.indexOf(new DateFormat(order, separator));
  }

  /// The formats that a trimmed text could be of; 0 if it is no date.
  static int of(CharSequence text) {
    int length = text.length();
    if (length < 3) {
      return 0;
    }
    int run = Digits.read(text, 0);
    int digits = Digits.length(run);
    if (digits > 8) {
      return length == 12 || length == 14 ? COMPACT : 0;
    }
    if (digits == 8) {
      return COMPACT;
    }
    if (digits == 0) {
      return NamedDate.beginsWithName(text) ? NAME_FIRST : 0;
    }
    if (digits == length) {
      return 0;
    }
    char next = text.charAt(digits);
    boolean name = isLetter(next) || (digits + 1 < length && isLetter(text.charAt(digits + 1)));
    if (digits == 4) {
      return name ? YEAR_NAME : of(next, DASH_YEAR, SLASH_YEAR, POINT_YEAR);
    }
    if (digits > 2) {
      return 0;
    }
    if (next == ':') {
      return TIME;
    }
    return name ? DAY_FIRST | TIME : of(next, DASH, SLASH, POINT);
  }

  private static int of(char separator, int dash, int slash, int point) {
    return switch (separator) {
      case '-' -> dash;
      case '/' -> slash;
      case '.' -> point;
      default -> 0;
    };
  }

  private static boolean isLetter(char c) {
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
  }
}
