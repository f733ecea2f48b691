package hebb.kernel;

import java.util.Arrays;

/// The gradient of a convolution for its weights: for each weight a sum over all results of the
/// image's value at its tap times the result's gradient. The rows of results are cut into blocks by
/// the sizes alone; each is one chain of fused multiply-adds from +0, padding included as zeros,
/// and the blocks are joined pairwise by index. Parts are the rows of taps of a block.
public final class ConvWeightsKernel {
  /// A block has so many results at least.
  private static final int FEWEST = 512;

  /// So many blocks are enough for all threads; more where their results are few.
  private static final int BLOCKS = 16;

  private static final int PARTIALS = 1 << 18;

  /// Results whose sum is one call of a product.
  private static final int STEPS = 256;

  private final ConvShape shape;
  private final Kernels kernels;
  private final PaddedRows rows;
  private final MatMulKernel product;
  private final int parts;
  private final int unit;
  private final int blocks;

  /// The kernel of a convolution's gradient.
  public ConvWeightsKernel(ConvShape shape, Kernels kernels) {
    this.shape = shape;
    this.kernels = kernels;
    PaddedRows.Fold fold = shape.isDepthwise() ? PaddedRows.Fold.NONE : PaddedRows.fold(shape);
    rows =
        new PaddedRows(
            shape, kernels, fold, shape.isDepthwise() ? shape.channels() : shape.ownChannels());
    parts = fold == PaddedRows.Fold.ALL ? 1 : shape.rows().taps();
    unit = fold == PaddedRows.Fold.NONE ? 1 : unit(shape.rows().out(), shape.columns().out());
    int n = shape.filters();
    product =
        kernels.continued(
            new MatMulShape(
                rows.run,
                n / shape.groups(),
                unit * shape.columns().out(),
                true,
                false,
                rows.pixel,
                n,
                n));
    int most = Math.max(BLOCKS, PARTIALS / Math.max(1, shape.weights()));
    blocks = Math.max(1, Math.min(Math.min(most, shape.m() / FEWEST), units()));
  }

  /// The largest divisor of the rows that makes few enough results.
  private static int unit(int rows, int columns) {
    int unit = Math.max(1, Math.min(rows, STEPS / columns));
    while (rows % unit != 0) {
      unit--;
    }
    return unit;
  }

  private int units() {
    return shape.images() * shape.rows().out() / unit;
  }

  /// The sizes of the convolution.
  public ConvShape shape() {
    return shape;
  }

  /// How many sums there are for each weight.
  public int blocks() {
    return blocks;
  }

  /// How many parts there are, of all blocks.
  public int parts() {
    return blocks * parts;
  }

  /// Floats of private memory that a part needs.
  public int scratch() {
    return product.scratch() + rows.floats();
  }

  /// Computes a part: its rows of the block's weights, of which the first block's begin at `w[wo]`.
  public void part(
      float[] scratch, int part, float[] x, int xo, float[] g, int go, float[] w, int wo) {
    int block = part / parts;
    int tap = part % parts;
    int size = shape.weights() / parts;
    int into = wo + block * shape.weights() + tap * size;
    Arrays.fill(w, into, into + size, 0);
    int from = (int) ((long) units() * block / blocks) * unit;
    int to = (int) ((long) units() * (block + 1) / blocks) * unit;
    int height = shape.rows().out();
    int together = Math.max(unit, shape.rowsTogether() / unit * unit);
    int image = shape.pixels() / Math.max(1, shape.images());
    for (int row = from, end; row < to; row = end) {
      int own = row % height;
      end = Math.min(to, row - own + Math.min(height, own + together));
      int first = xo + row / height * image;
      int gradient = go + row * shape.columns().out() * shape.filters();
      add(scratch, tap, own, end - row, x, first, g, gradient, w, into);
    }
  }

  /// Adds what some rows of one image give.
  private void add(
      float[] scratch,
      int tap,
      int first,
      int count,
      float[] x,
      int xo,
      float[] g,
      int go,
      float[] w,
      int wo) {
    int at = product.scratch();
    int n = shape.filters();
    int gradients = shape.columns().out() * n;
    int end = parts == 1 ? shape.rows().taps() : tap + 1;
    for (int group = 0; group < (shape.isDepthwise() ? 1 : shape.groups()); group++) {
      int filter = group * (n / shape.groups());
      rows.copy(x, xo + group * shape.ownChannels(), first, count, tap, end, scratch, at);
      for (int row = 0; row < count; row += unit) {
        int a = at + rows.offset(tap) + row * rows.pitch * rows.pixel;
        int b = go + row * gradients + filter;
        if (shape.isDepthwise()) {
          depthwise(scratch, a, g, b, w, wo);
        } else {
          product.rows(scratch, 0, rows.run, scratch, a, g, b, w, wo + filter);
        }
      }
    }
  }

  private void depthwise(float[] scratch, int a, float[] g, int b, float[] w, int wo) {
    ConvShape.Axis columns = shape.columns();
    int n = shape.channels();
    for (int tap = 0; tap < columns.taps(); tap++) {
      int start = a + tap * columns.dilation() * n;
      int step = columns.stride() * n;
      kernels.multiplyAddRows(columns.out(), n, scratch, start, step, g, b, n, w, wo + tap * n, 0);
    }
  }

  /// As in `64x28x28x1 3x3 16`.
  @Override
  public String toString() {
    return shape.toString();
  }
}
