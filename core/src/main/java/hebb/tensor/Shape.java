package hebb.tensor;

import java.util.Arrays;

/// The sizes of a tensor's axes, outermost first: `[batch, features]`. A scalar has none. Every
/// size is at least 0 and the number of elements is at most 2^31 - 1, the longest `float[]`.
public final class Shape {
  /// The shape of a single number.
  public static final Shape SCALAR = new Shape();

  private final int[] dims;
  private final int size;

  private Shape(int... dims) {
    long product = 1;
    for (int dim : dims) {
      if (dim < 0) {
        throw new IllegalArgumentException(
            "shape: expected sizes of 0 or more, got "
                + Arrays.toString(dims)
                + ". Give each axis its number of elements.");
      }
      product *= dim;
      if (product > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "shape: expected at most "
                + Integer.MAX_VALUE
                + " elements, got "
                + Arrays.toString(dims)
                + ". Use a smaller batch or a smaller layer.");
      }
    }
    this.dims = dims;
    this.size = (int) product;
  }

  /// A shape of the given sizes, outermost first.
  public static Shape of(int... dims) {
    return dims.length == 0 ? SCALAR : new Shape(dims.clone());
  }

  /// How many axes there are.
  public int rank() {
    return dims.length;
  }

  /// The size of an axis; negative axes count from the end, so `dim(-1)` is the last.
  public int dim(int axis) {
    return dims[axis(axis)];
  }

  /// An axis as an index from 0; negative axes count from the end.
  public int axis(int axis) {
    int index = axis < 0 ? axis + dims.length : axis;
    if (index < 0 || index >= dims.length) {
      throw new IllegalArgumentException(
          "axis: expected "
              + -dims.length
              + " to "
              + (dims.length - 1)
              + ", got "
              + axis
              + " for shape "
              + this
              + ".");
    }
    return index;
  }

  /// How many elements there are: the product of the sizes, 1 for a scalar.
  public int size() {
    return size;
  }

  /// The sizes, as a new array.
  public int[] dims() {
    return dims.clone();
  }

  /// This shape with one axis of another size.
  public Shape with(int axis, int dim) {
    int[] copy = dims.clone();
    copy[axis(axis)] = dim;
    return new Shape(copy);
  }

  /// The axes `[from, to)` as a shape of their own.
  public Shape range(int from, int to) {
    return of(Arrays.copyOfRange(dims, from, to));
  }

  /// This shape followed by the axes of another.
  public Shape plus(Shape other) {
    int[] all = Arrays.copyOf(dims, dims.length + other.dims.length);
    System.arraycopy(other.dims, 0, all, dims.length, other.dims.length);
    return of(all);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape that && Arrays.equals(dims, that.dims);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dims);
  }

  /// As in `[32, 64]`.
  @Override
  public String toString() {
    return Arrays.toString(dims);
  }
}
