package hebb.nn.optim;

import hebb.nn.spec.Check;
import hebb.nn.spec.Registry;
import hebb.nn.spec.Spec;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// How the learning rate changes: a factor that the optimiser's own rate is multiplied with at each
/// step. A schedule has no state: it is a function of where training stands.
///
/// Any of them may be warmed up: `polynomial(power=2,warmup_epochs=3)` rises in a line from 0 over
/// 3 epochs and is the schedule of the epochs after them.
public sealed interface Schedule {
  /// What a warm-up is called in a text.
  String WARMUP = "warmup_epochs";

  /// The factor.
  ///
  /// @param epoch how far training is, in epochs with fractions: 0 at the first step
  /// @param epochs how many epochs training may take
  /// @param reductions how often the validation loss has stopped falling (see [Plateau])
  double factor(double epoch, double epochs, int reductions);

  /// This schedule after a rise in a line from 0, in place of any that it has; 0 epochs for none.
  default Schedule warmedUp(double epochs) {
    return epochs == 0 ? this : new Warmup(epochs, this);
  }

  /// What falls when the validation loss stops falling, if the schedule asks for that.
  default Optional<Plateau> plateau() {
    return Optional.empty();
  }

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

  /// The numbers of a name where a text does not say them.
  ///
  /// @throws IllegalArgumentException if the name is not known
  static Spec defaults(String name) {
    return known().defaults(name);
  }

  private static Registry<Schedule> known() {
    Registry<Schedule> known = new Registry<>("schedule");
    add(known, new Constant(), s -> new Constant());
    add(known, new Step(), s -> new Step(s.get("every_epochs"), s.get("factor")));
    add(known, new Exponential(), s -> new Exponential(s.get("decay")));
    add(known, new Cosine(), s -> new Cosine(0, s.get("floor")));
    add(known, new Polynomial(), s -> new Polynomial(s.get("power"), s.get("floor")));
    add(known, new Inverse(), s -> new Inverse(s.get("decay"), s.get("power")));
    add(known, new OneCycle(), s -> new OneCycle(s.get("rise"), s.get("start"), s.get("end")));
    add(
        known,
        new Restarts(),
        s -> new Restarts(s.get("first_epochs"), s.get("growth"), s.get("floor")));
    add(
        known,
        new Plateau(),
        s -> new Plateau(s.get("factor"), s.whole("patience"), s.get("min_delta"), s.get("floor")));
    return known;
  }

  private static void add(
      Registry<Schedule> known, Schedule defaults, Function<Spec, Schedule> make) {
    known.add(defaults.spec().with(WARMUP, 0), spec -> make.apply(spec).warmedUp(spec.get(WARMUP)));
  }

