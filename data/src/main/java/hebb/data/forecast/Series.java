package hebb.data.forecast;

import java.util.Arrays;

/// Columns of numbers over time, at even steps: where times leave a step out, all columns have a
/// gap there. Not changed once made.
///
/// Arrays are handed out as they are, for windows to be made of them without copies; they may not
/// be written to.
public final class Series {
  private final String name;
  private final double[] times;
  private final double[][] columns;

  /// @param name what the data is called
  /// @param times of the steps, rising; empty where there are none
  /// @param columns `[columns, steps]`, NaN where there is a gap
  Series(String name, double[] times, double[][] columns) {
    this.name = name;
    this.times = times;
    this.columns = columns;
  }

  /// The same with a step for each time, gaps where no row has it.
  Series spaced(TimeStep step) {
    if (step.unit() == TimeStep.Unit.ROW || times.length == 0) {
      return this;
    }
    int steps = Math.toIntExact(step.steps(times[0], times[times.length - 1]) + 1);
    if (steps == times.length) {
      return this;
    }
    double[] all = new double[steps];
    Arrays.setAll(all, i -> step.after(times[0], i));
    double[][] wide = new double[columns.length][steps];
    for (int c = 0; c < columns.length; c++) {
      Arrays.fill(wide[c], Double.NaN);
      for (int row = 0; row < times.length; row++) {
        wide[c][(int) step.steps(times[0], times[row])] = columns[c][row];
      }
    }
    return new Series(name, all, wide);
  }

  /// The same with gaps of at most so many steps filled in on a straight line.
  Series interpolated(int most) {
    double[][] filled = new double[columns.length][];
    for (int c = 0; c < columns.length; c++) {
      filled[c] = columns[c].clone();
      int last = -1;
      for (int i = 0; i < filled[c].length; i++) {
        if (!Double.isNaN(filled[c][i])) {
          int gap = i - last - 1;
          for (int k = 1; last >= 0 && gap <= most && k <= gap; k++) {
            double share = (double) k / (gap + 1);
            filled[c][last + k] = filled[c][last] * (1 - share) + filled[c][i] * share;
          }
          last = i;
        }
      }
    }
    return new Series(name, times, filled);
  }

  /// What the data is called.
  public String name() {
    return name;
  }

  /// How many steps there are.
  public int steps() {
    return columns[0].length;
  }

  /// The times of the steps; empty where there are none.
  double[] times() {
    return times;
  }

  /// A column's numbers; NaN where there is a gap.
  double[] column(int index) {
    return columns[index];
  }

  /// How many steps have a gap in a column.
  int gaps() {
    int gaps = 0;
    for (int i = 0; i < steps(); i++) {
      gaps += isGap(i) ? 1 : 0;
    }
    return gaps;
  }

  /// Whether a column has no value at a step.
  boolean isGap(int step) {
    for (double[] column : columns) {
      if (Double.isNaN(column[step])) {
        return true;
      }
    }
    return false;
  }
}
