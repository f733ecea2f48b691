package hebb.cli.runs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Runs that differ by their seed alone.
///
/// @param letter that it is called by: A, B and so on
/// @param runs at least one
record Group(String letter, List<Run> runs) {
  private static final String SEED = "seed";

  /// Copies the list.
  Group {
    runs = List.copyOf(runs);
  }

  /// Groups runs, in the order in which they are named. What is not known of is alone.
  static List<Group> of(List<Run> runs) {
    Map<Object, List<Run>> groups = new LinkedHashMap<>();
    for (Run run : runs) {
      Map<String, String> key = new LinkedHashMap<>(run.options());
      key.remove(SEED);
      if (run.known() != null) {
        key.put("network", run.known().network().text());
        run.known().provenance().fork().ifPresent(fork -> key.put("from", "" + fork.changed()));
      }
      groups.computeIfAbsent(key.isEmpty() ? run : key, first -> new ArrayList<>()).add(run);
    }
    List<Group> lettered = new ArrayList<>();
    for (List<Run> each : groups.values()) {
      each.sort(Comparator.comparing(run -> run.options().getOrDefault(SEED, "")));
      lettered.add(new Group(letter(lettered.size()), each));
    }
    return lettered;
  }

  private static String letter(int index) {
    String own = String.valueOf((char) ('A' + index % 26));
    return index < 26 ? own : own + index / 26;
  }

  Run first() {
    return runs.getFirst();
  }

  /// What its runs are called.
  String name() {
    return runs.size() == 1
        ? first().file().toString()
        : runs.size() + " seeds: " + String.join(", ", files());
  }

  List<String> files() {
    return runs.stream().map(run -> run.file().toString()).toList();
  }

  List<String> seeds() {
    return runs.stream().map(run -> run.options().getOrDefault(SEED, "")).toList();
  }

  /// Options of its runs; of several seeds all of them.
  Map<String, String> options() {
    Map<String, String> options = new LinkedHashMap<>(first().options());
    options.computeIfPresent(SEED, (name, seed) -> String.join(", ", seeds()));
    return options;
  }

  /// A measure of each run on a part.
  List<Double> measures(String part, String metric) {
    return runs.stream()
        .map(run -> run.measures(part).get(metric))
        .filter(Objects::nonNull)
        .toList();
  }

  /// Whether the runs of both have the same seeds, one by one in their order.
  boolean isPaired(Group other) {
    return seeds().equals(other.seeds()) && seeds().stream().distinct().count() == runs.size();
  }
}
