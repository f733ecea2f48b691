package hebb.train;

import hebb.dataset.Dataset;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.loss.Loss;
import hebb.nn.optim.Lbfgs;
import hebb.nn.optim.Schedule;
import hebb.nn.spec.Check;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The learning-rate range test (Smith 2017): trains with a rate that rises by one factor from step
/// to step, until the loss leaves what it was, and looks where it was lowest. The weights that come
/// of it are of no use; parameters are made anew by the seed.
public final class LearningRateFinder {
  /// How much of the running mean of losses stays at each step.
  private static final double SMOOTHING = 0.9;

  /// A loss so many times the lowest has left.
  private static final double LEFT = 4;

  /// The rates that are tried.
  ///
  /// @param low the first rate, above 0
  /// @param high the last rate, above `low`
  /// @param steps how many; at least 10
  public record Range(double low, double high, int steps) {
    /// From 1e-6 to 10 in 200 steps.
    public static final Range DEFAULT = new Range(1e-6, 10, 200);

    /// Checks the numbers.
    public Range {
      Check.positive("lr-find: low", low);
      Check.atLeast(10, "lr-find: steps", steps);
      if (!(high > low) || !Double.isFinite(high)) {
        throw new IllegalArgumentException(
            "lr-find: high: expected a rate above " + low + ", got " + high + ".");
      }
    }
  }

  private final Network network;
  private final Loss loss;
  private final TrainingConfig config;
  private final Dataset data;
  private volatile boolean stopped;
  private volatile @Nullable Trainer trainer;

  /// For a network as it would be trained; rate, schedule, epochs and patience do not count.
  public LearningRateFinder(Network network, Loss loss, TrainingConfig config, Dataset data) {
    this.network = network;
    this.loss = loss;
    this.config = config;
    this.data = data;
  }

  /// Asks the test to end after the present step. Any thread may call it.
  public void stop() {
    stopped = true;
    Trainer running = trainer;
    if (running != null) {
      running.stop();
    }
  }

  /// Runs the test.
  ///
  /// @param listener is told of each step
  /// @throws IllegalArgumentException if the optimiser takes no learning rate of its own, as L-BFGS
  public LearningRateCurve run(Range range, TrainingListener listener) {
    if (config.optimizer() instanceof Lbfgs) {
      throw new IllegalArgumentException(
          "lr-find: expected an optimizer whose learning rate matters, got lbfgs. Take adamw or sgd.");
    }
    int stepsPerEpoch = stepsPerEpoch();
    double perStep = Math.pow(range.high() / range.low(), 1.0 / (range.steps() - 1));
    TrainingConfig rising =
        config
            .withOptimizer(config.optimizer().withLearningRate(range.low()))
            .withSchedule(new Schedule.Exponential(Math.pow(perStep, stepsPerEpoch)))
            .withEpochs((range.steps() + stepsPerEpoch - 1) / stepsPerEpoch)
            .withPatience(TrainingConfig.NO_PATIENCE);
    Trainer running = new Trainer(network, loss, rising, data);
    running.start(Parameters.toTrain(network, data.inputs(), config.seed()));
    var curve = new Curve(running, range, perStep);
    running.listener(curve).listener(listener);
    trainer = running;
    if (stopped) {
      running.stop();
    }
    TrainingResult result = running.run();
    return new LearningRateCurve(
        curve.points, curve.left || result.outcome() == Outcome.NOT_FINITE);
  }

  /// As many as the loop takes: several batches make one step where gradients are accumulated.
  private int stepsPerEpoch() {
    int batch = Math.min(config.batchSize(), data.rows());
    int batches = (data.rows() + batch - 1) / batch;
    return (batches + config.accumulate() - 1) / config.accumulate();
  }

  /// Gathers the losses, and ends the training.
  private static final class Curve implements TrainingListener {
    final List<LearningRateCurve.Point> points = new ArrayList<>();
    final Trainer running;
    final Range range;
    final double perStep;
    double mean;
    double lowest = Double.POSITIVE_INFINITY;
    boolean left;

    Curve(Trainer running, Range range, double perStep) {
      this.running = running;
      this.range = range;
      this.perStep = perStep;
    }

    @Override
    public void batchEnd(long step, float batchLoss) {
      mean = SMOOTHING * mean + (1 - SMOOTHING) * batchLoss;
      double smoothed = mean / (1 - Math.pow(SMOOTHING, (double) step));
      double rate = range.low() * Math.pow(perStep, step - 1.0);
      points.add(new LearningRateCurve.Point(rate, batchLoss, smoothed));
      left = step > range.steps() / 10 && smoothed > LEFT * lowest;
      lowest = Math.min(lowest, smoothed);
      if (left || step >= range.steps()) {
        running.stop();
      }
    }
  }
}
