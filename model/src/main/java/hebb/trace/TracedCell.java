package hebb.trace;

import java.util.List;

/// A cell of a row, and the numbers that a network gets for it.
///
/// @param column the column
/// @param text the cell as it stands in the data; empty where it is missing
/// @param inputs the numbers; of a cell that gives many, the first ones
/// @param count how many there are
/// @param how how they are made, as in `(5.1 - 5.84) / 0.828`
public record TracedCell(String column, String text, List<Encoded> inputs, int count, String how) {
  /// Copies the list.
  public TracedCell {
    inputs = List.copyOf(inputs);
  }

  /// A number that a network gets.
  ///
  /// @param name what it stands for, as in `colour=red`
  /// @param ref its name in the trace, as in `A0[3]`
  /// @param value the number
  public record Encoded(String name, String ref, double value) {}
}
