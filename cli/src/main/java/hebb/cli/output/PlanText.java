package hebb.cli.output;

import hebb.data.DataException;
import hebb.data.Task;
import hebb.data.schema.TargetCode;
import hebb.data.table.Reading;
import hebb.model.ColumnLine;
import hebb.model.LayerLine;
import hebb.model.Model;
import hebb.model.Plan;
import hebb.model.TrainOptions;
import hebb.train.TrialRun;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What training is about to do, in words, tables and JSON.
public final class PlanText {
  private static final Map<String, String> PARTS = Map.of("train", "training");

  private static final String SKIPPED = "skipped";
  private static final int MEGA = 20;

  private PlanText() {}

  /// The name of a part as people read it.
  public static String part(String name) {
    return PARTS.getOrDefault(name, name);
  }

  /// Data, target, features, network and options.
  public static void print(PrintStream out, Plan plan) {
    Layout.entry(out, "Data", data(plan));
    Layout.entry(out, "Target", target(plan.task(), plan.target(), plan.targets()));
    Layout.text(out, "Features", features(plan));
    List<String> skipped = skipped(plan.columns());
    if (!skipped.isEmpty()) {
      Layout.text(out, "Skipped", Layout.some(skipped));
    }
    plan.notes().forEach(note -> Layout.text(out, "Note", note));
    network(out, plan.network(), plan.layers(), plan.parameters());
    options(out, plan.used());
  }

  private static String data(Plan plan) {
    var parts = new ArrayList<String>();
    plan.rows().forEach((part, rows) -> parts.add(Numbers.count(rows) + " for " + part(part)));
    String what =
        plan.task() != Task.LANGUAGE
            ? "rows"
            : plan.used().used().getOrDefault("tokens", "").equals("chars")
                ? "characters"
                : "tokens";
    return plan.data() + ", " + what + ": " + String.join(", ", parts);
  }

  /// What a model predicts.
  public static String target(Model model) {
    return target(model.task(), model.target(), model.targets());
  }

  /// The targets and what they are.
  private static String target(Task task, String name, List<TargetCode> targets) {
    if (task == Task.LANGUAGE) {
      return "the next token of the text (language)";
    }
    if (task == Task.TRANSLATE) {
      return name + ", a text (translation)";
    }
    if (targets.isEmpty()) {
      return "none, the inputs are made again (autoencoder)";
    }
    if (task == Task.FORECAST) {
      return TargetCode.names(targets) + ", the next steps (forecast)";
    }
    if (targets.size() > 1) {
      return TargetCode.names(targets)
          + ", "
          + (targets.getFirst() instanceof TargetCode.Quantity
              ? targets.size() + " quantities (regression)"
              : targets.size() + " labels of two classes each (classification)");
    }
    return switch (targets.getFirst()) {
      case TargetCode.Quantity quantity -> quantity.column() + ", a quantity (regression)";
      case TargetCode.Classes classes ->
          classes.column()
              + ", "
              + Numbers.count(classes.labels().size(), "class")
              + " (classification): "
              + Layout.some(
                  classes.labels().stream()
                      .map(label -> label.contains(",") ? DataException.quote(label) : label)
                      .toList());
    };
  }

  /// The same for programs.
  public static void target(Map<String, Object> json, String name, List<TargetCode> targets) {
    json.put("target", name);
    json.put("classes", TargetCode.classes(targets));
    if (targets.size() > 1) {
      json.put("targets", targets.stream().map(TargetCode::column).toList());
    }
  }

  private static String features(Plan plan) {
    if (plan.task() == Task.LANGUAGE) {
      return "windows of " + plan.used().language().window() + " tokens";
    }
    if (plan.columns().isEmpty()) {
      return Numbers.count(plan.features(), "pixel");
    }
    var kinds = new LinkedHashMap<String, Integer>();
    for (ColumnLine column : plan.columns()) {
      if (plan.task() == Task.FORECAST && !column.kind().equals(SKIPPED)) {
        kinds.merge(column.kind(), 1, Integer::sum);
      } else if (!column.kind().equals("target")
          && !column.kind().equals("weight")
          && !column.kind().equals(SKIPPED)) {
        kinds.merge(column.kind(), 1, Integer::sum);
      }
    }
    var counts = new ArrayList<String>();
    kinds.forEach((kind, count) -> counts.add(count + " " + kind));
    return Numbers.count(plan.features(), "number")
        + " a row, from "
        + String.join(", ", counts)
        + (kinds.values().stream().mapToInt(count -> count).sum() == 1 ? " column" : " columns");
  }

  private static List<String> skipped(List<ColumnLine> columns) {
    return columns.stream()
        .filter(column -> column.kind().equals(SKIPPED))
        .map(column -> column.name() + " (" + column.detail() + ")")
        .toList();
  }

