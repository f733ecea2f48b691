package hebb.diagnose;

import hebb.graph.Variable;
import hebb.nn.Network;
import hebb.nn.activation.Activation;
import hebb.nn.layer.BatchNorm;
import hebb.nn.layer.Dense;
import hebb.nn.layer.Dropout;
import hebb.nn.layer.Embedding;
import hebb.nn.layer.GaussianNoise;
import hebb.train.EpochLog;
import hebb.train.Finding;
import hebb.train.Finding.Severity;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/// A network too small for what there is to learn, or a training too short: training and validation
/// are equally bad.
final class Underfitting implements Check {
  private static final double LIMIT = 0.5;
  static final double SPOILT = 0.15;

  /// Of tokens most of the loss stays, since what comes next in a text is not told by what came
  /// before.
  private static final double LIMIT_OF_TOKENS = 0.15;

  private static final double GAP = 0.1;
  private static final double FALLING = 0.05;
  private static final double STEADY = 0.15;
  private static final double NEARER = 0.8;

  static final int NARROW = 2;

  /// Noise of so many deviations leaves less than a hundredth of the variance to see.
  private static final double DROWNED = 10;

  private static final int FEWEST_EPOCHS = 3;

  /// All steps together that move weights by so much of their size may arrive.
  private static final double ENOUGH = 0.3;

  /// A penalty, or decay, that holds nothing down.
  private static final double LIGHT = 0.01;

  private static final int MOST_TIMES = 50;
  private static final int USUAL_BATCH = 32;

  /// Means of so few rows tell a row more of the others than of itself.
  private static final int TINY_BATCH = 4;

  @Override
  public Optional<Finding> look(Evidence seen) {
    double learned = Math.max(seen.memorised(), seen.learned());
    boolean small = seen.narrowest() <= NARROW;
    if (seen.isStillFirst() && seen.learned() < LIMIT) {
      return Optional.of(
          Texts.variant(
              "underfitting",
              "mean",
              severity(seen.learned()),
              "",
              seen.firstInMean(),
              Evidence.OUTWEIGHS,
              "--ema corrected",
              Texts.share(seen.firstInMean()),
              seen.moves().steps()));
    }
    double limit = seen.step().loss().perStep() ? LIMIT_OF_TOKENS : LIMIT;
    double between = seen.memorised() - seen.learned();
    boolean apart = between > GAP;
    if (seen.epochs().size() >= FEWEST_EPOCHS && learned < limit && !apart) {
      Optional<Finding> held = held(seen);
      if (held.isPresent()) {
        return held;
      }
    }
    if (isTooShort(seen)) {
      return Optional.of(
          Texts.variant(
              "underfitting",
              "short",
              Severity.MEDIUM,
              "",
              kept(seen),
              1,
              longer(seen),
              seen.epochs().size()));
    }
    Optional<Finding> few = fewSteps(seen);
    if (few.isPresent()) {
      return few;
    }
    Optional<Finding> bottleneck = Bottleneck.of(seen);
    if (bottleneck.isPresent() && seen.epochs().size() >= FEWEST_EPOCHS && !seen.held()) {
      return bottleneck;
    }
    boolean falling = isFalling(seen) && between < Overfitting.LIMIT;
    if (seen.epochs().size() < FEWEST_EPOCHS || learned >= limit || apart && !falling) {
      return Optional.empty();
    }
    if (falling && !(small && seen.step().loss().perStep())) {
      String fix = longer(seen);
      Severity severity = learned < SPOILT ? Severity.MEDIUM : Severity.LOW;
      return Optional.of(finding("falling", severity, learned, fix));
    }
    if (isLinear(seen)) {
      Severity severity = learned < SPOILT ? Severity.MEDIUM : Severity.LOW;
      return Optional.of(finding("linear", severity, learned, activated(seen)));
    }
    double frozen = frozen(seen);
    if (!small && frozen > 0) {
      return Optional.of(
          Texts.variant(
              "underfitting",
              "frozen",
              Severity.LOW,
              "",
              learned,
              LIMIT,
              "--lr-of '*=1'",
              Texts.share(learned),
              Texts.share(frozen)));
    }
    return small
        ? Optional.of(finding("", severity(learned), learned, units(seen, "--hidden 64,32")))
        : Optional.of(finding("plain", Severity.LOW, learned, units(seen, "--hidden 256,128")));
  }

  /// Whether a few epochs, or losses that still fell, ended with no less than the loss of guessing
  /// the same for all rows.
  static boolean isTooShort(Evidence seen) {
    int epochs = seen.epochs().size();
    return epochs > 0
        && (epochs < FEWEST_EPOCHS || nears(seen))
        && epochs == seen.config().epochs()
        && !seen.notFinite()
        && seen.data().baseline().isPresent()
        && Math.max(seen.memorised(), seen.learned()) == 0
        && kept(seen) >= 1;
  }

