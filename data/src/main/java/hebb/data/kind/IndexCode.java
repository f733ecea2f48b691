package hebb.data.kind;

/// A code that gives an index for each row, an input of its own under the column's name.
public non-sealed interface IndexCode extends ColumnCode {
  /// How many indices there are: from 0 to one less.
  int indices();

  /// How many numbers a network learns for each index.
  int size();

  @Override
  default int width() {
    return 1;
  }
}
