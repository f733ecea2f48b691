package hebb.cli.runs;

import hebb.data.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/// A difference with the range that it lies in with 95 % confidence.
///
/// @param low NaN where there is no interval
/// @param high likewise
/// @param method how it was found, to be read; empty where there is none
record Interval(double difference, double low, double high, String method) {
  static final int DRAWS = 2000;

  /// The quantile .975 of Student's t for 1 to 30 degrees of freedom.
  private static final double[] STUDENT = {
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
    2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
    2.052, 2.048, 2.045, 2.042
  };

  private static final double NORMAL = 1.96;

  static Interval none(double difference) {
    return new Interval(difference, Double.NaN, Double.NaN, "");
  }

  /// Of the means of two lists of measures, `second` less `first`: paired where the same seeds made
  /// both, else by Welch (1947); none with one of either.
  static Interval ofMeans(double[] first, double[] second, boolean paired) {
    double difference = mean(second) - mean(first);
    if (first.length < 2 || second.length < 2) {
      return none(difference);
    }
    if (paired) {
      double[] each = new double[first.length];
      Arrays.setAll(each, i -> second[i] - first[i]);
      double error = deviation(each) / Math.sqrt(each.length);
      return around(difference, student(each.length - 1) * error, "paired by seed");
    }
    double a = Math.pow(deviation(first), 2) / first.length;
    double b = Math.pow(deviation(second), 2) / second.length;
    double freedom =
        a + b == 0
            ? first.length + second.length - 2
            : Math.pow(a + b, 2) / (a * a / (first.length - 1) + b * b / (second.length - 1));
    return around(difference, student((int) freedom) * Math.sqrt(a + b), "over seeds, Welch");
  }

  private static Interval around(double difference, double half, String method) {
    return new Interval(difference, difference - half, difference + half, method);
  }

  /// A paired bootstrap over rows (Efron 1979): both models are measured on the same rows, drawn
  /// with replacement again and again.
  ///
  /// @param first the error of each row by the first model
  /// @param second the same by the second
  /// @param measure of the mean error, as its root
  static Interval bootstrap(double[] first, double[] second, DoubleUnaryOperator measure) {
    int[] rows =
        IntStream.range(0, first.length)
            .filter(row -> !Double.isNaN(first[row]) && !Double.isNaN(second[row]))
            .toArray();
    RandomStream random = new RandomStream(0, "bootstrap");
    double[] differences = new double[DRAWS];
    Arrays.setAll(
        differences,
        draw -> {
          double a = 0;
          double b = 0;
          for (int i = 0; i < rows.length; i++) {
            int row = rows[random.below(rows.length)];
            a += first[row];
            b += second[row];
          }
          return measure.applyAsDouble(b / rows.length) - measure.applyAsDouble(a / rows.length);
        });
    Arrays.sort(differences);
    double a = Arrays.stream(rows).mapToDouble(row -> first[row]).average().orElse(Double.NaN);
    double b = Arrays.stream(rows).mapToDouble(row -> second[row]).average().orElse(Double.NaN);
    int cut = (int) (0.025 * DRAWS);
    return new Interval(
        measure.applyAsDouble(b) - measure.applyAsDouble(a),
        differences[cut],
        differences[DRAWS - 1 - cut],
        "paired bootstrap over " + rows.length + " rows");
  }

  /// Whether the difference is one.
  boolean isClear() {
    return low > 0 || high < 0;
  }

  boolean isKnown() {
    return !method.isEmpty();
  }

  static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  /// The standard deviation of a sample; NaN of one number.
  static double deviation(double[] values) {
    double mean = mean(values);
    double squares = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
    return values.length < 2 ? Double.NaN : Math.sqrt(squares / (values.length - 1));
  }

  private static double student(int freedom) {
    int at = Math.max(1, freedom);
    return at <= STUDENT.length ? STUDENT[at - 1] : NORMAL + 2.4 / at;
  }

  static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
