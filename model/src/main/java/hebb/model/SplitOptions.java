package hebb.model;

import hebb.nn.spec.Check;

/// Which share of the rows is kept from training, by the seed and stratified for classes. A file
/// given for a part takes its place.
///
/// @param validation for early stopping; .1 unless said
/// @param test for a last look; 0 unless said
public record SplitOptions(double validation, double test) {
  /// Shares of 0 or more that leave rows to train on.
  public SplitOptions {
    Check.fraction("validation split", validation);
    Check.fraction("test split", test);
    if (validation + test >= 1) {
      throw new IllegalArgumentException(
          "splits: expected shares that add up to less than 1, got validation "
              + validation
              + " and test "
              + test
              + ". Leave some rows for training.");
    }
  }

  /// A tenth for validation, nothing for a test.
  public SplitOptions() {
    this(0.1, 0);
  }
}
