package hebb.train;

import hebb.backend.Backend;
import hebb.backend.BackendChoice;
import hebb.dataset.Dataset;
import hebb.graph.Variable;
import hebb.metric.Metric;
import hebb.metric.Metrics;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.loss.Loss;
import hebb.nn.optim.Ema;
import hebb.nn.optim.Lbfgs;
import hebb.nn.optim.Schedule;
import hebb.nn.optim.Variables;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The training loop. An epoch goes through all rows in an order of its own, then evaluates the
/// validation part. With the same data, settings and seed it ends with the same bits, for any
/// number of threads and after any resume.
///
/// ```java
/// TrainingResult result = new Trainer(network, loss, TrainingConfig.of(50), train).validation(held).run();
/// ```
public final class Trainer {
  private final Network network;
  private final Loss loss;
  private final TrainingConfig config;
  private final Dataset train;
  private final List<TrainingListener> listeners = new ArrayList<>();
  private final Variables optimizerState = new Variables();
  private Backend backend = BackendChoice.current().backend();
  private @Nullable Dataset validation;
  private @Nullable Supplier<Metrics> metrics;
  private @Nullable Parameters parameters;
  private @Nullable TrainingState resumed;
  private @Nullable Run run;
  private volatile boolean stopped;
  private volatile boolean ended;

  /// A trainer of one run. The settings' seed gives the first weights.
  ///
  /// @throws IllegalArgumentException if there are no rows
  public Trainer(Network network, Loss loss, TrainingConfig config, Dataset train) {
    if (train.rows() == 0) {
      throw new IllegalArgumentException("train: expected at least one row, got none.");
    }
    this.network = network;
    this.loss = loss;
    this.config = config;
    this.train = train;
  }

  /// Rows that are not trained on: their loss decides when to stop and which weights to keep.
  ///
  /// @throws IllegalArgumentException if they have another shape than the training rows, or there
  ///   are none
  public Trainer validation(Dataset validation) {
    if (validation.rows() == 0
        || !validation.inputs().equals(train.inputs())
        || !validation.targets().equals(train.targets())) {
      throw new IllegalArgumentException(
          "validation: expected rows of "
              + train.inputs()
              + " and "
              + train.targets()
              + ", got "
              + validation.rows()
              + " rows of "
              + validation.inputs()
              + " and "
              + validation.targets()
              + ".");
    }
    this.validation = validation;
    return this;
  }

  /// Adds a listener; they are told in this order.
  public Trainer listener(TrainingListener listener) {
    listeners.add(listener);
    return this;
  }

  /// What is measured on the validation part; unless said, what suits the loss.
  public Trainer metrics(Supplier<Metrics> metrics) {
    this.metrics = metrics;
    return this;
  }

  /// What runs the steps; unless said, the choice of this JVM.
  public Trainer backend(Backend backend) {
    this.backend = backend;
    return this;
  }

  /// Starts from parameters that there are already, which are trained in place.
  public Trainer start(Parameters parameters) {
    this.parameters = parameters;
    return this;
  }

  /// Goes on from a checkpoint that was made with the same data and settings.
  public Trainer resume(TrainingState state) {
    this.resumed = state;
    return this;
  }

  /// Checks that the optimiser can train the network.
  ///
  /// @throws IllegalArgumentException if it cannot
  public void requireFits() {
    if (config.optimizer() instanceof Lbfgs) {
      LbfgsSteps.requireFits(StepGraph.of(network, loss, parameters(), train), config);
    }
  }

  /// Asks training to end after the present step. Any thread may call it.
  public void stop() {
    stopped = true;
  }

  /// Asks training to end after the present epoch, as if all were done: it is not interrupted. Any
  /// thread may call it.
  public void end() {
    ended = true;
  }

  /// The parameters, which training moves in place; made by the seed if there are none yet.
  public Parameters parameters() {
    Parameters present = parameters;
    if (present == null) {
      present = Parameters.create(network, train.inputs(), config.seed());
      parameters = present;
    }
    return present;
  }

  /// What a checkpoint holds: the state at the end of the last finished epoch. To be called by a
  /// listener, or after [#run].
  ///
  /// @throws IllegalStateException before training has started
  public TrainingState state() {
    if (run == null) {
      throw new IllegalStateException("state: expected training to have started. Call run first.");
    }
    return run.state();
  }

