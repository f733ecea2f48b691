package hebb.diagnose;

import hebb.dataset.InputSpec;
import hebb.train.EpochLog;
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

  private static final double ARRIVED = 1.2;
  private static final int FEWEST_ROWS = 100;
  private static final int CAPABLE = 3;

  /// With fewer rows for each input a plane alone can learn any classes by heart (Cover 1965), so
  /// that it tells nothing of the inputs.
  private static final int ROWS_PER_INPUT = 2;

  @Override
  public Optional<Finding> look(Evidence seen) {
    boolean ran = seen.epochs().size() >= FEWEST_EPOCHS && !seen.notFinite();
    double learned = seen.learned();
    boolean moved =
        seen.moves().largest() > MOVING
            && seen.moves().kept() > HELD
            && seen.narrowest() >= CAPABLE;
    // Above the guess without looking it is training that has not arrived.
    double best = seen.epochs().stream().mapToDouble(EpochLog::loss).min().orElse(0);
    boolean arrived = best < ARRIVED * seen.baseline();
    if (!ran || !moved || !arrived || learned >= LIMIT) {
      return Optional.empty();
    }
    // Rows that are learned by heart show that training works, and many that it is no chance; else
    // it may be training that is wrong.
    boolean works = seen.memorised() > BY_HEART;
    int inputs = InputSpec.size(seen.step().inputs());
    boolean few = works && seen.data().rows() < ROWS_PER_INPUT * inputs;
    boolean sure = works && !few && seen.data().rows() >= FEWEST_ROWS;
    return Optional.of(
        Texts.variant(
            "nothing-to-learn",
            few ? "few" : works ? "" : "neither",
            sure ? Severity.HIGH : Severity.MEDIUM,
            "",
            learned,
            LIMIT,
            Texts.say(few ? "nothing-to-learn.fix.few" : "nothing-to-learn.fix"),
            Texts.share(learned),
            Texts.share(seen.memorised()),
            seen.data().rows(),
            inputs));
  }

  @Override
  public Set<String> explains() {
    return Set.of("overfitting", "underfitting");
  }
}
