package hebb.diagnose;

import hebb.train.Finding;
import hebb.train.Finding.Severity;

/// A column that tells the target all by itself. It is found in the data, before training.
public final class Leak {
  static final String ID = "leak";
  private static final double LIMIT = 0.999;

  private Leak() {}

  /// The finding of a column.
  ///
  /// @param share how much of the target it tells, from 0 to 1
  /// @param fix the option that leaves it out
  public static Finding of(String column, String target, double share, String fix) {
    return Texts.finding(
        ID, Severity.HIGH, column, share, LIMIT, fix, column, target, Texts.share(share));
  }
}
