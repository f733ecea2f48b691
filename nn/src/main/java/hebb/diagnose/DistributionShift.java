package hebb.diagnose;

import hebb.train.EpochLog;
import hebb.train.Finding;
import hebb.train.Finding.Severity;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Validation rows that are not as the training rows: in other units, from elsewhere, or with
/// labels that mean something else.
final class DistributionShift implements Check {
  /// A mean so many deviations away, or a deviation so many times as large.
  private static final double FAR = 3;

  /// The same of what costs much without being spoilt.
  private static final double NEAR = 1;

  /// So many times as far as chance moves a mean.
  private static final double SURE = 8;

  /// A column that one row makes wide is not.
  private static final double OF_ONE_ROW = 0.5;

  private static final double WORSE = 1.5;
  private static final double WIDER = 10;
  private static final double ROUNDED = 1e-6;
  private static final double LIMIT = 0.02;
  private static final double SPOILT = 0.15;

  /// What was learned holds for less than this part of what it holds for in the training part.
  private static final double LOST = 0.5;

  private static final double LEARNED = 0.1;

  /// So much of the loss is gone of rows that are met for the first time, second and third time:
  /// what is learned by heart takes longer.
  private static final double[] ONLINE = {0.05, 0.15, 0.3};

  /// What is learned of so many rows differs by that much, divided by the root of their number.
  private static final double CHANCE = 3;

  /// What is unlikelier than `exp(-RARE)`, once in 8,000, is no chance.
  private static final double RARE = 9;

  private static final double BEGAN = 0.8;
  private static final int FEWEST_ROWS = 20;

  /// A column that has moved.
  ///
  /// @param target whether it is a target
  /// @param error how far chance moves the mean
  record Moved(DataFacts.Column train, DataFacts.Column validation, double error, boolean target) {
    double measure() {
      boolean one = validation.outlying() > OF_ONE_ROW;
      double wider = one ? 0 : validation.deviation() / train.deviation();
      return Math.max(mean(), wider * FAR / WIDER);
    }

    /// How many deviations the mean has moved; 0 where that may be chance.
    double mean() {
      double moved = Math.abs(validation.mean() - train.mean());
      return moved > SURE * error ? moved / train.deviation() : 0;
    }

    /// The mean of the training part, without what rounding leaves of none.
    double centre() {
      return Math.abs(train.mean()) < ROUNDED * train.deviation() ? 0 : train.mean();
    }
  }

  /// The column that is farthest from where it was, if one is far; targets first.
  static Optional<Moved> moved(
      List<DataFacts.Column> columns,
      List<DataFacts.Column> others,
      List<DataFacts.Column> targets,
      List<DataFacts.Column> otherTargets) {
    Optional<Moved> target = farthest(targets, otherTargets, true);
    return target.isPresent() ? target : farthest(columns, others, false);
  }

  private static Optional<Moved> farthest(
      List<DataFacts.Column> from, List<DataFacts.Column> to, boolean target) {
    @Nullable Moved farthest = null;
    for (int i = 0; i < from.size(); i++) {
      double error = Math.hypot(from.get(i).error(), to.get(i).error());
      var moved = new Moved(from.get(i), to.get(i), error, target);
      boolean far = from.get(i).deviation() > 0 && moved.measure() > NEAR;
      farthest =
          far && (farthest == null || moved.measure() > farthest.measure()) ? moved : farthest;
    }
    return Optional.ofNullable(farthest);
  }

  @Override
  public Optional<Finding> look(Evidence seen) {
    double learned = seen.learned();
    boolean judged = seen.hasValidation() && seen.data().judged() >= FEWEST_ROWS;
    boolean trained = !seen.notFinite() && !seen.isStillFirst() && seen.memorised() >= LEARNED;
    if (!judged || !trained) {
      return Optional.empty();
    }
    Optional<Moved> moved = seen.data().shift();
    if (learned >= LOST * seen.memorised()) {
      return moved.flatMap(column -> near(seen, Severity.MEDIUM, column));
    }
    Severity severity = learned < SPOILT ? Severity.HIGH : Severity.MEDIUM;
    Optional<Moved> far = moved.filter(column -> column.measure() > FAR);
    if (far.isPresent()) {
      return far.map(column -> finding(seen, severity, column));
    }
    Optional<Finding> opposite = opposite(seen);
    if (opposite.isPresent()) {
      return opposite;
    }
    double online = online(seen);
    if (online == 0 || learned >= LIMIT) {
      return moved.flatMap(column -> near(seen, severity, column));
    }
    boolean chance = online - seen.judgedShare() < CHANCE / Math.sqrt(seen.data().judged());
    return Optional.of(
        Texts.variant(
            "distribution-shift",
            chance ? "chance" : "relation",
            chance ? Severity.MEDIUM : Severity.HIGH,
            "",
            online,
            ONLINE[0],
            Texts.say("distribution-shift.fix"),
            Texts.share(online),
            Texts.share(learned),
            seen.data().judged()));
  }

