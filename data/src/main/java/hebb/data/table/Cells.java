package hebb.data.table;

/// The cells of one column of a table, from the first row to the last: numbers or texts.
public sealed interface Cells permits Numbers, Texts {
  /// How many rows there are.
  int size();

  /// Whether a row has no value.
  boolean isMissing(int row);

  /// How many rows have no value.
  int missing();

  /// The words for missing that were met, with how often.
  WordCounts missingWords();

  /// A cell as text; empty where there is no value.
  String text(int row);
}
