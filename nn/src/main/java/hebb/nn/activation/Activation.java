package hebb.nn.activation;

import hebb.graph.Value;
import hebb.nn.spec.Check;
import hebb.nn.spec.Registry;
import hebb.nn.spec.Spec;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/// A function that a layer applies to its sums, of any shape: elementwise, or over the last axis
/// for the softmax family. It is an ordinary function over values and so has its gradient for
/// nothing.
///
/// At kinks: `relu'(0) = 0`, `leaky_relu'(0) = slope`, `elu'(0) = alpha`, and 0 where a hard
/// function starts to be flat.
public sealed interface Activation {
  /// `y = f(x)`, of the shape of `x`.
  Value apply(Value x);

  /// Its text form, as in `leaky_relu(negative_slope=0.01)`.
  Spec spec();

  /// The activation that a text describes, as in `relu` or `elu(alpha=0.5)`.
  ///
  /// @throws IllegalArgumentException if the name is not known; the message lists those that are
  static Activation of(String text) {
    return known().read(text);
  }

  /// The shortest text that [#of] reads, as in `leaky_relu(0.2)`: what is as by default is left
  /// out.
  default String text() {
    return known().text(spec());
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

  private static Registry<Activation> known() {
    Registry<Activation> known = new Registry<>("activation");
    for (Standard standard : Standard.values()) {
      known.add(standard.spec(), spec -> standard);
    }
    return known
        .add(new LeakyRelu().spec(), spec -> new LeakyRelu(spec.get("negative_slope")))
        .add(new Elu().spec(), spec -> new Elu(spec.get("alpha")));
  }

  /// The activations without numbers of their own.
  enum Standard implements Activation {
    /// `x`.
    IDENTITY(x -> x),
    /// `1 / (1 + e^-x)`.
    SIGMOID(Value::sigmoid),
    /// The hyperbolic tangent.
    TANH(Value::tanh),
    /// `max(0, x)` (Nair, Hinton 2010).
    RELU(Value::relu),
    /// `e^x_i / sum_j e^x_j` over the last axis.
    SOFTMAX(Activations::softmax),
    /// `log softmax(x)` over the last axis, without overflow.
    LOG_SOFTMAX(Activations::logSoftmax),
    /// `1.0507 elu(x, 1.6733)`, which keeps mean 0 and variance 1 (Klambauer et al. 2017).
    SELU(Activations::selu),
    /// `x P(N(0, 1) <= x)`, by the error function (Hendrycks, Gimpel 2016).
    GELU(x -> x.times(x.times(Math.sqrt(0.5)).erf().plus(1).times(0.5))),
    /// `x sigmoid(x)`, also called swish (Elfwing et al. 2017).
    SILU(x -> x.times(x.sigmoid())),
    /// `x tanh(log(1 + e^x))` (Misra 2019).
    MISH(x -> x.times(x.softplus().tanh())),
    /// `log(1 + e^x)`, without overflow.
    SOFTPLUS(Value::softplus),
    /// `x / (1 + |x|)`.
    SOFTSIGN(x -> x.dividedBy(x.abs().plus(1))),
    /// `x / 6 + 1/2`, held in `[0, 1]`.
    HARD_SIGMOID(x -> Activations.clip(x.times(1 / 6.0).plus(0.5), 0, 1)),
    /// `x`, held in `[-1, 1]`.
    HARD_TANH(x -> Activations.clip(x, -1, 1)),
    /// `max(0, x)`, held at 6 (Howard et al. 2017).
    RELU6(x -> Activations.clip(x, 0, 6));

    private final UnaryOperator<Value> function;

    Standard(UnaryOperator<Value> function) {
      this.function = function;
    }

    @Override
    public Value apply(Value x) {
      return function.apply(x);
    }

    @Override
    public Spec spec() {
      return Spec.of(name().toLowerCase(Locale.ROOT));
    }
  }

  /// `e^x`, which makes a rate of its logarithm; `e^88` from 88 on, where float32 ends. It is what
  /// a loss predicts by and no name of a text finds it: between layers it would grow without bound.
  record Exponential() implements Activation {
    private static final double LARGEST = 88;

    @Override
    public Value apply(Value x) {
      return x.graph().constant(LARGEST).min(x).exp();
    }

    @Override
    public Spec spec() {
      return Spec.of("exponential");
    }
  }

  /// `x` where `x > 0`, else `negativeSlope x` (Maas et al. 2013); the slope is .01 unless said, as
  /// in PyTorch.
  record LeakyRelu(double negativeSlope) implements Activation {
    /// A finite slope.
    public LeakyRelu {
      Check.finite("leaky_relu: negative_slope", negativeSlope);
    }

    /// With slope .01.
    public LeakyRelu() {
      this(0.01);
    }

    @Override
    public Value apply(Value x) {
      return x.greaterThan(0).select(x, x.times(negativeSlope));
    }

    @Override
    public Spec spec() {
      return Spec.of("leaky_relu", "negative_slope", negativeSlope);
    }
  }

  /// `x` where `x > 0`, else `alpha (e^x - 1)` (Clevert et al. 2015); alpha is 1 unless said.
  record Elu(double alpha) implements Activation {
    /// A finite alpha.
    public Elu {
      Check.finite("elu: alpha", alpha);
    }

    /// With alpha 1.
    public Elu() {
      this(1);
    }

    @Override
    public Value apply(Value x) {
      return Activations.elu(x, alpha);
    }

    @Override
    public Spec spec() {
      return Spec.of("elu", "alpha", alpha);
    }
  }
}