  /// The loss of the weights that are kept against that of the guess.
  private static double kept(Evidence seen) {
    return (seen.last().loss() - seen.data().judgedFloor()) / seen.toLearnJudged();
  }

  /// So few steps that they end near where they began, though each is as large as usual.
  private static Optional<Finding> fewSteps(Evidence seen) {
    double all = seen.moves().all();
    boolean few =
        all < LearningRateTooLow.FAR && seen.moves().largest() >= LearningRateTooLow.USUAL;
    if (!few || seen.learned() >= LIMIT || seen.epochs().size() < seen.config().epochs()) {
      return Optional.empty();
    }
    int batch = Math.min(seen.config().batchSize(), seen.data().rows());
    int times = (int) Math.min(MOST_TIMES, Math.ceil(ENOUGH / all));
    int smaller = batch > USUAL_BATCH ? Math.max(USUAL_BATCH, batch / times) : batch;
    int more = Math.ceilDiv(times * smaller, batch);
    String epochs = "--epochs " + more * seen.config().epochs();
    return Optional.of(
        Texts.variant(
            "underfitting",
            "few",
            severity(seen.learned()),
            "",
            all,
            LearningRateTooLow.FAR,
            (smaller < batch ? "--batch-size " + smaller + (more > 1 ? " " : "") : "")
                + (more > 1 ? epochs : ""),
            seen.moves().steps(),
            all));
  }

  private static Severity severity(double learned) {
    return learned < SPOILT ? Severity.HIGH : Severity.MEDIUM;
  }

  /// The share of parameters that stay as they are.
  private static double frozen(Evidence seen) {
    double all = 0;
    double still = 0;
    for (Variable parameter : seen.step().parameters().trained()) {
      int size = parameter.shape().size();
      all += size;
      still += seen.config().rateOf(parameter.path()) == 0 ? size : 0;
    }
    return all == 0 ? 0 : still / all;
  }

  /// Whether there are hidden layers that bend nothing: together they are one linear layer.
  static boolean isLinear(Evidence seen) {
    List<Network.Entry> entries = seen.step().network().entries();
    long dense = entries.stream().filter(entry -> entry.layer() instanceof Dense).count();
    return dense > 1
        && entries.stream()
            .allMatch(
                entry ->
                    entry.layer() instanceof Dropout
                        || entry.layer() instanceof BatchNorm
                        || entry.layer() instanceof GaussianNoise
                        || entry.layer() instanceof Dense layer
                            && layer.activation() == Activation.Standard.IDENTITY);
  }

  private static String activated(Evidence seen) {
    return seen.style() == Diagnosis.Style.OPTIONS
        ? "--activation relu"
        : Fix.replaced(seen, "(dense\\([^()]*\\))(?= )", "$1 relu");
  }

  private static String longer(Evidence seen) {
    boolean waits = seen.config().accumulate() > FEWEST_EPOCHS;
    return waits ? "--accumulate 1" : "--epochs " + 4 * seen.config().epochs();
  }

  private static String units(Evidence seen, String option) {
    return seen.style() == Diagnosis.Style.OPTIONS ? option : Texts.say("underfitting.fix");
  }

  /// By a penalty that outweighs the loss or shrinks weights, or by dropout that leaves too little
  /// to work with.
  private static Optional<Finding> held(Evidence seen) {
    double learned = seen.learned();
    Severity severity = severity(learned);
    double penalty = seen.penalty();
    if (penalty > Evidence.OUTWEIGHS) {
      return Optional.of(
          Texts.variant(
              "underfitting",
              "penalty",
              severity,
              "",
              penalty,
              Evidence.OUTWEIGHS,
              "--l1 0 --l2 0",
              Texts.share(learned),
              Texts.share(penalty)));
    }
    int batch = seen.config().batchSize();
    boolean normed =
        seen.step().network().entries().stream()
            .anyMatch(entry -> entry.layer() instanceof BatchNorm);
    if (normed && batch <= TINY_BATCH) {
      return Optional.of(
          Texts.variant(
              "underfitting",
              "batch_norm",
              severity,
              "",
              batch,
              TINY_BATCH,
              "--batch-size " + USUAL_BATCH,
              batch,
              Texts.share(learned)));
    }
    Optional<Finding> drowned = drowned(seen, severity);
    if (drowned.isPresent()) {
      return drowned;
    }
    boolean dropout =
        seen.step().network().entries().stream()
            .anyMatch(entry -> entry.layer() instanceof Dropout);
    // Of shares that are below 0 too, where dropout makes the loss worse than that of the guess.
    double lost = seen.judgedShare() - (1 - seen.bestTrained() / seen.toLearn());
    if (dropout && lost > GAP) {
      return Optional.of(
          Texts.variant(
              "underfitting",
              "dropout",
              severity,
              "",
              lost,
              GAP,
              dropout(seen),
              Texts.share(seen.memorised()),
              Texts.share(learned)));
    }
    return seen.shrinks() ? Optional.of(shrunk(seen)) : Optional.empty();
  }