  /// How the file of rows was read, and why so.
  public static void reading(PrintStream out, Optional<Reading> how) {
    how.ifPresent(
        reading -> {
          out.println();
          Layout.text(
              out,
              "Read",
              "header "
                  + (reading.header() ? "yes" : "no")
                  + reason(reading.headerReason())
                  + ", delimiter "
                  + reading.delimiterName()
                  + reason(reading.delimiterReason())
                  + (reading.linesAbove() > 0
                      ? ", left out above: " + Numbers.count(reading.linesAbove(), "line")
                      : "")
                  + (reading.rowsLeftOut() > 0
                      ? ", left out: " + Numbers.count(reading.rowsLeftOut(), "row")
                      : ""));
        });
  }

  private static String reason(String why) {
    return why.isEmpty() ? "" : " (" + why + ")";
  }

  /// The same for programs.
  private static Map<String, Object> json(Reading reading) {
    var json = new LinkedHashMap<String, Object>();
    json.put("header", reading.header());
    json.put("headerReason", reading.headerReason());
    json.put("delimiter", String.valueOf(reading.delimiter()));
    json.put("delimiterReason", reading.delimiterReason());
    json.put("linesAbove", reading.linesAbove());
    json.put("rowsLeftOut", reading.rowsLeftOut());
    return json;
  }

  /// The columns with what they are taken for and why.
  public static void columns(PrintStream out, List<ColumnLine> columns) {
    if (columns.isEmpty()) {
      return;
    }
    out.println();
    out.println("Columns");
    var table = new TextTable("llrl").row("column", "kind", "missing", "holds");
    for (ColumnLine column : columns) {
      table.row(column.name(), column.kind(), Numbers.count(column.missing()), column.detail());
    }
    table.print(out);
  }

  /// The layers, as text and one by one.
  public static void network(
      PrintStream out, String text, List<LayerLine> layers, long parameters) {
    out.println();
    Layout.text(out, "Network", text);
    var table = new TextTable("lllr").row("layer", "kind", "output", "parameters");
    for (LayerLine layer : layers) {
      table.row(
          layer.name(),
          layer.layer(),
          layer.output().toString(),
          Numbers.count(layer.parameters()));
    }
    table.row("in all", "", "", Numbers.count(parameters)).print(out, Layout.WIDTH);
  }

  /// The options as they would be typed.
  public static void options(PrintStream out, TrainOptions used) {
    var pieces = new ArrayList<String>();
    used.used()
        .forEach((name, value) -> pieces.add("--" + name + " " + Layout.shell(asTyped(value))));
    out.println();
    Layout.entry(out, "Options", pieces);
  }

  private static String asTyped(String value) {
    return value.startsWith("by ") ? "auto" : value;
  }

  /// The same for programs.
  public static Map<String, Object> json(Plan plan) {
    var json = new LinkedHashMap<String, Object>();
    json.put("task", plan.task().name().toLowerCase(Locale.ROOT));
    target(json, plan.target(), plan.targets());
    json.put("rows", plan.rows());
    plan.reading().ifPresent(reading -> json.put("reading", json(reading)));
    json.put("columns", plan.columns());
    json.put("features", plan.features());
    json.put("network", plan.network());
    json.put("layers", layers(plan.layers()));
    json.put("parameters", plan.parameters());
    json.put("options", plan.used().used());
    json.put("notes", plan.notes());
    json.put("warnings", plan.warnings());
    return json;
  }

  /// The same with what training takes.
  public static Map<String, Object> json(Plan plan, TrialRun.Estimate takes) {
    Map<String, Object> json = json(plan);
    json.put("memoryBytes", takes.bytes());
    json.put("secondsPerEpoch", takes.secondsPerEpoch());
    json.put("seconds", takes.seconds());
    return json;
  }

  /// What training takes of memory and time.
  public static void takes(PrintStream out, Plan plan, TrialRun.Estimate takes) {
    Layout.entry(
        out,
        "Memory",
        "about "
            + megabytes(takes.bytes())
            + " held while it trains, of at most "
            + megabytes(Runtime.getRuntime().maxMemory())
            + " (-Xmx)");
    Layout.entry(
        out,
        "Time",
        "about "
            + Numbers.seconds(takes.seconds())
            + " for "
            + Numbers.count(takes.epochs(), "epoch")
            + " of "
            + Numbers.seconds(takes.secondsPerEpoch())
            + (plan.used().training().patience() < takes.epochs() ? " at most" : "")
            + ", by the first steps on this machine");
    out.println();
  }

  private static String megabytes(long bytes) {
    return Numbers.count(Math.max(1, bytes >> MEGA)) + " MB";
  }

  /// The layers for programs.
  public static List<Map<String, Object>> layers(List<LayerLine> layers) {
    var json = new ArrayList<Map<String, Object>>();
    for (LayerLine layer : layers) {
      var line = new LinkedHashMap<String, Object>();
      line.put("name", layer.name());
      line.put("layer", layer.layer());
      line.put("output", layer.output().dims());
      line.put("parameters", layer.parameters());
      json.add(line);
    }
    return json;
  }
}
