package hebb.model;

import hebb.data.Baseline;
import hebb.data.Task;
import hebb.dataset.Dataset;
import hebb.metric.Metric;
import hebb.metric.Metrics;
import hebb.metric.SeveralMetrics;
import hebb.nn.Parameters;
import hebb.train.Evaluation;
import hebb.train.Evaluator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What a model reaches on rows, and on the parts of its data beside what the simplest guess does.
final class PartReports {
  private PartReports() {}

  /// Measures a model on each part.
  static Map<String, PartReport> of(Model model, Source.Prepared rows) {
    Function<Dataset, Map<String, Double>> baseline = baseline(model.task(), rows);
    Map<String, PartReport> reports = new LinkedHashMap<>();
    rows.parts()
        .forEach(
            (name, part) -> {
              PartReport report = model.evaluate(part);
              reports.put(
                  name,
                  (report.baseline().isEmpty() ? report.withBaseline(baseline.apply(part)) : report)
                      .withUnknownClass(rows.unknownClass().getOrDefault(name, 0)));
            });
    return reports;
  }

  /// What the simplest guess reaches on a part; for an autoencoder its r2 tells that, and a
  /// forecast and a translation have baselines of their own.
  private static Function<Dataset, Map<String, Double>> baseline(Task task, Source.Prepared rows) {
    if (task == Task.AUTOENCODER || task == Task.FORECAST || task == Task.TRANSLATE) {
      return part -> Map.of();
    }
    if (task == Task.LANGUAGE) {
      return part -> LanguageTask.baseline(rows.train(), part);
    }
    Baseline baseline = Baseline.of(rows.train(), task);
    return task == Task.CLASSIFICATION
        ? part -> Map.of("accuracy", baseline.accuracy(part))
        : part -> errors(baseline, part, rows.input().units());
  }

  private static Map<String, Double> errors(Baseline baseline, Dataset part, double[] units) {
    Map<String, Double> errors = new LinkedHashMap<>();
    errors.put("rmse", baseline.rmse(part, units));
    errors.put("mae", baseline.mae(part, units));
    return errors;
  }

  /// Measures what was trained on rows.
  ///
  /// @param more measures beside those of the task and the one that training was monitored by
  /// @throws IllegalArgumentException if one of them does not fit the task
  static PartReport measure(
      ModelDocument document, Parameters parameters, Dataset rows, List<Metric> more) {
    Input input = document.input();
    Metrics measures = Objective.metrics(document.loss(), input);
    document.training().training().monitor().ifPresent(metric -> measures.measure(List.of(metric)));
    more.forEach(metric -> Objective.requireFits("metrics", metric, input));
    measures.measure(more);
    Evaluation evaluation =
        Evaluator.evaluate(
            document.network(),
            parameters,
            document.loss(),
            document.training().training(),
            rows,
            measures);
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("loss", evaluation.loss());
    metrics.put("penalty", evaluation.penalty());
    metrics.putAll(evaluation.metrics());
    Optional<ConfusionMatrix> confusion = Objective.confusion(input.classes(), measures);
    Map<String, Map<String, Double>> targets = new LinkedHashMap<>();
    if (measures instanceof SeveralMetrics several) {
      for (int t = 0; t < input.targets().size(); t++) {
        targets.put(input.targets().get(t).column(), several.of(t).values());
      }
    }
    return new PartReport(rows.rows(), metrics, targets, Map.of(), confusion, 0, Map.of());
  }
}
