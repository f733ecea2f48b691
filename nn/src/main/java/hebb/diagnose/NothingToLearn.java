package hebb.diagnose;

import hebb.train.Finding;
import hebb.train.Finding.Severity;
import java.util.Optional;
import java.util.Set;

/// Targets that the inputs tell nothing of: what is learned of the training rows does not hold for
/// others.
final class NothingToLearn implements Check {
  private static final double LIMIT = 0.02;
  private static final double BY_HEART = 0.1;
  private static final double MOVING = 1e-4;
  private static final int FEWEST_EPOCHS = 3;

  /// Weights that are held smaller learn nothing whatever there is.
  private static final double HELD = 0.5;

  private static final int FEWEST_ROWS = 100;
  private static final int CAPABLE = 3;

  @Override
  public Optional<Finding> look(Evidence seen) {
    boolean ran = seen.epochs().size() >= FEWEST_EPOCHS && !seen.notFinite();
    double learned = seen.learned();
    boolean moved =
        seen.moves().largest() > MOVING
            && seen.moves().kept() > HELD
            && seen.narrowest() >= CAPABLE;
    if (!ran || !moved || learned >= LIMIT) {
      return Optional.empty();
    }
    // Rows that are learned by heart show that training works, and many that it is no chance; else
    // it may be training that is wrong.
    boolean works = seen.memorised() > BY_HEART;
    boolean sure = works && seen.data().rows() >= FEWEST_ROWS;
    return Optional.of(
        Texts.variant(
            "nothing-to-learn",
            works ? "" : "neither",
            sure ? Severity.HIGH : Severity.MEDIUM,
            "",
            learned,
            LIMIT,
            Texts.say("nothing-to-learn.fix"),
            Texts.share(learned),
            Texts.share(seen.memorised())));
  }

  @Override
  public Set<String> explains() {
    return Set.of("overfitting", "underfitting");
  }
}
