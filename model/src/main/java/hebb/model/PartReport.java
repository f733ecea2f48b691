package hebb.model;

import hebb.data.forecast.ForecastErrors;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// How good a model is on a part of the data, in evaluation mode.
///
/// @param rows how many rows of a known class or value the part has
/// @param metrics in order: `loss`, `penalty`, then `accuracy` for classes; `rmse`, `mae`, `r2` for
///   a quantity, in its own unit; NaN where one is undefined, as r2 is where all targets are equal.
///   Of several targets they are the means of theirs
/// @param targets by target, the measures of each by itself; empty for one target
/// @param baseline what always guessing the training part's majority class or mean gives:
///   `accuracy`; `rmse`, `mae`; empty where it is not known
/// @param confusion for at most 100 classes
/// @param unknownClass how many further rows have a class that is not in the training data: they
///   count as wrong in the accuracy and are left out of everything else
/// @param forecasts of a forecast, the errors by target and step of the `network`, and beside it of
///   `ridge` regression on the window, of the `last season` and of the `last value`; else empty
public record PartReport(
    long rows,
    Map<String, Double> metrics,
    Map<String, Map<String, Double>> targets,
    Map<String, Double> baseline,
    Optional<ConfusionMatrix> confusion,
    long unknownClass,
    Map<String, ForecastErrors> forecasts) {
  /// Copies the maps, in their order.
  public PartReport {
    metrics = Collections.unmodifiableMap(defined(metrics));
    Map<String, Map<String, Double>> each = new LinkedHashMap<>();
    targets.forEach((name, own) -> each.put(name, Collections.unmodifiableMap(defined(own))));
    targets = Collections.unmodifiableMap(each);
    baseline = Collections.unmodifiableMap(new LinkedHashMap<>(baseline));
    forecasts = Collections.unmodifiableMap(new LinkedHashMap<>(forecasts));
  }

  /// What JSON has no number for is null there: such a measure is undefined.
  private static Map<String, Double> defined(Map<String, Double> values) {
    Map<String, Double> defined = new LinkedHashMap<>(values);
    defined.replaceAll((name, value) -> Objects.requireNonNullElse(value, Double.NaN));
    return defined;
  }

  PartReport withMetrics(Map<String, Double> measured) {
    return new PartReport(rows, measured, targets, baseline, confusion, unknownClass, forecasts);
  }

  PartReport withBaseline(Map<String, Double> known) {
    return new PartReport(rows, metrics, targets, known, confusion, unknownClass, forecasts);
  }

  /// A part of which all rows have classes that are not in the training data.
  static PartReport ofUnknownClasses(long rows) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("loss", Double.NaN);
    metrics.put("penalty", Double.NaN);
    metrics.put("accuracy", 0.0);
    return new PartReport(0, metrics, Map.of(), Map.of(), Optional.empty(), rows, Map.of());
  }

  /// This report of a part that has further rows, of classes that are not in the training data.
  PartReport withUnknownClass(long more) {
    if (more == 0) {
      return this;
    }
    Map<String, Double> wrong = new LinkedHashMap<>(metrics);
    wrong.computeIfPresent("accuracy", (name, share) -> share * rows / (rows + more));
    return new PartReport(rows, wrong, targets, baseline, confusion, more, forecasts);
  }
}
