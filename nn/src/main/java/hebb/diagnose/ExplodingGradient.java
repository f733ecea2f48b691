package hebb.diagnose;

import hebb.nn.Layer;
import hebb.nn.Network;
import hebb.nn.layer.Gru;
import hebb.nn.layer.Lstm;
import hebb.nn.layer.Rnn;
import hebb.train.Finding;
import hebb.train.Finding.Severity;
import hebb.train.StepGraph;
import hebb.train.TrainingConfig;
import java.util.Optional;
import java.util.Set;

/// A gradient that grows from layer to layer on its way back, or from step to step of a sequence.
final class ExplodingGradient implements Check {
  private static final double LIMIT = 1e3;
  private static final double LEARNED = 0.5;

  /// So many times what it was: training has left the place where its learning rate suits.
  private static final double GROWN = 30;

  /// The same of the loss.
  private static final double RISEN = 3;

  /// A first loss beyond so many times the guess without looking comes from outputs far out.
  private static final double FAR = 30;

  private static final int LONG = 30;

  @Override
  public Optional<Finding> look(Evidence seen) {
    double ratio = seen.first().gradientRatio();
    double far = (seen.first().loss() - seen.data().judgedFloor()) / seen.toLearnJudged();
    boolean little = seen.notFinite() || seen.learned() < LEARNED;
    Severity severity = little ? Severity.HIGH : Severity.MEDIUM;
    if (ratio > LIMIT || Double.isNaN(ratio)) {
      return Optional.of(layers(seen, severity, ratio));
    }
    if (!(far < FAR) && Fix.ownFirstWeights(seen)) {
      return Optional.of(
          Texts.variant("exploding-gradient", "far", severity, "", far, FAR, Fix.init(seen), far)
              .at(0));
    }
    return overTime(seen);
  }

  private static Finding layers(Evidence seen, Severity severity, double ratio) {
    String last = seen.first().layers().getLast().path();
    String where = seen.first().layers().getFirst().path();
    String from = where.equals(last) ? seen.step().inputs().getFirst().name() : where;
    String fix = Fix.ownFirstWeights(seen) ? Fix.init(seen) : "--clip-norm 1";
    String variant = recurrent(seen.step()).isPresent() ? "steps" : "";
    return Texts.variant(
            "exploding-gradient",
            variant,
            severity,
            where,
            ratio,
            LIMIT,
            fix,
            from,
            ratio,
            last,
            steps(seen))
        .at(0);
  }

  /// How many steps a row has; 0 where it has none.
  private static int steps(Evidence seen) {
    return seen.step().inputs().stream()
        .filter(input -> input.row().rank() > 0)
        .mapToInt(input -> input.row().dim(0))
        .max()
        .orElse(0);
  }

  /// Of a network that goes through many steps with the same weights, and gradients that nothing
  /// limits.
  private static Optional<Finding> overTime(Evidence seen) {
    boolean open =
        seen.config().clipNorm() == TrainingConfig.NO_CLIPPING
            && seen.config().clipValue() == TrainingConfig.NO_CLIPPING;
    int steps = steps(seen);
    Optional<String> layer = recurrent(seen.step());
    double first = seen.first().gradient();
    double grown =
        seen.readings().stream().mapToDouble(Reading::gradient).max().orElse(first) / first;
    double risen = seen.notFinite() ? Double.POSITIVE_INFINITY : seen.rise();
    boolean left = risen > RISEN || grown > GROWN && !isGated(seen.step());
    if (!open || layer.isEmpty() || steps < LONG || !left || ownSteps(seen)) {
      return Optional.empty();
    }
    Severity severity =
        seen.notFinite() || seen.learned() < LEARNED ? Severity.HIGH : Severity.MEDIUM;
    double measure = grown > GROWN ? grown : risen;
    return Optional.of(
        Texts.variant(
            "exploding-gradient",
            "time",
            severity,
            layer.get(),
            measure,
            grown > GROWN ? GROWN : RISEN,
            "--clip-norm 1",
            layer.get(),
            measure,
            steps));
  }

  /// Whether steps are as large as the learning rate says, however large gradients are, and too
  /// large.
  private static boolean ownSteps(Evidence seen) {
    return !seen.stepsByGradient() && seen.moves().largest() > LearningRateTooHigh.HUGE_STEP;
  }

  /// The first layer that goes through a row step by step.
  static Optional<String> recurrent(StepGraph step) {
    return firstRecurrent(step).map(Network.Entry::name);
  }

  /// Whether that is one whose gates keep what is small at first from growing without end.
  static boolean isGated(StepGraph step) {
    return firstRecurrent(step).filter(entry -> !(entry.layer() instanceof Rnn)).isPresent();
  }

  private static Optional<Network.Entry> firstRecurrent(StepGraph step) {
    return step.network().entries().stream()
        .filter(entry -> isRecurrent(entry.layer()))
        .findFirst();
  }

  private static boolean isRecurrent(Layer layer) {
    return layer instanceof Rnn || layer instanceof Lstm || layer instanceof Gru;
  }

  @Override
  public Set<String> explains() {
    return Set.of(
        "dead-units",
        "learning-rate-too-high",
        "saturation",
        "not-finite",
        "nothing-to-learn",
        "underfitting",
        "overfitting",
        "imbalance");
  }
}
