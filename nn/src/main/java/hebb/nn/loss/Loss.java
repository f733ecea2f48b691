package hebb.nn.loss;

import hebb.graph.Value;
import hebb.nn.activation.Activation;
import hebb.nn.spec.Check;
import hebb.nn.spec.Registry;
import hebb.nn.spec.Spec;
import java.util.List;
import java.util.Locale;
import java.util.function.BinaryOperator;

/// What training makes small: the mean over rows of a cost that is summed over outputs. Losses take
/// what the last layer sums (the logits), not probabilities: that is stable, and the gradient is
/// `(prediction - target) / rows` for each of the natural pairs.
public sealed interface Loss {
  /// The cost of each output: `output [batch, ...], target [batch, ...] -> [batch, ...]`.
  Value costs(Value output, Value target);

  /// What makes a prediction of the network's output: identity, sigmoid, softmax or exponential.
  Activation prediction();

  /// Its text form, as in `huber(delta=1.0)`.
  Spec spec();

  /// The loss of a batch, a scalar: `1/batch` times the sum of [#costs].
  default Value of(Value output, Value target) {
    int rows = output.shape().rank() == 0 ? 1 : output.shape().dim(0);
    return costs(output, target).sum().dividedBy(Math.max(1, rows));
  }

  /// What each number of a target must be, for targets of `columns` numbers beside outputs of
  /// `outputs`.
  default Range targets(int outputs, int columns) {
    return new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Range.Kind.NUMBER);
  }

  /// Whether each step of a row has a target of its own, of which rows have as many as steps:
  /// `output [batch, steps, classes], target [batch, steps] -> [batch]`.
  default boolean perStep() {
    return false;
  }

  /// In which unit it takes a target that is a quantity.
  default Unit unit() {
    return Unit.ANY;
  }

  /// What may be done to a quantity before a loss takes it.
  enum Unit {
    /// It may be shifted and scaled, as by standardising.
    ANY,
    /// It stays as it is: the formula is one of counts or rates.
    OWN
  }

  /// Numbers that a target may have, both ends included.
  record Range(double low, double high, Kind kind) {
    private static final Range PROBABILITY = new Range(0, 1, Kind.NUMBER);

    /// Whether there is anything between whole numbers.
    public enum Kind {
      /// Any number.
      NUMBER,
      /// Whole numbers only, as class indices are.
      WHOLE
    }

    /// Whether a number is finite and in range.
    public boolean contains(double number) {
      return number >= low
          && number <= high
          && Double.isFinite(number)
          && (kind == Kind.NUMBER || number == Math.rint(number));
    }

    /// As in `a whole number from 0 to 9` or `a finite number of 0 or more`.
    @Override
    public String toString() {
      String what = kind == Kind.WHOLE ? "a whole number" : "a finite number";
      if (low == Double.NEGATIVE_INFINITY) {
        return what;
      }
      return high == Double.POSITIVE_INFINITY
          ? what + " of " + text(low) + " or more"
          : what + " from " + text(low) + " to " + text(high);
    }

    private static String text(double end) {
      return Long.toString((long) end);
    }
  }

  /// A probability for each class, or a class index.
  private static Range classes(int outputs, int columns) {
    return columns == outputs ? Range.PROBABILITY : new Range(0, outputs - 1, Range.Kind.WHOLE);
  }

  /// The loss that a text describes.
  ///
  /// @throws IllegalArgumentException if the name is not known; the message lists those that are
  static Loss of(String text) {
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

  private static Registry<Loss> known() {
    Registry<Loss> known = new Registry<>("loss");
    for (Standard standard : Standard.values()) {
      known.add(standard.spec(), spec -> standard);
    }
    return known
        .add(Smoothed.text(0), spec -> Smoothed.of(spec.get("smoothing")))
        .add(new TokenCrossEntropy().spec(), spec -> new TokenCrossEntropy())
        .add(new Huber().spec(), spec -> new Huber(spec.get("delta")))
        .add(new Quantile().spec(), spec -> new Quantile(spec.get("tau")))
        .add(
            new BinaryFocal().spec(), spec -> new BinaryFocal(spec.get("gamma"), spec.get("alpha")))
        .add(new SoftmaxFocal().spec(), spec -> new SoftmaxFocal(spec.get("gamma")));
  }

  /// The losses without numbers of their own.
  enum Standard implements Loss {
    /// `1/2 (a - y)^2`.
    HALF_SQUARED_ERROR(Activation.Standard.IDENTITY, Losses::halfSquared),
    /// `|a - y|`, whose derivative is 0 where both are equal. Its minimum is the median.
    ABSOLUTE_ERROR(Activation.Standard.IDENTITY, (a, y) -> Losses.difference(a, y).abs()),
    /// `log cosh(a - y)`: near 0 half the square, far out `|a - y| - log 2`, without a kink.
    LOG_COSH(Activation.Standard.IDENTITY, Losses::logCosh),
    /// `e^z - y z`, the negative log likelihood of a count or rate `y >= 0` whose mean is `e^z`,
    /// without the constant `log(y!)`. The prediction is `e^z`; the target is taken as it is.
    /// Beyond `z = 88` it is not finite in float32, and training stops and says so.
    POISSON(new Activation.Exponential(), Losses::poisson),
    /// `-y log p - (1 - y) log(1 - p)` with `p = sigmoid(z)`, as `log(1 + e^z) - y z`. With several
    /// outputs each is a label of its own: any number of them may be 1.
    BINARY_CROSS_ENTROPY(Activation.Standard.SIGMOID, Losses::binaryCrossEntropy),
    /// `max(0, 1 - (2 y - 1) z)` of two classes 0 and 1, which others write -1 and 1 (Cortes,
    /// Vapnik 1995). Its derivative at the kink is 0. The prediction `sigmoid(z)` is 1/2 at the
    /// border between the classes, but is no calibrated probability.
    HINGE(Activation.Standard.SIGMOID, Losses::hinge),
    /// `-sum_k y_k log p_k` with `p = softmax(z)`. The target is a class index `[batch, 1]`, or a
    /// probability for each class `[batch, k]`.
    SOFTMAX_CROSS_ENTROPY(Activation.Standard.SOFTMAX, Losses::softmaxCrossEntropy),
    /// `sum_k y_k log(y_k / p_k)` with `p = softmax(z)`: cross-entropy less the target's own
    /// entropy (Kullback, Leibler 1951). It has cross-entropy's gradient, and 0 as its minimum.
    /// Targets as for softmax cross-entropy.
    KL_DIVERGENCE(Activation.Standard.SOFTMAX, Losses::divergence),
    /// `1/2 sum_k (p_k - y_k)^2` with `p = softmax(z)`. Targets as for softmax cross-entropy.
    SOFTMAX_HALF_SQUARED_ERROR(Activation.Standard.SOFTMAX, Losses::softmaxHalfSquared);

    private final Activation prediction;
    private final BinaryOperator<Value> costs;

    Standard(Activation prediction, BinaryOperator<Value> costs) {
      this.prediction = prediction;
      this.costs = costs;
    }

    @Override
    public Value costs(Value output, Value target) {
      return costs.apply(output, target);
    }

    @Override
    public Activation prediction() {
      return prediction;
    }

    @Override
    public Range targets(int outputs, int columns) {
      return switch (this) {
        case HALF_SQUARED_ERROR, ABSOLUTE_ERROR, LOG_COSH -> Loss.super.targets(outputs, columns);
        case POISSON -> new Range(0, Double.POSITIVE_INFINITY, Range.Kind.NUMBER);
        case BINARY_CROSS_ENTROPY -> Range.PROBABILITY;
        case HINGE -> new Range(0, 1, Range.Kind.WHOLE);
        case SOFTMAX_CROSS_ENTROPY, KL_DIVERGENCE, SOFTMAX_HALF_SQUARED_ERROR ->
            classes(outputs, columns);
      };
    }

    @Override
    public Unit unit() {
      return this == POISSON ? Unit.OWN : Unit.ANY;
    }

    @Override
    public Spec spec() {
      return Spec.of(name().toLowerCase(Locale.ROOT));
    }
  }

  /// Softmax cross-entropy of each step, `-log p_y`: the mean over the steps of a row that have a
  /// target, a class index; -1 stands for none. `output [batch, steps, classes], target [batch,
  /// steps] -> [batch]`.
  record TokenCrossEntropy() implements Loss {
    @Override
    public Value costs(Value output, Value target) {
      return Losses.tokenCrossEntropy(output, target);
    }

    @Override
    public Activation prediction() {
      return Activation.Standard.SOFTMAX;
    }

    @Override
    public boolean perStep() {
      return true;
    }

    @Override
    public Range targets(int outputs, int columns) {
      int classes = outputs / Math.max(1, columns);
      return new Range(-1, classes - 1, Range.Kind.WHOLE);
    }

    @Override
    public Spec spec() {
      return Spec.of("token_cross_entropy");
    }
  }

  /// `1/2 e^2` where `|e| <= delta`, else `delta (|e| - delta/2)`, with `e = a - y` (Huber 1964).
  record Huber(double delta) implements Loss {
    /// A delta above 0.
    public Huber {
      Check.positive("huber: delta", delta);
    }

    /// With delta 1.
    public Huber() {
      this(1);
    }

    @Override
    public Value costs(Value output, Value target) {
      Value e = Losses.difference(output, target);
      Value far = e.abs().minus(delta / 2).times(delta);
      return e.abs().greaterThan(delta).select(far, e.square().times(0.5));
    }

    @Override
    public Activation prediction() {
      return Activation.Standard.IDENTITY;
    }

    @Override
    public Spec spec() {
      return Spec.of("huber", "delta", delta);
    }
  }

  /// `e (tau - 1)` where `e = y - a` is negative, else `e tau` (Koenker, Bassett 1978; the pinball
  /// loss): its minimum is the `tau` quantile, with 1/2 half the absolute error. The derivative is
  /// 0 where `a = y`.
  ///
  /// @param tau the share of targets that should lie below the prediction, .5 unless said
  record Quantile(double tau) implements Loss {
    /// A share above 0 and below 1.
    public Quantile {
      Check.inside("quantile: tau", tau);
    }

    /// The median.
    public Quantile() {
      this(0.5);
    }

    @Override
    public Value costs(Value output, Value target) {
      Value above = Losses.difference(output, target);
      return above.relu().times(1 - tau).plus(above.negate().relu().times(tau));
    }

    @Override
    public Activation prediction() {
      return Activation.Standard.IDENTITY;
    }

    @Override
    public Spec spec() {
      return Spec.of("quantile", "tau", tau);
    }
  }

  /// Softmax cross-entropy against targets that are moved to `(1 - smoothing) y + smoothing / k`,
  /// so that logits stay small (Szegedy et al. 2016). Targets as for softmax cross-entropy.
  ///
  /// @param smoothing the share that all `k` classes have in common
  record Smoothed(double smoothing) implements Loss {
    private static final String NAME = Standard.SOFTMAX_CROSS_ENTROPY.spec().name();

    /// A share above 0 and below 1; without smoothing it is [Standard#SOFTMAX_CROSS_ENTROPY].
    public Smoothed {
      Check.inside("softmax_cross_entropy: smoothing", smoothing);
    }

    static Loss of(double smoothing) {
      return smoothing == 0 ? Standard.SOFTMAX_CROSS_ENTROPY : new Smoothed(smoothing);
    }

    @Override
    public Value costs(Value output, Value target) {
      return Losses.smoothedCrossEntropy(output, target, smoothing);
    }

    @Override
    public Activation prediction() {
      return Activation.Standard.SOFTMAX;
    }

    @Override
    public Range targets(int outputs, int columns) {
      return classes(outputs, columns);
    }

    @Override
    public Spec spec() {
      return text(smoothing);
    }

    private static Spec text(double smoothing) {
      return Spec.of(NAME, "smoothing", smoothing);
    }
  }

  /// Binary cross-entropy that leaves out what is easy: `-alpha (1 - p)^gamma log p` for class 1,
  /// `-(1 - alpha) p^gamma log(1 - p)` for class 0, with `p = sigmoid(z)` (Lin et al. 2017).
  /// Targets in between weigh both.
  ///
  /// @param gamma how much less an easy row counts, 2 unless said; 0 or more
  /// @param alpha the weight of class 1, .25 unless said; from 0 to 1
  record BinaryFocal(double gamma, double alpha) implements Loss {
    /// Numbers in range.
    public BinaryFocal {
      Check.notNegative("binary_focal: gamma", gamma);
      Check.share("binary_focal: alpha", alpha);
    }

    /// With gamma 2 and alpha .25, as in the paper.
    public BinaryFocal() {
      this(2, 0.25);
    }

    @Override
    public Value costs(Value output, Value target) {
      return Losses.binaryFocal(output, target, gamma, alpha);
    }

    @Override
    public Activation prediction() {
      return Activation.Standard.SIGMOID;
    }

    @Override
    public Range targets(int outputs, int columns) {
      return Range.PROBABILITY;
    }

    @Override
    public Spec spec() {
      return Spec.of("binary_focal", "gamma", gamma).with("alpha", alpha);
    }
  }

  /// Softmax cross-entropy that leaves out what is easy: `-sum_k y_k (1 - p_k)^gamma log p_k` with
  /// `p = softmax(z)` (Lin et al. 2017). Targets as for softmax cross-entropy.
  ///
  /// @param gamma how much less an easy row counts, 2 unless said; 0 or more
  record SoftmaxFocal(double gamma) implements Loss {
    /// A gamma of 0 or more.
    public SoftmaxFocal {
      Check.notNegative("softmax_focal: gamma", gamma);
    }

    /// With gamma 2.
    public SoftmaxFocal() {
      this(2);
    }

    @Override
    public Value costs(Value output, Value target) {
      return Losses.softmaxFocal(output, target, gamma);
    }

    @Override
    public Activation prediction() {
      return Activation.Standard.SOFTMAX;
    }

    @Override
    public Range targets(int outputs, int columns) {
      return classes(outputs, columns);
    }

    @Override
    public Spec spec() {
      return Spec.of("softmax_focal", "gamma", gamma);
    }
  }
}
