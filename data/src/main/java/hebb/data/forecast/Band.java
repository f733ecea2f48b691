package hebb.data.forecast;

import hebb.data.schema.TargetCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Between what a target lies with a probability, step by step: as learned, how far from the
/// forecast; of a forecast, the numbers themselves.
///
/// @param percent the probability
/// @param lower ends, in the target's own unit
/// @param upper ends
public record Band(int percent, List<Double> lower, List<Double> upper) {
  private static final int[] PERCENTS = {80, 95};
  private static final int MOST_WINDOWS = 4000;

  /// Copies the lists, which are of one length.
  public Band {
    lower = List.copyOf(lower);
    upper = List.copyOf(upper);
    if (percent < 1 || percent > 99 || lower.size() != upper.size()) {
      throw new IllegalArgumentException(
          "band: expected a percent from 1 to 99 and as many lower as upper ends, got "
              + percent
              + ", "
              + lower.size()
              + " and "
              + upper.size()
              + ".");
    }
  }

  /// The bands of 80 and 95 % for each target, from the quantiles of a forecaster's errors on
  /// windows that it was not trained on.
  public static List<List<Band>> learn(
      Forecaster forecaster, Windows windows, List<TargetCode.Quantity> codes) {
    int every = Math.ceilDiv(windows.windows(), MOST_WINDOWS);
    double[][][] errors = new double[codes.size()][windows.horizon()][];
    int[][] counts = new int[codes.size()][windows.horizon()];
    for (double[][] of : errors) {
      Arrays.setAll(of, h -> new double[windows.windows()]);
    }
    ForecastErrors.each(
        forecaster,
        windows,
        every,
        (target, h, error) -> errors[target][h][counts[target][h]++] = error);
    List<List<Band>> bands = new ArrayList<>();
    for (int target = 0; target < codes.size(); target++) {
      for (int h = 0; h < windows.horizon(); h++) {
        errors[target][h] = Arrays.copyOf(errors[target][h], counts[target][h]);
        Arrays.sort(errors[target][h]);
      }
      double unit = codes.get(target).std();
      double[][] sorted = errors[target];
      bands.add(Arrays.stream(PERCENTS).mapToObj(percent -> of(percent, sorted, unit)).toList());
    }
    return bands;
  }

  /// What to say of bands that so many windows of a part tell: empty where they hold what they say.
  public static List<String> notes(String part, int windows) {
    List<Integer> few =
        Arrays.stream(PERCENTS).filter(percent -> windows < fewest(percent)).boxed().toList();
    var notes = new ArrayList<String>();
    if (part.equals("train")) {
      notes.add(
          "There is no window for validation, so intervals come from the errors in the training"
              + " part and are too narrow.");
    }
    if (!few.isEmpty()) {
      notes.add(
          "Intervals of "
              + few.stream().map(percent -> percent + " %").collect(Collectors.joining(" and "))
              + " come from "
              + windows
              + (windows == 1 ? " window" : " windows")
              + ", fewer than the "
              + fewest(few.getLast())
              + " that it takes: they end at the largest errors, and hold fewer cases than they say.");
    }
    return notes;
  }

  /// How many errors tell a quantile that lies within them.
  private static int fewest(int percent) {
    return Math.ceilDiv(200, 100 - percent) - 1;
  }

  /// Ends by the place `(n + 1) (1 - p) / 2` from either side, as conformal prediction has it (Vovk
  /// et al. 2005).
  private static Band of(int percent, double[][] sorted, double unit) {
    List<Double> lower = new ArrayList<>();
    List<Double> upper = new ArrayList<>();
    for (double[] errors : sorted) {
      int place = (int) Math.floor((errors.length + 1) * (1 - percent / 100.0) / 2);
      int from = Math.clamp(place - 1, 0, errors.length - 1);
      lower.add(unit * errors[from]);
      upper.add(unit * errors[errors.length - 1 - from]);
    }
    return new Band(percent, lower, upper);
  }

  /// The band around a forecast.
  public Band around(List<Double> forecast) {
    List<Double> from = new ArrayList<>();
    List<Double> to = new ArrayList<>();
    for (int h = 0; h < forecast.size(); h++) {
      from.add(forecast.get(h) + lower.get(h));
      to.add(forecast.get(h) + upper.get(h));
    }
    return new Band(percent, from, to);
  }
}
