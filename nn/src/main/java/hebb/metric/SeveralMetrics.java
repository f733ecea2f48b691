package hebb.metric;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Measures of several targets, each of one column of predictions and targets. A measure of all of
/// them is the mean of theirs, over those for which it is defined.
public final class SeveralMetrics implements Metrics {
  private final List<Metrics> each;
  private float[] predictions = new float[0];
  private float[] targets = new float[0];

  /// Measures of targets in their order, all of one kind.
  public SeveralMetrics(List<? extends Metrics> each) {
    if (each.isEmpty()) {
      throw new IllegalArgumentException("metrics: expected at least one target, got none.");
    }
    this.each = List.copyOf(each);
  }

  /// Those of one target.
  public Metrics of(int target) {
    return each.get(target);
  }

  @Override
  public SeveralMetrics measure(Collection<Metric> more) {
    each.forEach(one -> one.measure(more));
    return this;
  }

  @Override
  public void add(float[] allPredictions, float[] allTargets, float[] weights, int rows) {
    if (predictions.length < rows) {
      predictions = new float[rows];
      targets = new float[rows];
    }
    int width = each.size();
    for (int t = 0; t < width; t++) {
      for (int r = 0; r < rows; r++) {
        predictions[r] = allPredictions[r * width + t];
        targets[r] = allTargets[r * width + t];
      }
      each.get(t).add(predictions, targets, weights, rows);
    }
  }

  @Override
  public Map<String, Double> values() {
    List<Map<String, Double>> values = each.stream().map(Metrics::values).toList();
    Map<String, Double> means = new LinkedHashMap<>();
    for (String name : values.getFirst().keySet()) {
      means.put(name, mean(values.stream().map(one -> one.get(name)).toList()));
    }
    return means;
  }

  @Override
  public double value(Metric metric) {
    return mean(each.stream().map(one -> one.value(metric)).toList());
  }

  private static double mean(List<Double> values) {
    return values.stream()
        .mapToDouble(Double::doubleValue)
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElse(Double.NaN);
  }

  @Override
  public void reset() {
    each.forEach(Metrics::reset);
  }
}
