package hebb.train;

import hebb.dataset.Dataset;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.loss.Loss;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Finds out what a training will take by its first steps. It trains parameters of its own; nothing
/// of them is kept.
public final class TrialRun {
  /// A forward pass takes about this share of a step of training.
  private static final double FORWARD = 1.0 / 3;

  /// The first steps compile programs and warm up.
  private static final int FEWEST = 4;

  private final Network network;
  private final Loss loss;
  private final TrainingConfig config;
  private final Dataset train;
  private final @Nullable Dataset validation;

  /// What a training takes.
  ///
  /// @param secondsPerEpoch of one epoch, its validation with it
  /// @param epochs the most there are
  /// @param bytes of memory that are held while it trains, the data and all that this JVM holds
  ///   with it
  public record Estimate(double secondsPerEpoch, int epochs, long bytes) {
    /// Of all epochs.
    public double seconds() {
      return secondsPerEpoch * epochs;
    }
  }

  /// A trial of what [Trainer] would do.
  public TrialRun(
      Network network,
      Loss loss,
      TrainingConfig config,
      Dataset train,
      @Nullable Dataset validation) {
    this.network = network;
    this.loss = loss;
    this.config = config;
    this.train = train;
    this.validation = validation;
  }

  /// Trains for about so long, or until training ends.
  public Estimate run(Duration most) {
    Trainer trainer =
        new Trainer(network, loss, config.withPatience(TrainingConfig.NO_PATIENCE), train);
    trainer.start(Parameters.toTrain(network, train.inputs(), config.seed()));
    if (validation != null) {
      trainer.validation(validation);
    }
    var clock = new Clock(trainer, most.toNanos());
    trainer.listener(clock).run();
    // What is not held any more is no part of what training needs.
    System.gc();
    long bytes = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    trainer.state();
    double forward = validation == null ? 0 : FORWARD * validation.rows() / train.rows();
    return new Estimate(clock.secondsPerEpoch() * (1 + forward), config.epochs(), bytes);
  }

  /// Times steps: the latest quarter of the time counts, when kernels are warm.
  private static final class Clock implements TrainingListener {
    private final Trainer trainer;
    private final long most;
    private final long begin = System.nanoTime();
    private int perEpoch = 1;
    private long settled;
    private long settledStep;
    private long last;
    private long lastStep;

    Clock(Trainer trainer, long most) {
      this.trainer = trainer;
      this.most = most;
      this.settled = begin;
      this.last = begin;
    }

    @Override
    public void started(TrainingPlan plan) {
      perEpoch = plan.stepsPerEpoch();
    }

    @Override
    public void batchEnd(long step, float batchLoss) {
      last = System.nanoTime();
      lastStep = step;
      if (last - begin < most / 4 * 3 || step <= FEWEST / 2) {
        settled = last;
        settledStep = step;
      } else if (last - begin > most && step >= FEWEST) {
        trainer.stop();
      }
    }

    double secondsPerEpoch() {
      long steps = lastStep - settledStep;
      double perStep =
          steps > 0
              ? (last - settled) * 1e-9 / steps
              : (last - begin) * 1e-9 / Math.max(1, lastStep);
      return perStep * perEpoch;
    }
  }
}
