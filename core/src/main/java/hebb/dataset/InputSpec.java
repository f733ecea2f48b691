package hebb.dataset;

import hebb.graph.DType;
import hebb.graph.Graph;
import hebb.graph.Value;
import hebb.tensor.Shape;
import java.util.List;

/// One of the inputs of a network: what a row has under a name.
///
/// @param name as in `features`, or that of a column
/// @param row the shape of one row's values, as in `[4]` or `[1, 28, 28]`; where the first axis
///   varies, with its largest size
/// @param type numbers, or indices
/// @param indices how many different indices there are: they are whole numbers from 0 to one less;
///   0 for numbers
/// @param varies whether the size of the first axis is another one in each row: its length
public record InputSpec(String name, Shape row, DType type, int indices, boolean varies) {
  /// The name of the one input of a network that has no others.
  public static final String FEATURES = "features";

  private static final int MOST_INDICES = 1 << 24;

  /// Indices from 0 to at most 16,777,215; an axis that varies is there.
  public InputSpec {
    if (name.isBlank()
        || (type == DType.I32) != (indices > 0)
        || indices > MOST_INDICES
        || (varies && row.rank() == 0)) {
      throw new IllegalArgumentException(
          "input: expected a name, a number of indices from 1 to "
              + MOST_INDICES
              + " for indices and 0 for numbers, and an axis where it varies, got '"
              + name
              + "' "
              + row
              + " "
              + type
              + " of "
              + indices
              + ".");
    }
  }

  /// Numbers under the name `features`.
  public static InputSpec features(Shape row) {
    return of(FEATURES, row);
  }

  /// Numbers of a shape.
  public static InputSpec of(String name, Shape row) {
    return new InputSpec(name, row, DType.F32, 0, false);
  }

  /// Indices from 0 to `count - 1`; the shape is `[]` where a row has one.
  public static InputSpec indices(String name, Shape row, int count) {
    return new InputSpec(name, row, DType.I32, count, false);
  }

  /// The same, with a first axis whose size varies by row, up to that of the shape.
  public InputSpec varying() {
    return new InputSpec(name, row, type, indices, true);
  }

  /// How many numbers a row has for it: those of its shape, and before them its length if it
  /// varies.
  public int size() {
    return row.size() + (varies ? 1 : 0);
  }

  /// How many numbers a row has for all of them.
  public static int size(List<InputSpec> inputs) {
    return inputs.stream().mapToInt(InputSpec::size).sum();
  }

  /// The name of the graph's input, which is none of those that training adds.
  public String graphName() {
    return name.equals(FEATURES) ? name : "inputs/" + name;
  }

  /// The name of the graph's input of lengths, `[batch]`.
  public String lengths() {
    return graphName() + "/length";
  }

  /// The graph's input for a number of rows: `[batch, ...row]`.
  public Value in(Graph graph, int batch) {
    Shape shape = Shape.of(batch).plus(row);
    return type == DType.I32 ? graph.indices(graphName(), shape) : graph.input(graphName(), shape);
  }

  /// As in `city[] of 40 indices` or `features[4]`.
  @Override
  public String toString() {
    return name
        + row
        + (indices > 0 ? " of " + indices + " indices" : "")
        + (varies ? " of varying length" : "");
  }
}
