package hebb.data.kind;

import hebb.dataset.InputSpec;
import hebb.tensor.Shape;

/// A code that gives numbers in a shape of their own, an input under the column's name.
public non-sealed interface ShapedCode extends ColumnCode {
  /// The name of the input: the column's, but where the flat features have it.
  default String input() {
    return column().equals(InputSpec.FEATURES) ? column() + "_" : column();
  }

  /// The shape of one row's numbers.
  Shape shape();

  /// The layers, as text, that make a vector of them where nobody says others.
  String network();

  @Override
  default int width() {
    return shape().size();
  }
}
