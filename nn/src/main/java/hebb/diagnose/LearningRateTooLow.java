package hebb.diagnose;

import hebb.train.Finding;
import hebb.train.Finding.Severity;
import hebb.train.EpochLog;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Steps so small that training ends long before it has arrived.
final class LearningRateTooLow implements Check {
  /// A step against the weights: usual are .001 to .03.
  private static final double LIMIT = 3e-5;

  private static final double LEARNED = 0.5;
  private static final double SPOILT = 0.1;

  /// A rate below this part of the first is none.
  private static final double NONE = 1e-3;

  @Override
  public Optional<Finding> look(Evidence seen) {
    double step = seen.moves().largest();
    boolean spoilt = seen.learned() < SPOILT || seen.gone() < SPOILT;
    if (step < LIMIT && seen.learned() < LEARNED) {
      double usual = LearningRateTooHigh.usual(seen);
      double rate = seen.config().optimizer().learningRate();
      String fix = LearningRateTooHigh.text(rate < usual ? usual : rate * 100);
      return Optional.of(
          Texts.finding(
              "learning-rate-too-low",
              spoilt ? Severity.HIGH : Severity.MEDIUM,
              "",
              step,
              LIMIT,
              "--lr " + fix,
              rate,
              step));
    }
    double still = still(seen.epochs(), seen.config().optimizer().learningRate());
    return still > LEARNED && seen.learned() < LEARNED
        ? Optional.of(
            Texts.variant(
                "learning-rate-too-low",
                "schedule",
                spoilt ? Severity.HIGH : Severity.MEDIUM,
                "",
                still,
                LEARNED,
                "--schedule constant",
                Texts.share(still)))
        : Optional.empty();
  }

  /// The share of epochs that end with next to no learning rate.
  private static double still(List<EpochLog> epochs, double rate) {
    long none = epochs.stream().filter(log -> log.learningRate() < NONE * rate).count();
    return epochs.isEmpty() ? 0 : none / (double) epochs.size();
  }

  @Override
  public Set<String> explains() {
    return Set.of("nothing-to-learn", "underfitting", "imbalance", "overfitting");
  }
}
