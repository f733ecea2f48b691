package hebb.nn.optim;

import hebb.nn.spec.Check;
import hebb.nn.spec.Registry;
import hebb.nn.spec.Spec;
import java.util.List;

/// How the learning rate changes: a factor that the optimiser's own rate is multiplied with at each
/// step. A schedule has no state: it is a function of where training stands.
public sealed interface Schedule {
  /// The factor.
  ///
  /// @param epoch how far training is, in epochs with fractions: 0 at the first step
  /// @param epochs how many epochs training may take
  /// @param reductions how often the validation loss has stopped falling (see [Plateau])
  double factor(double epoch, int epochs, int reductions);

  /// Its text form, as in `step(every_epochs=10.0,factor=0.5)`.
  Spec spec();

  /// The schedule that a text describes.
  ///
  /// @throws IllegalArgumentException if the name is not known; the message lists those that are
  static Schedule of(String text) {
    return known().read(text);
  }

  /// All names.
  static List<String> names() {
    return known().names();
  }

  private static Registry<Schedule> known() {
    return new Registry<Schedule>("schedule")
        .add(new Constant().spec(), s -> new Constant())
        .add(new Step().spec(), s -> new Step(s.get("every_epochs"), s.get("factor")))
        .add(new Exponential().spec(), s -> new Exponential(s.get("decay")))
        .add(new Cosine().spec(), s -> new Cosine(s.get("warmup_epochs"), s.get("floor")))
        .add(
            new Plateau().spec(),
            s ->
                new Plateau(
                    s.get("factor"), s.whole("patience"), s.get("min_delta"), s.get("floor")));
  }

  /// Always 1.
  record Constant() implements Schedule {
    @Override
    public double factor(double epoch, int epochs, int reductions) {
      return 1;
    }

    @Override
    public Spec spec() {
      return Spec.of("constant");
    }
  }

  /// `factor^k` after `k` times `everyEpochs` epochs.
  record Step(double everyEpochs, double factor) implements Schedule {
    /// Numbers above 0.
    public Step {
      Check.positive("step: every_epochs", everyEpochs);
      Check.positive("step: factor", factor);
    }

    /// Half every 10 epochs.
    public Step() {
      this(10, 0.5);
    }

    @Override
    public double factor(double epoch, int epochs, int reductions) {
      return StrictMath.pow(factor, Math.floor(epoch / everyEpochs));
    }

    @Override
    public Spec spec() {
      return Spec.of("step", "every_epochs", everyEpochs).with("factor", factor);
    }
  }

  /// `decay^epoch`, falling a little at each step.
  record Exponential(double decay) implements Schedule {
    /// A decay above 0.
    public Exponential {
      Check.positive("exponential: decay", decay);
    }

    /// With decay .95 an epoch.
    public Exponential() {
      this(0.95);
    }

    @Override
    public double factor(double epoch, int epochs, int reductions) {
      return StrictMath.pow(decay, epoch);
    }

    @Override
    public Spec spec() {
      return Spec.of("exponential", "decay", decay);
    }
  }

  /// Rises in a line from 0 over `warmupEpochs`, then falls to `floor` along half a cosine that
  /// ends with the last epoch (Loshchilov, Hutter 2016).
  record Cosine(double warmupEpochs, double floor) implements Schedule {
    /// Numbers of 0 or more.
    public Cosine {
      Check.notNegative("cosine: warmup_epochs", warmupEpochs);
      Check.notNegative("cosine: floor", floor);
    }

    /// Without warm-up, down to 0.
    public Cosine() {
      this(0, 0);
    }

    @Override
    public double factor(double epoch, int epochs, int reductions) {
      if (epoch < warmupEpochs) {
        return epoch / warmupEpochs;
      }
      double done =
          epochs > warmupEpochs ? Math.min(1, (epoch - warmupEpochs) / (epochs - warmupEpochs)) : 1;
      return floor + (1 - floor) * 0.5 * (1 + StrictMath.cos(Math.PI * done));
    }

    @Override
    public Spec spec() {
      return Spec.of("cosine", "warmup_epochs", warmupEpochs).with("floor", floor);
    }
  }

  /// `factor^k` when the validation loss has `k` times not fallen by more than `minDelta` for
  /// `patience` epochs; never below `floor`.
  record Plateau(double factor, int patience, double minDelta, double floor) implements Schedule {
    /// A factor below 1, and at least one epoch.
    public Plateau {
      Check.positive("plateau: factor", factor);
      Check.fraction("plateau: factor", factor);
      Check.atLeast(1, "plateau: patience", patience);
      Check.notNegative("plateau: min_delta", minDelta);
      Check.notNegative("plateau: floor", floor);
    }

    /// Half after 5 epochs, never below a thousandth.
    public Plateau() {
      this(0.5, 5, 0, 0.001);
    }

    @Override
    public double factor(double epoch, int epochs, int reductions) {
      return Math.max(floor, StrictMath.pow(factor, reductions));
    }

    @Override
    public Spec spec() {
      return Spec.of("plateau", "factor", factor)
          .with("patience", patience)
          .with("min_delta", minDelta)
          .with("floor", floor);
    }
  }
}
