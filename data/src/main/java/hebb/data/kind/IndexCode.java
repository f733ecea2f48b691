package hebb.data.kind;

import hebb.dataset.InputSpec;

/// A code that gives an index for each row, an input of its own under the column's name.
public non-sealed interface IndexCode extends ColumnCode {
  /// The name of the input: the column's, but where the flat features have it.
  default String input() {
    return column().equals(InputSpec.FEATURES) ? column() + "_" : column();
  }

  /// How many indices there are: from 0 to one less.
  int indices();

  /// The index of what the training part has not, whose vector is 0; -1 where there is none.
  int padding();

  /// How many numbers a network learns for each index.
  int size();

  @Override
  default int width() {
    return 1;
  }
}