  /// Always 1.
  record Constant() implements Schedule {
    @Override
    public double factor(double epoch, double epochs, int reductions) {
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
    public double factor(double epoch, double epochs, int reductions) {
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
    public double factor(double epoch, double epochs, int reductions) {
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
    public double factor(double epoch, double epochs, int reductions) {
      if (epoch < warmupEpochs) {
        return epoch / warmupEpochs;
      }
      return floor + (1 - floor) * fall(done(epoch - warmupEpochs, epochs - warmupEpochs));
    }

    /// The same with another warm-up.
    @Override
    public Cosine warmedUp(double epochs) {
      return new Cosine(epochs, floor);
    }

    @Override
    public Spec spec() {
      return Spec.of("cosine", WARMUP, warmupEpochs).with("floor", floor);
    }
  }

  /// `floor + (1 - floor) (1 - done)^power`, where `done` goes from 0 to 1 at the last epoch: a
  /// line with power 1.
  ///
  /// @param power 1 unless said; above 0
  /// @param floor what it ends at, 0 unless said
  record Polynomial(double power, double floor) implements Schedule {
    /// Numbers in range.
    public Polynomial {
      Check.positive("polynomial: power", power);
      Check.notNegative("polynomial: floor", floor);
    }

    /// A line down to 0.
    public Polynomial() {
      this(1, 0);
    }

    @Override
    public double factor(double epoch, double epochs, int reductions) {
      double left = 1 - done(epoch, epochs);
      return floor + (1 - floor) * StrictMath.pow(left, power);
    }

    @Override
    public Spec spec() {
      return Spec.of("polynomial", "power", power).with("floor", floor);
    }
  }

  /// `1 / (1 + decay epoch)^power`: inverse time with power 1, inverse square root with power .5
  /// (Robbins, Monro 1951). It needs no number of epochs.
  ///
  /// @param decay .1 unless said: with power 1 the rate is halved after 10 epochs; above 0
  /// @param power 1 unless said; above 0
  record Inverse(double decay, double power) implements Schedule {
    /// Numbers in range.
    public Inverse {
      Check.positive("inverse: decay", decay);
      Check.positive("inverse: power", power);
    }

    /// Inverse time.
    public Inverse() {
      this(0.1, 1);
    }

    @Override
    public double factor(double epoch, double epochs, int reductions) {
      return StrictMath.pow(1 + decay * epoch, -power);
    }

    @Override
    public Spec spec() {
      return Spec.of("inverse", "decay", decay).with("power", power);
    }
  }

  /// Along half a cosine from `start` up to 1 over the first share of the epochs, then along
  /// another down to `end` (Smith, Topin 2018). The optimiser's own rate is the largest; momentum
  /// stays as it is.
  ///
  /// @param rise the share of the epochs that it rises for, .3 unless said; above 0 and below 1
  /// @param start the first factor, 1/25 unless said; from 0 to 1
  /// @param end the last factor, 4e-6 unless said; from 0 to 1
  record OneCycle(double rise, double start, double end) implements Schedule {
    /// Numbers in range.
    public OneCycle {
      Check.inside("one_cycle: rise", rise);
      Check.share("one_cycle: start", start);
      Check.share("one_cycle: end", end);
    }

    /// As PyTorch's.
    public OneCycle() {
      this(0.3, 0.04, 4e-6);
    }

    @Override
    public double factor(double epoch, double epochs, int reductions) {
      double done = done(epoch, epochs);
      return done < rise
          ? 1 - (1 - start) * fall(done / rise)
          : end + (1 - end) * fall((done - rise) / (1 - rise));
    }

    @Override
    public Spec spec() {
      return Spec.of("one_cycle", "rise", rise).with("start", start).with("end", end);
    }
  }

  /// Half a cosine from 1 to `floor` again and again, each `growth` times as long as the one before
  /// (Loshchilov, Hutter 2016). It needs no number of epochs.
  ///
  /// @param firstEpochs how long the first is, 10 unless said; above 0
  /// @param growth 2 unless said; 1 or more
  /// @param floor what each ends at, 0 unless said
  record Restarts(double firstEpochs, double growth, double floor) implements Schedule {
    /// Numbers in range.
    public Restarts {
      Check.positive("restarts: first_epochs", firstEpochs);
      Check.notNegative("restarts: floor", floor);
      Check.positive("restarts: growth", growth);
      if (growth < 1) {
        throw new IllegalArgumentException(
            "restarts: growth: expected a number of 1 or more, got " + growth + ".");
      }
    }

    /// Of 10, 20, 40, ... epochs, down to 0.
    public Restarts() {
      this(10, 2, 0);
    }

    @Override
    public double factor(double epoch, double epochs, int reductions) {
      double length = firstEpochs;
      double from = 0;
      if (growth == 1) {
        from = Math.floor(epoch / length) * length;
      }
      while (epoch - from >= length) {
        from += length;
        length *= growth;
      }
      return floor + (1 - floor) * fall((epoch - from) / length);
    }

    @Override
    public Spec spec() {
      return Spec.of("restarts", "first_epochs", firstEpochs)
          .with("growth", growth)
          .with("floor", floor);
    }
  }

  /// A rise in a line from 0 to where another schedule starts, which then has the epochs that are
  /// left (Goyal et al. 2017). See [#warmedUp].
  ///
  /// @param epochs how long it rises; above 0
  record Warmup(double epochs, Schedule after) implements Schedule {
    /// A warm-up of a schedule that has none yet.
    public Warmup {
      Check.positive("schedule: " + WARMUP, epochs);
      if (after instanceof Warmup || after instanceof Cosine) {
        throw new IllegalArgumentException(
            "schedule: expected one without a warm-up of its own, got "
                + after.spec()
                + ". Use warmedUp.");
      }
    }

    @Override
    public double factor(double epoch, double all, int reductions) {
      double left = Math.max(0, all - epochs);
      return epoch < epochs
          ? epoch / epochs * after.factor(0, left, reductions)
          : after.factor(epoch - epochs, left, reductions);
    }

    @Override
    public Schedule warmedUp(double other) {
      return after.warmedUp(other);
    }

    @Override
    public Optional<Plateau> plateau() {
      return after.plateau();
    }

    @Override
    public Spec spec() {
      return after.spec().with(WARMUP, epochs);
    }
  }

  /// How much of the epochs is done, from 0 to 1.
  private static double done(double epoch, double epochs) {
    return epochs > 0 ? Math.min(1, epoch / epochs) : 1;
  }

  /// Half a cosine from 1 at 0 to 0 at 1.
  private static double fall(double done) {
    return 0.5 * (1 + StrictMath.cos(Math.PI * done));
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
    public double factor(double epoch, double epochs, int reductions) {
      return Math.max(floor, StrictMath.pow(factor, reductions));
    }

    @Override
    public Optional<Plateau> plateau() {
      return Optional.of(this);
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