  /// Where fewer classes are right than would be by chance, as what is learned by heart is, and
  /// than where all rows are taken for one class.
  private static Optional<Finding> opposite(Evidence seen) {
    double right = seen.epochs().getLast().validation().getOrDefault("accuracy", 1.0);
    double chance = 0;
    double rarest = 1;
    for (int count : seen.data().classes()) {
      double share = count / (double) seen.data().rows();
      chance += share * share;
      rarest = Math.min(rarest, share);
    }
    return right >= rarest || seen.data().judged() * information(right, chance) < RARE
        ? Optional.empty()
        : Optional.of(
            Texts.variant(
                "distribution-shift",
                "opposite",
                Severity.HIGH,
                "",
                1 - right,
                1 - chance,
                Texts.say("distribution-shift.fix"),
                Texts.share(right),
                Texts.share(chance),
                Texts.share(seen.memorised())));
  }

  /// The divergence between two shares: rows that show one where the other holds have a probability
  /// of at most `exp(-rows * information)` (Chernoff 1952).
  private static double information(double share, double of) {
    double rest = (1 - share) * Math.log((1 - share) / (1 - of));
    return share == 0 ? rest : rest + share * Math.log(share / of);
  }

  /// Where validation rows are learned less well than those of training, and a column is elsewhere.
  private static Optional<Finding> near(Evidence seen, Severity severity, Moved moved) {
    return moved.mean() > NEAR && seen.bestJudged() > WORSE * seen.bestTrained()
        ? Optional.of(
            Texts.variant(
                "distribution-shift",
                moved.target() ? "near.target" : "near",
                severity,
                moved.train().name(),
                moved.mean(),
                NEAR,
                Texts.say("distribution-shift.fix"),
                moved.train().name(),
                moved.mean(),
                seen.bestTrained(),
                seen.bestJudged()))
        : Optional.empty();
  }

  private static Finding finding(Evidence seen, Severity severity, Moved moved) {
    return Texts.variant(
        "distribution-shift",
        moved.target() ? "target" : "",
        severity,
        moved.train().name(),
        moved.measure(),
        FAR,
        Texts.say("distribution-shift.fix"),
        moved.train().name(),
        moved.centre(),
        moved.train().deviation(),
        moved.validation().mean(),
        moved.validation().deviation(),
        Texts.share(seen.learned()),
        Texts.share(seen.memorised()));
  }

  /// The share of the loss that was gone of training rows that were hardly known yet, if it is more
  /// than what is learned by heart, and than chance; else 0. The loss of an epoch is that of each
  /// batch before its step.
  static double online(Evidence seen) {
    List<EpochLog> epochs = seen.epochs();
    boolean fresh =
        epochs.getFirst().epoch() == 1
            && seen.data().rows() >= NothingToLearn.ROWS_PER_INPUT * NothingToLearn.inputs(seen)
            && seen.first().loss() - seen.data().judgedFloor() > BEGAN * seen.toLearnJudged();
    double chance = CHANCE / Math.sqrt(seen.data().rows());
    for (int i = 0; fresh && i < Math.min(ONLINE.length, epochs.size()); i++) {
      double gone = 1 - seen.trained(epochs.get(i)) / seen.toLearn();
      if (gone > Math.max(ONLINE[i], chance)) {
        return gone;
      }
    }
    return 0;
  }

  @Override
  public Set<String> explains() {
    return Set.of("nothing-to-learn", "underfitting", "overfitting");
  }
}
