package hebb.metric;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/// Measures of the classes of steps, as of the tokens of a text: the share that is right, over all
/// steps that have a target.
public final class TokenMetrics implements Metrics {
  private final int steps;
  private long tokens;
  private long right;

  /// For rows of so many steps; a target of -1 stands for none.
  public TokenMetrics(int steps) {
    this.steps = steps;
  }

  @Override
  public TokenMetrics measure(Collection<Metric> more) {
    for (Metric metric : more) {
      throw Asked.wrong(metric, "none, or the loss, for steps");
    }
    return this;
  }

  /// Takes the likeliest class of each step.
  @Override
  public void add(float[] predictions, float[] targets, float[] weights, int rows) {
    for (int i = 0; i < rows * steps; i++) {
      if (targets[i] >= 0) {
        tokens++;
        right += (int) predictions[i] == (int) targets[i] ? 1 : 0;
      }
    }
  }

  /// How many steps had a target.
  public long tokens() {
    return tokens;
  }

  @Override
  public Map<String, Double> values() {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("accuracy", tokens == 0 ? Double.NaN : (double) right / tokens);
    return values;
  }

  @Override
  public double value(Metric metric) {
    throw Asked.wrong(metric, "none, or the loss, for steps");
  }

  @Override
  public void reset() {
    tokens = 0;
    right = 0;
  }
}
