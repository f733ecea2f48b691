package hebb.diagnose;

import hebb.train.Finding;
import hebb.train.Finding.Severity;
import java.util.Optional;
import java.util.Set;

/// A gradient that shrinks from layer to layer on its way back, so that the first layers hardly
/// move.
final class VanishingGradient implements Check {
  private static final double LIMIT = 1e-3;

  /// Over steps even less is left of many a network that learns well.
  private static final double OVER_TIME = 1e-6;

  private static final double SPOILT = 0.3;
  private static final double LEARNED = 0.5;

  @Override
  public Optional<Finding> look(Evidence seen) {
    // Behind a layer that is dead there is no gradient to compare.
    boolean dead = seen.first().layers().stream().anyMatch(layer -> layer.dead() >= DeadUnits.ALL);
    double ratio = seen.first().gradientRatio();
    double early = seen.first().early();
    boolean layers = ratio < LIMIT;
    if (dead || !layers && !(early < OVER_TIME)) {
      return Optional.empty();
    }
    // Rows that are learned by heart show that gradients arrive.
    double learned = Math.max(seen.learned(), seen.memorised());
    boolean gated = ExplodingGradient.isGated(seen.step());
    String other = Texts.say("vanishing-gradient.fix" + (gated ? ".gated" : ""));
    Severity severity =
        learned >= LEARNED || gated
            ? Severity.LOW
            : learned < SPOILT ? Severity.HIGH : Severity.MEDIUM;
    if (!layers) {
      String recurrent = ExplodingGradient.recurrent(seen.step()).orElse("");
      return Optional.of(
          Texts.variant(
                  "vanishing-gradient",
                  "time",
                  severity,
                  recurrent,
                  early,
                  OVER_TIME,
                  other,
                  recurrent,
                  early)
              .at(0));
    }
    String fix = Fix.initOr(seen, "relu");
    boolean same = Fix.isNone(seen, fix);
    if (same && seen.narrowest() <= Underfitting.NARROW) {
      return Optional.empty();
    }
    String where = seen.first().layers().getFirst().path();
    String last = seen.first().layers().getLast().path();
    return Optional.of(
        Texts.finding(
                "vanishing-gradient",
                severity,
                where,
                ratio,
                LIMIT,
                same ? other : fix,
                where.equals(last) ? seen.step().inputs().getFirst().name() : where,
                ratio,
                last)
            .at(0));
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
