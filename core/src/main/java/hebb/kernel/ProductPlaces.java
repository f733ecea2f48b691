package hebb.kernel;

import java.util.Arrays;

/// Places of a convolution by products, whose rows overlap where they can.
final class ProductPlaces implements ConvKernel.Places {
  private final ConvShape shape;
  private final PaddedRows rows;
  private final MatMulKernel first;
  private final MatMulKernel next;
  private final int scratch;

  /// Whether the first product makes a chain; else all continue those of zeros.
  private final boolean begins;

  private final int runs;

  /// Scratch memory holds what the product needs, the padded rows, then results with junk between
  /// their rows.
  private final int junk;

  ProductPlaces(ConvShape shape, Kernels kernels) {
    this.shape = shape;
    PaddedRows.Fold fold = PaddedRows.fold(shape);
    rows = new PaddedRows(shape, kernels, fold, shape.ownChannels());
    runs = fold == PaddedRows.Fold.ALL ? 1 : shape.rows().taps();
    int m = shape.rowsTogether() * rows.pitch;
    int n = shape.filters();
    MatMulShape each =
        new MatMulShape(m, n / shape.groups(), rows.run, false, false, rows.pixel, n, n);
    begins = rows.run <= MatMulShape.BLOCK;
    next = kernels.continued(each);
    first = begins ? kernels.matMul(each) : next;
    scratch = Math.max(first.scratch(), next.scratch());
    junk = scratch + rows.floats();
  }

  private boolean hasJunk() {
    return rows.pitch != shape.columns().out();
  }

  @Override
  public int scratch() {
    return junk + (hasJunk() ? shape.rowsTogether() * rows.pitch * shape.filters() : 0);
  }

  @Override
  public void compute(
      float[] memory, int from, int to, float[] a, int ao, float[] b, int bo, float[] c, int co) {
    int width = shape.columns().out();
    int n = shape.filters();
    int row = from / width;
    int column = from % width;
    int count = (to - 1) / width - row + 1;
    int m = (count - 1) * rows.pitch + (to - 1) % width - column + 1;
    float[] into = hasJunk() ? memory : c;
    int begin = hasJunk() ? junk : co;
    if (!begins) {
      Arrays.fill(into, begin, begin + m * n, 0);
    }
    for (int group = 0; group < shape.groups(); group++) {
      int x = ao + group * shape.ownChannels();
      int filter = group * (n / shape.groups());
      rows.copy(a, x, row, count, 0, shape.rows().taps(), memory, scratch);
      for (int tap = 0; tap < runs; tap++) {
        int start = scratch + rows.offset(tap) + column * rows.pixel;
        int weights = bo + tap * rows.run * n + filter;
        (tap == 0 ? first : next)
            .rows(memory, 0, m, memory, start, b, weights, into, begin + filter);
      }
    }
    if (hasJunk()) {
      dropJunk(memory, from, to, c, co);
    }
  }

  private void dropJunk(float[] memory, int from, int to, float[] c, int co) {
    int width = shape.columns().out();
    int n = shape.filters();
    for (int place = from, end; place < to; place = end) {
      end = Math.min(to, (place / width + 1) * width);
      int row = (place / width - from / width) * rows.pitch + place % width - from % width;
      System.arraycopy(memory, junk + row * n, c, co + (place - from) * n, (end - place) * n);
    }
  }
}
