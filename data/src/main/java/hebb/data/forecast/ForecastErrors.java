package hebb.data.forecast;

import hebb.data.schema.TargetCode;
import java.util.ArrayList;
import java.util.List;

/// How far forecasts are from what came, by target and step.
///
/// @param targets in their order
public record ForecastErrors(List<OfTarget> targets) {
  private static final int BLOCK = 256;
  private static final double MOST_PRODUCTS = 2e10;

  /// Copies the list.
  public ForecastErrors {
    targets = List.copyOf(targets);
  }

  /// The errors for one target.
  ///
  /// @param target its name
  /// @param unit its standard deviation in the training part
  /// @param rmse of each step ahead, the root of the mean squared error in the target's own unit
  /// @param mae of each step ahead, the mean absolute error
  public record OfTarget(String target, double unit, List<Double> rmse, List<Double> mae) {
    /// Copies the lists.
    public OfTarget {
      rmse = List.copyOf(rmse);
      mae = List.copyOf(mae);
    }

    /// The mean squared error over all steps, of the standardised target.
    public double mse() {
      return rmse.stream().mapToDouble(each -> each * each / (unit * unit)).average().orElse(0);
    }

    /// The root of the mean squared error over all steps, in the target's own unit.
    public double overallRmse() {
      return Math.sqrt(mse()) * unit;
    }

    /// The mean absolute error over all steps, in the target's own unit.
    public double overallMae() {
      return mae.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }
  }

  /// Measures a forecaster on all windows; of a very long series on some, spread evenly.
  ///
  /// @param codes how the targets are standardised
  public static ForecastErrors of(
      Forecaster forecaster, Windows windows, List<TargetCode.Quantity> codes) {
    int horizon = windows.horizon();
    double[][] squares = new double[codes.size()][horizon];
    double[][] absolutes = new double[codes.size()][horizon];
    int[] counts = new int[codes.size()];
    double products = (double) windows.rows() * windows.width() * horizon;
    each(
        forecaster,
        windows,
        (int) Math.ceil(products / MOST_PRODUCTS),
        (target, h, error) -> {
          counts[target] += h == 0 ? 1 : 0;
          squares[target][h] += error * error;
          absolutes[target][h] += Math.abs(error);
        });
    List<OfTarget> targets = new ArrayList<>();
    for (int t = 0; t < codes.size(); t++) {
      List<Double> rmse = new ArrayList<>();
      List<Double> mae = new ArrayList<>();
      double unit = codes.get(t).std();
      for (int h = 0; h < horizon; h++) {
        rmse.add(unit * Math.sqrt(squares[t][h] / counts[t]));
        mae.add(unit * absolutes[t][h] / counts[t]);
      }
      targets.add(new OfTarget(codes.get(t).column(), unit, rmse, mae));
    }
    return new ForecastErrors(targets);
  }

  /// What takes the error of a step: what came less what was forecast, standardised.
  interface Taker {
    void take(int target, int step, double error);
  }

  /// Goes through the errors of every so-manieth window.
  static void each(Forecaster forecaster, Windows windows, int every, Taker taker) {
    int horizon = windows.horizon();
    int targets = windows.targetCount();
    int block = Math.max(1, BLOCK / targets) * targets;
    float[] rows = new float[block * windows.width()];
    float[] came = new float[block * horizon];
    float[] said = new float[block * horizon];
    int[] order = new int[block];
    for (int from = 0; from < windows.rows(); from += block * every) {
      int count = Math.min(block, windows.rows() - from);
      for (int i = 0; i < count; i++) {
        order[i] = from + i;
      }
      windows.read(order, 0, count, rows, came);
      forecaster.forecast(windows, from, count, rows, said);
      for (int i = 0; i < count; i++) {
        for (int h = 0; h < horizon; h++) {
          int at = i * horizon + h;
          taker.take(windows.target(from + i), h, (double) came[at] - said[at]);
        }
      }
    }
  }

  /// The mean squared error over all steps and targets, all standardised.
  public double mse() {
    return targets.stream().mapToDouble(OfTarget::mse).average().orElse(0);
  }

  /// The root of the mean squared error of each step ahead: in the target's own unit, of several
  /// targets over all of them, standardised.
  public List<Double> byStep() {
    if (targets.size() == 1) {
      return targets.getFirst().rmse();
    }
    List<Double> steps = new ArrayList<>();
    for (int h = 0; h < targets.getFirst().rmse().size(); h++) {
      double squares = 0;
      for (OfTarget target : targets) {
        double error = target.rmse().get(h) / target.unit();
        squares += error * error / targets.size();
      }
      steps.add(Math.sqrt(squares));
    }
    return steps;
  }

  /// The mean over the targets of the root mean squared error over all steps.
  public double rmse() {
    return targets.stream().mapToDouble(OfTarget::overallRmse).average().orElse(0);
  }

  /// The mean over the targets of the mean absolute error over all steps.
  public double mae() {
    return targets.stream().mapToDouble(OfTarget::overallMae).average().orElse(0);
  }
}
