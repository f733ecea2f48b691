package hebb.diagnose;

import hebb.train.Finding;
import hebb.train.Finding.Severity;
import java.util.Optional;
import java.util.Set;

/// Units at the flat ends of sigmoid or tanh, where hardly any gradient passes.
final class Saturation implements Check {
  private static final double LIMIT = 0.5;
  private static final double LEARNED = 0.5;
  private static final double SPOILT = 0.2;

  @Override
  public Optional<Finding> look(Evidence seen) {
    Reading.Layer first = seen.first().worst(Reading.Layer::saturated).orElse(null);
    Reading.Layer last = seen.last().worst(Reading.Layer::saturated).orElse(null);
    if (first != null && first.saturated() >= LIMIT) {
      long layers =
          seen.first().layers().stream().filter(layer -> layer.saturated() >= LIMIT).count();
      boolean little = seen.learned() < LEARNED;
      Severity severity =
          layers > 1 || seen.learned() < SPOILT
              ? Severity.HIGH
              : little ? Severity.MEDIUM : Severity.LOW;
      return Optional.of(finding(seen, "", severity, first));
    }
    // What has led there is found by its own measure, and comes first; so does a layer so narrow
    // that all of a row has to go through its ends.
    boolean narrow =
        last != null
            && Bottleneck.of(seen).filter(one -> one.where().equals(last.path())).isPresent();
    return last != null && last.saturated() >= LIMIT && seen.learned() < LEARNED && !narrow
        ? Optional.of(finding(seen, "late", Severity.MEDIUM, last))
        : Optional.empty();
  }

  private static Finding finding(
      Evidence seen, String variant, Severity severity, Reading.Layer layer) {
    String fix = variant.isEmpty() ? Fix.initOr(seen, "relu") : LearningRateTooHigh.smaller(seen);
    return Texts.variant(
            "saturation",
            variant,
            severity,
            layer.path(),
            layer.saturated(),
            LIMIT,
            fix,
            layer.path(),
            Texts.share(layer.saturated()))
        .at(seen.since(layer.path(), one -> one.saturated() >= LIMIT));
  }

  @Override
  public Set<String> explains() {
    return Set.of(
        "exploding-gradient",
        "vanishing-gradient",
        "learning-rate-too-high",
        "learning-rate-too-low",
        "nothing-to-learn",
        "underfitting");
  }
}
