package hebb.data.kind;

import java.util.List;

/// How one column becomes features: what was learned of it from the training part.
public sealed interface ColumnCode {
  /// The column's name.
  String column();

  /// A quantity: `z = (x - mean) / std`, 0 if `std` is 0. Beyond `far` deviations it is the
  /// logarithm that counts: `far + ln(|z| - far + 1)` with the sign of `z`. A missing value counts
  /// as the median.
  ///
  /// @param column the column's name
  /// @param mean the mean
  /// @param std the population's standard deviation; 0 for a constant
  /// @param median the median
  /// @param far from where the logarithm counts, in deviations; above 0
  /// @param indicator whether a second feature is 1 where the value is missing
  record Numeric(
      String column, double mean, double std, double median, double far, boolean indicator)
      implements ColumnCode {
    /// A few far numbers then neither rule the rest nor leave what products of features can hold.
    public static final double USUAL = 3;

    /// So far off that a model that is linear in its features stays so; it only keeps them finite.
    public static final double LINEAR = 1e9;

    /// Checks the numbers.
    public Numeric {
      if (!Double.isFinite(mean)
          || !Double.isFinite(std)
          || !Double.isFinite(median)
          || std < 0
          || !(far > 0 && far <= LINEAR)) {
        throw new IllegalArgumentException(
            "column "
                + column
                + ": expected finite statistics with std of 0 or more and far above 0, got mean "
                + mean
                + ", std "
                + std
                + ", median "
                + median
                + ", far "
                + far
                + ".");
      }
    }
  }

  /// Kinds: one feature for each of the most frequent, 1 for the row's kind and 0 for the rest. A
  /// kind that has no feature is 1 in the feature of all others, if the training part had such
  /// kinds, else it leaves all at 0; so does a missing value with the feature of missing values.
  ///
  /// @param column the column's name
  /// @param categories the kinds that have a feature, the most frequent first
  /// @param other whether there is a feature of all others
  /// @param missing whether there is a feature of missing values
  record Categorical(String column, List<String> categories, boolean other, boolean missing)
      implements ColumnCode {
    /// Copies the list.
    public Categorical {
      categories = List.copyOf(categories);
    }
  }

  /// Yes or no as 1 or 0. A missing value counts as the share of yes.
  ///
  /// @param column the column's name
  /// @param share the share of yes, from 0 to 1
  /// @param indicator whether a second feature is 1 where the value is missing
  record YesNo(String column, double share, boolean indicator) implements ColumnCode {}
}
