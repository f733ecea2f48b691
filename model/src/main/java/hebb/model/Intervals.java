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
}
