package hebb.diagnose;

import hebb.train.Finding;
import hebb.train.Finding.Severity;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A class so rare that never naming it costs next to nothing.
final class Imbalance implements Check {
  /// The share of rows below which a class is rare.
  static final double LIMIT = 0.02;

  private static final double FOUND = 0.1;
  private static final int BOTH = 2;

  @Override
  public Optional<Finding> look(Evidence seen) {
    List<Integer> classes = seen.data().classes();
    if (rarest(seen.data()) < 0 || seen.rareFound() >= FOUND) {
      return Optional.empty();
    }
    double share = Collections.min(classes) / (double) seen.data().rows();
    return Optional.of(
        Texts.finding(
            "imbalance",
            classes.size() == BOTH ? Severity.HIGH : Severity.MEDIUM,
            "",
            share,
            LIMIT,
            "--class-weight balanced",
            Texts.share(share),
            Texts.share(seen.rareFound())));
  }

  /// As far as it is known before training: whether the class is found shows only then.
  static Optional<Finding> before(String target, double share, int classes) {
    return share >= LIMIT
        ? Optional.empty()
        : Optional.of(
            Texts.variant(
                "imbalance",
                "before",
                classes == BOTH ? Severity.MEDIUM : Severity.LOW,
                target,
                share,
                LIMIT,
                "--class-weight balanced",
                Texts.share(share)));
  }

  /// The index of the rarest class, if it is rare; else -1.
  static int rarest(DataFacts data) {
    if (data.classes().isEmpty()) {
      return -1;
    }
    int least = Collections.min(data.classes());
    return least > 0 && least < LIMIT * data.rows() ? data.classes().indexOf(least) : -1;
  }

  @Override
  public Set<String> explains() {
    return Set.of("nothing-to-learn", "overfitting", "underfitting");
  }
}
