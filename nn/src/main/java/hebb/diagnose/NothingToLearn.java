package hebb.diagnose;

import hebb.train.Finding;
import hebb.train.Finding.Severity;

import java.util.Optional;
import java.util.Set;

/// Targets that the inputs tell nothing of: what is learned of the training rows does not hold for others.
final class NothingToLearn implements Check {
  private static final double LIMIT = 0.02;
  private static final double BY_HEART = 0.1;
  private static final double MOVING = 1e-4;
  private static final int FEWEST_EPOCHS = 3;
  private static final int CAPABLE = 3;

  @Override
  public Optional<Finding> look(Evidence seen) {
    boolean ran = seen.epochs().size() >= FEWEST_EPOCHS && !seen.notFinite();
    double learned = seen.learned();
    boolean moved = seen.moves().largest() > MOVING && seen.narrowest() >= CAPABLE;
    if (!ran || !moved || learned >= LIMIT) {
      return Optional.empty();
    }
    String variant = seen.memorised() > BY_HEART ? "" : "neither";
    return Optional.of(
        Texts.variant(
            "nothing-to-learn",
            variant,
            Severity.HIGH,
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
