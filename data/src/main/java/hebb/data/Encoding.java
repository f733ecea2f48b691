package hebb.data;

import java.util.List;

/// All that an [Encoder] has learned, as plain data that can be stored.
///
/// @param columns how the columns become features, in the features' order
/// @param target how the target becomes a number
public record Encoding(List<ColumnCode> columns, TargetCode target) {
  /// Copies the list.
  public Encoding {
    columns = List.copyOf(columns);
  }

  /// Learns from some rows of a table. Only they are looked at: means, medians, kinds and classes
  /// are theirs.
  ///
  /// @param table the table
  /// @param schema what its columns are
  /// @param rows the training part, all with a value of the target
  static Encoding learn(Table table, Schema schema, int[] rows) {
    return new EncodingLearner(table, rows).learn(schema);
  }
}
