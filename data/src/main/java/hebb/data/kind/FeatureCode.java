package hebb.data.kind;

import hebb.data.table.MissingWords;
import java.util.List;

/// A code that gives a flat row of numbers.
public non-sealed interface FeatureCode extends ColumnCode {
  /// The names of the features, in order.
  List<String> names();

  /// Whether the texts of cells count, even where they look like numbers.
  default boolean asText() {
    return false;
  }

  /// Whether the training part had missing values.
  boolean knowsMissing();

  /// What the training part holds, where that has two ends: `4.3 to 7.9`; else empty.
  default String range() {
    return "";
  }

  /// Whether values beyond the training range are to be expected, as later dates are.
  default boolean goesOn() {
    return false;
  }

  /// The same for a model that is to be linear in its columns.
  default FeatureCode linear() {
    return this;
  }

  /// What writes the features.
  ///
  /// @param words the words for missing
  FeatureEncoder encoder(MissingWords words);

  /// A feature, and where asked for a second one that is 1 where the value is missing.
  static List<String> withIndicator(String column, boolean indicator) {
    return indicator ? List.of(column, column + " is missing") : List.of(column);
  }
}
