package hebb.metric;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Measures of predicted classes: accuracy, confusion matrix, precision, recall, F1 and log loss.
/// The predicted class is the most probable one, the first of equals; for one probability, class 1
/// from 1/2 on.
public final class ClassMetrics implements Metrics {
  /// What a probability is raised to before its logarithm is taken.
  private static final double LEAST = 1e-15;

  private final int classes;
  private final int columns;
  private final int targetColumns;
  private final int labels;
  private final long[] confusion;
  private double logLoss;

  private ClassMetrics(int classes, int columns, int targetColumns, int labels) {
    this.classes = classes;
    this.labels = labels;
    this.columns = columns;
    this.targetColumns = targetColumns;
    this.confusion = new long[Math.multiplyExact(classes, classes)];
  }

  /// Predictions `[rows, classes]` of probabilities, targets `[rows, 1]` of class indices.
  public static ClassMetrics of(int classes) {
    return new ClassMetrics(classes, classes, 1, 1);
  }

  /// Predictions and targets `[rows, classes]`, both of probabilities.
  public static ClassMetrics ofProbabilities(int classes) {
    return new ClassMetrics(classes, classes, classes, 1);
  }

  /// Two classes: predictions `[rows, 1]` of the probability of class 1, targets `[rows, 1]` of 0
  /// or 1.
  public static ClassMetrics binary() {
    return binary(1);
  }

  /// Several labels of two classes each: predictions and targets `[rows, labels]`; each counts by
  /// itself.
  public static ClassMetrics binary(int labels) {
    return new ClassMetrics(2, 1, 1, labels);
  }

  @Override
  public void add(float[] predictions, float[] targets, int rows) {
    for (int r = 0; r < rows * labels; r++) {
      int actual = targetColumns == 1 ? (int) targets[r] : largest(targets, r * classes, classes);
      if (actual < 0 || actual >= classes) {
        throw new IllegalArgumentException(
            "metrics: expected a class from 0 to "
                + (classes - 1)
                + ", got "
                + targets[r]
                + ". Look at the labels.");
      }
      int predicted =
          columns == 1
              ? (predictions[r] >= 0.5f ? 1 : 0)
              : largest(predictions, r * classes, classes);
      confusion[actual * classes + predicted]++;
      logLoss -= Math.log(Math.max(LEAST, probability(predictions, r, actual)));
    }
  }

  private double probability(float[] predictions, int row, int actual) {
    if (columns > 1) {
      return predictions[row * classes + actual];
    }
    return actual == 1 ? predictions[row] : 1.0 - predictions[row];
  }

  private static int largest(float[] x, int from, int n) {
    int best = 0;
    for (int i = 1; i < n; i++) {
      if (x[from + i] > x[from + best]) {
        best = i;
      }
    }
    return best;
  }

  /// How many classes there are.
  public int classes() {
    return classes;
  }

  /// How many rows have been taken.
  public long rows() {
    return Arrays.stream(confusion).sum();
  }

  /// How many rows of a class were given another (or the same).
  public long confusion(int actual, int predicted) {
    return confusion[actual * classes + predicted];
  }

  /// The share of rows that are right.
  public double accuracy() {
    long right = 0;
    for (int c = 0; c < classes; c++) {
      right += confusion(c, c);
    }
    return right / (double) rows();
  }

  /// Of the rows that were given a class, the share that belong there; NaN if there are none.
  public double precision(int predicted) {
    long given = 0;
    for (int c = 0; c < classes; c++) {
      given += confusion(c, predicted);
    }
    return confusion(predicted, predicted) / (double) given;
  }

  /// Of the rows of a class, the share that was found; NaN if there are none.
  public double recall(int actual) {
    long all = 0;
    for (int c = 0; c < classes; c++) {
      all += confusion(actual, c);
    }
    return confusion(actual, actual) / (double) all;
  }

  /// The harmonic mean of precision and recall, `2 right / (given + all)`; NaN if there is nothing
  /// to count.
  public double f1(int index) {
    long given = 0;
    long all = 0;
    for (int c = 0; c < classes; c++) {
      given += confusion(c, index);
      all += confusion(index, c);
    }
    return 2.0 * confusion(index, index) / (given + all);
  }

  /// The mean of `-log p` of the true class, in nats.
  public double logLoss() {
    return logLoss / rows();
  }

  /// `accuracy`.
  @Override
  public Map<String, Double> values() {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("accuracy", accuracy());
    return values;
  }

  @Override
  public void reset() {
    Arrays.fill(confusion, 0);
    logLoss = 0;
  }
}
