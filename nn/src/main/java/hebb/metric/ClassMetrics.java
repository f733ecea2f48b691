package hebb.metric;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// Measures of predicted classes: the confusion matrix, all that follows from it, and measures of
/// probabilities such as log loss. The predicted class is the most probable one, the first of
/// equals; for one probability, class 1 from 1/2 on.
public final class ClassMetrics implements Metrics {
  /// What a probability is raised to before its logarithm is taken.
  private static final double LEAST = 1e-15;

  private final int classes;
  private final int columns;
  private final int targetColumns;
  private final int labels;
  private final long[] confusion;
  private final double[] weight;
  private final Calibration calibration = new Calibration();
  private final Asked asked = new Asked();
  private Ranking[] rankings = new Ranking[0];
  private double logLoss;
  private double squares;

  private ClassMetrics(int classes, int columns, int targetColumns, int labels) {
    this.classes = classes;
    this.labels = labels;
    this.columns = columns;
    this.targetColumns = targetColumns;
    this.confusion = new long[Math.multiplyExact(classes, classes)];
    this.weight = new double[confusion.length];
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
  public ClassMetrics measure(Collection<Metric> more) {
    more.forEach(this::check);
    asked.add(more, rows());
    if (asked.keepRows() && rankings.length == 0) {
      rankings = new Ranking[labels];
      Arrays.setAll(rankings, i -> new Ranking());
    }
    return this;
  }

  private void check(Metric metric) {
    if (metric.task() == Metric.Task.NUMBERS) {
      throw Asked.wrong(metric, "a measure of classes such as accuracy or log_loss");
    }
    if (metric.task() == Metric.Task.TWO_CLASSES && classes != 2) {
      throw Asked.wrong(metric, "a measure of " + classes + " classes");
    }
    if (metric instanceof Metric.OfOneClass one && one.index() >= classes) {
      throw Asked.wrong(metric, "a class from 0 to " + (classes - 1));
    }
  }

  @Override
  public void add(float[] predictions, float[] targets, float[] weights, int rows) {
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
      double counts = weights.length == 0 ? 1 : weights[r / labels];
      confusion[actual * classes + predicted]++;
      weight[actual * classes + predicted] += counts;
      logLoss -= counts * Math.log(Math.max(LEAST, probability(predictions, r, actual)));
      squares += counts * squares(predictions, r, actual);
      calibration.add(probability(predictions, r, predicted), predicted == actual, counts);
      if (rankings.length > 0) {
        rankings[r % labels].add(predictions[(r + 1) * columns - 1], actual == 1, counts);
      }
    }
  }

  /// `sum_c (p_c - y_c)^2`; of two classes both errors are one.
  private double squares(float[] predictions, int row, int actual) {
    if (classes == 2) {
      double error = 1 - probability(predictions, row, actual);
      return error * error;
    }
    double sum = 1 - 2.0 * predictions[row * classes + actual];
    for (int i = row * classes; i < (row + 1) * classes; i++) {
      sum += (double) predictions[i] * predictions[i];
    }
    return sum;
  }

  private double probability(float[] predictions, int row, int index) {
    if (columns > 1) {
      return predictions[row * classes + index];
    }
    return index == 1 ? predictions[row] : 1.0 - predictions[row];
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
    return right() / weight();
  }

  private double weight() {
    return Arrays.stream(weight).sum();
  }

  private double weight(int actual, int predicted) {
    return weight[actual * classes + predicted];
  }

  private double right() {
    double right = 0;
    for (int c = 0; c < classes; c++) {
      right += weight(c, c);
    }
    return right;
  }

  /// The weight of rows that were given a class.
  private double given(int predicted) {
    double given = 0;
    for (int c = 0; c < classes; c++) {
      given += weight(c, predicted);
    }
    return given;
  }

  /// The weight of rows of a class.
  private double all(int actual) {
    double all = 0;
    for (int c = 0; c < classes; c++) {
      all += weight(actual, c);
    }
    return all;
  }

  /// Of the rows that were given a class, the share that belong there; NaN if there are none.
  public double precision(int predicted) {
    return weight(predicted, predicted) / given(predicted);
  }

  /// Of the rows of a class, the share that was found; NaN if there are none.
  public double recall(int actual) {
    return weight(actual, actual) / all(actual);
  }

  /// The harmonic mean of precision and recall, `2 right / (given + all)`; NaN if there is nothing
  /// to count.
  public double f1(int index) {
    return 2 * weight(index, index) / (given(index) + all(index));
  }

  /// Over the classes that are there or predicted; what is not defined of one of them is 0.
  double macro(Metric.Share share) {
    double sum = 0;
    int counted = 0;
    for (int c = 0; c < classes; c++) {
      if (given(c) + all(c) > 0) {
        double value = new Metric.OfOneClass(share, c).of(this);
        sum += Double.isNaN(value) ? 0 : value;
        counted++;
      }
    }
    return sum / counted;
  }

  double balancedAccuracy() {
    double sum = 0;
    int counted = 0;
    for (int c = 0; c < classes; c++) {
      if (all(c) > 0) {
        sum += recall(c);
        counted++;
      }
    }
    return sum / counted;
  }

  /// The sum over classes of how often they are predicted times how often they are there.
  private double chance() {
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      sum += given(c) * all(c);
    }
    return sum;
  }

  double matthews() {
    double rows = weight();
    double ofGiven = rows * rows;
    double ofAll = rows * rows;
    for (int c = 0; c < classes; c++) {
      ofGiven -= given(c) * given(c);
      ofAll -= all(c) * all(c);
    }
    return (right() * rows - chance()) / Math.sqrt(ofGiven * ofAll);
  }

  double kappa() {
    double rows = weight();
    double expected = chance() / (rows * rows);
    return (accuracy() - expected) / (1 - expected);
  }

  double brier() {
    return squares / weight();
  }

  double calibrationError() {
    return calibration.error();
  }

  double rocAuc() {
    return meanOfLabels(Ranking::rocAuc);
  }

  double averagePrecision() {
    return meanOfLabels(Ranking::averagePrecision);
  }

  /// Over the labels for which it is defined.
  private double meanOfLabels(ToDoubleFunction<Ranking> area) {
    return Arrays.stream(rankings)
        .mapToDouble(area)
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElse(Double.NaN);
  }

  /// The mean of `-log p` of the true class, in nats.
  public double logLoss() {
    return logLoss / weight();
  }

  /// `accuracy`, and what was asked for.
  @Override
  public Map<String, Double> values() {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("accuracy", accuracy());
    asked.putInto(values, this::value);
    return values;
  }

  @Override
  public double value(Metric metric) {
    check(metric);
    asked.requireKept(metric);
    return switch (metric) {
      case Metric.OfClasses known -> known.of(this);
      case Metric.OfOneClass one -> one.of(this);
      case Metric.OfNumbers numbers -> throw new AssertionError(numbers);
      case Metric.Pinball pinball -> throw new AssertionError(pinball);
    };
  }

  @Override
  public void reset() {
    Arrays.fill(confusion, 0);
    Arrays.fill(weight, 0);
    logLoss = 0;
    squares = 0;
    calibration.clear();
    for (Ranking ranking : rankings) {
      ranking.clear();
    }
  }
}