  /// Trains, and leaves the weights that are kept in [#parameters]: those of the best epoch with
  /// early stopping, else the last ones. A trainer runs once.
  ///
  /// @throws hebb.graph.ShapeException if the network does not fit the data
  public TrainingResult run() {
    if (run != null) {
      throw new IllegalStateException("run: expected a trainer that has not run. Make a new one.");
    }
    run = new Run();
    return run.train();
  }

  private Metrics newMetrics(Shape output) {
    return metrics != null ? metrics.get() : Evaluator.metrics(loss, output, train.targets());
  }

  /// Rows that go on from one to the next need steps of one batch each.
  private static TrainingConfig requirePlain(TrainingConfig config, Dataset train) {
    if (train.continues() && (config.accumulate() > 1 || config.optimizer() instanceof Lbfgs)) {
      throw new IllegalArgumentException(
          "carry-state: expected steps of one batch each, got "
              + (config.accumulate() > 1 ? "accumulate " + config.accumulate() : "lbfgs")
              + ". Leave one of them out.");
    }
    return config;
  }

  /// The state of a run.
  private final class Run {
    private final Parameters weights = parameters();
    private final StepGraph graph = StepGraph.of(network, loss, weights, train);
    private final Steps steps =
        requirePlain(config, train).optimizer() instanceof Lbfgs lbfgs
            ? new LbfgsSteps(graph, config, lbfgs, optimizerState, train, backend)
            : config.accumulate() > 1
                ? new AccumulatedSteps(graph, config, optimizerState, train, backend)
                : new TrainingSteps(graph, config, optimizerState, train, backend);
    private final Evaluator evaluator = new Evaluator(graph, config, backend);
    private final Metrics measures = monitoring(newMetrics(network.outputShape(train.inputs())));
    private final StepEvent stepEvent = new StepEvent();
    private final Snapshot last = new Snapshot(allVariables());
    private final Snapshot best = new Snapshot(weights.variables());
    private final Snapshot live = new Snapshot(weights.variables());
    private TrainingState.Progress progress = TrainingState.Progress.NONE;
    private TrainingState.Progress plateau = TrainingState.Progress.NONE;
    private int reductions;
    private int epoch;
    private long step;
    private long rowsTrained;
    private long nanosTrained;
    private double learningRate;
    private float badLoss;

    private Metrics monitoring(Metrics usual) {
      return config.monitor().isEmpty() ? usual : usual.measure(List.of(config.monitor().get()));
    }

    private List<Variable> allVariables() {
      List<Variable> all = new ArrayList<>(weights.variables());
      all.addAll(optimizerState.all());
      return all;
    }

    TrainingResult train() {
      long begin = System.nanoTime();
      if (resumed != null) {
        resume(resumed);
      }
      int validationRows = validation == null ? 0 : validation.rows();
      TrainingPlan plan =
          new TrainingPlan(
              weights.count(),
              train.rows(),
              validationRows,
              steps.batch(),
              steps.count(),
              config.epochs(),
              epoch + 1);
      listeners.forEach(listener -> listener.started(plan));
      Outcome outcome = epochs();
      int kept = keep(outcome);
      TrainingResult result =
          new TrainingResult(
              outcome,
              message(outcome, kept),
              epoch,
              kept,
              weights,
              (System.nanoTime() - begin) * 1e-9,
              rowsTrained / (nanosTrained * 1e-9));
      listeners.forEach(listener -> listener.finished(result));
      return result;
    }

    private Outcome epochs() {
      while (epoch < config.epochs()) {
        if (patienceIsOver()) {
          return Outcome.EARLY_STOPPED;
        }
        if (steps.finished()) {
          return Outcome.CONVERGED;
        }
        if (ended) {
          return Outcome.ENDED;
        }
        double[] sums = new double[2];
        EpochEvent event = new EpochEvent();
        event.begin();
        long begin = System.nanoTime();
        long before = step;
        Outcome outcome = batches(sums);
        nanosTrained += System.nanoTime() - begin;
        if (outcome != Outcome.COMPLETED) {
          step = before;
          return outcome;
        }
        rowsTrained += train.rows();
        double rowsPerSecond = train.rows() / ((System.nanoTime() - begin) * 1e-9);
        if (!endEpoch(event, sums[0] / train.rows(), sums[1] / train.rows(), rowsPerSecond)) {
          step = before;
          return Outcome.NOT_FINITE;
        }
      }
      return patienceIsOver() ? Outcome.EARLY_STOPPED : Outcome.COMPLETED;
    }

