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

  /// What makes a prediction of the network's output: identity, sigmoid or softmax.
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

  /// Numbers that a target may have, both ends included.
  record Range(double low, double high, Kind kind) {
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

    /// As in `a whole number from 0 to 9`.
    @Override
    public String toString() {
      String what = kind == Kind.WHOLE ? "a whole number" : "a finite number";
      return low == Double.NEGATIVE_INFINITY
          ? what
          : what + " from " + text(low) + " to " + text(high);
    }

    private static String text(double end) {
      return Long.toString((long) end);
    }
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

  private static Registry<Loss> known() {
    Registry<Loss> known = new Registry<>("loss");
    for (Standard standard : Standard.values()) {
      known.add(standard.spec(), spec -> standard);
    }
    return known.add(new Huber().spec(), spec -> new Huber(spec.get("delta")));
  }

  /// The losses without numbers of their own.
  enum Standard implements Loss {
    /// `1/2 (a - y)^2`.
    HALF_SQUARED_ERROR(Activation.Standard.IDENTITY, Losses::halfSquared),
    /// `-y log p - (1 - y) log(1 - p)` with `p = sigmoid(z)`, as `log(1 + e^z) - y z`.
    BINARY_CROSS_ENTROPY(Activation.Standard.SIGMOID, Losses::binaryCrossEntropy),
    /// `-sum_k y_k log p_k` with `p = softmax(z)`. The target is a class index `[batch, 1]`, or a
    /// probability for each class `[batch, k]`.
    SOFTMAX_CROSS_ENTROPY(Activation.Standard.SOFTMAX, Losses::softmaxCrossEntropy),
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
        case HALF_SQUARED_ERROR -> Loss.super.targets(outputs, columns);
        case BINARY_CROSS_ENTROPY -> new Range(0, 1, Range.Kind.NUMBER);
        case SOFTMAX_CROSS_ENTROPY, SOFTMAX_HALF_SQUARED_ERROR ->
            columns == outputs
                ? new Range(0, 1, Range.Kind.NUMBER)
                : new Range(0, outputs - 1, Range.Kind.WHOLE);
      };
    }

    @Override
    public Spec spec() {
      return Spec.of(name().toLowerCase(Locale.ROOT));
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
}
