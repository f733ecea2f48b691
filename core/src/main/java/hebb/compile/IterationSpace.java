package hebb.compile;

import hebb.graph.Node;
import hebb.graph.Op;
import hebb.run.step.FusedElementwise;
import hebb.tensor.Shape;

/// The rows and columns that a loop walks over a shape: the last axis is the columns, all before it
/// the rows. A vector has one column.
record IterationSpace(int rows, int cols) {
  static IterationSpace of(Shape shape) {
    if (shape.rank() < 2) {
      return new IterationSpace(shape.size(), 1);
    }
    int cols = shape.dim(-1);
    return new IterationSpace(shape.range(0, shape.rank() - 1).size(), cols);
  }

  int parts() {
    return FusedElementwise.parts(rows, cols);
  }

  /// Whether work over both spaces can share one loop: the same rows, and columns that are equal or
  /// one.
  boolean joins(IterationSpace other) {
    return rows == other.rows && (cols == other.cols || cols == 1 || other.cols == 1);
  }

  IterationSpace join(IterationSpace other) {
    return cols >= other.cols ? this : other;
  }

  /// The form of a reduction, by its axes.
  enum Form {
    /// Of each row: `[..., n] -> [..., 1]`.
    ROW,
    /// Of everything.
    ALL,
    /// Over the rows: `[..., n] -> [1, n]`.
    COLUMN,
    /// Of axes in the middle, or several of the last.
    OTHER
  }

  static Form form(Node node, Op.Reduce reduce) {
    Shape shape = node.input().shape();
    int rank = shape.rank();
    if (rank >= 2 && reduce.from() == rank - 1 && reduce.to() == rank) {
      return Form.ROW;
    }
    if (reduce.from() == 0 && shape.range(reduce.to(), rank).size() == 1) {
      return Form.ALL;
    }
    return rank >= 2 && reduce.from() == 0 && reduce.to() == rank - 1 ? Form.COLUMN : Form.OTHER;
  }
}
