package hebb.cli.runs;

import hebb.cli.output.Layout;
import hebb.cli.plot.ComparedCurves;
import hebb.cli.plot.EpochCurve.At;
import hebb.data.DataException;
import hebb.data.Task;
import hebb.model.Model;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Runs beside each other.
///
/// @param groups of runs that differ by seed alone, in the order in which they are named
/// @param part on which they are measured: `test`, `validation` or `train`, the first of these that
///   all have; `data` where they are measured on given rows; empty where they have none in common
/// @param metrics that all have, by group and run
/// @param differences of each group but the first from the first, by metric
/// @param said further notes
public record Comparison(
    List<Group> groups,
    String part,
    Map<String, List<List<Double>>> metrics,
    List<Map<String, Interval>> differences,
    List<String> said) {
  /// What a part is called whose rows were given.
  static final String DATA = "data";

  private static final List<String> PARTS = List.of("test", "validation", "train");

  /// The measures of a run.
  @FunctionalInterface
  public interface Measured {
    /// By metric; empty where they are not known.
    Map<String, Double> of(Run run);
  }

  /// Compares runs by the measures that they have.
  ///
  /// @throws DataException if they are of different tasks or targets
  public static Comparison of(List<Run> runs) {
    requireAlike(runs);
    for (String part : PARTS) {
      if (runs.stream().noneMatch(run -> run.measures(part).isEmpty())) {
        return of(Group.of(runs), part, run -> run.measures(part));
      }
    }
    return new Comparison(Group.of(runs), "", Map.of(), List.of(), List.of());
  }

  /// Compares models by their measures on given rows.
  ///
  /// @param errors of each row, by the model of a run; compared where each group has one
  /// @param said notes on the rows
  /// @throws DataException if they are of different tasks or targets
  public static Comparison of(
      List<Run> runs, Measured measured, Map<Run, double[]> errors, List<String> said) {
    requireAlike(runs);
    Comparison means = of(Group.of(runs), DATA, measured);
    if (means.groups.stream().anyMatch(group -> group.runs().size() > 1)) {
      return new Comparison(means.groups, DATA, means.metrics, means.differences, said);
    }
    List<Map<String, Interval>> differences = new ArrayList<>();
    double[] first = errors(errors, means.groups.getFirst());
    Task task = Objects.requireNonNull(runs.getFirst().model()).task();
    for (int g = 1; g < means.groups.size(); g++) {
      Map<String, Interval> of = new LinkedHashMap<>(means.differences.get(g - 1));
      double[] second = errors(errors, means.groups.get(g));
      of.put(
          Run.mainMetric(task),
          Interval.bootstrap(
              first, second, task == Task.CLASSIFICATION ? error -> 1 - error : Math::sqrt));
      differences.add(of);
    }
    return new Comparison(means.groups, DATA, means.metrics, differences, said);
  }

  private static double[] errors(Map<Run, double[]> errors, Group group) {
    return Objects.requireNonNull(errors.get(group.first()));
  }

  private static Comparison of(List<Group> groups, String part, Measured measured) {
    Set<String> names = new LinkedHashSet<>(measured.of(groups.getFirst().first()).keySet());
    groups.stream()
        .flatMap(group -> group.runs().stream())
        .forEach(run -> names.retainAll(measured.of(run).keySet()));
    names.remove("penalty");
    Map<String, List<List<Double>>> metrics = new LinkedHashMap<>();
    for (String name : names) {
      metrics.put(
          name,
          groups.stream()
              .map(
                  group ->
                      group.runs().stream()
                          .map(run -> measured.of(run).getOrDefault(name, Double.NaN))
                          .toList())
              .toList());
    }
    List<Map<String, Interval>> differences = new ArrayList<>();
    for (int g = 1; g < groups.size(); g++) {
      int at = g;
      Map<String, Interval> of = new LinkedHashMap<>();
      metrics.forEach(
          (name, values) ->
              of.put(
                  name,
                  Interval.ofMeans(
                      Interval.array(values.getFirst()),
                      Interval.array(values.get(at)),
                      groups.getFirst().isPaired(groups.get(at)))));
      differences.add(of);
    }
    return new Comparison(groups, part, metrics, differences, List.of());
  }

  private static void requireAlike(List<Run> runs) {
    Map<String, Run> kinds = new LinkedHashMap<>();
    runs.forEach(run -> run.predicts().ifPresent(what -> kinds.putIfAbsent(what, run)));
    if (kinds.size() > 1) {
      List<String> got = new ArrayList<>();
      kinds.forEach((what, run) -> got.add(what + " (" + run.file() + ")"));
      throw new DataException(
          "compare: expected runs of one task and one target, got "
              + String.join(" and ", got)
              + ". Compare those of one.");
    }
    Map<List<String>, Run> classes = new LinkedHashMap<>();
    for (Run run : runs) {
      Model known = run.known();
      if (known != null && !known.classes().isEmpty()) {
        classes.putIfAbsent(known.classes().stream().sorted().toList(), run);
      }
    }
    if (classes.size() > 1) {
      List<String> got = new ArrayList<>();
      classes.forEach((names, run) -> got.add(Layout.some(names) + " (" + run.file() + ")"));
      throw new DataException(
          "compare: expected runs of the same classes, got "
              + String.join(" and ", got)
              + ". Compare those of one target.");
    }
  }

  /// What all of them predict, where it is known.
  public Optional<String> predicts() {
    return runs().map(Run::predicts).flatMap(Optional::stream).findFirst();
  }

  /// The options that are not the same for all groups, by name: their value by group, `-` where it
  /// is not known or there is none.
  public Map<String, List<String>> differing() {
    List<Map<String, String>> known = groups.stream().map(Group::options).toList();
    Set<String> names = new LinkedHashSet<>();
    known.forEach(options -> names.addAll(options.keySet()));
    Map<String, List<String>> differing = new LinkedHashMap<>();
    for (String name : names) {
      List<String> values = known.stream().map(options -> options.getOrDefault(name, "-")).toList();
      if (values.stream().distinct().count() > 1) {
        differing.put(name, values);
      }
    }
    return differing;
  }

  /// The losses by epoch, of the validation parts if all have them; nothing if no run has a log.
  public Optional<ComparedCurves> curves() {
    boolean validated =
        runs().filter(run -> run.log() != null).noneMatch(run -> run.lowestLoss().isEmpty());
    List<ComparedCurves.Curve> curves = new ArrayList<>();
    for (int g = 0; g < groups.size(); g++) {
      for (Run run : groups.get(g).runs()) {
        List<At> points = run.curve(validated ? "/validationLoss" : "/loss");
        if (!points.isEmpty()) {
          curves.add(new ComparedCurves.Curve(g, groups.get(g).name(), points));
        }
      }
    }
    return curves.isEmpty()
        ? Optional.empty()
        : Optional.of(new ComparedCurves(validated ? "validation loss" : "training loss", curves));
  }

  /// What a person should know of it.
  public List<String> notes() {
    List<String> notes = new ArrayList<>(said);
    List<String> silent =
        runs().filter(run -> run.log() == null).map(run -> run.file().toString()).toList();
    if (!silent.isEmpty()) {
      notes.add("No curve of " + String.join(", ", silent) + ": no log lies beside it.");
    }
    List<String> unknown =
        runs().filter(run -> run.known() == null).map(run -> run.file().toString()).toList();
    if (!unknown.isEmpty()) {
      notes.add(
          "The options of "
              + String.join(", ", unknown)
              + " are not known: neither its model nor its checkpoint lies beside it.");
    }
    if (part.equals(DATA) && groups.stream().allMatch(group -> group.runs().size() == 1)) {
      notes.add("Only the main measure has an interval: the rows are drawn again for it alone.");
    }
    if (part.isEmpty()) {
      notes.add("The runs have no measure in common, so there is no difference to show.");
    } else if (groups.size() == 1 && groups.getFirst().runs().size() > 1) {
      notes.add("The runs differ by seed alone.");
    } else if (differences.stream()
        .flatMap(of -> of.values().stream())
        .noneMatch(Interval::isKnown)) {
      notes.add(
          "There is no interval: one run each tells little. Train with other --seed and name all"
              + " runs, or name the rows of a test with --data.");
    }
    if (!part.isEmpty() && !part.equals(DATA) && !sameRows()) {
      notes.add("Not all were measured on the same rows: their data, seeds or splits differ.");
    }
    return notes;
  }

  /// Whether the parts have been split alike of the same data.
  private boolean sameRows() {
    return runs().map(Run::known).filter(Objects::nonNull).map(Comparison::rows).distinct().count()
        <= 1;
  }

  private static String rows(Model model) {
    return model.provenance().sha256()
        + model.provenance().data()
        + model.provenance().rows()
        + model.provenance().seed()
        + model.options().splits();
  }

  private Stream<Run> runs() {
    return groups.stream().flatMap(group -> group.runs().stream());
  }
}