    private Outcome batches(double[] sums) {
      steps.begin(epoch);
      try {
        return steps(sums);
      } finally {
        steps.end();
      }
    }

    private Outcome steps(double[] sums) {
      for (int i = 0; i < steps.count(); i++) {
        if (stopped) {
          return Outcome.INTERRUPTED;
        }
        double at = epoch + i / (double) steps.count();
        learningRate =
            config.optimizer().learningRate()
                * config.schedule().factor(at, config.epochs(), reductions);
        boolean recorded = stepEvent.isEnabled();
        if (recorded) {
          stepEvent.begin();
        }
        steps.run(i, step, learningRate);
        step++;
        float batchLoss = steps.loss();
        if (recorded) {
          stepEvent.done(step, epoch + 1, steps.rows(i), batchLoss, learningRate);
        }
        if (!Float.isFinite(batchLoss) || !Float.isFinite(steps.penalty())) {
          badLoss = batchLoss;
          return Outcome.NOT_FINITE;
        }
        sums[0] += (double) batchLoss * steps.rows(i);
        sums[1] += (double) steps.penalty() * steps.rows(i);
        for (int k = 0; k < listeners.size(); k++) {
          listeners.get(k).batchEnd(step, batchLoss);
        }
      }
      return Outcome.COMPLETED;
    }

    /// Evaluates, keeps what is to be kept and tells the listeners; false if the weights or the
    /// loss are not finite.
    private boolean endEpoch(
        EpochEvent event, double epochLoss, double penalty, double rowsPerSecond) {
      OptionalDouble validationLoss = OptionalDouble.empty();
      Map<String, Double> measured = Map.of();
      live.take();
      Map<String, Double> compared = compared();
      averageWeights();
      if (validation != null) {
        Evaluation evaluation = evaluator.evaluate(validation, measures);
        validationLoss = OptionalDouble.of(evaluation.loss());
        measured = evaluation.metrics();
      }
      double monitored = monitored(validationLoss.orElse(epochLoss));
      double judged = validationLoss.orElse(epochLoss);
      if (!best.finite() || !Double.isFinite(judged)) {
        badLoss = (float) judged;
        return false;
      }
      epoch++;
      progress = progress.after(epoch, monitored, config.minDelta());
      boolean improved = progress.waited() == 0;
      if (improved && stopsEarly()) {
        best.take();
      }
      listeners.forEach(listener -> listener.evaluated(epoch));
      live.restore();
      reduceOnPlateau(judged);
      last.take();
      EpochLog log =
          new EpochLog(
              epoch,
              epochLoss,
              penalty,
              validationLoss,
              measured,
              withKept(compared, validationLoss),
              learningRate,
              rowsPerSecond,
              improved);
      event.done(log);
      listeners.forEach(listener -> listener.epochEnd(log));
      return true;
    }

    /// The validation losses of the weights as they are and of their mean that began with a copy,
    /// where they are to be compared.
    private Map<String, Double> compared() {
      Ema ema = config.ema().orElse(null);
      if (ema == null || ema.start() != Ema.Start.COMPARED || validation == null) {
        return Map.of();
      }
      Map<String, Double> losses = new LinkedHashMap<>();
      losses.put("raw", evaluator.evaluate(validation, measures).loss());
      for (Variable variable : weights.variables()) {
        variable.store(ema.readOther(optimizerState, variable));
      }
      losses.put("copy_first", evaluator.evaluate(validation, measures).loss());
      live.restore();
      return losses;
    }

    private static Map<String, Double> withKept(Map<String, Double> compared, OptionalDouble kept) {
      if (compared.isEmpty()) {
        return compared;
      }
      Map<String, Double> all = new LinkedHashMap<>(compared);
      all.put("corrected", kept.orElse(Double.NaN));
      return all;
    }

