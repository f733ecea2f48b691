package hebb.metric;

import java.util.Collection;
import java.util.Map;

/// Measures of predictions against targets that take them batch by batch, in double precision. An
/// empty measure gives NaN.
public sealed interface Metrics
    permits ClassMetrics, RegressionMetrics, SeveralMetrics, TokenMetrics {
  /// Measures these too; returns itself.
  ///
  /// @throws IllegalArgumentException if one of them is of another task, or of a class that is not
  ///   there
  /// @throws IllegalStateException if there are rows already
  Metrics measure(Collection<Metric> more);

  /// Takes the first `rows` rows of dense predictions and targets, which count alike.
  default void add(float[] predictions, float[] targets, int rows) {
    add(predictions, targets, new float[0], rows);
  }

  /// Takes the first `rows` rows of dense predictions and targets.
  ///
  /// @param weights how much each row counts; empty where all count alike
  void add(float[] predictions, float[] targets, float[] weights, int rows);

  /// The measures by name, in order: those that are always measured, then those that were asked
  /// for.
  Map<String, Double> values();

  /// One measure, which need not be one of [#values] unless it keeps rows.
  ///
  /// @throws IllegalArgumentException if it is of another task, or of a class that is not there
  /// @throws IllegalStateException if it keeps rows and was not asked for
  double value(Metric metric);

  /// Forgets all rows.
  void reset();
}
