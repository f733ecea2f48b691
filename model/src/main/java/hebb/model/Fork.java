package hebb.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a training went on from.
///
/// @param file the name of the model, snapshot or checkpoint; a snapshot is `iris.hebb@12`
/// @param sha256 of that file, as hexadecimal digits
/// @param epoch at whose end its weights were
/// @param changed the options that differ from those of the parent, by name as in
///   [TrainOptions#used], with what they were there; `none` where there were none
public record Fork(String file, String sha256, int epoch, Map<String, String> changed) {
  /// Copies the map, in its order.
  public Fork {
    changed = Collections.unmodifiableMap(new LinkedHashMap<>(changed));
  }

  /// The file with the epoch, as in `iris.hebb after epoch 30` or `iris.hebb@12`.
  public String at() {
    return at(file, epoch);
  }

  static String at(String file, int epoch) {
    return epoch == 0 || file.endsWith("@" + epoch) ? file : file + " after epoch " + epoch;
  }
}