  private static Finding shrunk(Evidence seen) {
    double learned = Math.max(seen.memorised(), seen.learned());
    double left = seen.moves().kept();
    return Texts.variant(
        "underfitting",
        "shrunk",
        severity(learned),
        "",
        left,
        Evidence.SHRUNK,
        lighter(seen),
        Texts.share(learned),
        Texts.share(left));
  }

  /// By noise that is much larger than what it is added to, or by dropout that leaves next to no
  /// unit of a layer.
  private static Optional<Finding> drowned(Evidence seen, Severity severity) {
    List<Network.Entry> entries = seen.step().network().entries();
    String before = "";
    double deviation =
        seen.data().columns().stream().mapToDouble(DataFacts.Column::deviation).max().orElse(0);
    int units = Integer.MAX_VALUE;
    for (Network.Entry entry : entries) {
      boolean noisy =
          entry.layer() instanceof GaussianNoise(double sigma)
              && deviation > 0
              && sigma > DROWNED * deviation;
      if (noisy && entry.layer() instanceof GaussianNoise(double sigma)) {
        return Optional.of(
            Texts.variant(
                "underfitting",
                "noise",
                severity,
                entry.name(),
                sigma / deviation,
                DROWNED,
                Fix.replaced(seen, "gaussian_noise\\([^()]*\\)", "gaussian_noise(0.1)"),
                entry.name(),
                sigma / deviation));
      }
      if (entry.layer() instanceof Dropout(double rate) && units * (1 - rate) <= NARROW) {
        return Optional.of(
            Texts.variant(
                "underfitting",
                "dropped",
                severity,
                before,
                units * (1 - rate),
                NARROW,
                dropout(seen),
                before,
                units * (1 - rate),
                units));
      }
      Optional<Reading.Layer> layer = seen.first().layer(entry.name());
      if (layer.isPresent()) {
        deviation = layer.get().deviation();
      }
      int own =
          entry.layer() instanceof Embedding embedding
              ? embedding.size()
              : Evidence.units(entry.layer());
      if (own > 0) {
        units = own;
        before = entry.name();
      }
    }
    return Optional.empty();
  }

  private static String dropout(Evidence seen) {
    return seen.style() == Diagnosis.Style.OPTIONS
        ? "--dropout 0.1"
        : Fix.replaced(seen, "dropout\\([^()]*\\)", "dropout(0.1)");
  }

  /// What holds the weights down, as it is by default.
  private static String lighter(Evidence seen) {
    boolean penalty = Math.max(seen.config().l1(), seen.config().l2()) > LIGHT;
    boolean decay = seen.config().optimizer().weightDecay() > 0 && !penalty;
    return decay ? "--weight-decay " + LIGHT : "--l1 0 --l2 0";
  }

  private static Finding finding(String variant, Severity severity, double learned, String fix) {
    return Texts.variant(
        "underfitting", variant, severity, "", learned, LIMIT, fix, Texts.share(learned));
  }

  /// Whether the last quarter of all epochs took a part of the loss away, or of what is gone of it,
  /// in both parts.
  static boolean isFalling(Evidence seen) {
    return seen.epochs().size() == seen.config().epochs()
        && falls(seen, seen::trained, seen.toLearn(), 0)
        && falls(seen, seen::judged, seen.toLearnJudged(), NothingToLearn.chance(seen));
  }

  private static boolean falls(
      Evidence seen, ToDoubleFunction<EpochLog> loss, double guess, double chance) {
    double before = before(seen, loss);
    double last = loss.applyAsDouble(seen.epochs().getLast());
    double gone = guess - last;
    return before - last > FALLING * before
        || Math.abs(gone) > chance * guess && before - last > STEADY * Math.max(0, gone);
  }

  /// Whether losses, of both parts, were on their way down to that of the guess.
  private static boolean nears(Evidence seen) {
    return nears(seen, seen::trained, seen.toLearn())
        && nears(seen, seen::judged, seen.toLearnJudged());
  }

  private static boolean nears(Evidence seen, ToDoubleFunction<EpochLog> loss, double guess) {
    double last = loss.applyAsDouble(seen.epochs().getLast()) - guess;
    return last < NEARER * (before(seen, loss) - guess);
  }

  /// A loss before the last quarter of the epochs.
  private static double before(Evidence seen, ToDoubleFunction<EpochLog> loss) {
    int epochs = seen.epochs().size();
    return loss.applyAsDouble(seen.epochs().get(Math.max(0, epochs * 3 / 4 - 1)));
  }

  @Override
  public Set<String> explains() {
    return Set.of();
  }
}
