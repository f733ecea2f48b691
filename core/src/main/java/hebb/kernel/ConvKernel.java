package hebb.kernel;

/// A convolution as a product: its rows are places of the results, `a` the images and `b` the
/// weights. Each result is one chain of fused multiply-adds from +0 over the taps in their order,
/// row by row and channel by channel, padding included as zeros.
public final class ConvKernel implements MatMulKernel {
  /// Computes places `[from, to)` of one image, which are in rows that go together.
  interface Places {
    int scratch();

    void compute(
        float[] scratch, int from, int to, float[] a, int ao, float[] b, int bo, float[] c, int co);
  }

  private final ConvShape shape;
  private final Places places;

  private ConvKernel(ConvShape shape, Places places) {
    this.shape = shape;
    this.places = places;
  }

  /// The kernel of a convolution.
  public static ConvKernel of(ConvShape shape, Kernels kernels) {
    return new ConvKernel(
        shape,
        shape.isDepthwise()
            ? new DepthwisePlaces(shape, kernels)
            : new ProductPlaces(shape, kernels));
  }

  @Override
  public int scratch() {
    return places.scratch();
  }

  @Override
  public void rows(
      float[] scratch, int from, int to, float[] a, int ao, float[] b, int bo, float[] c, int co) {
    int width = shape.columns().out();
    int each = shape.rows().out() * width;
    int image = shape.pixels() / Math.max(1, shape.images());
    for (int place = from, end; place < to; place = end) {
      int own = place % each;
      int last = Math.min(each, (own / width + shape.rowsTogether()) * width);
      end = Math.min(to, place - own + last);
      int x = ao + place / each * image;
      int y = co + place * shape.filters();
      places.compute(scratch, own, own + end - place, a, x, b, bo, c, y);
    }
  }

  /// As in `64x28x28x1 3x3 16`.
  @Override
  public String toString() {
    return shape.toString();
  }
}
