package hebb.diagnose;

import hebb.train.Finding;
import hebb.train.Finding.Severity;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Units that begin alike and stay so: each gets the same gradient in every step, so that a layer
/// does what one unit does.
final class Symmetry implements Check {
  private static final double LIMIT = 0.5;

  @Override
  public Optional<Finding> look(Evidence seen) {
    return seen.alikeFirst().entrySet().stream()
        .filter(first -> first.getValue() >= LIMIT)
        .filter(first -> seen.alikeLast().getOrDefault(first.getKey(), 0.0) >= LIMIT)
        .map(Map.Entry::getKey)
        .findFirst()
        .map(path -> finding(seen, path));
  }

  private static Finding finding(Evidence seen, String path) {
    String layer = path.substring(0, Math.max(0, path.lastIndexOf('/')));
    double share = seen.alikeLast().getOrDefault(path, 0.0);
    return Texts.finding(
            "symmetry",
            Severity.HIGH,
            layer,
            share,
            LIMIT,
            Fix.init(seen),
            layer,
            Texts.share(share))
        .at(0);
  }

  @Override
  public Set<String> explains() {
    return Set.of(
        "dead-units",
        "saturation",
        "exploding-gradient",
        "vanishing-gradient",
        "learning-rate-too-high",
        "learning-rate-too-low",
        "nothing-to-learn",
        "underfitting");
  }
}
