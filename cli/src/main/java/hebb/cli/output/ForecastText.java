package hebb.cli.output;

import hebb.data.forecast.ForecastErrors;
import hebb.model.PartReport;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// How good forecasts are beside their baselines, in tables and for programs.
final class ForecastText {
  private static final int MOST_STEPS = 8;
  private static final List<String> MEASURES = List.of("loss", "rmse", "mae", "mse");

  private ForecastText() {}

  /// The errors of each part, then those of all forecasters on the part that counts most, over all
  /// steps and by step.
  static void print(PrintStream out, Map<String, PartReport> parts) {
    out.println("Results, over all steps ahead");
    boolean several = !List.copyOf(parts.values()).getFirst().targets().isEmpty();
    var measures = new ArrayList<>(several ? List.of("loss", "mse") : MEASURES);
    List.copyOf(parts.values()).getFirst().metrics().keySet().stream()
        .filter(name -> !MEASURES.contains(name))
        .filter(name -> !name.equals("penalty") || penalised(parts))
        .forEach(measures::add);
    var header = new ArrayList<>(List.of("", "windows"));
    header.addAll(measures);
    header.add(several ? "baseline mse" : "baseline rmse");
    var table = new TextTable("l" + "r".repeat(header.size() - 1)).row(header);
    parts.forEach(
        (name, part) -> {
          int targets = Math.max(1, part.targets().size());
          var row =
              new ArrayList<>(List.of(PlanText.part(name), Numbers.count(part.rows() / targets)));
          measures.forEach(
              measure ->
                  row.add(Numbers.decimal(part.metrics().getOrDefault(measure, Double.NaN))));
          row.add(
              Numbers.decimal(part.baseline().getOrDefault(several ? "mse" : "rmse", Double.NaN)));
          table.row(row);
        });
    table.print(out);
    out.println(
        several
            ? "  mse: the mean over the standardised targets"
            : "  rmse and mae in the target's unit, mse of the standardised target");
    out.println("  baseline: the better of the last value and the last season");
    Map.Entry<String, PartReport> last = List.copyOf(parts.entrySet()).getLast();
    if (several) {
      targets(out, PlanText.part(last.getKey()), last.getValue().forecasts());
    } else {
      beside(out, PlanText.part(last.getKey()), last.getValue().forecasts());
    }
    bySteps(out, PlanText.part(last.getKey()), last.getValue().forecasts());
  }

  private static boolean penalised(Map<String, PartReport> parts) {
    return parts.values().stream()
        .anyMatch(part -> part.metrics().getOrDefault("penalty", 0.0) > 0);
  }

  private static void beside(PrintStream out, String part, Map<String, ForecastErrors> all) {
    out.println();
    out.println("Beside its baselines, " + part);
    var table = new TextTable("lrrr").row("forecast", "rmse", "mae", "mse");
    all.forEach(
        (name, errors) ->
            table.row(
                name,
                Numbers.decimal(errors.rmse()),
                Numbers.decimal(errors.mae()),
                Numbers.decimal(errors.mse())));
    table.print(out);
  }

  /// The errors of each target by itself, and their mean.
  private static void targets(PrintStream out, String part, Map<String, ForecastErrors> all) {
    out.println();
    out.println(
        "By target, " + part + ": rmse and mae in its unit, mse of the standardised target");
    List<ForecastErrors> each = List.copyOf(all.values());
    var header = new ArrayList<>(List.of("target", "rmse", "mae"));
    all.keySet().forEach(name -> header.add("mse, " + name));
    var table = new TextTable("l" + "r".repeat(header.size() - 1)).row(header);
    for (int t = 0; t < each.getFirst().targets().size(); t++) {
      ForecastErrors.OfTarget own = each.getFirst().targets().get(t);
      var row =
          new ArrayList<>(
              List.of(
                  own.target(),
                  Numbers.decimal(own.overallRmse()),
                  Numbers.decimal(own.overallMae())));
      int place = t;
      each.forEach(errors -> row.add(Numbers.decimal(errors.targets().get(place).mse())));
      table.row(row);
    }
    var mean = new ArrayList<>(List.of("mean", "", ""));
    each.forEach(errors -> mean.add(Numbers.decimal(errors.mse())));
    table.row(mean);
    table.print(out);
  }

  private static void bySteps(PrintStream out, String part, Map<String, ForecastErrors> all) {
    int horizon = List.copyOf(all.values()).getFirst().byStep().size();
    int shown = Math.min(horizon, MOST_STEPS);
    if (horizon == 1) {
      return;
    }
    List<Integer> steps =
        IntStream.range(0, shown)
            .mapToObj(i -> (int) Math.rint((double) i * (horizon - 1) / (shown - 1)))
            .toList();
    boolean several = List.copyOf(all.values()).getFirst().targets().size() > 1;
    out.println();
    out.println("rmse by step ahead, " + part + (several ? ", over the standardised targets" : ""));
    var header = new ArrayList<>(List.of("step"));
    steps.forEach(step -> header.add(Numbers.count(step + 1)));
    var table = new TextTable("l" + "r".repeat(shown)).row(header);
    all.forEach(
        (name, errors) -> {
          var row = new ArrayList<>(List.of(name));
          steps.forEach(step -> row.add(Numbers.decimal(errors.byStep().get(step))));
          table.row(row);
        });
    table.print(out);
  }

  /// The same for programs: by forecaster `rmse`, `mae`, `mse`, and the errors of each target by
  /// step.
  static Map<String, Object> json(Map<String, ForecastErrors> all) {
    var json = new LinkedHashMap<String, Object>();
    all.forEach(
        (name, errors) -> {
          var own = new LinkedHashMap<String, Object>();
          own.put("rmse", errors.rmse());
          own.put("mae", errors.mae());
          own.put("mse", errors.mse());
          own.put("bySteps", errors.targets());
          json.put(name, own);
        });
    return json;
  }
}
