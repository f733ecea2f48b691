package hebb.graph;

import hebb.tensor.Shape;
import java.util.List;

/// One computation of a graph: an op over earlier nodes, with the shape and type of its result.
/// Nodes are numbered in topological order: every input has a smaller id.
///
/// @param path the layer that made it, for messages; empty outside layers
public record Node(int id, Op op, List<Node> inputs, Shape shape, DType type, String path) {
  /// The inputs are copied.
  public Node {
    inputs = List.copyOf(inputs);
  }

  /// The first input.
  public Node input() {
    return inputs.getFirst();
  }

  /// The i-th input.
  public Node input(int i) {
    return inputs.get(i);
  }

  /// Two nodes are equal only if they are the same node.
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return id;
  }

  /// As in `%7 = Map[TANH] %6 : [32, 64]`.
  @Override
  public String toString() {
    return GraphPrinter.line(this);
  }
}
