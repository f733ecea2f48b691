package hebb.diagnose;

import hebb.nn.loss.Loss;
import hebb.nn.optim.Momentum;
import hebb.nn.optim.Optimizer;
import hebb.train.EpochLog;
import hebb.train.Finding;
import hebb.train.Finding.Severity;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Steps that go beyond the valley they should go down into.
final class LearningRateTooHigh implements Check {
  private static final double LIMIT = 3;

  /// From here on weights are far from where they began, and training begins anew from there.
  private static final double FAR = 100;

  private static final double LEARNED = 0.5;
  private static final double WELL = 0.8;

  /// A step against the weights: usual are .001 to .03.
  private static final double STEP = 0.02;

  static final double HUGE_STEP = 0.3;

  /// The same where units have died, which nothing but a step can do.
  private static final double DEADLY = 0.05;

  /// A rate of its own that is so many times that of others is to blame first.
  private static final double MANY_TIMES = 10;

  /// Gradients of so few rows are noise that the usual rate follows.
  private static final int TINY_BATCH = 4;

  /// A step goes on for so long that it is a hundred times as far in all.
  private static final double LONG = 0.99;

  private static final double SWINGING = 0.35;
  private static final double SWING = 0.1;
  private static final int FEWEST_EPOCHS = 5;

  @Override
  public Optional<Finding> look(Evidence seen) {
    double step = seen.moves().largest();
    boolean moves = !(step < STEP);
    // Few rows may be right by chance while those of training are far off.
    double learned = Math.min(seen.learned(), seen.memorised());
    boolean little = seen.notFinite() || seen.learned() < LEARNED || seen.memorised() == 0;
    Severity severity = little ? Severity.HIGH : Severity.MEDIUM;
    boolean lost = seen.notFinite() && Double.isFinite(seen.first().loss());
    double rise = lost && seen.rise() < LIMIT ? Double.POSITIVE_INFINITY : seen.rise();
    if (moves && rise > LIMIT && (lost || learned < WELL || rise > FAR)) {
      String variant = Double.isFinite(rise) ? "" : "lost";
      boolean passed = !little && rise < FAR && swings(seen) == 0;
      return Optional.of(finding(seen, variant, passed ? Severity.LOW : severity, rise));
    }
    boolean worse =
        !seen.epochs().isEmpty()
            && seen.trained(seen.epochs().getLast())
                > (1 + SWING) * seen.excess(seen.first().loss());
    boolean killed = killed(seen);
    double settled = killed || worse ? step : seen.moves().settled();
    boolean small = seen.held() && (seen.config().l1() > 0 || seen.config().l2() > 0);
    if (settled > (killed ? DEADLY : HUGE_STEP) && little && !decays(seen) && !small) {
      return Optional.of(finding(seen, killed ? "killed" : "step", Severity.HIGH, settled));
    }
    double undone = undone(seen);
    if (moves && undone > 1) {
      return Optional.of(finding(seen, "undone", severity, undone));
    }
    double swings = swings(seen);
    return moves && swings > SWINGING && seen.learned() < WELL
        ? Optional.of(finding(seen, "swings", little ? Severity.MEDIUM : Severity.LOW, swings))
        : Optional.empty();
  }

  /// Whether a step has taken units where no gradient passes.
  private static boolean killed(Evidence seen) {
    return seen.first()
            .worst(Reading.Layer::dead)
            .filter(one -> one.dead() < DeadUnits.ALL)
            .isPresent()
        && seen.last()
            .worst(Reading.Layer::dead)
            .filter(one -> one.dead() >= DeadUnits.ALL)
            .isPresent();
  }

  /// The training loss of the last epoch against that of a guess without looking, where an earlier
  /// one had taken some of it away; else 0.
  private static double undone(Evidence seen) {
    return seen.memorised() > SWING && !decays(seen) && !seen.held()
        ? seen.trained(seen.epochs().getLast()) / seen.toLearn()
        : 0;
  }

  /// Whether it is the decay of weights, or their penalty, that moves them, in each step by that
  /// part of them.
  private static boolean decays(Evidence seen) {
    Optimizer optimizer = seen.config().optimizer();
    double decay = optimizer.weightDecay() + (seen.stepsByGradient() ? seen.config().l2() : 0);
    return decay * optimizer.learningRate() > SWING;
  }

  private static Finding finding(Evidence seen, String variant, Severity severity, double measure) {
    double limit =
        switch (variant) {
          case "step" -> HUGE_STEP;
          case "killed" -> DEADLY;
          case "swings" -> SWINGING;
          case "undone" -> 1;
          default -> LIMIT;
        };
    return Texts.variant(
            "learning-rate-too-high",
            variant,
            severity,
            "",
            measure,
            limit,
            smaller(seen),
            seen.config().optimizer().learningRate(),
            variant.equals("swings") ? Texts.share(measure) : measure,
            highest(seen))
        .at(highest(seen));
  }

  /// The usual rate where the present one is larger, else a tenth.
  static String smaller(Evidence seen) {
    double rate = seen.config().optimizer().learningRate();
    boolean own =
        seen.step().parameters().trained().stream()
            .anyMatch(weight -> seen.config().rateOf(weight.path()) > MANY_TIMES);
    if (own) {
      return "--lr-of '*=1'";
    }
    if (seen.stepsByGradient() && seen.step().loss() == Loss.Standard.POISSON) {
      // The gradient of an exponential grows with what it predicts.
      return "--optimizer adam --lr 0.001";
    }
    if (seen.config().optimizer() instanceof Momentum momentum && momentum.momentum() > LONG) {
      return "--optimizer momentum";
    }
    double usual = usual(seen);
    boolean noisy = seen.stepsByGradient() && seen.config().batchSize() <= TINY_BATCH;
    return "--lr " + text(rate > usual * 2 ? usual / (noisy ? 10 : 1) : rate / 10);
  }

  /// The rate that the optimiser has unless another is said.
  static double usual(Evidence seen) {
    return Optimizer.of(seen.config().optimizer().spec().name()).learningRate();
  }

  static String text(double rate) {
    return new BigDecimal(Float.toString((float) rate)).toPlainString();
  }

  /// The share of epochs whose training loss is more than a tenth above the one before.
  private static double swings(Evidence seen) {
    List<EpochLog> epochs = seen.epochs();
    int up = 0;
    for (int i = 1; i < epochs.size(); i++) {
      up += seen.trained(epochs.get(i)) > (1 + SWING) * seen.trained(epochs.get(i - 1)) ? 1 : 0;
    }
    return epochs.size() < FEWEST_EPOCHS ? 0 : up / (epochs.size() - 1.0);
  }

  /// The epoch whose loss was highest, or in which it was lost.
  private static int highest(Evidence seen) {
    return seen.notFinite()
        ? seen.epoch() + 1
        : seen.epochs().stream()
            .max(Comparator.comparingDouble(EpochLog::loss))
            .map(EpochLog::epoch)
            .orElse(1);
  }

  @Override
  public Set<String> explains() {
    return Set.of(
        "dead-units",
        "saturation",
        "exploding-gradient",
        "not-finite",
        "nothing-to-learn",
        "underfitting",
        "overfitting",
        "imbalance",
        "vanishing-gradient");
  }
}
