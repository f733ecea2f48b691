package hebb.graph;

import hebb.tensor.Shape;

/// Named state that outlives a step: a parameter, an optimiser's moment, a running statistic, a
/// counter. A graph reads it with `Graph.parameter` and gives it its next value with
/// `Graph.assign`; all programs over it share its memory.
public final class Variable {
  private final String path;
  private final Shape shape;
  private final float[] values;

  private Variable(String path, Shape shape, float[] values) {
    if (values.length != shape.size()) {
      throw new ShapeException(
          path,
          "variable: expected "
              + shape.size()
              + " numbers for shape "
              + shape
              + ", got "
              + values.length
              + ".");
    }
    this.path = path;
    this.shape = shape;
    this.values = values;
  }

  /// A variable of zeros.
  public static Variable zeros(String path, Shape shape) {
    return new Variable(path, shape, new float[shape.size()]);
  }

  /// A variable over the given numbers, which are used as they are.
  public static Variable of(String path, Shape shape, float... values) {
    return new Variable(path, shape, values);
  }

  /// Where it belongs, as in `hidden1/weight`.
  public String path() {
    return path;
  }

  /// The sizes of its axes.
  public Shape shape() {
    return shape;
  }

  /// The numbers themselves, row-major; not a copy.
  public float[] values() {
    return values;
  }

  /// As in `hidden1/weight[4, 8]`.
  @Override
  public String toString() {
    return path + shape;
  }
}
