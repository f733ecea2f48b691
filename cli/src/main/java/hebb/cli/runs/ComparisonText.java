package hebb.cli.runs;

import hebb.cli.output.JsonText;
import hebb.cli.output.Layout;
import hebb.cli.output.Numbers;
import hebb.cli.output.TextTable;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A comparison in words and tables, and for programs.
public final class ComparisonText {
  private static final String SHARE = "accuracy";

  private ComparisonText() {}

  /// All of it.
  ///
  /// @param data what the rows are called that models were measured on; null where none were given
  /// @param width letters that a line of a plot may have
  public static void print(
      PrintStream out, Comparison of, @Nullable String data, int width, boolean unicode) {
    of.predicts().ifPresent(what -> Layout.entry(out, "Runs", what));
    for (Group group : of.groups()) {
      Layout.text(out, group.letter(), group.name());
    }
    differing(out, of);
    of.curves()
        .ifPresent(
            curves -> {
              out.println();
              out.println(
                  Character.toUpperCase(curves.what().charAt(0))
                      + curves.what().substring(1)
                      + " by epoch");
              curves.text(width, unicode).forEach(out::println);
            });
    if (!of.metrics().isEmpty()) {
      out.println();
      results(out, of, data);
      differences(out, of);
    }
    out.println();
    of.notes().forEach(note -> Layout.text(out, "Note", note));
  }

  private static void differing(PrintStream out, Comparison of) {
    Map<String, List<String>> differing = of.differing();
    if (differing.isEmpty()) {
      return;
    }
    out.println();
    out.println("Options that differ");
    differing.forEach(
        (name, values) -> {
          List<String> pieces = new ArrayList<>();
          for (int g = 0; g < values.size(); g++) {
            boolean last = g == values.size() - 1;
            pieces.add(of.groups().get(g).letter() + " " + values.get(g) + (last ? "" : ","));
          }
          Layout.entry(out, "", List.of("--" + name + ":"));
          Layout.entry(out, "", pieces);
        });
  }

  private static void results(PrintStream out, Comparison of, @Nullable String data) {
    out.println(
        "Results on "
            + (data != null
                ? data
                : "the " + (of.part().equals("train") ? "training" : of.part()) + " part")
            + (of.groups().stream().anyMatch(group -> group.runs().size() > 1)
                ? " (means and standard deviations over seeds)"
                : ""));
    List<String> header = new ArrayList<>(List.of("", "runs"));
    header.addAll(of.metrics().keySet());
    var table = new TextTable("l" + "r".repeat(header.size() - 1)).row(header);
    for (int g = 0; g < of.groups().size(); g++) {
      List<String> row =
          new ArrayList<>(
              List.of(
                  of.groups().get(g).letter(), Numbers.count(of.groups().get(g).runs().size())));
      int at = g;
      of.metrics()
          .forEach(
              (name, values) -> {
                double[] own = Interval.array(values.get(at));
                String mean = number(name, Interval.mean(own));
                row.add(
                    own.length < 2 ? mean : mean + " +- " + number(name, Interval.deviation(own)));
              });
      table.row(row);
    }
    table.print(out);
  }

  private static void differences(PrintStream out, Comparison of) {
    if (of.differences().isEmpty()) {
      return;
    }
    out.println();
    out.println("Differences from A (95 % interval)");
    var table = new TextTable("llrll");
    for (int g = 1; g < of.groups().size(); g++) {
      String letter = of.groups().get(g).letter();
      of.differences()
          .get(g - 1)
          .forEach((name, interval) -> table.row(row(letter, name, interval)));
    }
    table.print(out);
  }

  private static List<String> row(String letter, String name, Interval of) {
    return List.of(
        letter,
        name,
        signed(name, of.difference()),
        of.isKnown()
            ? "[" + signed(name, of.low()) + ", " + signed(name, of.high()) + "]"
            : "no interval",
        !of.isKnown()
            ? ""
            : (of.isClear() ? better(name, of.difference()) : "may be chance")
                + "; "
                + of.method());
  }

  /// What a clear difference says.
  private static String better(String name, double difference) {
    boolean larger = Run.isLargerBetter(name) || name.equals("r2") || name.equals("exact");
    boolean smaller =
        name.contains("loss") || List.of("rmse", "mae", "mse", "perplexity").contains(name);
    return larger || smaller ? difference > 0 == larger ? "better" : "worse" : "differs";
  }

  private static String signed(String name, double value) {
    return (value > 0 ? "+" : "") + number(name, value);
  }

  private static String number(String name, double value) {
    return name.equals(SHARE) || name.equals("exact")
        ? Numbers.percent(value)
        : Numbers.decimal(value);
  }

  /// The same for programs.
  public static Map<String, Object> json(Comparison of) {
    Map<String, Object> json = new LinkedHashMap<>();
    of.predicts().ifPresent(what -> json.put("predicts", what));
    json.put("part", of.part());
    List<Object> groups = new ArrayList<>();
    for (int g = 0; g < of.groups().size(); g++) {
      groups.add(group(of, g));
    }
    json.put("groups", groups);
    json.put("differing", of.differing());
    List<Object> differences = new ArrayList<>();
    for (int g = 1; g < of.groups().size(); g++) {
      Map<String, Object> metrics = new LinkedHashMap<>();
      of.differences().stream()
          .skip(g - 1L)
          .findFirst()
          .ifPresent(each -> each.forEach((name, interval) -> metrics.put(name, json(interval))));
      differences.add(Map.of("of", of.groups().get(g).letter(), "from", "A", "metrics", metrics));
    }
    json.put("differences", differences);
    json.put("notes", of.notes());
    return json;
  }

  private static Map<String, Object> group(Comparison of, int g) {
    Group group = of.groups().get(g);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("letter", group.letter());
    List<Object> runs = new ArrayList<>();
    for (int r = 0; r < group.runs().size(); r++) {
      int at = r;
      Run run = group.runs().get(r);
      Map<String, Double> metrics = new LinkedHashMap<>();
      of.metrics().forEach((name, values) -> metrics.put(name, values.get(g).get(at)));
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("run", run.file().toString());
      one.put("seed", run.options().getOrDefault("seed", ""));
      one.put("epochs", run.epochs());
      one.put("metrics", JsonText.finite(metrics));
      one.put("loss", curve(run, "/loss"));
      one.put("validationLoss", curve(run, "/validationLoss"));
      runs.add(one);
    }
    json.put("runs", runs);
    return json;
  }

  /// Pairs of an epoch and a value.
  private static List<List<Double>> curve(Run run, String path) {
    return run.curve(path).stream().map(at -> List.of(at.epoch(), at.value())).toList();
  }

  private static Map<String, Object> json(Interval of) {
    Map<String, Object> json = new LinkedHashMap<>();
    Map<String, Double> numbers = new LinkedHashMap<>();
    numbers.put("difference", of.difference());
    numbers.put("low", of.low());
    numbers.put("high", of.high());
    json.putAll(JsonText.finite(numbers));
    json.put("method", of.method());
    return json;
  }
}
