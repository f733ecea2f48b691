package hebb.diagnose;

import hebb.train.Finding;
import hebb.train.Finding.Severity;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Rows of the validation part that training has seen.
final class DuplicateRows implements Check {
  private static final double LIMIT = 0.05;

  /// From here on a validation part tells more of what is remembered than of what was learned.
  private static final double MANY = 0.5;

  @Override
  public Optional<Finding> look(Evidence seen) {
    return of(
        DataFindings.Again.IN_OTHER_ROWS, "", seen.data().repeated(), seen.data().continuous());
  }

  /// Of equal rows that no column makes unlikely nothing worse is said than that there are some.
  static Optional<Finding> of(
      DataFindings.Again again, String where, double share, boolean continuous) {
    if (share < LIMIT) {
      return Optional.empty();
    }
    String variant =
        Stream.of(
                again == DataFindings.Again.IN_THE_SAME_ROWS ? "same" : "",
                continuous ? "" : "chance",
                where.isEmpty() ? "" : "file")
            .filter(word -> !word.isEmpty())
            .collect(Collectors.joining("."));
    Severity worst = share >= MANY ? Severity.HIGH : Severity.MEDIUM;
    return Optional.of(
        Texts.variant(
            "duplicate-rows",
            variant,
            continuous ? worst : Severity.LOW,
            where,
            share,
            LIMIT,
            Texts.say("duplicate-rows.fix" + (where.isEmpty() ? "" : ".file")),
            Texts.share(share),
            where));
  }

  @Override
  public Set<String> explains() {
    return Set.of();
  }
}
