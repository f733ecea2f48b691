package hebb.data.kind;

import java.util.List;
import java.util.Locale;

/// Words for yes and no.
public final class Flag {
  private Flag() {}

  /// 1 for yes, 0 for no, -1 for another word.
  public static int value(String word) {
    return word.length() > 5
        ? -1
        : switch (word.toLowerCase(Locale.ROOT)) {
          case "true", "yes", "t", "y", "on", "1" -> 1;
          case "false", "no", "f", "n", "off", "0" -> 0;
          default -> -1;
        };
  }

  /// Whether the distinct texts of a column are words, not digits, for both yes and no.
  public static boolean isFlag(List<String> distinct) {
    return distinct.stream()
            .allMatch(word -> value(word) >= 0 && Character.isLetter(word.charAt(0)))
        && distinct.stream().mapToInt(Flag::value).distinct().count() == 2;
  }
}
