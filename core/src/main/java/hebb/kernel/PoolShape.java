package hebb.kernel;

import hebb.graph.Window;
import java.util.Arrays;

/// The sizes of a pool `[images, rows, columns, channels] -> [images, height, width, channels]`,
/// all dense, and its work by the rows of windows. Padding is no place of a window.
///
/// @param rows of an image
/// @param columns of an image
public record PoolShape(Window window, int images, int rows, int columns, int channels) {
  /// Windows along an image's height.
  public int height() {
    return window.rows().windows(rows);
  }

  /// Windows along an image's width.
  public int width() {
    return window.columns().windows(columns);
  }

  /// An estimate in elementary operations.
  public long work() {
    return (long) images * height() * width() * channels * places() / 4;
  }

  /// Floats of private memory that [#spread] needs.
  public int scratch() {
    return width() * channels;
  }

  private int places() {
    return window.rows().size() * window.columns().size();
  }

  /// Row number `row` of windows, over all images: the largest of each.
  public void max(Kernels kernels, int row, float[] x, int xo, float[] y, int yo) {
    int size = width() * channels;
    int to = yo + row * size;
    Arrays.fill(y, to, to + size, Float.NEGATIVE_INFINITY);
    int step = window.columns().stride() * channels;
    for (int place = 0; place < places(); place++) {
      int first = first(place);
      int count = end(place) - first;
      int from = place(row, first, place);
      if (count > 0 && from >= 0) {
        int at = to + first * channels;
        kernels.maxRows(count, channels, x, xo + from, step, y, at, channels);
      }
    }
  }

  /// The same with the value at the first of the largest.
  public void pick(int row, float[] x, int xo, float[] values, int vo, float[] y, int yo) {
    int size = width() * channels;
    int to = yo + row * size;
    for (int i = 0; i < size; i++) {
      int best = -1;
      for (int place = 0; place < places(); place++) {
        int at = place(row, i / channels, place) + i % channels;
        boolean inside =
            first(place) <= i / channels && i / channels < end(place) && at >= i % channels;
        if (inside && (best < 0 || isLarger(x[xo + at], x[xo + best]))) {
          best = at;
        }
      }
      y[to + i] = values[vo + best];
    }
  }

  private static boolean isLarger(float a, float b) {
    return a > b || Float.isNaN(a) && !Float.isNaN(b);
  }

  /// For one image, zeros, and each `g` added where its window's `x` is the first to be the
  /// largest.
  public void spread(
      Kernels kernels,
      float[] scratch,
      int image,
      float[] x,
      int xo,
      float[] largest,
      int lo,
      float[] g,
      int go,
      float[] y,
      int yo) {
    int size = width() * channels;
    int pixels = rows * columns * channels;
    Arrays.fill(y, yo + image * pixels, yo + (image + 1) * pixels, 0);
    int step = window.columns().stride() * channels;
    for (int row = image * height(); row < (image + 1) * height(); row++) {
      System.arraycopy(g, go + row * size, scratch, 0, size);
      for (int place = 0; place < places(); place++) {
        int first = first(place);
        int count = end(place) - first;
        int from = place(row, first, place);
        if (count > 0 && from >= 0) {
          int at = first * channels;
          kernels.takeRows(
              count,
              channels,
              x,
              xo + from,
              step,
              largest,
              lo + row * size + at,
              scratch,
              at,
              channels,
              y,
              yo + from);
        }
      }
    }
  }

  /// The first window of a row whose place is in the image.
  private int first(int place) {
    Window.Axis axis = window.columns();
    int at = axis.at(0, place % axis.size());
    return at >= 0 ? 0 : (-at + axis.stride() - 1) / axis.stride();
  }

  /// Behind the last window of a row whose place is in the image.
  private int end(int place) {
    Window.Axis axis = window.columns();
    int room = columns - axis.at(0, place % axis.size());
    return room <= 0 ? 0 : Math.min(width(), (room - 1) / axis.stride() + 1);
  }

  /// Where a place of a window lies; below 0 if its row is in the padding.
  private int place(int row, int column, int place) {
    int taps = window.columns().size();
    int at = window.rows().at(row % height(), place / taps);
    int image = row / height();
    return at < 0 || at >= rows
        ? -channels
        : ((image * rows + at) * columns + window.columns().at(column, place % taps)) * channels;
  }

  /// As in `64x28x28x16 2x2 stride 2 2`.
  @Override
  public String toString() {
    return images + "x" + rows + "x" + columns + "x" + channels + " " + window;
  }
}
