package hebb.kernel;

import java.util.Arrays;

/// Places of a convolution whose channels have a filter each, tap by tap.
final class DepthwisePlaces implements ConvKernel.Places {
  private final ConvShape shape;
  private final Kernels kernels;
  private final PaddedRows rows;

  DepthwisePlaces(ConvShape shape, Kernels kernels) {
    this.shape = shape;
    this.kernels = kernels;
    rows = new PaddedRows(shape, kernels, PaddedRows.Fold.NONE, shape.channels());
  }

  @Override
  public int scratch() {
    return rows.floats();
  }

  @Override
  public void compute(
      float[] scratch, int from, int to, float[] a, int ao, float[] b, int bo, float[] c, int co) {
    int width = shape.columns().out();
    int n = shape.channels();
    int first = from / width;
    Arrays.fill(c, co, co + (to - from) * n, 0);
    rows.copy(a, ao, first, (to - 1) / width - first + 1, 0, shape.rows().taps(), scratch, 0);
    for (int place = from, end; place < to; place = end) {
      end = Math.min(to, (place / width + 1) * width);
      int x = (place / width - first) * rows.pitch * n + place % width * step();
      int y = co + (place - from) * n;
      for (int tap = 0; tap < shape.rows().taps() * shape.columns().taps(); tap++) {
        int start = x + offset(rows, shape, tap);
        kernels.multiplyAddRows(
            end - place, n, scratch, start, step(), b, bo + tap * n, 0, c, y, n);
      }
    }
  }

  private int step() {
    return shape.columns().stride() * shape.channels();
  }

  /// Where a tap begins in rows that are not folded.
  static int offset(PaddedRows rows, ConvShape shape, int tap) {
    ConvShape.Axis columns = shape.columns();
    return rows.offset(tap / columns.taps())
        + tap % columns.taps() * columns.dilation() * shape.channels();
  }
}
