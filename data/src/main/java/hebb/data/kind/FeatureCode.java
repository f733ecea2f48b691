package hebb.data.kind;

import java.util.List;

/// A code that gives a flat row of numbers.
public non-sealed interface FeatureCode extends ColumnCode {
  /// The names of the features, in order.
  List<String> names();

  @Override
  default int width() {
    return names().size();
  }

  /// What is said of missing values that count as some value, with a feature that tells them.
  static String flagged(boolean indicator, String value) {
    return indicator ? ", missing as " + value + " and flagged" : "";
  }

  /// A feature, and where asked for a second one that is 1 where the value is missing.
  static List<String> withIndicator(String column, boolean indicator) {
    return indicator ? List.of(column, column + " is missing") : List.of(column);
  }
}
