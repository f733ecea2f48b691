package hebb.kernel;

/// The sizes of a convolution `[images, height, width, channels] -> [images, height', width',
/// filters]` with weights `[rows.taps, columns.taps, channels / groups, filters]`, all dense.
public record ConvShape(int images, Axis rows, Axis columns, int channels, int filters, int groups)
    implements ProductShape {
  /// One axis of the images: a result's tap lies at `out stride + tap dilation - before` of an axis
  /// whose places are `spread` apart, with zeros between and around them.
  public record Axis(int in, int out, int taps, int stride, int dilation, int before, int spread) {
    /// The places that all results together read.
    int padded() {
      return (out - 1) * stride + (taps - 1) * dilation + 1;
    }

    /// Where a place of the spread axis comes from; -1 where it is a zero.
    int source(int at) {
      return at < 0 || at % spread != 0 || at / spread >= in ? -1 : at / spread;
    }
  }

  @Override
  public int m() {
    return images * rows.out * columns.out;
  }

  @Override
  public int n() {
    return filters;
  }

  /// The channels that a filter reads.
  public int ownChannels() {
    return channels / groups;
  }

  /// Floats of all weights.
  public int weights() {
    return rows.taps * columns.taps * ownChannels() * filters;
  }

  /// Floats of all images.
  public int pixels() {
    return images * rows.in * columns.in * channels;
  }

  @Override
  public long flops() {
    return 2L * m() * weights();
  }

  /// Whether each channel has a filter of its own.
  public boolean isDepthwise() {
    return groups > 1 && groups == channels && groups == filters;
  }

  /// How many rows of results go together: enough places for the products.
  int rowsTogether() {
    return Math.min(rows.out, (TOGETHER + columns.out - 1) / columns.out);
  }

  private static final int TOGETHER = 256;

  /// As in `64x28x28x1 3x3 16`.
  @Override
  public String toString() {
    return images
        + "x"
        + rows.in
        + "x"
        + columns.in
        + "x"
        + channels
        + " "
        + rows.taps
        + "x"
        + columns.taps
        + " "
        + filters;
  }
}