    /// What decides when to stop, the lower the better: the loss, or the measure that is asked for.
    private double monitored(double loss) {
      if (validation == null || config.monitor().isEmpty()) {
        return loss;
      }
      Metric metric = config.monitor().get();
      double value = measures.value(metric);
      return Double.isNaN(value)
          ? Double.POSITIVE_INFINITY
          : metric.better() == Metric.Better.LARGER ? -value : value;
    }

    private void reduceOnPlateau(double judged) {
      config.schedule().plateau().ifPresent(schedule -> reduceOnPlateau(schedule, judged));
    }

    private void reduceOnPlateau(Schedule.Plateau schedule, double judged) {
      plateau = plateau.after(epoch, judged, schedule.minDelta());
      if (plateau.waited() >= schedule.patience()) {
        reductions++;
        plateau = new TrainingState.Progress(plateau.loss(), plateau.epoch(), 0);
      }
    }

    /// Replaces weights and statistics by their running means, if there are any.
    private void averageWeights() {
      config.ema().ifPresent(this::averageWeights);
    }

    private void averageWeights(Ema ema) {
      for (Variable variable : weights.variables()) {
        variable.store(ema.read(optimizerState, variable));
      }
    }

    private boolean stopsEarly() {
      return validation != null && config.patience() != TrainingConfig.NO_PATIENCE;
    }

    private boolean patienceIsOver() {
      return stopsEarly() && progress.waited() >= config.patience();
    }

    /// Puts the weights that are kept in place; returns the epoch they are from.
    private int keep(Outcome outcome) {
      if (stopsEarly() && progress.epoch() > 0) {
        best.restore();
        return progress.epoch();
      }
      if (outcome == Outcome.NOT_FINITE || outcome == Outcome.INTERRUPTED) {
        last.restore();
      }
      if (epoch > 0) {
        averageWeights();
      }
      return epoch;
    }

    private String message(Outcome outcome, int kept) {
      String weightsKept =
          kept == 0 ? "the first weights are kept" : "the weights of epoch " + kept + " are kept";
      return switch (outcome) {
        case COMPLETED ->
            (epoch == 1 ? "The epoch is done; " : "All " + epoch + " epochs are done; ")
                + weightsKept
                + ".";
        case CONVERGED ->
            "Converged after "
                + epoch
                + " epochs: there is no lower loss near by; "
                + weightsKept
                + ".";
        case EARLY_STOPPED ->
            "Stopped after epoch "
                + epoch
                + ": the validation "
                + config
                    .monitor()
                    .map(metric -> metric.spec() + " has not become better")
                    .orElse("loss has not fallen")
                + " for "
                + progress.waited()
                + " epochs; "
                + weightsKept
                + ".";
        case NOT_FINITE ->
            "Stopped in epoch "
                + (epoch + 1)
                + ": the loss is not finite ("
                + badLoss
                + "); "
                + weightsKept
                + ". Use a smaller learning rate, or clip the gradients.";
        case ENDED -> "Ended after epoch " + epoch + ", as was asked for; " + weightsKept + ".";
        case INTERRUPTED -> "Stopped on request after epoch " + epoch + "; " + weightsKept + ".";
      };
    }

    private void resume(TrainingState state) {
      last.fill(state.variables());
      last.restore();
      boolean kept = !state.bestWeights().isEmpty();
      if (kept) {
        best.fill(state.bestWeights());
      }
      // Early stopping that was not there before starts now: it has no best weights yet.
      progress = kept || !stopsEarly() ? state.best() : TrainingState.Progress.NONE;
      plateau = state.plateau();
      reductions = state.reductions();
      epoch = state.epoch();
      step = (long) epoch * steps.count();
      if (epoch < 0 || step != state.step()) {
        throw new IllegalArgumentException(
            "resume: expected "
                + step
                + " steps after epoch "
                + epoch
                + ", got "
                + state.step()
                + ". Resume with the data and batch size of the checkpoint.");
      }
    }

    TrainingState state() {
      long finished = (long) epoch * steps.count();
      Map<String, hebb.tensor.Tensor> kept =
          stopsEarly() && progress.epoch() > 0 ? best.tensors() : Map.of();
      return new TrainingState(
          epoch, finished, progress, plateau, reductions, last.tensors(), kept);
    }
  }
}
