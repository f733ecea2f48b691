package hebb.metric;

import java.util.LinkedHashMap;
import java.util.Map;

/// Measures of predicted numbers: root mean square error, mean absolute error and R^2, over all
/// outputs of all rows. Where targets were standardised, the errors are given back in the target's
/// own unit.
public final class RegressionMetrics implements Metrics {
  private final int columns;
  private final double scale;
  private long count;
  private double squares;
  private double absolutes;
  private double mean;
  private double spread;

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
  public void add(float[] predictions, float[] targets, int rows) {
    for (int i = 0; i < rows * columns; i++) {
      double y = targets[i];
      double error = predictions[i] - y;
      squares += error * error;
      absolutes += Math.abs(error);
      count++;
      double before = y - mean;
      mean += before / count;
      spread += before * (y - mean);
    }
  }

  /// The root of the mean square error.
  public double rmse() {
    return scale * Math.sqrt(squares / count);
  }

  /// The mean absolute error.
  public double mae() {
    return scale * absolutes / count;
  }

  /// The share of the targets' variance that is explained: `1 - sum (a - y)^2 / sum (y - mean)^2`.
  /// NaN for equal targets.
  public double r2() {
    return spread > 0 ? 1 - squares / spread : Double.NaN;
  }

  /// `rmse`, `mae` and `r2`.
  @Override
  public Map<String, Double> values() {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("rmse", rmse());
    values.put("mae", mae());
    values.put("r2", r2());
    return values;
  }

  @Override
  public void reset() {
    count = 0;
    squares = 0;
    absolutes = 0;
    mean = 0;
    spread = 0;
  }
}
