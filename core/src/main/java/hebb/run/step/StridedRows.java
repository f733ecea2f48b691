package hebb.run.step;

import java.util.Arrays;

/// Rows of memory that lie anywhere: the rows of a loop by several axes, each of its own stride, so
/// that slices, moved axes and repeated values are read, and parts of a larger value written, where
/// they are.
public final class StridedRows {
  private final Place place;
  private final int[] dims;
  private final int[] strides;
  private final int columnStride;

  /// Rows by axes of so many elements and strides; the elements of a row lie side by side (1) or
  /// are one (0).
  public StridedRows(Place place, int[] dims, int[] strides, int columnStride) {
    this.place = place;
    this.dims = dims.clone();
    this.strides = strides.clone();
    this.columnStride = columnStride;
  }

  /// Where the first row begins; in the thread's scratch memory if its buffer is below 0, where
  /// rows count from the first of those that are there.
  public Place place() {
    return place;
  }

  /// The sizes of the axes that the rows of the loop are.
  public int[] dims() {
    return dims.clone();
  }

  /// How far rows lie apart along each axis.
  public int[] strides() {
    return strides.clone();
  }

  /// From one element of a row to the next: 1, or 0 where they are one.
  public int columnStride() {
    return columnStride;
  }

  /// Copies the present block to `y`, or from it, where it is dense: all of its elements, or one
  /// for each row.
  void move(Memory memory, Scratch at, float[] y, int yo, boolean wide, boolean read) {
    float[] x = place.buffer() < 0 ? at.floats : memory.buffers[place.buffer()];
    int begin =
        (place.buffer() < 0 ? place.offset() : memory.at(place))
            + (wide ? at.col * columnStride : 0);
    int row = place.buffer() < 0 ? at.row - at.origin : at.row;
    int width = wide ? at.width : 1;
    int last = dims.length - 1;
    int done = 0;
    while (done < at.height) {
      int rest = row + done;
      int xo = begin;
      int run = at.height - done;
      for (int axis = last; axis >= 0; axis--) {
        int index = axis == 0 ? rest : rest % dims[axis];
        rest /= dims[axis];
        xo += index * strides[axis];
        run = axis == last ? Math.min(run, dims[axis] - index) : run;
      }
      int stride = last < 0 ? 0 : strides[last];
      if (read) {
        read(x, xo, stride, run, width, y, yo + done * width);
      } else {
        write(x, xo, stride, run, width, y, yo + done * width);
      }
      done += run;
    }
  }

  private void read(float[] x, int xo, int stride, int rows, int width, float[] y, int yo) {
    if (width == 1) {
      for (int r = 0; r < rows; r++) {
        y[yo + r] = x[xo + r * stride];
      }
    } else if (columnStride == 0) {
      for (int r = 0; r < rows; r++) {
        Arrays.fill(y, yo + r * width, yo + (r + 1) * width, x[xo + r * stride]);
      }
    } else if (stride == width) {
      System.arraycopy(x, xo, y, yo, rows * width);
    } else {
      for (int r = 0; r < rows; r++) {
        System.arraycopy(x, xo + r * stride, y, yo + r * width, width);
      }
    }
  }

  private static void write(float[] x, int xo, int stride, int rows, int width, float[] y, int yo) {
    if (stride == width) {
      System.arraycopy(y, yo, x, xo, rows * width);
      return;
    }
    for (int r = 0; r < rows; r++) {
      System.arraycopy(y, yo + r * width, x, xo + r * stride, width);
    }
  }
}
