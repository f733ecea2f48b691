package hebb.cli.runs;

import hebb.cli.output.JsonText;
import hebb.cli.output.Layout;
import hebb.cli.output.Numbers;
import hebb.cli.output.TextTable;
import hebb.model.Model;
import hebb.model.TrainOptions;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Past runs in a table, and for programs.
public final class RunsText {
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  /// What other columns say, or what follows from the data.
  private static final Set<String> NOT_KEY =
      Set.of(
          "target",
          "task",
          "hidden",
          "network",
          "data",
          "from",
          "loss",
          "batch-size",
          "ema-decay",
          "threads");

  /// What runs can be sorted by.
  public enum Order {
    WHEN(Comparator.comparing(Run::when).reversed()),
    NAME(Comparator.comparing(run -> run.file().toString())),
    DATA(Comparator.comparing(RunsText::data)),
    METRIC(
        Comparator.comparing((Run run) -> value(run).isEmpty())
            .thenComparing(run -> run.predicts().orElse("~"))
            .thenComparing(RunsText::metric)
            .thenComparingDouble(RunsText::rank)),
    EPOCHS(Comparator.comparingInt(Run::epochs).reversed()),
    TIME(
        Comparator.comparingDouble((Run run) -> run.seconds().orElse(Double.NEGATIVE_INFINITY))
            .reversed());

    private final Comparator<Run> comparator;

    Order(Comparator<Run> comparator) {
      this.comparator = comparator;
    }
  }

  private RunsText() {}

  private static String data(Run run) {
    return run.known() == null ? "~" : run.known().provenance().data();
  }

  /// The best come first.
  private static double rank(Run run) {
    String metric = metric(run);
    double value = value(run).orElse(Double.NaN);
    return Run.isLargerBetter(metric) ? -value : value;
  }

  private static String metric(Run run) {
    return run.model() == null ? "loss" : Run.mainMetric(run.model().task());
  }

  private static OptionalDouble value(Run run) {
    Double value = run.measures("validation").get(metric(run));
    return value == null || Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /// The runs, sorted; two lines each.
  public static void print(PrintStream out, Path folder, RunFiles files, Order order) {
    var table = new TextTable("llllrrr");
    table.row("run", "written", "data", "target", "validation", "epochs", "time");
    List<Run> sorted = sorted(files, order);
    for (Run run : sorted) {
      Model known = run.known();
      table.row(
          name(folder, run),
          MINUTES.format(run.when().atZone(ZoneId.systemDefault())),
          known == null ? "?" : known.provenance().data(),
          known == null ? "?" : known.target().isEmpty() ? "-" : known.target(),
          value(run).isEmpty()
              ? "-"
              : metric(run)
                  + " "
                  + (metric(run).equals("accuracy")
                      ? Numbers.percent(value(run).getAsDouble())
                      : Numbers.decimal(value(run).getAsDouble())),
          Numbers.count(run.epochs()),
          run.seconds().isEmpty() ? "-" : Numbers.seconds(run.seconds().getAsDouble()));
    }
    table.print(out);
    out.println();
    for (Run run : sorted) {
      Layout.entry(out, "", List.of(name(folder, run) + ":"));
      Layout.text(out, "", described(run));
    }
    if (order == Order.METRIC) {
      Layout.text(
          out,
          "Sorted",
          "by what is predicted and the metric, for each the best first; runs without a metric"
              + " last.");
    }
    files.unreadable().stream()
        .findFirst()
        .ifPresent(
            first ->
                Layout.text(
                    out,
                    "Note",
                    Numbers.count(files.unreadable().size(), "file")
                        + " could not be read. The first: "
                        + first));
  }

  private static List<Run> sorted(RunFiles files, Order order) {
    return files.runs().stream().sorted(order.comparator).toList();
  }

  private static String name(Path folder, Run run) {
    Path name =
        folder.toAbsolutePath().normalize().relativize(run.file().toAbsolutePath().normalize());
    return name.toString();
  }

  /// The network, the options that are not the usual ones, and the parent.
  private static String described(Run run) {
    Model known = run.known();
    if (known == null) {
      return "a log alone; its options are not known";
    }
    List<String> parts = new ArrayList<>();
    parts.add(known.network().text());
    options(known).forEach((name, value) -> parts.add("--" + name + " " + value));
    known
        .provenance()
        .fork()
        .ifPresent(
            fork ->
                parts.add(
                    "from "
                        + Run.parent(fork)
                        + fork.before().stream()
                            .map(" from "::concat)
                            .collect(Collectors.joining())));
    if (run.model() == null) {
      parts.add("not finished");
    }
    return String.join(", ", parts);
  }

  /// Options that are not the usual ones.
  private static Map<String, String> options(Model model) {
    Map<String, String> usual = new TrainOptions().used();
    Map<String, String> options = new LinkedHashMap<>(model.options().used());
    options
        .entrySet()
        .removeIf(
            option ->
                NOT_KEY.contains(option.getKey())
                    || option.getValue().equals(usual.get(option.getKey())));
    return options;
  }

  /// The same for programs.
  public static Map<String, Object> json(Path folder, RunFiles files, Order order) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("runs", sorted(files, order).stream().map(run -> json(folder, run)).toList());
    json.put("unreadable", files.unreadable());
    return json;
  }

  private static Map<String, @Nullable Object> json(Path folder, Run run) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("run", name(folder, run));
    json.put("when", run.when().toString());
    Model known = run.known();
    if (known != null) {
      json.put("task", known.task().name().toLowerCase(Locale.ROOT));
      json.put("target", known.target());
      json.put("data", known.provenance().data());
      json.put("sha256", known.provenance().sha256());
      json.put("network", known.network().text());
      json.put("options", options(known));
      known.provenance().fork().ifPresent(fork -> json.put("parent", fork));
    }
    json.put("finished", run.model() != null);
    json.put("validation", JsonText.finite(run.measures("validation")));
    json.put("epochs", run.epochs());
    json.put("seconds", run.seconds().isPresent() ? run.seconds().getAsDouble() : null);
    return json;
  }
}
