package hebb.diagnose;

import hebb.nn.loss.Loss;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;

/// The best guess that is the same for all rows, found on the training part: what it costs is what
/// there is to learn.
interface Guess {
  /// A share of 0 is that of a class that is yet to be seen.
  double LEAST = 1e-6;

  /// What it costs for a row.
  ///
  /// @param at where the targets of the row begin
  double cost(float[] targets, int at);

  /// The mean cost of rows.
  default double loss(Targets rows) {
    return rows.mean(at -> cost(rows.values(), at));
  }

  /// The guess for a loss; empty where the loss has no formula for it.
  ///
  /// @param classes how many there are; 0 where a target is no class
  static Optional<Guess> of(Loss loss, Targets train, int classes) {
    if (loss instanceof Loss.TokenCrossEntropy) {
      return Optional.of(tokens(train));
    }
    if (!(loss instanceof Loss.Standard standard)) {
      return Optional.empty();
    }
    return switch (standard) {
      case HALF_SQUARED_ERROR -> Optional.of(each(means(train), (y, m) -> (y - m) * (y - m) / 2));
      case ABSOLUTE_ERROR -> Optional.of(each(medians(train), (y, m) -> Math.abs(y - m)));
      case LOG_COSH -> Optional.empty();
      case POISSON ->
          Optional.of(each(means(train), (y, m) -> m - y * Math.log(Math.max(LEAST, m))));
      case BINARY_CROSS_ENTROPY ->
          Optional.of(each(means(train), (y, p) -> y * bits(p) + (1 - y) * bits(1 - p)));
      case HINGE -> Optional.of(each(means(train), (y, p) -> p > 0.5 ? 2 * (1 - y) : 2 * y));
      case SOFTMAX_CROSS_ENTROPY, KL_DIVERGENCE ->
          classes == 0 ? Optional.empty() : Optional.of(classes(train, classes));
      case SOFTMAX_HALF_SQUARED_ERROR ->
          classes == 0 ? Optional.empty() : Optional.of(squares(train.shares(classes)));
    };
  }

  /// @param cost of a target and what is guessed for it
  private static Guess each(double[] guesses, DoubleBinaryOperator cost) {
    return (targets, at) -> {
      double sum = 0;
      for (int t = 0; t < guesses.length; t++) {
        sum += cost.applyAsDouble(targets[at + t], guesses[t]);
      }
      return sum;
    };
  }

  private static Guess classes(Targets train, int classes) {
    double[] bits = Arrays.stream(train.shares(classes)).map(Guess::bits).toArray();
    return (targets, at) -> bits[(int) targets[at]];
  }

  private static Guess squares(double[] shares) {
    double all = Arrays.stream(shares).map(p -> p * p).sum();
    return (targets, at) -> (all + 1 - 2 * shares[(int) targets[at]]) / 2;
  }

  /// Guesses each token by how often it comes, of those steps that have one.
  private static Guess tokens(Targets train) {
    int most = 0;
    for (float token : train.values()) {
      most = Math.max(most, (int) token);
    }
    double[] counts = new double[most + 1];
    int all = 0;
    for (float token : train.values()) {
      if (token >= 0) {
        counts[(int) token]++;
        all++;
      }
    }
    double tokens = Math.max(1, all);
    double[] bits = Arrays.stream(counts).map(n -> bits(n / tokens)).toArray();
    return new Guess() {
      @Override
      public double cost(float[] targets, int at) {
        int token = (int) targets[at];
        return token < bits.length ? bits[token] : bits(0);
      }

      @Override
      public double loss(Targets rows) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < rows.values().length; i++) {
          if (rows.values()[i] >= 0) {
            sum += cost(rows.values(), i);
            count++;
          }
        }
        return sum / Math.max(1, count);
      }
    };
  }

  private static double bits(double p) {
    return -Math.log(Math.max(LEAST, p));
  }

  private static double[] means(Targets train) {
    double[] means = new double[train.width()];
    Arrays.setAll(means, t -> train.mean(at -> train.values()[at + t]));
    return means;
  }

  private static double[] medians(Targets train) {
    double[] medians = new double[train.width()];
    Arrays.setAll(medians, t -> median(train, t));
    return medians;
  }

  private static double median(Targets train, int target) {
    float[] sorted = new float[train.rows()];
    for (int r = 0; r < sorted.length; r++) {
      sorted[r] = train.value(r, target);
    }
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
