package hebb.model;

import hebb.data.forecast.Band;
import java.util.List;

/// How far what came was from a model's forecasts.
///
/// @param part on which part that was measured: `validation`, or `train` where there was none,
///   whose bands are too narrow
/// @param bands of each target
record Intervals(String part, List<List<Band>> bands) {
  Intervals {
    bands = bands.stream().map(List::copyOf).toList();
  }

  /// Whether there are bands of so many steps for each of so many targets.
  boolean fits(int targets, int horizon) {
    return bands.size() == targets
        && bands.stream().flatMap(List::stream).allMatch(band -> band.lower().size() == horizon);
  }
}
