package hebb.train;

import hebb.graph.Variable;
import hebb.metric.Metric;
import hebb.nn.Parameters;
import hebb.nn.optim.Adam;
import hebb.nn.optim.Ema;
import hebb.nn.optim.Lbfgs;
import hebb.nn.optim.Optimizer;
import hebb.nn.optim.Schedule;
import hebb.nn.spec.Check;
import hebb.nn.spec.Names;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// How a network is trained.
///
/// @param optimizer the update rule and its learning rate; Adam at .001 unless said
/// @param schedule how the learning rate changes; constant unless said
/// @param epochs how often all rows are gone through, at most; has no default
/// @param batchSize rows for each step, or [#FULL_BATCH]; 32 unless said, and never more than there
///   are rows
/// @param accumulate how many batches one step takes the gradient of, as if they were one: for
///   batches that memory does not hold; 1 unless said
/// @param l1 adds `l1 sum |W|` over the weights to what is made small; 0 unless said
/// @param l2 adds `l2/2 sum W^2` over the weights to what is made small (never biases or scales); 0
///   unless said
/// @param clipNorm the gradients' common Euclidean norm is cut to this; [#NO_CLIPPING] unless said
/// @param clipValue each number of a gradient is held between minus this and this, before the norm
///   is looked at; [#NO_CLIPPING] unless said
/// @param patience epochs without a better validation loss after which training stops and goes back
///   to the best weights; 10 unless said, [#NO_PATIENCE] for never: then the last weights are kept
/// @param minDelta how much lower a validation loss must be to count as better; 0 unless said
/// @param seed of first weights, shuffling and dropout; 42 unless said
/// @param threads how many threads share the work, at most 1,024; it never changes a result
/// @param ema a running mean of the weights that is evaluated and kept in their place; none unless
///   said
/// @param monitor the measure of the validation part that decides when to stop and which weights
///   are kept; the loss unless said
/// @param rates the learning rate of some parameters, as a factor: by patterns of their paths in
///   which `*` stands for anything, as in `inputs/*`; of several the last counts; 0 keeps them as
///   they are; none unless said
public record TrainingConfig(
    Optimizer optimizer,
    Schedule schedule,
    int epochs,
    int batchSize,
    int accumulate,
    double l1,
    double l2,
    double clipNorm,
    double clipValue,
    int patience,
    double minDelta,
    long seed,
    int threads,
    Optional<Ema> ema,
    Optional<Metric> monitor,
    Map<String, Double> rates) {
  /// All rows in one step.
  public static final int FULL_BATCH = Integer.MAX_VALUE;

  /// No early stopping.
  public static final int NO_PATIENCE = Integer.MAX_VALUE;

  /// Gradients stay as they are.
  public static final double NO_CLIPPING = Double.POSITIVE_INFINITY;

  private static final int MOST_THREADS = 1024;

  /// Numbers in range.
  public TrainingConfig {
    Check.atLeast(1, "epochs", epochs);
    Check.atLeast(1, "batch size", batchSize);
    Check.atLeast(1, "accumulate", accumulate);
    Check.notNegative("l1", l1);
    Check.notNegative("l2", l2);
    rates = Collections.unmodifiableMap(new LinkedHashMap<>(rates));
    rates.forEach((pattern, factor) -> Check.notNegative("rates: " + pattern, factor));
    if (clipNorm != NO_CLIPPING) {
      Check.positive("clip norm", clipNorm);
    }
    if (clipValue != NO_CLIPPING) {
      Check.positive("clip value", clipValue);
    }
    Check.atLeast(1, "patience", patience);
    Check.notNegative("min delta", minDelta);
    Check.atLeast(1, "threads", threads);
    if (threads > MOST_THREADS) {
      throw new IllegalArgumentException(
          "threads: expected 1 to " + MOST_THREADS + ", got " + threads + ".");
    }
  }

  /// The defaults for at most so many epochs, on all processors.
  public static TrainingConfig of(int epochs) {
    int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    return new TrainingConfig(
        new Adam(),
        new Schedule.Constant(),
        epochs,
        32,
        1,
        0,
        0,
        NO_CLIPPING,
        NO_CLIPPING,
        10,
        0,
        42,
        threads,
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  /// These settings with another update rule.
  public TrainingConfig withOptimizer(Optimizer optimizer) {
    return new TrainingConfig(
        optimizer,
        schedule,
        epochs,
        batchSize,
        accumulate,
        l1,
        l2,
        clipNorm,
        clipValue,
        patience,
        minDelta,
        seed,
        threads,
        ema,
        monitor,
        rates);
  }

  /// These settings with another course of the learning rate.
  public TrainingConfig withSchedule(Schedule schedule) {
    return new TrainingConfig(
        optimizer,
        schedule,
        epochs,
        batchSize,
        accumulate,
        l1,
        l2,
        clipNorm,
        clipValue,
        patience,
        minDelta,
        seed,
        threads,
        ema,
        monitor,
        rates);
  }

  /// These settings with another number of epochs.
  public TrainingConfig withEpochs(int epochs) {
    return new TrainingConfig(
        optimizer,
        schedule,
        epochs,
        batchSize,
        accumulate,
        l1,
        l2,
        clipNorm,
        clipValue,
        patience,
        minDelta,
        seed,
        threads,
        ema,
        monitor,
        rates);
  }

  /// These settings with another number of rows for each step.
  public TrainingConfig withBatchSize(int batchSize) {
    return new TrainingConfig(
        optimizer,
        schedule,
        epochs,
        batchSize,
        accumulate,
        l1,
        l2,
        clipNorm,
        clipValue,
        patience,
        minDelta,
        seed,
        threads,
        ema,
        monitor,
        rates);
  }

  /// These settings with another penalty on weights.
  public TrainingConfig withL2(double l2) {
    return new TrainingConfig(
        optimizer,
        schedule,
        epochs,
        batchSize,
        accumulate,
        l1,
        l2,
        clipNorm,
        clipValue,
        patience,
        minDelta,
        seed,
        threads,
        ema,
        monitor,
        rates);
  }

  /// These settings with another limit of the gradients' norm.
  public TrainingConfig withClipNorm(double clipNorm) {
    return new TrainingConfig(
        optimizer,
        schedule,
        epochs,
        batchSize,
        accumulate,
        l1,
        l2,
        clipNorm,
        clipValue,
        patience,
        minDelta,
        seed,
        threads,
        ema,
        monitor,
        rates);
  }

  /// These settings with another limit of each number of a gradient.
  public TrainingConfig withClipValue(double clipValue) {
    return new TrainingConfig(
        optimizer,
        schedule,
        epochs,
        batchSize,
        accumulate,
        l1,
        l2,
        clipNorm,
        clipValue,
        patience,
        minDelta,
        seed,
        threads,
        ema,
        monitor,
        rates);
  }

  /// These settings with another patience.
  public TrainingConfig withPatience(int patience) {
    return new TrainingConfig(
        optimizer,
        schedule,
        epochs,
        batchSize,
        accumulate,
        l1,
        l2,
        clipNorm,
        clipValue,
        patience,
        minDelta,
        seed,
        threads,
        ema,
        monitor,
        rates);
  }

  /// These settings with another least improvement.
  public TrainingConfig withMinDelta(double minDelta) {
    return new TrainingConfig(
        optimizer,
        schedule,
        epochs,
        batchSize,
        accumulate,
        l1,
        l2,
        clipNorm,
        clipValue,
        patience,
        minDelta,
        seed,
        threads,
        ema,
        monitor,
        rates);
  }

  /// These settings with another seed.
  public TrainingConfig withSeed(long seed) {
    return new TrainingConfig(
        optimizer,
        schedule,
        epochs,
        batchSize,
        accumulate,
        l1,
        l2,
        clipNorm,
        clipValue,
        patience,
        minDelta,
        seed,
        threads,
        ema,
        monitor,
        rates);
  }

  /// These settings with another number of threads.
  public TrainingConfig withThreads(int threads) {
    return new TrainingConfig(
        optimizer,
        schedule,
        epochs,
        batchSize,
        accumulate,
        l1,
        l2,
        clipNorm,
        clipValue,
        patience,
        minDelta,
        seed,
        threads,
        ema,
        monitor,
        rates);
  }

  /// These settings with a running mean of the weights.
  public TrainingConfig withEma(Ema ema) {
    return new TrainingConfig(
        optimizer,
        schedule,
        epochs,
        batchSize,
        accumulate,
        l1,
        l2,
        clipNorm,
        clipValue,
        patience,
        minDelta,
        seed,
        threads,
        Optional.of(ema),
        monitor,
        rates);
  }

  /// These settings with a measure by which training is judged, in place of the loss.
  public TrainingConfig withMonitor(Metric metric) {
    return new TrainingConfig(
        optimizer,
        schedule,
        epochs,
        batchSize,
        accumulate,
        l1,
        l2,
        clipNorm,
        clipValue,
        patience,
        minDelta,
        seed,
        threads,
        ema,
        Optional.of(metric),
        rates);
  }

  /// These settings with another number of batches for each step.
  public TrainingConfig withAccumulate(int accumulate) {
    return new TrainingConfig(
        optimizer,
        schedule,
        epochs,
        batchSize,
        accumulate,
        l1,
        l2,
        clipNorm,
        clipValue,
        patience,
        minDelta,
        seed,
        threads,
        ema,
        monitor,
        rates);
  }

  /// These settings with another penalty on the sizes of weights.
  public TrainingConfig withL1(double l1) {
    return new TrainingConfig(
        optimizer,
        schedule,
        epochs,
        batchSize,
        accumulate,
        l1,
        l2,
        clipNorm,
        clipValue,
        patience,
        minDelta,
        seed,
        threads,
        ema,
        monitor,
        rates);
  }

  /// These settings with other factors of the learning rate, by patterns of paths.
  public TrainingConfig withRates(Map<String, Double> rates) {
    return new TrainingConfig(
        optimizer,
        schedule,
        epochs,
        batchSize,
        accumulate,
        l1,
        l2,
        clipNorm,
        clipValue,
        patience,
        minDelta,
        seed,
        threads,
        ema,
        monitor,
        rates);
  }

  /// The factor of the learning rate of a parameter; 0 where it stays as it is.
  public double rateOf(String path) {
    double factor = 1;
    for (Map.Entry<String, Double> rate : rates.entrySet()) {
      factor = isOf(rate.getKey(), path) ? rate.getValue() : factor;
    }
    return factor;
  }

  /// Whether a pattern is that of a path, or of a layer that holds it.
  private static boolean isOf(String pattern, String path) {
    return path.matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q") + "(/.*)?");
  }

  /// Checks that each factor of the learning rate is that of a parameter.
  ///
  /// @throws IllegalArgumentException if one is of none, or the optimiser takes none
  public void requireRates(Parameters parameters) {
    List<String> paths = parameters.trained().stream().map(Variable::path).toList();
    for (String pattern : rates.keySet()) {
      if (paths.stream().noneMatch(path -> isOf(pattern, path))) {
        throw Names.unknown("lr-of: path", pattern, paths);
      }
    }
    if (!rates.isEmpty() && optimizer instanceof Lbfgs) {
      throw new IllegalArgumentException(
          "lr-of: expected an optimizer whose steps have a rate for each parameter, got lbfgs. Take"
              + " adamw, or leave it out.");
    }
  }
}
