package hebb.metric;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/// The measures that were asked for beside those that are always there.
final class Asked {
  private final Set<Metric> metrics = new LinkedHashSet<>();

  void add(Collection<Metric> more, long rows) {
    if (rows > 0) {
      throw new IllegalStateException(
          "metrics: expected to be told what to measure before any rows, got "
              + rows
              + " rows. Call measure first.");
    }
    metrics.addAll(more);
  }

  /// Whether one of them keeps rows.
  boolean keepRows() {
    return metrics.stream().anyMatch(Metric::keepsRows);
  }

  void requireKept(Metric metric) {
    if (metric.keepsRows() && !metrics.contains(metric)) {
      throw new IllegalStateException(
          "metrics: expected "
              + metric.spec()
              + " to be asked for before the rows that it keeps. Call measure first.");
    }
  }

  void putInto(Map<String, Double> values, ToDoubleFunction<Metric> value) {
    for (Metric metric : metrics) {
      values.put(metric.spec().toString(), value.applyAsDouble(metric));
    }
  }

  static IllegalArgumentException wrong(Metric metric, String expected) {
    return new IllegalArgumentException(
        "metric: expected " + expected + ", got " + metric.spec() + ".");
  }
}
