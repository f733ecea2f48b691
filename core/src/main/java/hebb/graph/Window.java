package hebb.graph;

/// A window that goes over images `[n, height, width, channels]` along both of their axes, as a
/// convolution's or a pool's does. A series is an image of height 1.
public record Window(Axis rows, Axis columns) {
  /// One axis of a window.
  ///
  /// @param size its places, at least 1
  /// @param stride from one window to the next, at least 1
  /// @param dilation from one place of the window to the next, at least 1
  /// @param before places that are added in front of the image, at least 0
  /// @param after the same behind it
  public record Axis(int size, int stride, int dilation, int before, int after) {
    /// Numbers in range.
    public Axis {
      if (size < 1 || stride < 1 || dilation < 1 || before < 0 || after < 0) {
        throw new IllegalArgumentException(
            "window: expected size, stride and dilation of 1 or more and padding of 0 or more, got "
                + "size %d, stride %d, dilation %d, padding %d and %d."
                    .formatted(size, stride, dilation, before, after));
      }
    }

    /// Windows side by side, without padding.
    public static Axis of(int size) {
      return new Axis(size, 1, 1, 0, 0);
    }

    /// The same with another stride.
    public Axis withStride(int stride) {
      return new Axis(size, stride, dilation, before, after);
    }

    /// The same with another dilation.
    public Axis withDilation(int dilation) {
      return new Axis(size, stride, dilation, before, after);
    }

    /// The same with other padding.
    public Axis withPadding(int before, int after) {
      return new Axis(size, stride, dilation, before, after);
    }

    /// The same with as much padding as gives `ceil(length / stride)` windows; what is odd goes
    /// after.
    public Axis same(int length) {
      int windows = (length + stride - 1) / stride;
      int missing = Math.max(0, (windows - 1) * stride + span() - length);
      return withPadding(missing / 2, missing - missing / 2);
    }

    /// From a window's first place to its last, both included.
    public int span() {
      return (size - 1) * dilation + 1;
    }

    /// How many windows an image of so many places has; 0 if it is smaller than one.
    public int windows(int length) {
      long room = (long) length + before + after - span();
      return room < 0 ? 0 : (int) (room / stride) + 1;
    }

    /// Where a place of a window is in the image; below 0, or `length` and more, in the padding.
    public int at(int window, int place) {
      return window * stride + place * dilation - before;
    }

    private boolean isSingle() {
      return size == 1 && stride == 1 && before == 0 && after == 0;
    }
  }

  /// A window of a size, with stride 1 and without padding.
  public static Window of(int height, int width) {
    return new Window(Axis.of(height), Axis.of(width));
  }

  /// The same with a stride along both axes.
  public Window withStride(int stride) {
    return new Window(rows.withStride(stride), columns.withStride(stride));
  }

  /// The same with a dilation along both axes.
  public Window withDilation(int dilation) {
    return new Window(rows.withDilation(dilation), columns.withDilation(dilation));
  }

  /// The same with padding on all four sides.
  public Window withPadding(int padding) {
    return new Window(rows.withPadding(padding, padding), columns.withPadding(padding, padding));
  }

  /// The same with padding that gives `ceil(size / stride)` windows along each axis of an image;
  /// what is odd goes after.
  public Window same(int height, int width) {
    return new Window(rows.same(height), columns.same(width));
  }

  /// Whether it is each place by itself.
  public boolean isSingle() {
    return rows.isSingle() && columns.isSingle();
  }

  /// As in `3x3 stride 2 padding 1 1 0 0`; what is as usual is left out.
  @Override
  public String toString() {
    return rows.size
        + "x"
        + columns.size
        + pair(" stride ", rows.stride, columns.stride, 1)
        + pair(" dilation ", rows.dilation, columns.dilation, 1)
        + pair(" padding ", rows.before, rows.after, 0)
        + pair(
            rows.before + rows.after == 0 ? " padding 0 0 " : " ",
            columns.before,
            columns.after,
            0);
  }

  private static String pair(String name, int a, int b, int usual) {
    return a == usual && b == usual ? "" : name + a + " " + b;
  }
}
