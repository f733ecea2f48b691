package hebb.model;

import hebb.data.split.Splits;

/// Which rows are kept from training, by the seed and stratified for classes; of a forecast the
/// last ones. A file given for a part takes its place.
///
/// @param validation for early stopping: a share below 1, or a number of rows; .1 unless said
/// @param test for a last look, likewise; 0 unless said
public record SplitOptions(double validation, double test) {
  /// Shares or numbers of 0 or more; shares leave rows to train on.
  public SplitOptions {
    check("validation split", validation);
    check("test split", test);
    if (validation < 1 && test < 1 && validation + test >= 1) {
      throw new IllegalArgumentException(
          "splits: expected shares that add up to less than 1, got validation "
              + validation
              + " and test "
              + test
              + ". Leave some rows for training.");
    }
  }

  private static void check(String what, double part) {
    if (!Splits.isPart(part)) {
      throw new IllegalArgumentException(
          what
              + ": expected a share of 0 or more and below 1, or a whole number of rows from 2, got "
              + part
              + ".");
    }
  }

  /// A tenth for validation, nothing for a test.
  public SplitOptions() {
    this(0.1, 0);
  }
}
