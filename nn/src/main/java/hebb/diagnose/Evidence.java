package hebb.diagnose;

import hebb.nn.Layer;
import hebb.nn.Network;
import hebb.nn.layer.Dense;
import hebb.nn.layer.Gru;
import hebb.nn.layer.Lstm;
import hebb.nn.layer.Rnn;
import hebb.nn.optim.Ema;
import hebb.train.EpochLog;
import hebb.train.Outcome;
import hebb.train.StepGraph;
import hebb.train.TrainingConfig;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// All that is known of a training when it is over.
///
/// @param style how the network was said
/// @param readings at the first weights, then now and again, last at those that are kept
/// @param alikeFirst by path of a weight, the share of its units that begin as others do
/// @param alikeLast the same of the weights that are kept
/// @param rareFound the share of rows of the rarest class that are taken for it; 1 where no class
///   is rare
record Evidence(
    StepGraph step,
    TrainingConfig config,
    Diagnosis.Style style,
    DataFacts data,
    List<Reading> readings,
    List<EpochLog> epochs,
    Moves moves,
    Map<String, Double> alikeFirst,
    Map<String, Double> alikeLast,
    double rareFound,
    Outcome outcome) {
  /// Below this a loss is no measure.
  private static final double LEAST_BASELINE = 1e-12;

  /// A penalty that is so much of what is made small outweighs the loss.
  static final double OUTWEIGHS = 0.5;

  /// Weights that are less than this part of what they were in the beginning.
  static final double SHRUNK = 0.5;

  private static final Set<String> BY_GRADIENT = Set.of("sgd", "momentum", "nesterov", "lbfgs");

  Reading first() {
    return readings.getFirst();
  }

  Reading last() {
    return readings.getLast();
  }

  /// How much of the loss that there is without looking at a row the kept weights take away: 0 for
  /// none, 1 for all; on the validation part where there is one.
  double learned() {
    return share(bestJudged(), toLearnJudged());
  }

  /// [#learned], below 0 where no weights did as well as the guess.
  double judgedShare() {
    return 1 - bestJudged() / toLearnJudged();
  }

  /// [#learned] of the guess that is best where all rows count alike.
  double learnedUnweighted() {
    return share(bestJudged(), data.unweighted().orElse(first().loss()) - data.judgedFloor());
  }

  /// [#judged] at its lowest.
  double bestJudged() {
    return epochs.stream().mapToDouble(this::judged).min().orElse(Double.NaN);
  }

  /// How much of the loss of the first weights is gone: random ones may happen to do well.
  double gone() {
    double gone = 1 - bestJudged() / (first().loss() - data.judgedFloor());
    return Double.isFinite(gone) ? gone : 0;
  }

  /// What [#learned] is of the validation loss, of the training loss at its lowest.
  double memorised() {
    return share(bestTrained(), toLearn());
  }

  /// [#trained] at its lowest.
  double bestTrained() {
    return epochs.stream().mapToDouble(this::trained).min().orElse(Double.NaN);
  }

  /// What a loss takes away of what there is to learn, as a share of that.
  ///
  /// @param excess the loss above that of predictions that are right
  private static double share(double excess, double all) {
    double share = 1 - excess / all;
    return all < LEAST_BASELINE ? 1 : Double.isFinite(share) ? Math.max(0, share) : 0;
  }

  /// A loss of training rows above that of predictions that are right.
  double excess(double loss) {
    return loss - data.floor();
  }

  /// [#excess] of an epoch.
  double trained(EpochLog log) {
    return excess(log.loss());
  }

  /// The same on the validation part where there is one.
  double judged(EpochLog log) {
    return log.validationLoss().orElse(log.loss()) - data.judgedFloor();
  }

  /// What there is to learn: the loss of the best guess that is the same for all rows, above that
  /// of predictions that are right.
  double toLearn() {
    return excess(data.baseline().orElse(first().loss()));
  }

  /// The same on the validation part where there is one: what the guess of the training part costs
  /// there.
  double toLearnJudged() {
    return data.judgedBaseline().orElse(first().loss()) - data.judgedFloor();
  }

  boolean hasValidation() {
    return epochs.stream().anyMatch(log -> log.validationLoss().isPresent());
  }

  boolean notFinite() {
    return outcome == Outcome.NOT_FINITE;
  }

  /// How far the loss rose above where it began, or above the guess without looking: 1 for not.
  double rise() {
    double began = Double.isFinite(first().loss()) ? excess(first().loss()) : 0;
    double usual = Math.max(toLearn(), began);
    return usual < LEAST_BASELINE ? 1 : excess(moves.peak()) / usual;
  }

  /// How much of the first weights is left in those that are evaluated and kept, where they are a
  /// mean over steps that began with them; else 0.
  double firstInMean() {
    return config
        .ema()
        .filter(ema -> ema.start() == Ema.Start.COPY_FIRST)
        .map(ema -> Math.pow(ema.decay(), (double) moves.steps()))
        .orElse(0.0);
  }

  /// Whether the weights that are evaluated and kept are mostly still the first ones.
  boolean isStillFirst() {
    return firstInMean() > OUTWEIGHS;
  }

  /// Whether the optimiser's steps grow with the gradient.
  boolean stepsByGradient() {
    return BY_GRADIENT.contains(config.optimizer().spec().name());
  }

  /// The last epoch that is done.
  int epoch() {
    return epochs.isEmpty() ? 0 : epochs.getLast().epoch();
  }

  /// The first epoch after which a layer was seen to be so.
  int since(String path, Predicate<Reading.Layer> is) {
    return readings.stream()
        .filter(reading -> reading.layer(path).filter(is).isPresent())
        .mapToInt(Reading::epoch)
        .findFirst()
        .orElse(epoch());
  }

  /// The most that the penalty on weights was of what is made small.
  double penalty() {
    return epochs.stream()
        .mapToDouble(log -> log.penalty() / (trained(log) + log.penalty()))
        .max()
        .orElse(0);
  }

  /// Whether a penalty or decay holds the weights so small that nothing is learned, which is then
  /// the cause of what is seen of units and losses.
  boolean held() {
    return learned() < OUTWEIGHS && (penalty() > OUTWEIGHS || shrinks());
  }

  /// Whether weights have shrunk, and are made to by a penalty or decay.
  boolean shrinks() {
    boolean made = config.l1() > 0 || config.l2() > 0 || config.optimizer().weightDecay() > 0;
    return made && moves.kept() < SHRUNK;
  }

  /// The fewest units of a hidden layer; 0 without one.
  int narrowest() {
    int fewest = first().layers().isEmpty() ? 0 : Integer.MAX_VALUE;
    List<Network.Entry> entries = step.network().entries();
    for (Network.Entry entry : entries.subList(0, Math.max(0, entries.size() - 1))) {
      int units = units(entry.layer());
      fewest = units > 0 && (fewest == 0 || units < fewest) ? units : fewest;
    }
    return fewest;
  }

  /// How many units a layer has; 0 of one that has none.
  static int units(Layer layer) {
    if (layer instanceof Dense dense) {
      return dense.units();
    }
    if (layer instanceof Rnn rnn) {
      return rnn.units();
    }
    if (layer instanceof Lstm lstm) {
      return lstm.units();
    }
    return layer instanceof Gru gru ? gru.units() : 0;
  }
}
