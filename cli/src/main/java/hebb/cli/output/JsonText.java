package hebb.cli.output;

import hebb.model.PartReport;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// JSON for programs that read what a command wrote.
public final class JsonText {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private JsonText() {}

  /// One object on one line.
  public static String of(Map<String, ?> object) {
    return MAPPER.writeValueAsString(object);
  }

  /// The metrics of each part, by its name.
  public static Map<String, Object> metrics(Map<String, PartReport> parts) {
    var metrics = new LinkedHashMap<String, Object>();
    parts.forEach((name, part) -> metrics.put(name, metrics(part)));
    return metrics;
  }

  /// The measures of a part; of several targets, each by itself in `targets` too.
  public static Map<String, @Nullable Object> metrics(PartReport part) {
    var metrics = new LinkedHashMap<String, @Nullable Object>(finite(part.metrics()));
    if (!part.targets().isEmpty()) {
      var targets = new LinkedHashMap<String, Object>();
      part.targets().forEach((name, own) -> targets.put(name, finite(own)));
      metrics.put("targets", targets);
    }
    if (!part.forecasts().isEmpty()) {
      metrics.put("forecasts", ForecastText.json(part.forecasts()));
    }
    return metrics;
  }

  /// Numbers with null for what JSON has no number for.
  public static Map<String, @Nullable Double> finite(Map<String, Double> numbers) {
    var finite = new LinkedHashMap<String, @Nullable Double>();
    numbers.forEach((name, value) -> finite.put(name, Double.isFinite(value) ? value : null));
    return Collections.unmodifiableMap(finite);
  }
}
