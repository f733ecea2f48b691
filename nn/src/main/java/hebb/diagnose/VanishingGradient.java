package hebb.diagnose;

import hebb.train.Finding;
import hebb.train.Finding.Severity;
import java.util.Optional;
import java.util.Set;

/// A gradient that shrinks from layer to layer on its way back, so that the first layers hardly
/// move.
final class VanishingGradient implements Check {
  private static final double LIMIT = 1e-3;
  private static final double SPOILT = 0.3;
  private static final double LEARNED = 0.5;

  @Override
  public Optional<Finding> look(Evidence seen) {
    // Behind a layer that is dead there is no gradient to compare.
    boolean dead = seen.first().layers().stream().anyMatch(layer -> layer.dead() >= DeadUnits.ALL);
    double ratio = seen.first().gradientRatio();
    if (dead || !(ratio < LIMIT)) {
      return Optional.empty();
    }
    Severity severity =
        seen.learned() < SPOILT
            ? Severity.HIGH
            : seen.learned() < LEARNED ? Severity.MEDIUM : Severity.LOW;
    String where = seen.first().layers().getFirst().path();
    return Optional.of(
        Texts.finding(
            "vanishing-gradient",
            severity,
            where,
            ratio,
            LIMIT,
            Fix.initOr(seen, "relu"),
            where,
            ratio,
            seen.first().layers().getLast().path()));
  }

  @Override
  public Set<String> explains() {
    return Set.of(
        "learning-rate-too-low",
        "nothing-to-learn",
        "underfitting",
        "dead-units",
        "imbalance",
        "saturation");
  }
}
