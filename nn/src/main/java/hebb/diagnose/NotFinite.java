package hebb.diagnose;

import hebb.train.Finding;
import hebb.train.Finding.Severity;
import java.util.Optional;
import java.util.Set;

/// A loss that is NaN or infinite, where nothing else explains it.
final class NotFinite implements Check {
  @Override
  public Optional<Finding> look(Evidence seen) {
    return seen.notFinite()
        ? Optional.of(
            Texts.finding(
                    "not-finite",
                    Severity.HIGH,
                    "",
                    Double.POSITIVE_INFINITY,
                    Float.MAX_VALUE,
                    "--clip-norm 1",
                    seen.epoch() + 1)
                .at(seen.epoch() + 1))
        : Optional.empty();
  }

  @Override
  public Set<String> explains() {
    return Set.of(
        "nothing-to-learn", "underfitting", "overfitting", "imbalance", "saturation", "dead-units");
  }
}
