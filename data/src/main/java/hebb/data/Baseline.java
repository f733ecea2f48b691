package hebb.data;

import hebb.dataset.Dataset;
import hebb.dataset.Targets;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/// The simplest prediction there is: the same for every row, whatever its features. A model that
/// learned something does better. Measures are means over the targets.
public final class Baseline {
  private final double[] guesses;

  private Baseline(double[] guesses) {
    this.guesses = guesses;
  }

  /// What is guessed of each target after a look at the training part: the index of the most
  /// frequent class, of equals the first; or the mean, standardised if the targets are.
  public static Baseline of(Dataset train, Task task) {
    int width = train.targets().size();
    double[] weights = weights(train);
    float[] targets = Targets.of(train);
    double[] guesses = new double[width];
    for (int t = 0; t < width; t++) {
      double[] column = new double[train.rows()];
      for (int r = 0; r < column.length; r++) {
        column[r] = targets[r * width + t];
      }
      guesses[t] =
          switch (task) {
            case CLASSIFICATION -> mostFrequent(column, weights);
            case REGRESSION, FORECAST, AUTOENCODER, LANGUAGE, TRANSLATE -> mean(column, weights);
          };
    }
    return new Baseline(guesses);
  }

  private static double mean(double[] column, double[] weights) {
    double sum = 0;
    double all = 0;
    for (int r = 0; r < column.length; r++) {
      sum += weights[r] * column[r];
      all += weights[r];
    }
    return all == 0 ? 0 : sum / all;
  }

  private static double mostFrequent(double[] column, double[] weights) {
    double[] counts = new double[(int) Arrays.stream(column).max().orElse(0) + 1];
    int best = 0;
    for (int r = 0; r < column.length; r++) {
      counts[(int) column[r]] += weights[r];
    }
    for (int i = 1; i < counts.length; i++) {
      best = counts[i] > counts[best] ? i : best;
    }
    return best;
  }

  /// The share of rows of a part whose class is guessed.
  public double accuracy(Dataset part) {
    double[] ones = new double[guesses.length];
    Arrays.fill(ones, 1);
    return mean(part, ones, error -> error == 0 ? 1 : 0, false);
  }

  /// The root of the mean squared error of the guess in a part.
  ///
  /// @param units of each target, what one unit of it is in the target's own unit; 1 if it is not
  ///   standardised
  public double rmse(Dataset part, double... units) {
    return mean(part, units, error -> error * error, true);
  }

  /// The mean absolute error of the guess in a part.
  ///
  /// @param units of each target, what one unit of it is in the target's own unit; 1 if it is not
  ///   standardised
  public double mae(Dataset part, double... units) {
    return mean(part, units, Math::abs, false);
  }

  private double mean(Dataset part, double[] units, DoubleUnaryOperator cost, boolean root) {
    float[] targets = Targets.of(part);
    double[] weights = weights(part);
    int width = guesses.length;
    double mean = 0;
    for (int t = 0; t < width; t++) {
      double[] costs = new double[part.rows()];
      for (int r = 0; r < costs.length; r++) {
        costs[r] = cost.applyAsDouble(targets[r * width + t] - guesses[t]);
      }
      double own = mean(costs, weights);
      mean += units[t] * (root ? Math.sqrt(own) : own) / width;
    }
    return mean;
  }

  private static double[] weights(Dataset part) {
    double[] weights = new double[part.rows()];
    Arrays.setAll(weights, part::weight);
    return weights;
  }
}
