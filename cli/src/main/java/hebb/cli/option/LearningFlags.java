package hebb.cli.option;

import hebb.metric.Metric;
import hebb.model.TrainOptions;
import hebb.nn.optim.Optimizer;
import hebb.nn.optim.Schedule;
import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What `train` is told about learning.
public final class LearningFlags {
  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      completionCandidates = Optimizers.class,
      description =
          "The update rule (adamw with a weight decay of .1): ${COMPLETION-CANDIDATES}. With"
              + " numbers as in 'momentum(momentum=.8)'.")
  public @Nullable String optimizer;

  @Option(
      names = "--lr",
      paramLabel = "RATE",
      description = "Learning rate (by optimizer: adam and adamw .001, sgd .01).")
  public @Nullable Double learningRate;

  @Option(
      names = "--schedule",
      paramLabel = "NAME",
      completionCandidates = Schedules.class,
      description =
          "How the rate changes (constant): ${COMPLETION-CANDIDATES}. As in"
              + " 'cosine(warmup_epochs=2)'.")
  public @Nullable String schedule;

  @Option(
      names = "--batch-size",
      paramLabel = "N|full",
      description = "Rows for each step (32 below 10,000 rows, 128 below 100,000, 256 above).")
  public String batchSize = "auto";

  @Option(
      names = "--ema",
      paramLabel = "corrected|copy_first|compare",
      description =
          "How the running mean of the weights begins (corrected); compare measures raw weights and"
              + " both means on the validation part.")
  public @Nullable String ema;

  @Option(
      names = "--ema-decay",
      paramLabel = "X",
      description =
          "How much of the running mean of the weights, which is what is kept, stays at each step"
              + " (1 - 1/steps of an epoch, at most .999); 0: no mean.")
  public @Nullable Double emaDecay;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "How often all rows are gone through, at most (200).")
  public @Nullable Integer epochs;

  @Option(
      names = "--patience",
      paramLabel = "N|none",
      description =
          "Epochs without a better validation loss until it stops and goes back to the best weights"
              + " (10).")
  public @Nullable String patience;

  @Option(
      names = "--accumulate",
      paramLabel = "N",
      description =
          "Batches whose gradients make one step, as if they were one batch (1): for memory.")
  public @Nullable Integer accumulate;

  @Option(
      names = "--lr-of",
      paramLabel = "PATH=FACTOR,...",
      description =
          "Multiplies the rate of some parameters, by their paths as inspect shows them, where *"
              + " stands for anything, as in 'inputs/*=.1'; 0 keeps them as they are.")
  public String rates = "";

  @Option(
      names = "--l1",
      paramLabel = "X",
      description = "Adds X times the sum of the sizes of weights to the loss (0).")
  public @Nullable Double l1;

  @Option(
      names = "--l2",
      paramLabel = "X",
      description = "Adds X/2 times the sum of squared weights to the loss (0).")
  public @Nullable Double l2;

  @Option(
      names = "--weight-decay",
      paramLabel = "X",
      description = "Decoupled decay of weights (.1); 0: none.")
  public @Nullable Double weightDecay;

  @Option(
      names = "--clip-norm",
      paramLabel = "X|none",
      description = "Cuts the gradients' common norm to X (none).")
  public @Nullable String clipNorm;

  @Option(
      names = "--clip-value",
      paramLabel = "X|none",
      description = "Holds each number of a gradient between -X and X (none).")
  public @Nullable String clipValue;

  @Option(
      names = "--monitor",
      paramLabel = "METRIC",
      completionCandidates = Monitors.class,
      description =
          "Measure of the validation part that decides when to stop and which weights are kept"
              + " (loss): ${COMPLETION-CANDIDATES}.")
  public @Nullable String monitor;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of split, first weights, order and dropout (42).")
  public @Nullable Long seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Never changes a result (one for each processor).")
  public @Nullable Integer threads;

  public void applyTo(Settings settings) {
    settings
        .set("--optimizer", optimizer, (options, text) -> options.withOptimizer(Optimizer.of(text)))
        .set("--lr", learningRate, TrainOptions::withLearningRate)
        .set("--weight-decay", weightDecay, TrainOptions::withWeightDecay)
        .set("--schedule", schedule, (options, text) -> options.withSchedule(Schedule.of(text)))
        .set("--batch-size", Values.batchSize(batchSize), TrainOptions::withBatchSize)
        .set("--ema", ema, (options, text) -> options.withEmaStart(Values.ema(text)))
        .set("--ema-decay", emaDecay, TrainOptions::withEmaDecay)
        .set("--epochs", epochs, TrainOptions::withEpochs)
        .set("--patience", patience, (options, text) -> options.withPatience(Values.patience(text)))
        .set("--accumulate", accumulate, TrainOptions::withAccumulate)
        .set("--lr-of", Values.factors("--lr-of", rates), TrainOptions::withRates)
        .set("--l1", l1, TrainOptions::withL1)
        .set("--l2", l2, TrainOptions::withL2)
        .set(
            "--clip-norm",
            clipNorm,
            (options, text) -> options.withClipNorm(Values.clip("--clip-norm", text)))
        .set(
            "--clip-value",
            clipValue,
            (options, text) -> options.withClipValue(Values.clip("--clip-value", text)))
        .set("--monitor", monitor, LearningFlags::withMonitor)
        .set("--seed", seed, TrainOptions::withSeed)
        .set("--threads", threads, TrainOptions::withThreads);
  }

  /// Their names, for help and completion.
  public static final class Optimizers implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Optimizer.names().iterator();
    }
  }

  private static TrainOptions withMonitor(TrainOptions options, String text) {
    return text.equals("loss") ? options : options.withMonitor(Metric.of(text));
  }

  /// Their names, for help and completion.
  public static final class Monitors implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.concat(Stream.of("loss"), Metric.names().stream()).iterator();
    }
  }

  /// Their names, for help and completion.
  public static final class Schedules implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Schedule.names().iterator();
    }
  }
}
