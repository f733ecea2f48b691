package hebb.data.schema;

import java.util.List;

/// How the target becomes a number, and a number a prediction.
public sealed interface TargetCode {
  /// The target's name.
  String column();

  /// Classes by their index.
  ///
  /// @param column the target's name
  /// @param labels the classes; in order of number if all are numbers, else of text
  record Classes(String column, List<String> labels) implements TargetCode {
    /// Copies the list.
    public Classes {
      labels = List.copyOf(labels);
    }
  }

  /// A quantity, standardised: `(y - mean) / std`.
  ///
  /// @param column the target's name
  /// @param mean the mean in the training part
  /// @param std the population's standard deviation in the training part, more than 0
  record Quantity(String column, double mean, double std) implements TargetCode {
    /// Checks the numbers.
    public Quantity {
      if (!Double.isFinite(mean) || !Double.isFinite(std) || std <= 0) {
        throw new IllegalArgumentException(
            "target "
                + column
                + ": expected a finite mean and std above 0, got "
                + mean
                + " and "
                + std
                + ".");
      }
    }

    /// A standardised value in the target's own unit.
    public double decode(double z) {
      return z * std + mean;
    }
  }
}
