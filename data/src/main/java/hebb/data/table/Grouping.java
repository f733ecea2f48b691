package hebb.data.table;

import java.util.List;
import java.util.regex.Pattern;

/// Whether the points in a column of numbers may stand between thousands (`1.309`) rather than
/// before decimals: every one has one to three digits before it and three behind it, and no number
/// from 1000 on is without.
final class Grouping {
  private static final Pattern COMMA = Pattern.compile("[-+]?(\\d{1,3}(\\.\\d{3})*|\\d+),\\d+\\D*");
  private static final Pattern AMBIGUOUS = Pattern.compile("[-+]?\\d{1,3},\\d{3}\\D*");
  private static final int LOOKED_AT = 200;

  private boolean excluded;
  private int grouped;
  private int small;
  private String example = "";

  /// Looks at the next number.
  void add(CharSequence cell, double value) {
    if (excluded) {
      return;
    }
    int length = cell.length();
    int point = -1;
    for (int i = 0; i < length && point < 0; i++) {
      point = cell.charAt(i) == '.' ? i : -1;
    }
    if (point < 0) {
      excluded = Math.abs(value) >= 1000;
      small++;
      return;
    }
    int sign = cell.charAt(0) == '-' || cell.charAt(0) == '+' ? 1 : 0;
    int before = point - sign;
    excluded =
        before < 1
            || before > 3
            || length - point != 4
            || cell.charAt(sign) == '0'
            || !Character.isDigit(cell.charAt(length - 1));
    grouped++;
    example = example.isEmpty() ? cell.toString() : example;
  }

  /// Whether all points may be so, and there are some.
  boolean isPossible() {
    return !excluded && grouped > 0;
  }

  /// Whether that is likely enough to be worth a word: numbers below 1000 have no point.
  boolean isLikely() {
    return isPossible() && small > 0;
  }

  /// The first number with a point.
  String example() {
    return example;
  }

  /// Whether most texts of a column are numbers with a decimal comma, and some surely so.
  static boolean hasDecimalComma(List<String> texts) {
    List<String> some = texts.subList(0, Math.min(LOOKED_AT, texts.size()));
    long comma = some.stream().filter(text -> COMMA.matcher(text).matches()).count();
    long sure =
        some.stream()
            .filter(text -> COMMA.matcher(text).matches() && !AMBIGUOUS.matcher(text).matches())
            .count();
    return sure > 0 && 2 * comma > some.size();
  }
}
