package hebb.diagnose;

import hebb.dataset.InputSpec;
import hebb.train.Finding;
import hebb.train.Finding.Severity;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Targets that the inputs tell nothing of: what is learned of the training rows does not hold for
/// others.
final class NothingToLearn implements Check {
  private static final double LIMIT = 0.02;

  /// So much of the loss, divided by the root of the rows that are judged, goes away by chance in
  /// the best of the epochs: of shuffled labels of iris and wine .068 on 15 rows.
  private static final double CHANCE = 0.3;

  private static final double MORE_CHANCE = 1.5;

  private static final double BY_HEART = 0.1;
  private static final double MOVING = 1e-4;
  private static final int FEWEST_EPOCHS = 3;

  private static final double ARRIVED = 1.2;
  private static final int FEWEST_ROWS = 100;
  private static final int CAPABLE = 3;

  /// With fewer rows for each input a plane alone can learn any classes by heart (Cover 1965), so
  /// that it tells nothing of the inputs.
  static final int ROWS_PER_INPUT = 2;

  @Override
  public Optional<Finding> look(Evidence seen) {
    boolean ran = seen.epochs().size() >= FEWEST_EPOCHS && !seen.notFinite();
    double learned = learned(seen);
    boolean moved = seen.moves().largest() > MOVING && seen.narrowest() >= CAPABLE;
    // Above the guess without looking it is training that has not arrived.
    boolean arrived = seen.bestTrained() < ARRIVED * seen.toLearn();
    double limit = Math.max(LIMIT, chance(seen));
    boolean works = seen.memorised() > BY_HEART;
    boolean held = seen.held() || seen.isStillFirst() || Underfitting.isLinear(seen);
    boolean early = Underfitting.isTooShort(seen) || Underfitting.isFalling(seen);
    if (!ran || !moved || !arrived || early || held || learned >= limit) {
      return Optional.empty();
    }
    // Rows that are learned by heart show that training works, and many that it is no chance; else
    // it may be training that is wrong.
    int inputs = inputs(seen);
    boolean few = works && seen.data().rows() < ROWS_PER_INPUT * inputs;
    // What is learned of rows that are met for the first time is not learned by heart.
    boolean some = DistributionShift.online(seen) > 0;
    boolean sure = works && !few && !some && learned < LIMIT && seen.data().rows() >= FEWEST_ROWS;
    return Optional.of(
        Texts.variant(
            "nothing-to-learn",
            few ? "few" : works ? "" : "neither",
            sure ? Severity.HIGH : Severity.MEDIUM,
            "",
            learned,
            limit,
            Texts.say(few ? "nothing-to-learn.fix.few" : "nothing-to-learn.fix"),
            Texts.share(learned),
            Texts.share(seen.memorised()),
            seen.data().rows(),
            inputs));
  }

  /// The share of the loss that may go away by chance.
  static double chance(Evidence seen) {
    return CHANCE / Math.sqrt(seen.data().judged());
  }

  /// How many numbers a row has; of an index there is one for each that it may be.
  static int inputs(Evidence seen) {
    int inputs = 0;
    for (InputSpec input : seen.step().inputs()) {
      inputs += input.indices() > 0 ? input.indices() : InputSpec.size(List.of(input));
    }
    return inputs;
  }

  /// What is learned, unless that may be chance of few rows, since nothing is of those of training.
  private static double learned(Evidence seen) {
    double learned = seen.learned();
    boolean chance = learned < MORE_CHANCE / Math.sqrt(seen.data().judged());
    return chance ? Math.min(learned, seen.memorised()) : learned;
  }

  @Override
  public Set<String> explains() {
    return Set.of("overfitting", "underfitting");
  }
}
