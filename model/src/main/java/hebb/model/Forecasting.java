package hebb.model;

import hebb.data.DataException;
import hebb.data.Task;
import hebb.data.forecast.Band;
import hebb.data.forecast.ForecastErrors;
import hebb.data.forecast.Forecaster;
import hebb.data.forecast.Ridge;
import hebb.data.forecast.Series;
import hebb.data.forecast.SeriesCode;
import hebb.data.forecast.SeriesLearner;
import hebb.data.forecast.Windows;
import hebb.data.kind.Kinds;
import hebb.data.kind.Text;
import hebb.data.schema.SchemaOptions;
import hebb.data.schema.TargetCode;
import hebb.data.table.Table;
import hebb.dataset.Dataset;
import hebb.train.Predictor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What is particular to forecasts: rows from a series, a network's baselines, errors by step, and
/// what comes next.
final class Forecasting {
  /// What the model itself is called among the forecasters that it is measured beside.
  static final String NETWORK = "network";

  private static final List<String> NAIVE = List.of("last season", "last value");

  private Forecasting() {}

  /// Rows of a table over time, split by time.
  ///
  /// @param validation rows that stand for the split, a series of their own; null for none
  /// @param test likewise
  static Source.Prepared prepare(
      Table train,
      @Nullable Table validation,
      @Nullable Table test,
      TrainOptions options,
      Input.@Nullable OfForecast known) {
    requirePlain(train, options);
    double share = options.splits().validation();
    SeriesLearner.Parts wanted =
        new SeriesLearner.Parts(
            validation == null ? share : 0,
            test == null ? options.splits().test() : 0,
            share != new SplitOptions().validation());
    SeriesLearner.Learned learned =
        known == null
            ? SeriesLearner.learn(train, options.columns(), options.forecast(), wanted)
            : SeriesLearner.parts(train, known.series(), options.forecast(), wanted);
    SeriesCode code = learned.code();
    Map<String, Dataset> parts = new LinkedHashMap<>(learned.parts());
    put(parts, "validation", code, validation);
    put(parts, "test", code, test);
    List<String> notes = new ArrayList<>(learned.notes());
    if (parts.get(judging(parts)) instanceof Windows windows) {
      notes.addAll(Band.notes(judging(parts), windows.windows()));
    }
    TrainOptions found =
        options
            .withForecast(options.forecast().withWindow(code.window()))
            .withColumns(
                options
                    .columns()
                    .withTarget(TargetCode.names(List.copyOf(code.targets())))
                    .withTask(Task.FORECAST));
    return new Source.Prepared(
        new Input.OfForecast(code), parts, Map.of(), found, notes, learned.warnings());
  }

  private static void put(
      Map<String, Dataset> parts, String part, SeriesCode code, @Nullable Table own) {
    if (own != null) {
      parts.put(part, windows(code, own));
    }
  }

