package hebb.diagnose;

import hebb.train.EpochLog;
import hebb.train.Finding;
import hebb.train.Finding.Severity;
import hebb.train.TrainingConfig;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Steps so small that training ends long before it has arrived.
final class LearningRateTooLow implements Check {
  /// A step against the weights: usual are .001 to .03.
  private static final double LIMIT = 3e-5;

  /// All steps together that move weights by less lead nowhere.
  static final double FAR = 0.03;

  /// Steps of that size are no smaller than usual: too few of them are no matter of the rate.
  static final double USUAL = 3e-4;

  private static final double LEARNED = 0.5;
  private static final double WELL = 0.8;
  private static final double SPOILT = 0.1;

  /// Warm-ups that are over before training is end at the whole rate.
  private static final double WARM = 0.3;

  private static final int TIMES = 1000;

  /// A usual step, and how much larger a rate may be that is tried for it.
  private static final double AIM = 0.003;

  private static final int MOST_USUAL = 100;
  private static final int LEAST_TIMES = 10;
  private static final int MOST_TIMES = 3000;

  /// A rate below this part of the first is none.
  private static final double NONE = 1e-3;

  /// A gradient that is so many times as long as what it is cut to is cut too far.
  private static final double CUT = 100;

  @Override
  public Optional<Finding> look(Evidence seen) {
    double step = seen.moves().largest();
    boolean spoilt = seen.learned() < SPOILT || seen.gone() < SPOILT;
    Severity severity = spoilt ? Severity.HIGH : Severity.MEDIUM;
    double rate = seen.config().optimizer().learningRate();
    double still = still(seen.epochs(), rate);
    if (seen.learned() >= LEARNED) {
      return still > LEARNED && seen.learned() < WELL && seen.memorised() < WELL
          ? Optional.of(schedule(Severity.LOW, still))
          : Optional.empty();
    }
    double warmed = warmed(seen.config());
    if (warmed < WARM) {
      return Optional.of(
          finding(
              "warmup",
              severity,
              warmed,
              WARM,
              "--schedule constant",
              rate,
              Texts.share(warmed),
              seen.config().epochs()));
    }
    if (nothingMoves(seen)) {
      return Optional.of(finding("frozen", severity, 0, LIMIT, "--lr-of '*=1'").at(0));
    }
    if (still > LEARNED) {
      return Optional.of(schedule(severity, still));
    }
    boolean nowhere = seen.moves().all() < FAR && step < USUAL;
    if (!(step < LIMIT) && !nowhere) {
      return Optional.empty();
    }
    double most = seen.config().clipNorm();
    double gradient = seen.first().gradient();
    if (gradient > CUT * most) {
      return Optional.of(
          finding(
              "clip", severity, gradient / most, CUT, "--clip-norm none", gradient, most, step));
    }
    double each = gradient / Math.sqrt((double) seen.step().parameters().count());
    double mostEach = seen.config().clipValue();
    if (each > CUT * mostEach) {
      return Optional.of(
          finding(
              "clip-value",
              severity,
              each / mostEach,
              CUT,
              "--clip-value none",
              each,
              mostEach,
              step));
    }
    double usual = LearningRateTooHigh.usual(seen);
    double larger = rate * Math.clamp(AIM / step, LEAST_TIMES, MOST_TIMES);
    String fix = text(rate < usual ? Math.clamp(larger, usual, usual * MOST_USUAL) : larger);
    double all = seen.moves().all();
    return Optional.of(
        step < LIMIT
            ? finding("", severity, step, LIMIT, "--lr " + fix, rate, step)
            : finding("all", severity, all, FAR, "--lr " + fix, rate, all));
  }

  private static Finding schedule(Severity severity, double still) {
    return finding("schedule", severity, still, LEARNED, "--schedule constant", Texts.share(still));
  }

  /// The most that the schedule leaves of the learning rate at any time that is planned.
  private static double warmed(TrainingConfig config) {
    int epochs = config.epochs();
    return IntStream.rangeClosed(0, TIMES)
        .mapToDouble(i -> config.schedule().factor((double) i * epochs / TIMES, epochs, 0))
        .max()
        .orElse(1);
  }

  /// In one digit.
  private static String text(double rate) {
    double rounded = new BigDecimal(rate).round(new MathContext(1)).doubleValue();
    return LearningRateTooHigh.text(rounded);
  }

  private static boolean nothingMoves(Evidence seen) {
    return seen.step().parameters().trained().stream()
        .allMatch(weight -> seen.config().rateOf(weight.path()) == 0);
  }

  private static Finding finding(
      String variant,
      Severity severity,
      double measure,
      double limit,
      String fix,
      Object... values) {
    return Texts.variant(
        "learning-rate-too-low", variant, severity, "", measure, limit, fix, values);
  }

  /// The share of epochs that end with next to no learning rate.
  private static double still(List<EpochLog> epochs, double rate) {
    long none = epochs.stream().filter(log -> log.learningRate() < NONE * rate).count();
    return epochs.isEmpty() ? 0 : none / (double) epochs.size();
  }

  @Override
  public Set<String> explains() {
    return Set.of("nothing-to-learn", "underfitting", "imbalance", "overfitting");
  }
}
