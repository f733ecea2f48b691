package hebb.data.schema;

import hebb.data.Names;
import hebb.data.kind.Numeric;
import java.util.List;

/// How the target becomes a number, and a number a prediction.
public sealed interface TargetCode {
  /// The target's name.
  String column();

  /// What targets are called: the name of one, several as a list.
  static String names(List<TargetCode> targets) {
    List<String> names = targets.stream().map(TargetCode::column).toList();
    return names.size() == 1 ? names.getFirst() : Names.listed(names);
  }

  /// The classes of the one target; empty for a quantity and for several targets.
  static List<String> classes(List<TargetCode> targets) {
    return targets.size() == 1 && targets.getFirst() instanceof Classes classes
        ? classes.labels()
        : List.of();
  }

  /// Classes by their index.
  ///
  /// @param column the target's name
  /// @param labels the classes as they are written in the training part; in order of number if all
  ///   are numbers, else of text
  /// @param yesNo whether they are no and yes in their most frequent spelling, and any other
  ///   spelling is one of them
  record Classes(String column, List<String> labels, boolean yesNo) implements TargetCode {
    /// Copies the list.
    public Classes {
      labels = List.copyOf(labels);
    }
  }

  /// A quantity, standardised: `(y - mean) / std`.
  ///
  /// @param column the target's name
  /// @param format how cells are written, as in `$1,234.5`; empty for plain numbers
  /// @param mean the mean in the training part
  /// @param std the population's standard deviation in the training part, more than 0
  record Quantity(String column, String format, double mean, double std) implements TargetCode {
    /// Checks the numbers.
    public Quantity {
      Numeric.reader(format);
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
