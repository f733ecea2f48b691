package hebb.diagnose;

import hebb.train.EpochLog;
import hebb.train.Finding;
import hebb.train.Finding.Severity;
import hebb.train.TrainingConfig;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/// A network that goes on learning the training rows by heart while others get worse.
final class Overfitting implements Check {
  static final double LIMIT = 0.3;
  private static final double RISE = 0.1;

  /// Nor are rows learned by heart where training took less of their own loss away.
  private static final double LOW = 0.15;

  /// Of a network without a hidden layer, where it has none yet.
  private static final double PENALTY = 0.01;

  private static final double STRONGER = 10;

  @Override
  public Optional<Finding> look(Evidence seen) {
    EpochLog best =
        seen.epochs().stream()
            .filter(log -> log.validationLoss().isPresent())
            .min(Comparator.comparingDouble(seen::judged))
            .orElse(null);
    if (best == null || seen.isStillFirst() || seen.notFinite() || seen.memorised() < LOW) {
      return Optional.empty();
    }
    EpochLog last = seen.epochs().getLast();
    boolean keepsLast = seen.config().patience() == TrainingConfig.NO_PATIENCE;
    EpochLog kept = keepsLast ? last : best;
    double gap = seen.judged(kept) / seen.toLearnJudged() - seen.trained(kept) / seen.toLearn();
    double rise = (seen.judged(last) - seen.judged(best)) / seen.toLearnJudged();
    // A mean of weights is behind the weights while it still falls.
    boolean better = seen.judged(kept) <= seen.trained(kept);
    boolean behind = gap < LIMIT && Underfitting.isFalling(seen);
    if (gap < LOW || better || behind) {
      return Optional.empty();
    }
    boolean lost = keepsLast && rise > LIMIT;
    Severity severity =
        lost ? Severity.HIGH : gap > LIMIT && rise > RISE ? Severity.MEDIUM : Severity.LOW;
    return Optional.of(
        Texts.variant(
                "overfitting",
                lost ? "kept" : best == last ? "last" : "",
                severity,
                "",
                lost ? rise : gap,
                severity == Severity.LOW ? LOW : LIMIT,
                lost ? "--patience 10" : dropout(seen),
                kept.loss(),
                kept.validationLoss().orElse(kept.loss()),
                best.epoch())
            .at(best.epoch()));
  }

  private static String dropout(Evidence seen) {
    if (seen.narrowest() == 0) {
      double penalty = seen.config().l2();
      return "--l2 " + LearningRateTooHigh.text(penalty == 0 ? PENALTY : STRONGER * penalty);
    }
    return seen.style() == Diagnosis.Style.OPTIONS ? "--dropout 0.2" : Texts.say("overfitting.fix");
  }

  @Override
  public Set<String> explains() {
    return Set.of();
  }
}
