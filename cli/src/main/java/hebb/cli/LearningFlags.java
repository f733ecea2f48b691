package hebb.cli;

import hebb.model.TrainOptions;
import hebb.nn.optim.Optimizer;
import hebb.nn.optim.Schedule;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What `train` is told about learning.
final class LearningFlags {
  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      completionCandidates = Optimizers.class,
      description = "The update rule (adam): ${COMPLETION-CANDIDATES}. With numbers as in 'momentum(momentum=.8)'.")
  @Nullable String optimizer;

  @Option(names = "--lr", paramLabel = "RATE", description = "Learning rate (by optimizer: adam .001, sgd .01).")
  @Nullable Double learningRate;

  @Option(
      names = "--schedule",
      paramLabel = "NAME",
      completionCandidates = Schedules.class,
      description = "How the rate changes (constant): ${COMPLETION-CANDIDATES}. As in 'cosine(warmup_epochs=2)'.")
  @Nullable String schedule;

  @Option(
      names = "--batch-size",
      paramLabel = "N|full",
      description = "Rows for each step (32 below 10,000 rows, 128 below 100,000, 256 above).")
  String batchSize = "auto";

  @Option(names = "--epochs", paramLabel = "N", description = "How often all rows are gone through, at most (200).")
  @Nullable Integer epochs;

  @Option(
      names = "--patience",
      paramLabel = "N|none",
      description = "Epochs without a better validation loss until it stops and goes back to the best weights (10).")
  @Nullable String patience;

  @Option(names = "--l2", paramLabel = "X", description = "Adds X/2 times the sum of squared weights to the loss (0).")
  @Nullable Double l2;

  @Option(names = "--weight-decay", paramLabel = "X", description = "Decoupled decay of weights: adam becomes adamw.")
  @Nullable Double weightDecay;

  @Option(names = "--clip-norm", paramLabel = "X", description = "Cuts the gradients' common norm to X.")
  @Nullable Double clipNorm;

  @Option(names = "--seed", paramLabel = "N", description = "Of split, first weights, order and dropout (42).")
  @Nullable Long seed;

  @Option(names = "--threads", paramLabel = "N", description = "Never changes a result (one for each processor).")
  @Nullable Integer threads;

  TrainOptions applyTo(TrainOptions defaults) {
    TrainOptions options = defaults.withBatchSize(Values.batchSize(batchSize));
    if (optimizer != null) {
      options = options.withOptimizer(Optimizer.of(optimizer));
    }
    if (learningRate != null) {
      options = options.withLearningRate(learningRate);
    }
    if (weightDecay != null) {
      options = options.withWeightDecay(weightDecay);
    }
    if (schedule != null) {
      options = options.withSchedule(Schedule.of(schedule));
    }
    if (epochs != null) {
      options = options.withEpochs(epochs);
    }
    if (patience != null) {
      options = options.withPatience(Values.patience(patience));
    }
    if (l2 != null) {
      options = options.withL2(l2);
    }
    if (clipNorm != null) {
      options = options.withClipNorm(clipNorm);
    }
    if (seed != null) {
      options = options.withSeed(seed);
    }
    return threads == null ? options : options.withThreads(threads);
  }

  /// Their names, for help and completion.
  static final class Optimizers implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Optimizer.names().iterator();
    }
  }

  /// Their names, for help and completion.
  static final class Schedules implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Schedule.names().iterator();
    }
  }
}
