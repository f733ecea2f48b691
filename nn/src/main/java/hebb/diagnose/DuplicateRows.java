package hebb.diagnose;

import hebb.train.Finding;
import hebb.train.Finding.Severity;
import java.util.Optional;
import java.util.Set;

/// Rows of the validation part that training has seen.
final class DuplicateRows implements Check {
  private static final double LIMIT = 0.05;
  private static final double MANY = 0.2;

  @Override
  public Optional<Finding> look(Evidence seen) {
    double repeated = seen.data().repeated();
    if (repeated < LIMIT) {
      return Optional.empty();
    }
    boolean chance = !seen.data().continuous();
    Severity severity = chance ? Severity.LOW : repeated >= MANY ? Severity.HIGH : Severity.MEDIUM;
    return Optional.of(
        Texts.variant(
            "duplicate-rows",
            chance ? "chance" : "",
            severity,
            "",
            repeated,
            LIMIT,
            Texts.say("duplicate-rows.fix"),
            Texts.share(repeated)));
  }

  @Override
  public Set<String> explains() {
    return Set.of();
  }
}
