package hebb.data;

import java.util.Locale;

/// How many of something there are, as people read it.
public final class Counts {
  private Counts() {}

  /// A number with separators, as in `12,345`.
  public static String text(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /// A number and its noun, as in `1 row` and `12,345 rows`.
  public static String text(long count, String noun) {
    return text(count) + " " + noun + (count == 1 ? "" : "s");
  }
}
