package hebb.data.table;

import java.math.BigDecimal;
import java.math.MathContext;

/// What the text of a cell says: nothing, a number, or words.
public final class Cell {
  private static final int MOST_DIGITS = 18;
  private static final int MOST_EXACT = 15;
  private static final long EXACT = 1L << 53;
  private static final MathContext SHOWN_DIGITS = new MathContext(6);
  private static final double[] POWERS = new double[23];

  static {
    double power = 1;
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = power;
      power *= 10;
    }
  }

  private Cell() {}

  /// The number that a trimmed cell holds, correctly rounded. NaN if it is not a decimal number;
  /// infinite if it lies beyond the range of float32 or says infinity.
  public static double number(CharSequence cell) {
    int length = cell.length();
    int i = 0;
    boolean negative = length > 0 && cell.charAt(0) == '-';
    if (negative || (length > 0 && cell.charAt(0) == '+')) {
      i++;
    }
    int start = i;
    long digits = 0;
    int count = 0;
    int scale = 0;
    int point = -1;
    boolean cut = false;
    for (; i < length; i++) {
      int digit = cell.charAt(i) - '0';
      if (digit >= 0 && digit <= 9) {
        if (count < MOST_DIGITS) {
          digits = digits * 10 + digit;
          count += digits == 0 ? 0 : 1;
          scale -= point < 0 ? 0 : 1;
        } else {
          cut |= digit != 0;
          scale += point < 0 ? 1 : 0;
        }
      } else if (digit == '.' - '0' && point < 0) {
        point = i;
      } else {
        break;
      }
    }
    if (i - start == (point < 0 ? 0 : 1)) {
      return infinity(cell, start, negative);
    }
    if (i < length) {
      int exponent = exponent(cell, i);
      if (exponent == Integer.MIN_VALUE) {
        return Double.NaN;
      }
      scale += exponent;
    }
    double value = value(cell, digits, scale, cut);
    return negative && value != 0 ? -value : value;
  }

  /// The value of `e-12` and the like at the end of a cell; `Integer.MIN_VALUE` if it is not that.
  private static int exponent(CharSequence cell, int at) {
    int i = at + 1;
    if ((cell.charAt(at) | 0x20) != 'e' || i == cell.length()) {
      return Integer.MIN_VALUE;
    }
    boolean negative = cell.charAt(i) == '-';
    if (negative || cell.charAt(i) == '+') {
      i++;
    }
    if (i == cell.length()) {
      return Integer.MIN_VALUE;
    }
    int value = 0;
    for (; i < cell.length(); i++) {
      int digit = cell.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return Integer.MIN_VALUE;
      }
      value = Math.min(value * 10 + digit, 99_999);
    }
    return negative ? -value : value;
  }

  private static double infinity(CharSequence cell, int start, boolean negative) {
    String word = cell.length() - start <= 8 ? cell.toString().substring(start) : "";
    if (word.equalsIgnoreCase("inf") || word.equalsIgnoreCase("infinity")) {
      return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return Double.NaN;
  }

  private static double value(CharSequence cell, long digits, int scale, boolean cut) {
    if (scale >= -22 && scale <= 22) {
      double value = scaled(digits, scale);
      if (!Double.isNaN(value) && (!cut || value == scaled(digits + 1, scale))) {
        return inRange(value);
      }
    }
    return inRange(Math.abs(Double.parseDouble(cell.toString())));
  }

  private static double inRange(double value) {
    return value > Float.MAX_VALUE ? Double.POSITIVE_INFINITY : value;
  }

  /// `digits * 10^scale` correctly rounded, or NaN where that needs more than two doubles' worth of
  /// digits.
  ///
  /// Up to 2^53 one division or product of exact numbers rounds correctly (Clinger 1990). Beyond,
  /// the quotient and its remainder are kept as a sum of two doubles, which decides all cases but
  /// those next to the middle of two doubles.
  private static double scaled(long digits, int scale) {
    double power = POWERS[Math.abs(scale)];
    if (digits <= EXACT) {
      return scale < 0 ? digits / power : digits * power;
    }
    double high = digits;
    double low = digits - (long) high;
    double first = scale < 0 ? high / power : high * power;
    double rest =
        scale < 0
            ? (Math.fma(-first, power, high) + low) / power
            : Math.fma(high, power, -first) + low * power;
    double sum = first + rest;
    double error = Math.abs(rest - (sum - first));
    double half = Math.ulp(sum) / 2;
    boolean powerOfTwo = (Double.doubleToRawLongBits(sum) & (EXACT / 2 - 1)) == 0;
    return error > 0 && (powerOfTwo || Math.abs(half - error) < half * 1e-6) ? Double.NaN : sum;
  }

  /// Whether digits stand for a code rather than for a quantity: whole ones with a leading zero
  /// (`007`), with more than 15 digits, or with an exponent that has no sign (`10E1`). Read as a
  /// number they could not be written again as they were.
  public static boolean isCode(CharSequence cell) {
    int length = cell.length();
    if (length < 2 || !isDigit(cell.charAt(0))) {
      return false;
    }
    boolean zero = cell.charAt(0) == '0';
    if (!zero && length < 3) {
      return false;
    }
    boolean exponent = false;
    for (int i = 1; i < length; i++) {
      char c = cell.charAt(i);
      if (!isDigit(c)) {
        if ((c | 0x20) != 'e' || exponent || i == length - 1) {
          return false;
        }
        exponent = true;
      }
    }
    return zero || exponent || length > MOST_EXACT;
  }

  /// Whether a text is digits and nothing else.
  public static boolean isDigits(String text) {
    return text.chars().allMatch(c -> isDigit((char) c));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /// A number as it is written: whole numbers without a point, others as the shortest text that
  /// gives the same double.
  public static String text(double value) {
    return value == (long) value && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /// A number to be read at a glance: at most 6 digits that count.
  public static String shown(double value) {
    return text(value).length() <= 7
        ? text(value)
        : shortened(new BigDecimal(value).round(SHOWN_DIGITS).stripTrailingZeros());
  }

  private static String shortened(BigDecimal value) {
    return Math.abs(value.precision() - value.scale()) <= 12
        ? value.toPlainString()
        : value.toString();
  }
}
