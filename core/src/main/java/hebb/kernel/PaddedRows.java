package hebb.kernel;

import java.util.Arrays;

/// Copies the rows of an image that some rows of a convolution's results read, with their padding.
/// The rows lie so that a tap is read at one distance from each result to the next, from row to row
/// too.
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

  /// Few enough taps of a row for copies of all.
  private static final int SHORT_RUN = 16;

  private static final int SHORT = 256;

  private final ConvShape shape;
  private final Kernels kernels;
  private final Fold fold;
  private final int channels;
  private final int paddedRow;

  /// Rows are sorted by their distance from the first modulo the stride; so many have each.
  private final int rowsOfPhase;

  private final int kept;
  private final boolean[] phases;

  /// Results from one row to the next.
  final int pitch;

  /// Floats from one result to the next.
  final int pixel;

  /// Floats that a result reads side by side.
  final int run;

  /// Of the given number of channels of an image.
  PaddedRows(ConvShape shape, Kernels kernels, Fold fold, int channels) {
    this.shape = shape;
    this.kernels = kernels;
    this.fold = fold;
    this.channels = channels;
    ConvShape.Axis rows = shape.rows();
    ConvShape.Axis columns = shape.columns();
    paddedRow = columns.padded() * channels;
    pitch = fold == Fold.NONE ? columns.padded() : columns.out();
    run = columns.taps() * channels * (fold == Fold.ALL ? rows.taps() : 1);
    pixel = fold == Fold.NONE ? channels : run;
    int reach = (rows.taps() - 1) * rows.dilation();
    rowsOfPhase = shape.rowsTogether() + reach / rows.stride();
    kept =
        fold == Fold.ALL
            ? (shape.rowsTogether() - 1) * rows.stride() + reach + 1
            : rows.stride() * rowsOfPhase;
    phases = new boolean[rows.stride()];
    for (int tap = 0; tap < rows.taps(); tap++) {
      phases[tap * rows.dilation() % rows.stride()] = true;
    }
  }

  /// The fold that serves a convolution by products.
  static Fold fold(ConvShape shape) {
    ConvShape.Axis columns = shape.columns();
    boolean dense = columns.dilation() == 1;
    int run = columns.taps() * shape.ownChannels();
    if (dense
        && run <= SHORT_RUN
        && shape.rows().taps() > 1
        && run * shape.rows().taps() <= SHORT) {
      return Fold.ALL;
    }
    boolean fits = (columns.taps() - 1) * SHARE <= columns.out();
    return dense && columns.stride() == 1 && fits ? Fold.NONE : Fold.COLUMNS;
  }

  /// Floats of the copies.
  int floats() {
    int rows = fold == Fold.NONE ? 0 : fold == Fold.ALL ? shape.rowsTogether() : kept;
    return kept * paddedRow + rows * pitch * pixel;
  }

  /// Where the first result's taps of a row of them begin in the copies.
  int offset(int tap) {
    int place = place(tap * shape.rows().dilation());
    return switch (fold) {
      case NONE -> place * paddedRow;
      case COLUMNS -> kept * paddedRow + place * pitch * pixel;
      case ALL -> kept * paddedRow;
    };
  }

  /// The place of a row among those that are kept.
  private int place(int row) {
    int stride = shape.rows().stride();
    return fold == Fold.ALL ? row : row % stride * rowsOfPhase + row / stride;
  }

  /// Copies what the rows `[first, first + count)` of results read by the rows of taps `[from,
  /// to)`.
  ///
  /// @param xo where the first channel of the image begins
  void copy(float[] x, int xo, int first, int count, int from, int to, float[] copies, int at) {
    ConvShape.Axis rows = shape.rows();
    int begin = first * rows.stride() - rows.before();
    int end = (count - 1) * rows.stride() + (to - 1) * rows.dilation() + 1;
    for (int row = from * rows.dilation(); row < end; row++) {
      if (phases[row % rows.stride()]) {
        int place = place(row);
        padded(x, xo, rows.source(begin + row), copies, at + place * paddedRow);
        if (fold == Fold.COLUMNS) {
          folded(copies, at, place);
        }
      }
    }
    for (int row = 0; fold == Fold.ALL && row < count; row++) {
      folded(copies, at, row);
    }
  }

  /// The taps for each result of a row.
  private void folded(float[] copies, int at, int row) {
    ConvShape.Axis rows = shape.rows();
    ConvShape.Axis columns = shape.columns();
    int from = at + (fold == Fold.ALL ? row * rows.stride() : row) * paddedRow;
    int to = at + kept * paddedRow + row * pitch * pixel;
    boolean dense = columns.dilation() == 1;
    int length = dense ? columns.taps() * channels : channels;
    int distance = fold == Fold.ALL ? rows.dilation() * paddedRow : columns.dilation() * channels;
    kernels.copyRuns(
        columns.out(),
        run / length,
        length,
        copies,
        from,
        columns.stride() * channels,
        distance,
        copies,
        to,
        pixel);
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
    int width = columns.padded();
    int first = Math.min(columns.in(), Math.max(0, -columns.before() + spread - 1) / spread);
    int last = Math.min(columns.in(), Math.floorDiv(width - 1 - columns.before(), spread) + 1);
    int count = Math.max(0, last - first);
    int from = xo + (source * columns.in() + first) * all;
    int begin = Math.clamp(first * spread + columns.before(), 0, width);
    if (spread == 1) {
      Arrays.fill(copies, at, at + begin * channels, 0);
      Arrays.fill(copies, at + (begin + count) * channels, at + paddedRow, 0);
    }
    int to = at + begin * channels;
    if (spread == 1 && channels == all) {
      System.arraycopy(x, from, copies, to, count * channels);
    } else {
      kernels.copyRuns(count, 1, channels, x, from, all, 0, copies, to, spread * channels);
    }
  }
}