  private static void requirePlain(Table table, TrainOptions options) {
    Task task = options.columns().task();
    String wrong =
        task != null && task != Task.FORECAST
            ? "--task " + task.name().toLowerCase(Locale.ROOT)
            : !options.columns().weight().isEmpty()
                ? "--weight-column"
                : !options.augmentation().isNone()
                    ? "--augment"
                    : !options.classWeights().equals(ClassWeights.NONE)
                        ? "--class-weight"
                        : kinds(options.columns());
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(
          table.name()
              + ": expected a forecast, as --horizon, --time and --window ask for, got "
              + wrong
              + " too. Leave one of them out.");
    }
  }

  /// The option that takes a column for a kind, which a forecast does by itself.
  private static String kinds(SchemaOptions columns) {
    return columns.kinds().entrySet().stream()
        .findFirst()
        .map(
            said ->
                !said.getValue().getFirst().startsWith("=")
                    ? Kinds.feature(said.getKey()).option()
                    : said.getKey().equals(Text.NAME) ? "--tokens" : "--image-size")
        .orElse("");
  }

  /// All windows of a table.
  ///
  /// @throws DataException if there is none
  static Windows windows(SeriesCode code, Table table) {
    Series series = code.read(table);
    Windows windows = code.windows(series, 0, series.steps());
    if (windows.rows() == 0) {
      throw new DataException(
          table.name()
              + ": expected "
              + (code.window() + code.horizon())
              + " steps without a gap, a window and a horizon, got "
              + series.steps()
              + (series.steps() < code.window() + code.horizon() ? "" : " with gaps")
              + ". Give more rows.");
    }
    return windows;
  }

  /// The network and its baselines by name.
  private static Map<String, Forecaster> forecasters(
      Predictor predictor, Optional<Ridge> ridge, int season) {
    Map<String, Forecaster> all = new LinkedHashMap<>();
    all.put(NETWORK, network(predictor));
    ridge.ifPresent(each -> all.put("ridge", each));
    if (season > 0) {
      all.put(NAIVE.getFirst(), Forecaster.lastSeason(season));
    }
    all.put(NAIVE.getLast(), Forecaster.LAST_VALUE);
    return all;
  }

  private static Forecaster network(Predictor predictor) {
    return (windows, from, count, rows, into) -> predictor.predict(rows, count, into);
  }

  /// The errors of the network and of its baselines.
  static Map<String, ForecastErrors> errors(
      Predictor predictor, Optional<Ridge> ridge, SeriesCode code, Windows windows) {
    Map<String, ForecastErrors> errors = new LinkedHashMap<>();
    forecasters(predictor, ridge, code.season())
        .forEach(
            (name, each) -> errors.put(name, ForecastErrors.of(each, windows, code.targets())));
    return errors;
  }

  /// A report with errors of forecasts: its measures are those of the network, over all steps, in
  /// the targets' own units; its baseline is the better of the last value and the last season.
  static PartReport report(PartReport report, Map<String, ForecastErrors> errors) {
    ForecastErrors own = errors.getOrDefault(NETWORK, new ForecastErrors(List.of()));
    Map<String, Double> metrics = new LinkedHashMap<>(report.metrics());
    metrics.remove("r2");
    metrics.put("rmse", own.rmse());
    metrics.put("mae", own.mae());
    metrics.put("mse", own.mse());
    Map<String, Map<String, Double>> targets = new LinkedHashMap<>();
    if (own.targets().size() > 1) {
      own.targets()
          .forEach(
              each -> {
                Map<String, Double> of = new LinkedHashMap<>();
                of.put("rmse", each.overallRmse());
                of.put("mae", each.overallMae());
                of.put("mse", each.mse());
                targets.put(each.target(), of);
              });
    }
    Map<String, Double> baseline = new LinkedHashMap<>();
    NAIVE.stream()
        .filter(errors::containsKey)
        .map(errors::get)
        .min(Comparator.comparingDouble(ForecastErrors::mse))
        .ifPresent(
            best -> {
              baseline.put("rmse", best.rmse());
              baseline.put("mae", best.mae());
              baseline.put("mse", best.mse());
            });
    return new PartReport(report.rows(), metrics, targets, baseline, Optional.empty(), 0, errors);
  }

  /// The ridge regression of what a network was trained on.
  static Optional<Ridge> ridge(Source.Prepared rows) {
    return rows.parts().get("train") instanceof Windows train
        ? Ridge.learn(train, (Windows) rows.parts().get("validation"))
        : Optional.empty();
  }

  /// The part whose errors tell how far forecasts are off.
  private static String judging(Map<String, ?> parts) {
    return parts.containsKey("validation") ? "validation" : "train";
  }

  /// How far forecasts are from what came in the validation part, else in that of training.
  static Optional<Intervals> intervals(Model model, Source.Prepared rows) {
    String part = judging(rows.parts());
    return rows.input() instanceof Input.OfForecast(SeriesCode code)
            && rows.parts().get(part) instanceof Windows windows
        ? Optional.of(
            new Intervals(part, Band.learn(network(model.predictor()), windows, code.targets())))
        : Optional.empty();
  }

  /// The steps after the last of a table.
  static Forecast next(
      Predictor predictor, SeriesCode code, Optional<Intervals> intervals, Table table) {
    Series series = code.read(table);
    float[] windows = code.last(series);
    int horizon = code.horizon();
    float[] outputs = new float[code.targets().size() * horizon];
    predictor.predict(windows, code.targets().size(), outputs);
    List<Forecast.OfTarget> targets = new ArrayList<>();
    for (int t = 0; t < code.targets().size(); t++) {
      TargetCode.Quantity target = code.targets().get(t);
      double last = code.lastValue(series, t);
      List<Double> values = new ArrayList<>();
      for (int h = 0; h < horizon; h++) {
        values.add(last + outputs[t * horizon + h] * target.std());
      }
      int place = t;
      List<Band> bands =
          intervals.map(known -> known.bands().get(place)).orElse(List.of()).stream()
              .map(band -> band.around(values))
              .toList();
      targets.add(new Forecast.OfTarget(target.column(), values, bands));
    }
    String like =
        code.time().isEmpty() ? "" : table.cells(code.time()).text(table.rows() - 1).strip();
    List<String> times =
        IntStream.rangeClosed(1, horizon)
            .mapToObj(step -> code.timeAfter(series, step, like))
            .filter(time -> !time.isEmpty())
            .toList();
    return new Forecast(code.time(), times, targets);
  }
}
