package hebb.data.schema;

import hebb.data.kind.ColumnCode;
import hebb.data.table.Table;
import java.util.List;
import java.util.Map;

/// All that an [Encoder] has learned, as plain data that can be stored.
///
/// @param columns how the columns become features, in the features' order
/// @param targets how each target becomes a number
/// @param missing the words for missing as a person said them; empty for the usual ones
/// @param steps by the name of a series whose steps are several columns, as in `v1..v140`, the
///   names of these columns, by channel
public record Encoding(
    List<ColumnCode> columns,
    List<TargetCode> targets,
    List<String> missing,
    Map<String, List<List<String>>> steps) {
  /// Copies the lists and the map.
  public Encoding {
    columns = List.copyOf(columns);
    targets = List.copyOf(targets);
    missing = List.copyOf(missing);
    steps = Map.copyOf(steps);
  }

  /// One without series of several columns.
  public Encoding(List<ColumnCode> columns, List<TargetCode> targets, List<String> missing) {
    this(columns, targets, missing, Map.of());
  }

  /// Learns from some rows of a table. Only they are looked at: means, medians, categories and
  /// classes are theirs.
  ///
  /// @param table the table
  /// @param schema what its columns are
  /// @param rows the training part, all with a value of the target
  static Encoding learn(Table table, Schema schema, int[] rows) {
    return new EncodingLearner(table, rows).learn(schema);
  }

  /// The same for a model that is to be linear in its columns: far numbers count as they are.
  public Encoding linear() {
    return new Encoding(columns.stream().map(ColumnCode::linear).toList(), targets, missing, steps);
  }

  /// The same with quantities as targets in their own units, not standardised.
  public Encoding withTargetsAsTheyAre() {
    return new Encoding(columns, targets.stream().map(Encoding::asItIs).toList(), missing, steps);
  }

  private static TargetCode asItIs(TargetCode target) {
    return switch (target) {
      case TargetCode.Quantity quantity ->
          new TargetCode.Quantity(quantity.column(), quantity.format(), 0, 1);
      case TargetCode.Classes classes -> classes;
    };
  }
}
