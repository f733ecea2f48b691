package hebb.diagnose;

import hebb.train.Finding;
import hebb.train.Finding.Severity;
import java.util.List;
import java.util.Set;

/// Tells when a high finding is sure before training is over.
final class Certainty {
  /// What is in the rows, or stays by its mechanism, whatever training does.
  private static final Set<String> AT_ONCE =
      Set.of("leak", "duplicate-rows", "symmetry", "outlier");

  /// What is judged by the whole course.
  private static final Set<String> AT_THE_END =
      Set.of("imbalance", "nothing-to-learn", "underfitting", "overfitting", "distribution-shift");

  private static final int FEWEST_EPOCHS = 4;

  /// A network that took that much more of the loss away since the last look is on its way.
  private static final double GAINED = 0.01;

  /// Steps that move weights less, all that are planned together, lead nowhere.
  private static final double FAR = 0.1;

  private String before = "";
  private double learned;

  /// Whether training need not go on: the first finding is high and sure.
  ///
  /// @param findings the most harmful first
  boolean isSure(List<Finding> findings, Evidence seen) {
    Finding first = findings.isEmpty() ? null : findings.getFirst();
    if (first == null || first.severity() != Severity.HIGH) {
      before = "";
      return false;
    }
    boolean again = first.id().equals(before) && seen.learned() - learned < GAINED;
    before = first.id();
    learned = seen.learned();
    return AT_ONCE.contains(first.id())
        || (again
            && !AT_THE_END.contains(first.id())
            && seen.epochs().size() >= FEWEST_EPOCHS
            && (!first.id().equals("learning-rate-too-low") || leadsNowhere(seen)));
  }

  private static boolean leadsNowhere(Evidence seen) {
    double perEpoch = seen.moves().steps() / (double) seen.epochs().size();
    return !(seen.moves().largest() * perEpoch * seen.config().epochs() >= FAR);
  }
}
