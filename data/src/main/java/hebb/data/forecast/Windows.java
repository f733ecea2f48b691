package hebb.data.forecast;

import hebb.dataset.Dataset;
import hebb.dataset.InputSpec;
import hebb.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/// The windows of a series whose horizons lie in a part of it, made as they are read. A row is a
/// window of one target: `[window, 1 + covariates]`, the target's own past and that of the
/// covariates, standardised and less their last values; what it is to give is the target's next
/// steps, `[horizon]`, less its last value. So each target is forecast by itself, all of them with
/// the same weights.
///
/// A window may look back into the part before; one that holds a gap is left out.
public final class Windows implements Dataset {
  private final float[][] columns;
  private final int targets;
  private final int window;
  private final int horizon;
  private final int[] starts;
  private final int steps;

  /// @param columns `[columns, steps]`, standardised, the targets first; NaN where there is a gap
  /// @param from the first step to forecast
  /// @param to the end of those to forecast
  Windows(float[][] columns, int targets, int window, int horizon, int from, int to) {
    this.columns = columns;
    this.targets = targets;
    this.window = window;
    this.horizon = horizon;
    this.steps = to - from;
    int[] found = new int[Math.max(0, to - from)];
    int count = 0;
    int whole = 0;
    for (int step = Math.max(0, from - window); step < to; step++) {
      whole = isGap(step) ? 0 : whole + 1;
      if (whole >= window + horizon && step >= from + horizon - 1) {
        found[count++] = step + 1 - window - horizon;
      }
    }
    this.starts = Arrays.copyOf(found, count);
    Math.multiplyExact(count, targets);
  }

  private boolean isGap(int step) {
    for (float[] column : columns) {
      if (Float.isNaN(column[step])) {
        return true;
      }
    }
    return false;
  }

  /// How many steps the part has.
  public int steps() {
    return steps;
  }

  /// How many windows there are; each is a row for each target.
  public int windows() {
    return starts.length;
  }

  /// How many targets there are.
  public int targetCount() {
    return targets;
  }

  /// Which target a row is of.
  public int target(int row) {
    return row % targets;
  }

  /// The first step of a row's window.
  int start(int row) {
    return starts[row / targets];
  }

  int window() {
    return window;
  }

  int horizon() {
    return horizon;
  }

  /// The columns, the targets first.
  float[][] columns() {
    return columns;
  }

  @Override
  public int rows() {
    return starts.length * targets;
  }

  @Override
  public List<InputSpec> inputs() {
    return List.of(InputSpec.features(Shape.of(window, 1 + columns.length - targets)));
  }

  @Override
  public Shape targets() {
    return Shape.of(horizon);
  }

  @Override
  public void read(int[] order, int from, int count, float[] rows, float[] into) {
    for (int i = 0; i < count; i++) {
      int row = order[from + i];
      int start = start(row);
      write(start, target(row), rows, i * width());
      float[] column = columns[target(row)];
      float last = column[start + window - 1];
      for (int h = 0; h < horizon; h++) {
        into[i * horizon + h] = column[start + window + h] - last;
      }
    }
  }

  /// The half squared error of naming the mean of the training part, which is 0, for each step; the
  /// mean over rows.
  public double ofMean() {
    double sum = 0;
    for (int row = 0; row < rows(); row++) {
      float[] column = columns[target(row)];
      for (int h = 0; h < horizon; h++) {
        float y = column[start(row) + window + h];
        sum += 0.5 * y * y;
      }
    }
    return sum / rows();
  }

  private void write(int start, int target, float[] rows, int at) {
    int channels = 1 + columns.length - targets;
    for (int c = 0; c < channels; c++) {
      float[] column = columns[c == 0 ? target : targets + c - 1];
      float last = column[start + window - 1];
      for (int t = 0; t < window; t++) {
        rows[at + t * channels + c] = column[start + t] - last;
      }
    }
  }

  /// The last window of the series for each target, one after the other.
  float[] last() {
    float[] rows = new float[targets * width()];
    for (int target = 0; target < targets; target++) {
      write(columns[0].length - window, target, rows, target * width());
    }
    return rows;
  }
}
