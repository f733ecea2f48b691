package hebb.cli.output;

import hebb.data.Counts;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/// Numbers as people read them.
public final class Numbers {
  private static final MathContext DIGITS = new MathContext(4);

  private Numbers() {}

  /// A count with separators, as in `12,345`.
  public static String count(long value) {
    return Counts.text(value);
  }

  /// A count and its noun: `1 row`, `2 rows`, `2 classes`.
  public static String count(long value, String noun) {
    return count(value) + " " + noun + (value == 1 ? "" : noun.endsWith("s") ? "es" : "s");
  }

  /// Four digits that count, with an exponent where there would be many zeros.
  public static String decimal(double value) {
    if (!Double.isFinite(value) || value == 0) {
      return value == 0 ? "0" : Double.toString(value);
    }
    double size = Math.abs(value);
    if (size < 1e-4 || size >= 1e9) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    if (size >= 1e4) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return new BigDecimal(value).round(DIGITS).toPlainString();
  }

  /// A share as a percentage with two decimals.
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }

  /// A time: `0.42 s`, `12.3 s`, `3:05`, `2:04:00`.
  public static String seconds(double seconds) {
    return seconds < 60
        ? String.format(Locale.ROOT, seconds < 1 ? "%.2f s" : "%.1f s", seconds)
        : clock(seconds);
  }

  /// A time as a clock shows it: `0:05`, `3:05`, `2:04:00`.
  public static String clock(double seconds) {
    long whole = Math.max(0, Math.round(seconds));
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole % 3600 / 60, whole % 60);
  }
}
