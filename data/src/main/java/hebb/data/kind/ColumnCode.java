package hebb.data.kind;

import hebb.data.table.MissingWords;
import java.util.Optional;

/// How one column becomes input of a network: what was learned of it from the training part. A
/// record of plain values (texts, numbers, lists of them), which a model stores by its components
/// under the kind's name.
///
/// What a column gives is said by the family of its code: [FeatureCode] for numbers that stand
/// beside those of other columns in one flat row, [IndexCode] for an index that is an input of its
/// own, [ShapedCode] for numbers or indices in a shape that are an input of their own.
public sealed interface ColumnCode permits FeatureCode, IndexCode, ShapedCode {
  /// The column's name.
  String column();

  /// How many numbers it gives for a row.
  int width();

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

  /// What a cell is that cannot be read.
  default String unreadable() {
    return "a cell that does not fit the column";
  }

  /// Whether values beyond the training range are to be expected, as later dates are.
  default boolean goesOn() {
    return false;
  }

  /// The same for a model that is to be linear in its columns.
  default ColumnCode linear() {
    return this;
  }

  /// What a person should know of what was learned, as a sentence.
  default Optional<String> note() {
    return Optional.empty();
  }

  /// What a network gets of the column, to be read: `standardised, missing as the median and
  /// flagged`.
  String treatment();

  /// What writes the numbers.
  ///
  /// @param words the words for missing
  CellEncoder encoder(MissingWords words);
}
