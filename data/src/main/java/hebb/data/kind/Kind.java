package hebb.data.kind;

import hebb.data.table.ReadOptions;
import java.util.Optional;

/// A kind of column. Everything about it stands in its own file: what cells say for it, how a cell
/// is read, what is learned, and what it gives a network; [Kinds#ALL] lists them.
public sealed interface Kind permits FeatureKind, SkippedKind {
  /// Its name, as in `numeric`.
  String name();

  /// What speaks for the kind; nothing where a column cannot be that.
  ///
  /// @param column the column
  /// @param decimal what stands before the decimals of a number
  Optional<Evidence> evidence(ColumnView column, ReadOptions.Decimal decimal);
}
