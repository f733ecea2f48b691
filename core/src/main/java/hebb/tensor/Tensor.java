package hebb.tensor;

/// Numbers on the host with a shape: what users hand in and get back. Row-major float32 in a plain
/// array, which is not copied: whoever changes [#data] changes the tensor.
public final class Tensor {
  private final Shape shape;
  private final float[] data;

  private Tensor(Shape shape, float[] data) {
    if (data.length != shape.size()) {
      throw new IllegalArgumentException(
          "tensor: expected "
              + shape.size()
              + " numbers for shape "
              + shape
              + ", got "
              + data.length
              + ".");
    }
    this.shape = shape;
    this.data = data;
  }

  /// A tensor over the given numbers, row-major; the array is used as it is.
  public static Tensor of(Shape shape, float... data) {
    return new Tensor(shape, data);
  }

  /// A tensor of zeros.
  public static Tensor zeros(int... dims) {
    Shape shape = Shape.of(dims);
    return new Tensor(shape, new float[shape.size()]);
  }

  /// A matrix of the given rows.
  public static Tensor of(float[]... rows) {
    int cols = rows.length == 0 ? 0 : rows[0].length;
    float[] data = new float[rows.length * cols];
    for (int r = 0; r < rows.length; r++) {
      if (rows[r].length != cols) {
        throw new IllegalArgumentException(
            "tensor: expected rows of "
                + cols
                + " numbers, got "
                + rows[r].length
                + " in row "
                + r
                + ".");
      }
      System.arraycopy(rows[r], 0, data, r * cols, cols);
    }
    return new Tensor(Shape.of(rows.length, cols), data);
  }

  /// The sizes of the axes.
  public Shape shape() {
    return shape;
  }

  /// The numbers themselves, row-major; not a copy.
  public float[] data() {
    return data;
  }

  /// One element.
  public float get(int... index) {
    if (index.length != shape.rank()) {
      throw new IllegalArgumentException(
          "tensor: expected "
              + shape.rank()
              + " indices for shape "
              + shape
              + ", got "
              + index.length
              + ".");
    }
    int at = 0;
    for (int axis = 0; axis < index.length; axis++) {
      at = at * shape.dim(axis) + index[axis];
    }
    return data[at];
  }

  /// As in `Tensor[32, 64]`.
  @Override
  public String toString() {
    return "Tensor" + shape;
  }
}
