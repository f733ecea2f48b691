package hebb.metric;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/// Measures of predicted numbers, over all outputs of all rows: root mean square error, mean
/// absolute error, R^2, and others by name. Where targets were standardised, the errors are given
/// back in the target's own unit.
public final class RegressionMetrics implements Metrics {
  private final int columns;
  private final double scale;
  private long count;
  private double weight;
  private double squares;
  private double absolutes;
  private double mean;
  private double spread;
  private double above;
  private final Asked asked = new Asked();
  private double[] errors = new double[0];
  private double[] weights = new double[0];

  private RegressionMetrics(int columns, double scale) {
    if (columns < 1 || !(scale > 0)) {
      throw new IllegalArgumentException(
          "metrics: expected at least one column and a scale above 0, got "
              + columns
              + " and "
              + scale
              + ".");
    }
    this.columns = columns;
    this.scale = scale;
  }

  /// Predictions and targets `[rows, columns]`.
  public static RegressionMetrics of(int columns) {
    return new RegressionMetrics(columns, 1);
  }

  /// One column of targets that were divided by `scale`; a constant that was taken off first
  /// cancels out.
  public static RegressionMetrics scaled(double scale) {
    return new RegressionMetrics(1, scale);
  }

  @Override
  public RegressionMetrics measure(Collection<Metric> more) {
    more.forEach(RegressionMetrics::check);
    asked.add(more, count);
    return this;
  }

  private static void check(Metric metric) {
    if (metric.task() != Metric.Task.NUMBERS) {
      throw Asked.wrong(metric, "a measure of numbers such as rmse or mae");
    }
  }

  @Override
  public void add(float[] predictions, float[] targets, float[] given, int rows) {
    boolean kept = asked.keepRows();
    if (kept) {
      makeRoom(Math.toIntExact(count + (long) rows * columns));
    }
    for (int i = 0; i < rows * columns; i++) {
      double y = targets[i];
      double counts = given.length == 0 ? 1 : given[i / columns];
      double error = predictions[i] - y;
      squares += counts * error * error;
      absolutes += counts * Math.abs(error);
      above += counts * Math.max(0, error);
      if (kept) {
        errors[(int) count] = Math.abs(error);
        weights[(int) count] = counts;
      }
      count++;
      weight += counts;
      double before = y - mean;
      mean += weight == 0 ? 0 : before * counts / weight;
      spread += counts * before * (y - mean);
    }
  }

  private void makeRoom(int all) {
    if (errors.length < all) {
      errors = Arrays.copyOf(errors, Math.max(all, errors.length + errors.length / 2));
      weights = Arrays.copyOf(weights, errors.length);
    }
  }

  /// The root of the mean square error.
  public double rmse() {
    return scale * Math.sqrt(squares / weight);
  }

  /// The mean absolute error.
  public double mae() {
    return scale * absolutes / weight;
  }

  /// The share of the targets' variance that is explained: `1 - sum (a - y)^2 / sum (y - mean)^2`.
  /// NaN for equal targets.
  public double r2() {
    return spread > 0 ? 1 - squares / spread : Double.NaN;
  }

  /// The mean of the first error up to which half of the weight lies and the first up to which more
  /// than half does; of rows that count alike, the mean of the two in the middle.
  double medianAbsoluteError() {
    int[] order =
        IntStream.range(0, (int) count)
            .filter(i -> weights[i] > 0)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> errors[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double below = 0;
    double low = Double.NaN;
    for (int i : order) {
      below += weights[i];
      low = Double.isNaN(low) && 2 * below >= weight ? errors[i] : low;
      if (2 * below > weight) {
        return scale * 0.5 * (low + errors[i]);
      }
    }
    return scale * low;
  }

  private double pinball(double tau) {
    return scale * (tau * (absolutes - above) + (1 - tau) * above) / weight;
  }

  /// `rmse`, `mae` and `r2`, and what was asked for.
  @Override
  public Map<String, Double> values() {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("rmse", rmse());
    values.put("mae", mae());
    values.put("r2", r2());
    asked.putInto(values, this::value);
    return values;
  }

  @Override
  public double value(Metric metric) {
    check(metric);
    asked.requireKept(metric);
    return switch (metric) {
      case Metric.OfNumbers known -> known.of(this);
      case Metric.Pinball pinball -> pinball(pinball.tau());
      case Metric.OfClasses classes -> throw new AssertionError(classes);
      case Metric.OfOneClass one -> throw new AssertionError(one);
    };
  }

  @Override
  public void reset() {
    count = 0;
    weight = 0;
    squares = 0;
    absolutes = 0;
    mean = 0;
    spread = 0;
    above = 0;
  }
}
