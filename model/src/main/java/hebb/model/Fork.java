package hebb.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What a training went on from.
///
/// @param file the name of the model, snapshot or checkpoint; a snapshot is `iris.hebb@12`
/// @param sha256 of that file, as hexadecimal digits
/// @param epoch at whose end its weights were
/// @param changed the options that differ from those of the parent, by name as in
///   [TrainOptions#used], with what they were there; `none` where there were none
/// @param before what that model went on from itself, and so on back, as in `iris.hebb after epoch
///   30`; empty where it began with weights of its own
public record Fork(
    String file, String sha256, int epoch, Map<String, String> changed, List<String> before) {
  /// So many are kept of a long line.
  private static final int MOST = 100;

  /// Copies the map, in its order, and the list.
  public Fork {
    before = List.copyOf(before.subList(0, Math.min(MOST, before.size())));
    changed = Collections.unmodifiableMap(new LinkedHashMap<>(changed));
  }

  /// The parent and what came before it, back to the first that is known.
  List<String> line() {
    return Stream.concat(Stream.of(at()), before.stream()).toList();
  }

  /// The file with the epoch, as in `iris.hebb after epoch 30` or `iris.hebb@12`.
  public String at() {
    return at(file, epoch);
  }

  static String at(String file, int epoch) {
    return epoch == 0 || file.endsWith("@" + epoch) ? file : file + " after epoch " + epoch;
  }
}
