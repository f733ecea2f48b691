package hebb.kernel;

import java.util.Arrays;

/// Places of a convolution by products, whose rows overlap where they can.
final class ProductPlaces implements ConvKernel.Places {
  private final ConvShape shape;
  private final PaddedRows rows;
  private final MatMulKernel product;
  private final int runs;

  /// Scratch memory holds what the product needs, the padded rows, then results with junk between
  /// their rows.
  private final int junk;

  ProductPlaces(ConvShape shape, Kernels kernels) {
    this.shape = shape;
    PaddedRows.Fold fold = PaddedRows.fold(shape);
    rows = new PaddedRows(shape, fold, shape.ownChannels());
    runs = fold == PaddedRows.Fold.ALL ? 1 : shape.rows().taps();
    int m = shape.rowsTogether() * rows.pitch;
    int n = shape.filters();
    product =
        kernels.continued(
            new MatMulShape(m, n / shape.groups(), rows.run, false, false, rows.pixel, n, n));
    junk = product.scratch() + rows.floats();
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
      float[] scratch, int from, int to, float[] a, int ao, float[] b, int bo, float[] c, int co) {
    int width = shape.columns().out();
    int n = shape.filters();
    int first = from / width;
    int column = from % width;
    int count = (to - 1) / width - first + 1;
    int m = (count - 1) * rows.pitch + (to - 1) % width - column + 1;
    float[] into = hasJunk() ? scratch : c;
    int begin = hasJunk() ? junk : co;
    Arrays.fill(into, begin, begin + m * n, 0);
    int at = product.scratch();
    for (int group = 0; group < shape.groups(); group++) {
      int x = ao + group * shape.ownChannels();
      int filter = group * (n / shape.groups());
      rows.copy(a, x, first, count, 0, shape.rows().taps(), scratch, at);
      for (int tap = 0; tap < runs; tap++) {
        int start = at + rows.offset(tap) + column * rows.pixel;
        int weights = bo + tap * rows.run * n + filter;
        product.rows(scratch, 0, m, scratch, start, b, weights, into, begin + filter);
      }
    }
    if (hasJunk()) {
      dropJunk(scratch, from, to, c, co);
    }
  }

  private void dropJunk(float[] scratch, int from, int to, float[] c, int co) {
    int width = shape.columns().out();
    int n = shape.filters();
    for (int place = from, end; place < to; place = end) {
      end = Math.min(to, (place / width + 1) * width);
      int row = (place / width - from / width) * rows.pitch + place % width - from % width;
      System.arraycopy(scratch, junk + row * n, c, co + (place - from) * n, (end - place) * n);
    }
  }
}
