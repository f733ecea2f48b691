package hebb.diagnose;

import hebb.train.Finding;
import hebb.train.Finding.Severity;
import java.util.Optional;
import java.util.Set;

/// Units of the relu family that give 0 for every row: no gradient passes, so they never come back.
final class DeadUnits implements Check {
  private static final double LIMIT = 0.5;

  /// So many leave nothing that training could go on with.
  static final double ALL = 0.9;

  private static final double LEARNED = 0.5;

  @Override
  public Optional<Finding> look(Evidence seen) {
    Reading.Layer worst = seen.last().worst(Reading.Layer::dead).orElse(null);
    if (worst == null || worst.dead() < LIMIT) {
      return Optional.empty();
    }
    double began = seen.first().layer(worst.path()).map(Reading.Layer::dead).orElse(0.0);
    boolean little = seen.learned() < LEARNED;
    // Of one or two units half are soon dead, and they are too few anyway.
    boolean narrow = worst.dead() < ALL && seen.narrowest() <= Underfitting.NARROW;
    if (began < LIMIT && (seen.held() || narrow)) {
      return Optional.empty();
    }
    Severity severity =
        little && worst.dead() >= ALL ? Severity.HIGH : little ? Severity.MEDIUM : Severity.LOW;
    return Optional.of(
        Texts.variant(
                "dead-units",
                began >= LIMIT ? "first" : "late",
                severity,
                worst.path(),
                worst.dead(),
                LIMIT,
                Fix.activation(seen, "leaky_relu"),
                worst.path(),
                Texts.share(worst.dead()))
            .at(seen.since(worst.path(), layer -> layer.dead() >= LIMIT)));
  }

  @Override
  public Set<String> explains() {
    return Set.of(
        "vanishing-gradient",
        "learning-rate-too-low",
        "nothing-to-learn",
        "underfitting",
        "imbalance");
  }
}
