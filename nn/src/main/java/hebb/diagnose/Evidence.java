package hebb.diagnose;

import hebb.nn.layer.Dense;
import hebb.train.EpochLog;
import hebb.train.Outcome;
import hebb.train.StepGraph;
import hebb.train.TrainingConfig;
import java.util.List;
import java.util.Map;

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
  private static final double LEAST_BASELINE = 1e-6;

  Reading first() {
    return readings.getFirst();
  }

  Reading last() {
    return readings.getLast();
  }

  /// How much of the loss that there is without looking at a row the kept weights take away: 0 for
  /// none, 1 for all; on the validation part where there is one.
  double learned() {
    return share(epochs.stream().mapToDouble(Evidence::judged).min().orElse(Double.NaN));
  }

  /// How much of the loss of the first weights is gone: random ones may happen to do well.
  double gone() {
    double best = epochs.stream().mapToDouble(Evidence::judged).min().orElse(Double.NaN);
    double gone = 1 - best / first().loss();
    return Double.isFinite(gone) ? gone : 0;
  }

  /// What [#learned] is of the validation loss, of the training loss at its lowest.
  double memorised() {
    return share(epochs.stream().mapToDouble(EpochLog::loss).min().orElse(Double.NaN));
  }

  /// A loss as a share of what there is to learn that it takes away.
  double share(double loss) {
    double share = 1 - loss / baseline();
    return baseline() < LEAST_BASELINE ? 1 : Double.isFinite(share) ? Math.max(0, share) : 0;
  }

  /// The loss of the best guess that is the same for all rows.
  double baseline() {
    return data.baseline().orElse(first().loss());
  }

  static double judged(EpochLog log) {
    return log.validationLoss().orElse(log.loss());
  }

  boolean notFinite() {
    return outcome == Outcome.NOT_FINITE;
  }

  /// How far the loss rose above where it began, or above the guess without looking: 1 for not.
  double rise() {
    double usual = Math.max(baseline(), Double.isFinite(first().loss()) ? first().loss() : 0);
    return usual < LEAST_BASELINE ? 1 : moves.peak() / usual;
  }

  /// The fewest units of a hidden layer; 0 without one.
  int narrowest() {
    return step.network().entries().stream()
        .limit(Math.max(0, step.network().entries().size() - 1L))
        .filter(entry -> entry.layer() instanceof Dense)
        .mapToInt(entry -> ((Dense) entry.layer()).units())
        .min()
        .orElse(first().layers().isEmpty() ? 0 : Integer.MAX_VALUE);
  }
}
