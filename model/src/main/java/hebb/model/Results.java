package hebb.model;

import hebb.train.Outcome;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// How training ended and how good the model was then, as kept in its file.
///
/// @param outcome why training ended
/// @param message the same as a sentence
/// @param epochs how many were finished
/// @param keptEpoch at whose end the weights were as they are kept
/// @param parts `train`, `validation` and `test`, in this order and only where there are any; none
///   if training was interrupted
public record Results(
    Outcome outcome, String message, int epochs, int keptEpoch, Map<String, PartReport> parts) {
  /// Copies the map, in its order.
  public Results {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }
}
