package hebb.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How good a model is on a part of the data, in evaluation mode.
///
/// @param rows how many rows the part has
/// @param metrics in order: `loss`, `penalty`, then `accuracy` for classes; `rmse`, `mae`, `r2` for
///   a quantity, in its own unit
/// @param baseline what always guessing the training part's majority class or mean gives:
///   `accuracy`; `rmse`, `mae`; empty where it is not known
/// @param confusion for at most 100 classes
public record PartReport(
    long rows,
    Map<String, Double> metrics,
    Map<String, Double> baseline,
    Optional<ConfusionMatrix> confusion) {
  /// Copies the maps, in their order.
  public PartReport {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    baseline = Collections.unmodifiableMap(new LinkedHashMap<>(baseline));
  }

  PartReport withBaseline(Map<String, Double> known) {
    return new PartReport(rows, metrics, known, confusion);
  }
}
