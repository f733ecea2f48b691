package hebb.diagnose;

import hebb.train.Finding;
import hebb.train.Finding.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Inputs far from mean 0 and deviation 1, which first weights and learning rates are made for.
final class UnscaledInput implements Check {
  private static final double LARGE = 30;
  private static final double SMALL = 0.01;
  private static final double SHIFTED = 10;
  private static final double LEARNED = 0.5;

  @Override
  public Optional<Finding> look(Evidence seen) {
    List<DataFacts.Column> moving =
        seen.data().columns().stream().filter(column -> column.deviation() > 0).toList();
    List<DataFacts.Column> large =
        moving.stream().filter(column -> column.rootMeanSquare() > LARGE).toList();
    Optional<DataFacts.Column> worst =
        large.stream().max(Comparator.comparingDouble(DataFacts.Column::rootMeanSquare));
    if (worst.isPresent()) {
      boolean shifted = Math.abs(worst.get().mean()) > SHIFTED * worst.get().deviation();
      return Optional.of(
          finding(seen, shifted ? "shifted" : "large", worst.get(), LARGE, large.size()));
    }
    List<DataFacts.Column> small = moving.stream().filter(column -> column.most() < SMALL).toList();
    return small.size() > moving.size() / 2
        ? small.stream()
            .max(Comparator.comparingDouble(DataFacts.Column::rootMeanSquare))
            .map(column -> finding(seen, "small", column, SMALL, small.size()))
        : Optional.empty();
  }

  private static Finding finding(
      Evidence seen, String variant, DataFacts.Column column, double limit, int columns) {
    boolean little = seen.notFinite() || seen.learned() < LEARNED;
    return Texts.variant(
        "unscaled-input",
        variant,
        little ? Severity.HIGH : Severity.MEDIUM,
        column.name(),
        column.rootMeanSquare(),
        limit,
        Texts.say("unscaled-input.fix"),
        column.name(),
        column.mean(),
        column.deviation(),
        columns);
  }

  @Override
  public Set<String> explains() {
    return Set.of(
        "exploding-gradient",
        "saturation",
        "vanishing-gradient",
        "dead-units",
        "learning-rate-too-high",
        "learning-rate-too-low",
        "not-finite",
        "nothing-to-learn",
        "underfitting",
        "overfitting",
        "imbalance");
  }
}
