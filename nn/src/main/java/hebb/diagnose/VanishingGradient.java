package hebb.diagnose;

import hebb.train.Finding;
import hebb.train.Finding.Severity;
import hebb.nn.layer.BatchNorm;
import java.util.Optional;
import java.util.Set;

/// A gradient that shrinks from layer to layer on its way back, so that the first layers hardly move.
final class VanishingGradient implements Check {
  static final double LIMIT = 1e-3;

  private static final double SPOILT = 0.3;
  private static final double LEARNED = 0.5;

  /// Rows and channels, nothing in between: a batch of one has one number for each channel.
  private static final int FLAT = 1;

  @Override
  public Optional<Finding> look(Evidence seen) {
    Optional<String> norm = normOfOneRow(seen);
    if (norm.isPresent()) {
      return Optional.of(
          Texts.variant(
              "vanishing-gradient",
              "norm",
              Severity.HIGH,
              norm.get(),
              0,
              LIMIT,
              "--batch-size 32",
              norm.get()));
    }
    double ratio = seen.first().gradientRatio();
    if (!(ratio < LIMIT)) {
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

  /// Batch norm of one number for each channel gives its bias whatever the number is.
  private static Optional<String> normOfOneRow(Evidence seen) {
    if (seen.config().batchSize() > 1) {
      return Optional.empty();
    }
    var shapes = seen.step().network().shapes(seen.step().inputs());
    var entries = seen.step().network().entries();
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).layer() instanceof BatchNorm && shapes.get(i).rank() == FLAT) {
        return Optional.of(entries.get(i).name());
      }
    }
    return Optional.empty();
  }

  @Override
  public Set<String> explains() {
    return Set.of("learning-rate-too-low", "nothing-to-learn", "underfitting", "dead-units", "imbalance");
  }
}
