package hebb.kernel;

import java.util.Arrays;

/// Copies the rows of an image that some rows of a convolution's results read, with their padding.
/// The rows lie so that a tap is read at one distance from each result to the next, from row to
/// row too.
final class PaddedRows {
  /// What a result reads side by side.
  enum Fold {
    /// The taps of a row, as they lie in the image: from result to result it is a pixel.
    NONE,
    /// The taps of a row, copied for each result.
    COLUMNS,
    /// All taps, copied for each result.
    ALL
  }

  /// Junk between rows is worth so much of a row at most.
  private static final int SHARE = 8;

  /// Few enough taps of a row, and of all, for copies of all.
  private static final int SHORT_RUN = 8;

  private static final int SHORT = 64;

  /// From so many floats on a copy is a call.
  private static final int LONG_COPY = 24;

  private final ConvShape shape;
  private final Fold fold;
  private final int channels;
  private final int rowsOfPhase;
  private final boolean[] phases;
  private final int paddedRow;

  /// Results from one row to the next.
  final int pitch;

  /// Floats from one result to the next.
  final int pixel;

  /// Floats that a result reads side by side.
  final int run;

  /// Of the given number of channels of an image.
  PaddedRows(ConvShape shape, Fold fold, int channels) {
    this.shape = shape;
    this.fold = fold;
    this.channels = channels;
    ConvShape.Axis rows = shape.rows();
    ConvShape.Axis columns = shape.columns();
    paddedRow = columns.padded() * channels;
    pitch = fold == Fold.NONE ? columns.padded() : columns.out();
    run = columns.taps() * channels * (fold == Fold.ALL ? rows.taps() : 1);
    pixel = fold == Fold.NONE ? channels : run;
    int reach = (rows.taps() - 1) * rows.dilation();
    rowsOfPhase =
        fold == Fold.ALL
            ? shape.rowsTogether()
            : shape.rowsTogether() + reach / rows.stride();
    phases = new boolean[rows.stride()];
    for (int tap = 0; tap < rows.taps(); tap++) {
      phases[tap * rows.dilation() % rows.stride()] = true;
    }
  }

  /// The fold that serves a convolution by products.
  static Fold fold(ConvShape shape) {
    ConvShape.Axis columns = shape.columns();
    int run = columns.taps() * shape.ownChannels();
    if (run <= SHORT_RUN && run * shape.rows().taps() <= SHORT && shape.rows().taps() > 1) {
      return Fold.ALL;
    }
    boolean near = columns.stride() == 1 && columns.dilation() == 1;
    return near && (columns.taps() - 1) * SHARE <= columns.out() ? Fold.NONE : Fold.COLUMNS;
  }

  /// Floats of the copies.
  int floats() {
    int all = (fold == Fold.ALL ? 1 : phases.length) * rowsOfPhase * pitch * pixel;
    return all + (fold == Fold.NONE ? 0 : paddedRow);
  }

  /// How far the copies of a row's taps begin after those of the first.
  int offset(int tap) {
    int row = tap * shape.rows().dilation();
    int stride = shape.rows().stride();
    return (row % stride * rowsOfPhase + row / stride) * pitch * pixel;
  }

  /// Copies what the rows `[first, first + count)` of results read by the rows of taps `[from, to)`.
  ///
  /// @param xo where the image's first channel of those begins
  void copy(
      float[] x, int xo, int first, int count, int from, int to, float[] copies, int at) {
    ConvShape.Axis rows = shape.rows();
    int begin = first * rows.stride() - rows.before();
    if (fold == Fold.ALL) {
      int part = columnsRun();
      for (int row = 0; row < count; row++) {
        for (int tap = 0; tap < rows.taps(); tap++) {
          int source = rows.source(begin + row * rows.stride() + tap * rows.dilation());
          folded(x, xo, source, copies, at + row * pitch * pixel + tap * part, at);
        }
      }
      return;
    }
    int end = (count - 1) * rows.stride() + (to - 1) * rows.dilation() + 1;
    for (int row = from * rows.dilation(); row < end; row++) {
      int phase = row % rows.stride();
      if (phases[phase]) {
        int source = rows.source(begin + row);
        int place = at + (phase * rowsOfPhase + row / rows.stride()) * pitch * pixel;
        if (fold == Fold.NONE) {
          padded(x, xo, source, copies, place);
        } else {
          folded(x, xo, source, copies, place, at);
        }
      }
    }
  }

  private int columnsRun() {
    return shape.columns().taps() * channels;
  }

  /// A row's taps for each result, by way of the padded row behind all copies.
  private void folded(float[] x, int xo, int source, float[] copies, int place, int at) {
    ConvShape.Axis columns = shape.columns();
    int row = at + floats() - paddedRow;
    padded(x, xo, source, copies, row);
    int step = columns.dilation() == 1 ? columns.taps() : 1;
    for (int out = 0; out < columns.out(); out++) {
      int begin = row + out * columns.stride() * channels;
      int end = place + out * pixel;
      for (int tap = 0; tap < columns.taps(); tap += step) {
        move(
            copies,
            begin + tap * columns.dilation() * channels,
            copies,
            end + tap * channels,
            step * channels);
      }
    }
  }

  /// A row of the image with zeros around and between its places; all zeros if it is none.
  private void padded(float[] x, int xo, int source, float[] copies, int at) {
    ConvShape.Axis columns = shape.columns();
    int spread = columns.spread();
    if (source < 0 || spread > 1) {
      Arrays.fill(copies, at, at + paddedRow, 0);
    }
    if (source < 0) {
      return;
    }
    int all = shape.channels();
    int from = xo + source * columns.in() * all;
    int width = columns.padded();
    int first = Math.max(0, -columns.before() + spread - 1) / spread;
    int last = Math.min(columns.in(), Math.floorDiv(width - 1 - columns.before(), spread) + 1);
    if (spread > 1) {
      for (int i = first; i < last; i++) {
        int to = at + (i * spread + columns.before()) * channels;
        move(x, from + i * all, copies, to, channels);
      }
      return;
    }
    int begin = Math.min(width, Math.max(0, columns.before()));
    int end = begin + Math.max(0, last - first);
    Arrays.fill(copies, at, at + begin * channels, 0);
    Arrays.fill(copies, at + end * channels, at + paddedRow, 0);
    if (channels == all) {
      move(x, from + first * all, copies, at + begin * channels, (end - begin) * channels);
    } else {
      for (int i = first; i < last; i++) {
        move(x, from + i * all, copies, at + (begin + i - first) * channels, channels);
      }
    }
  }

  private static void move(float[] x, int xo, float[] y, int yo, int n) {
    if (n >= LONG_COPY) {
      System.arraycopy(x, xo, y, yo, n);
      return;
    }
    for (int i = 0; i < n; i++) {
      y[yo + i] = x[xo + i];
    }
  }
}
