package hebb.data.kind;

import hebb.data.table.FileType;
import hebb.dataset.InputSpec;
import java.util.Optional;

/// A code that gives numbers or indices in a shape of their own, an input under the column's name.
public non-sealed interface ShapedCode extends ColumnCode {
  /// The name of the input: the column's, but where the flat features have it.
  default String input() {
    return column().equals(InputSpec.FEATURES) ? column() + "_" : column();
  }

  /// What the network gets under that name: of which shape, whether numbers or indices, and whether
  /// its length varies by row.
  InputSpec spec();

  /// Which files cells name; nothing where they name none.
  default Optional<FileType> files() {
    return Optional.empty();
  }

  /// The layers, as text, that make a vector of them where nobody says others.
  String network();

  @Override
  default int width() {
    return spec().size();
  }
}
