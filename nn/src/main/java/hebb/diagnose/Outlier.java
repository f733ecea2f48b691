package hebb.diagnose;

import hebb.train.Finding;
import hebb.train.Finding.Severity;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/// One row so far from the others that they all look alike beside it.
final class Outlier implements Check {
  /// The share of the variance of one row: the deviation of the others is then less than a third of
  /// what it seems.
  static final double MOST = 0.9;

  private static final double MUCH = 0.5;
  private static final double LEARNED = 0.5;
  private static final double SPOILT = 0.15;
  private static final int FEWEST_ROWS = 30;

  @Override
  public Optional<Finding> look(Evidence seen) {
    if (seen.data().rows() < FEWEST_ROWS) {
      return Optional.empty();
    }
    double variance = seen.data().targets().stream().mapToDouble(Outlier::variance).sum();
    double outlying =
        seen.data().targets().stream()
            .mapToDouble(column -> column.outlying() * variance(column) / variance)
            .sum();
    if (outlying > MUCH) {
      // A number of a series is in several rows.
      boolean most = outlying > MOST || seen.data().targets().size() > 1;
      Severity severity = most ? Severity.HIGH : Severity.MEDIUM;
      return seen.data().targets().stream()
          .max(Comparator.comparingDouble(DataFacts.Column::outlying))
          .map(column -> finding("target", severity, column, outlying, MUCH));
    }
    double learned = seen.learned();
    Severity severity =
        learned < SPOILT ? Severity.HIGH : learned < LEARNED ? Severity.MEDIUM : Severity.LOW;
    double weight = seen.data().heaviest();
    return weight > MUCH
        ? Optional.of(
            Texts.variant(
                "outlier",
                "weight",
                severity,
                "",
                weight,
                MUCH,
                Texts.say("outlier.fix"),
                Texts.share(weight)))
        : seen.data()
            .outlier()
            .map(column -> finding("", severity, column, column.outlying(), MOST));
  }

  private static double variance(DataFacts.Column column) {
    return column.deviation() * column.deviation();
  }

  private static Finding finding(
      String variant, Severity severity, DataFacts.Column column, double outlying, double limit) {
    double deviations = Math.abs(column.farthest() - column.mean()) / column.deviation();
    return Texts.variant(
        "outlier",
        variant,
        severity,
        column.name(),
        outlying,
        limit,
        Texts.say("outlier.fix"),
        column.name(),
        Texts.share(outlying),
        deviations);
  }

  @Override
  public Set<String> explains() {
    return Set.of("nothing-to-learn", "underfitting", "overfitting");
  }
}
