package hebb.diagnose;

import hebb.train.Finding;
import hebb.train.Finding.Severity;

/// A column that tells the target all by itself. It is found in the data, before training.
public final class Leak {
  static final String ID = "leak";
  private static final double LIMIT = 0.999;

  /// The best columns of the tables that defaults were chosen on tell .87, but for iris (.91 to .93
  /// of 150 rows).
  private static final double STRONG = 0.93;

  /// What a column tells of fewer rows is known less well.
  private static final int MANY = 200;

  private static final double NEARLY_ALL = 0.98;

  private Leak() {}

  /// What tells the target.
  public enum Sign {
    /// The cells: each is the target in other words.
    CELLS,
    /// Which cells are missing.
    MISSING
  }

  /// The finding of a column that is the target itself.
  ///
  /// @param share how much of the target it tells, from 0 to 1
  /// @param fix the option that leaves it out
  public static Finding of(Sign sign, String column, String target, double share, String fix) {
    return Texts.variant(
        ID,
        sign == Sign.MISSING ? "missing" : "",
        Severity.HIGH,
        column,
        share,
        LIMIT,
        fix,
        column,
        target,
        Texts.share(share));
  }

  /// Whether a column predicts the target so well that it is worth a look.
  ///
  /// @param share as [#predictsClasses] takes it
  /// @param rows how many it was measured on
  public static boolean isStrong(double share, int rows) {
    return share >= limit(rows);
  }

  private static double limit(int rows) {
    return rows < MANY ? NEARLY_ALL : STRONG;
  }

  /// The finding of a column that [predicts classes nearly alone][#isStrong], which an honest one
  /// may.
  ///
  /// @param share of the rows that the most frequent class is wrong of, the share that the column
  ///   is right of, less those it makes wrong; measured on rows that were held out
  /// @param rows how many
  /// @param fix the option that leaves it out
  public static Finding predictsClasses(
      String column, String target, double share, int rows, String fix) {
    return strong("strong", column, target, share, rows, fix);
  }

  /// The same of a quantity.
  ///
  /// @param share of the variance
  public static Finding predictsQuantity(
      String column, String target, double share, int rows, String fix) {
    return strong("strong.quantity", column, target, share, rows, fix);
  }

  /// The finding of a column that grows from row to row where the rows come class by class.
  ///
  /// @param fix the option that leaves it out
  public static Finding counts(String column, String target, String fix) {
    return Texts.variant(
        ID, "order", Severity.MEDIUM, column, 1, LIMIT, fix, column, target, Texts.share(1));
  }

  private static Finding strong(
      String variant, String column, String target, double share, int rows, String fix) {
    Severity severity = share >= NEARLY_ALL && rows >= MANY ? Severity.MEDIUM : Severity.LOW;
    return Texts.variant(
        ID, variant, severity, column, share, limit(rows), fix, column, target, Texts.share(share));
  }
}
