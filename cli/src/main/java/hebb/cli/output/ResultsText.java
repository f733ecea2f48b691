package hebb.cli.output;

import hebb.data.Task;
import hebb.model.ConfusionMatrix;
import hebb.model.PartReport;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How good a model is, in tables.
public final class ResultsText {
  private static final List<String> SHARES = List.of("accuracy", "exact");
  private static final int MOST_CLASSES = 10;
  private static final int LONGEST_CLASS = 12;

  private ResultsText() {}

  /// The metrics of each part beside those of the simplest baseline, and the confusion matrix of
  /// the part that counts most.
  public static void print(PrintStream out, Task task, Map<String, PartReport> parts) {
    if (parts.isEmpty()) {
      Layout.entry(out, "Results", "not measured: training was interrupted");
      return;
    }
    if (task == Task.FORECAST) {
      ForecastText.print(out, parts);
      return;
    }
    List<String> metrics = new ArrayList<>(List.of("loss"));
    if (parts.values().stream().anyMatch(part -> part.metrics().getOrDefault("penalty", 0.0) > 0)) {
      metrics.add("penalty");
    }
    metrics.addAll(
        switch (task) {
          case CLASSIFICATION -> List.of("accuracy");
          case LANGUAGE -> List.of("loss_per_character", "perplexity", "accuracy");
          case TRANSLATE -> List.of("accuracy", "bleu", "exact");
          case REGRESSION, FORECAST, AUTOENCODER -> List.of("rmse", "mae", "r2");
        });
    PartReport first = List.copyOf(parts.values()).getFirst();
    first.metrics().keySet().stream()
        .filter(name -> !metrics.contains(name) && !name.equals("penalty"))
        .forEach(metrics::add);
    String main = main(task);
    boolean baseline = parts.values().stream().anyMatch(part -> part.baseline().containsKey(main));

    var header = new ArrayList<>(List.of("", "rows"));
    header.addAll(metrics);
    List<String> beside = !baseline ? List.of() : baselines(task);
    beside.forEach(metric -> header.add("baseline " + metric));
    out.println("Results");
    var table = new TextTable("l" + "r".repeat(header.size() - 1)).row(header);
    parts.forEach(
        (name, part) -> {
          var row =
              new ArrayList<>(
                  List.of(PlanText.part(name), Numbers.count(part.rows() + part.unknownClass())));
          metrics.forEach(metric -> row.add(value(metric, part.metrics().get(metric))));
          beside.forEach(metric -> row.add(value(metric, part.baseline().get(metric))));
          table.row(row);
        });
    table.print(out);
    if (baseline) {
      out.println(
          switch (task) {
            case CLASSIFICATION ->
                "  baseline: always the most frequent class of the training part";
            case LANGUAGE ->
                "  baseline: always the frequencies of the tokens of the training part";
            case TRANSLATE ->
                "  loss and accuracy of tokens, bleu from 0 to 100, exact: one of the translations given\n"
                    + "  baseline: the source, copied";
            case REGRESSION, FORECAST, AUTOENCODER ->
                "  baseline: always the mean of the training part";
          });
    }
    boolean several = parts.values().stream().anyMatch(part -> !part.targets().isEmpty());
    if (several) {
      out.println(
          "  "
              + String.join(", ", metrics.subList(metrics.indexOf(main(task)), metrics.size()))
              + ": means over the targets");
      targets(out, parts);
    }
    Map.Entry<String, PartReport> last = List.copyOf(parts.entrySet()).getLast();
    last.getValue().confusion().ifPresent(matrix -> confusion(out, last.getKey(), matrix));
  }

  /// Each target by itself.
  private static void targets(PrintStream out, Map<String, PartReport> parts) {
    out.println();
    List<String> names =
        List.copyOf(
            List.copyOf(parts.values()).getFirst().targets().values().iterator().next().keySet());
    var header = new ArrayList<>(List.of("target", "part"));
    header.addAll(names);
    var table = new TextTable("ll" + "r".repeat(names.size())).row(header);
    for (String target : List.copyOf(parts.values()).getFirst().targets().keySet()) {
      parts.forEach(
          (part, report) -> {
            var row = new ArrayList<>(List.of(target, PlanText.part(part)));
            Map<String, Double> own = report.targets().getOrDefault(target, Map.of());
            names.forEach(name -> row.add(value(name, own.get(name))));
            table.row(row);
          });
    }
    table.print(out);
  }

  /// Whether a model is better than its baseline on the part that counts most; true if it was not
  /// measured.
  public static boolean beatsBaseline(Task task, Map<String, PartReport> parts) {
    if (parts.isEmpty()) {
      return true;
    }
    PartReport last = List.copyOf(parts.values()).getLast();
    String main = main(task);
    double own = last.metrics().getOrDefault(main, Double.NaN);
    double simple = last.baseline().getOrDefault(main, Double.NaN);
    boolean shares = task == Task.CLASSIFICATION || task == Task.TRANSLATE;
    return Double.isNaN(simple) || (shares ? own > simple : own < simple);
  }

  private static String main(Task task) {
    return switch (task) {
      case CLASSIFICATION -> "accuracy";
      case LANGUAGE -> "loss";
      case TRANSLATE -> "bleu";
      case REGRESSION, FORECAST, AUTOENCODER -> "rmse";
    };
  }

  private static List<String> baselines(Task task) {
    return task == Task.TRANSLATE ? List.of("bleu", "exact") : List.of(main(task));
  }

  private static String value(String metric, @Nullable Double value) {
    if (value == null) {
      return "-";
    }
    if (Double.isNaN(value)) {
      return metric.equals("r2") ? "undefined (all targets are equal)" : "undefined";
    }
    return SHARES.contains(metric) ? Numbers.percent(value) : Numbers.decimal(value);
  }

  /// Rows are what it was, columns what was predicted; for few classes only.
  private static void confusion(PrintStream out, String part, ConfusionMatrix matrix) {
    List<String> classes = matrix.classes().stream().map(ResultsText::shortened).toList();
    if (classes.size() > MOST_CLASSES) {
      return;
    }
    out.println();
    out.println(
        "Confusion, "
            + PlanText.part(part)
            + " (a row for each class, a column for what was predicted)");
    var header = new ArrayList<>(List.of(""));
    header.addAll(classes);
    header.addAll(List.of("precision", "recall", "F1"));
    var table = new TextTable("l" + "r".repeat(header.size() - 1)).row(header);
    for (int actual = 0; actual < classes.size(); actual++) {
      var row = new ArrayList<>(List.of(classes.get(actual)));
      matrix.counts().get(actual).forEach(count -> row.add(Numbers.count(count)));
      row.add(share(matrix.precision(actual)));
      row.add(share(matrix.recall(actual)));
      row.add(share(matrix.f1(actual)));
      table.row(row);
    }
    table.print(out);
  }

  private static String share(double value) {
    return Double.isNaN(value) ? "-" : Numbers.decimal(value);
  }

  private static String shortened(String label) {
    return label.length() <= LONGEST_CLASS ? label : label.substring(0, LONGEST_CLASS - 2) + "..";
  }
}
