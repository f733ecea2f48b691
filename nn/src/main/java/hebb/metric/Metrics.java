package hebb.metric;

import java.util.Map;

/// Measures of predictions against targets that take them batch by batch, in double precision. An
/// empty measure gives NaN.
public sealed interface Metrics permits ClassMetrics, RegressionMetrics {
  /// Takes the first `rows` rows of dense predictions and targets.
  void add(float[] predictions, float[] targets, int rows);

  /// The measures by name, in order.
  Map<String, Double> values();

  /// Forgets everything.
  void reset();
}
