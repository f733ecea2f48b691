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
  private static final double LEARNED = 0.5;

  /// What the weights of rows leave of the loss costs much, if nearly all of them are of one class.
  private static final double ALONE = 0.9;

  private static final double WELL = 0.8;

  private static final int BOTH = 2;

  @Override
  public Optional<Finding> look(Evidence seen) {
    List<Integer> classes = seen.data().classes();
    int rarest = rarest(seen.data());
    if (rarest < 0) {
      return Optional.empty();
    }
    double share = classes.get(rarest) / (double) seen.data().rows();
    if (share >= LIMIT) {
      return weights(seen, share, seen.data().shares().get(rarest));
    }
    if (seen.rareFound() >= FOUND) {
      return Optional.empty();
    }
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

  /// Where it is the weights of rows that make a class rare.
  private static Optional<Finding> weights(Evidence seen, double share, double weighed) {
    double most = Collections.max(seen.data().shares());
    boolean little = seen.learnedUnweighted() < LEARNED;
    boolean alone = most > 1 - LIMIT && little;
    boolean costs = most > ALONE && seen.learnedUnweighted() < WELL;
    return seen.rareFound() >= FOUND && !costs
        ? Optional.empty()
        : Optional.of(
            Texts.variant(
                "imbalance",
                "weights",
                alone ? Severity.HIGH : Severity.MEDIUM,
                "",
                weighed,
                LIMIT,
                "--class-weight balanced",
                Texts.share(share),
                Texts.share(weighed),
                Texts.share(seen.learnedUnweighted())));
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

  /// The index of the class that counts least, if that is little; else -1.
  static int rarest(DataFacts data) {
    int rarest = -1;
    double least = LIMIT;
    for (int k = 0; k < data.shares().size(); k++) {
      double share = data.shares().get(k);
      if (data.classes().get(k) > 0 && share < least) {
        rarest = k;
        least = share;
      }
    }
    return rarest;
  }

  @Override
  public Set<String> explains() {
    return Set.of("nothing-to-learn", "overfitting", "underfitting");
  }
}
