package hebb.data.kind;

import hebb.data.table.Cell;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How the numbers of a column are written: `$1,234.5`, `1.234,5 kg`, `51.8%`. Its text form is
/// that number, written so; plain numbers are `1234.5`.
///
/// A cell need not have the groups, the prefix or the suffix; what it has besides makes it no
/// number. In brackets a number is negative, as accountants write. Digits of other scripts are read
/// as digits.
///
/// @param decimal what stands before the decimals
/// @param group what stands between thousands; `\0` for nothing. A blank stands for any blank
/// @param prefix what stands before the number; may be empty
/// @param suffix what stands behind it; may be empty
record NumberFormat(char decimal, char group, String prefix, String suffix) {
  static final char NO_GROUP = '\0';

  /// As computers write numbers.
  static final NumberFormat PLAIN = new NumberFormat('.', NO_GROUP, "", "");

  private static final Pattern TEXT = Pattern.compile("(.*?)1(\\D?)234(\\D)5(.*)", Pattern.DOTALL);
  private static final int LONGEST = 60;

  /// A format of its text form; an empty text is the plain one.
  ///
  /// @throws IllegalArgumentException if it is not a text form
  static NumberFormat of(String text) {
    if (text.isEmpty()) {
      return PLAIN;
    }
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "numbers: expected the number 1234.5 as the column writes it, got " + text + ".");
    }
    String group = parts.group(2);
    return new NumberFormat(
        parts.group(3).charAt(0),
        group.isEmpty() ? NO_GROUP : group.charAt(0),
        parts.group(1),
        parts.group(4));
  }

  /// The text form.
  String text() {
    String thousands = group == NO_GROUP ? "" : String.valueOf(group);
    return prefix + "1" + thousands + "234" + decimal + "5" + suffix;
  }

  boolean isPlain() {
    return equals(PLAIN);
  }

  /// The number that a trimmed cell holds; NaN if it is none, infinite beyond the range of float32.
  double number(CharSequence cell) {
    if (isPlain()) {
      return Cell.number(cell);
    }
    int from = 0;
    int to = cell.length();
    boolean negative = false;
    if (to > LONGEST) {
      return Double.NaN;
    }
    if (to > 2 && cell.charAt(0) == '(' && cell.charAt(to - 1) == ')') {
      negative = true;
      from++;
      to--;
    }
    if (from < to && isSign(cell.charAt(from))) {
      negative |= isMinus(cell.charAt(from++));
      from = skipBlanks(cell, from, to);
    }
    from = skip(cell, from, to, prefix);
    if (from < to && isSign(cell.charAt(from))) {
      negative |= isMinus(cell.charAt(from++));
    }
    to = skipBack(cell, from, to, suffix);
    double value = plain(cell, from, to);
    return negative ? -value : value;
  }

  /// The number between two places, without sign, prefix and suffix.
  private double plain(CharSequence cell, int from, int to) {
    var digits = new StringBuilder(to - from);
    int sinceGroup = -1;
    int i = from;
    for (; i < to; i++) {
      char c = cell.charAt(i);
      int digit = Character.digit(c, 10);
      if (digit >= 0) {
        digits.append((char) ('0' + digit));
        sinceGroup += sinceGroup >= 0 ? 1 : 0;
      } else if (isGroup(c) && groupFits(cell, i, from, sinceGroup)) {
        sinceGroup = 0;
      } else {
        break;
      }
    }
    if (sinceGroup >= 0 && sinceGroup != 3) {
      return Double.NaN;
    }
    if (i < to && cell.charAt(i) == decimal) {
      digits.append('.');
      i++;
      for (; i < to && Character.digit(cell.charAt(i), 10) >= 0; i++) {
        digits.append((char) ('0' + Character.digit(cell.charAt(i), 10)));
      }
    }
    if (i < to && (cell.charAt(i) | 0x20) == 'e') {
      digits.append(cell, i, to);
      i = to;
    }
    return i < to || digits.isEmpty() || !isDigitOrPoint(digits.charAt(0))
        ? Double.NaN
        : Cell.number(digits);
  }

  private static boolean isDigitOrPoint(char c) {
    return c == '.' || (c >= '0' && c <= '9');
  }

  /// Whether a mark between thousands may stand here: behind one to three digits of which the first
  /// is not 0, or behind three since the last mark, or two as in India (`1,23,456`).
  private static boolean groupFits(CharSequence cell, int at, int from, int sinceGroup) {
    return sinceGroup == 3
        || sinceGroup == 2
        || (sinceGroup < 0
            && at > from
            && at - from <= 3
            && Character.digit(cell.charAt(from), 10) > 0);
  }

  private boolean isGroup(char c) {
    return group == ' ' ? isBlank(c) : group != NO_GROUP && c == group;
  }

  static boolean isBlank(char c) {
    return c == ' ' || c == '\u00a0' || c == '\u202f' || c == '\u2009' || c == '\u2007';
  }

  static boolean isSign(char c) {
    return c == '+' || isMinus(c);
  }

  private static boolean isMinus(char c) {
    return c == '-' || c == '\u2212';
  }

  private static int skipBlanks(CharSequence cell, int from, int to) {
    int at = from;
    while (at < to && isBlank(cell.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int skip(CharSequence cell, int from, int to, String word) {
    if (word.isEmpty() || to - from <= word.length()) {
      return from;
    }
    for (int i = 0; i < word.length(); i++) {
      if (cell.charAt(from + i) != word.charAt(i)) {
        return from;
      }
    }
    return skipBlanks(cell, from + word.length(), to);
  }

  private static int skipBack(CharSequence cell, int from, int to, String word) {
    int start = to - word.length();
    if (word.isEmpty() || start <= from) {
      return to;
    }
    for (int i = 0; i < word.length(); i++) {
      if (cell.charAt(start + i) != word.charAt(i)) {
        return to;
      }
    }
    int at = start;
    while (at > from && isBlank(cell.charAt(at - 1))) {
      at--;
    }
    return at;
  }
}
