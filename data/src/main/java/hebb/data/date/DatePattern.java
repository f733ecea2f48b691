package hebb.data.date;

import java.util.Locale;

/// Reads patterns of dates as people write them: `dd.MM.yyyy HH:mm`, `YYYY-MM-DD`, `EEE, d MMM yy`.
final class DatePattern {
  private DatePattern() {}

  /// What tells one date format from another in a pattern: the letters y, m, d once each and what
  /// stands between them, `N` for a month's name, without weekday and time; `T` for a time alone; a
  /// leading year of two letters is `2y`. Around names only the letters count.
  static String shape(String pattern) {
    String letters = withoutWeekday(pattern.toLowerCase(Locale.ROOT).strip());
    var kept = new StringBuilder();
    for (int i = 0; i < letters.length(); ) {
      char c = letters.charAt(i);
      if (c == 'h' || c == 't' || c == '\'') {
        return kept.isEmpty() && c == 'h' ? "T" : trimmed(kept, letters);
      }
      int end = i + 1;
      while (end < letters.length() && letters.charAt(end) == c) {
        end++;
      }
      kept.append(c == 'm' && end - i > 2 ? 'N' : c);
      i = end;
    }
    return trimmed(kept, letters);
  }

  private static String withoutWeekday(String letters) {
    int i = 0;
    while (i < letters.length() && letters.charAt(i) == 'e') {
      i++;
    }
    while (i > 0 && i < letters.length() && !Character.isLetter(letters.charAt(i))) {
      i++;
    }
    return letters.substring(i);
  }

  private static String trimmed(StringBuilder kept, String letters) {
    if (kept.indexOf("N") >= 0) {
      return onlyLetters(kept);
    }
    int end = kept.length();
    while (end > 0 && (kept.charAt(end - 1) == ' ' || kept.charAt(end - 1) == ',')) {
      end--;
    }
    boolean isShort = letters.startsWith("yy") && !letters.startsWith("yyy");
    return (isShort ? "2" : "") + kept.substring(0, end);
  }

  private static String onlyLetters(StringBuilder kept) {
    var letters = new StringBuilder();
    for (int i = 0; i < kept.length(); i++) {
      if (Character.isLetter(kept.charAt(i))) {
        letters.append(kept.charAt(i));
      }
    }
    return letters.toString();
  }
}
