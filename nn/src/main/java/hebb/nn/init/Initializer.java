package hebb.nn.init;

import hebb.nn.activation.Activation;
import hebb.nn.spec.Check;
import hebb.nn.spec.Registry;
import hebb.nn.spec.Spec;
import java.util.List;

/// How a parameter's first values are chosen. Element `i` is a function of the key (made of the
/// seed and the parameter's path) and of `i` alone, by `StrictMath`: the same bits on every
/// machine.
///
/// `fanIn` and `fanOut` are how many inputs one output sums, and how many outputs one input goes
/// to.
public sealed interface Initializer {
  /// The value of element `i`.
  double value(int fanIn, int fanOut, long key, int i);

  /// Its text form, as in `normal(sigma=0.01)`.
  Spec spec();

  /// Fills all elements of a parameter.
  default void fill(float[] values, int fanIn, int fanOut, long key) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) value(fanIn, fanOut, key, i);
    }
  }

  /// The initialiser that a text describes, as in `he_normal` or `normal(sigma=0.05)`.
  ///
  /// @throws IllegalArgumentException if the name is not known; the message lists those that are
  static Initializer of(String text) {
    return known().read(text);
  }

  /// All names.
  static List<String> names() {
    return known().names();
  }

  /// The default for weights whose sums go into an activation: He normal before the relu family,
  /// which halves the variance, and Xavier uniform otherwise (as Keras and scikit-learn do).
  static Initializer before(Activation activation) {
    return switch (activation) {
      case Activation.LeakyRelu leaky -> new HeNormal();
      case Activation.Elu elu -> new HeNormal();
      case Activation.Standard standard ->
          switch (standard) {
            case RELU, GELU, SILU, MISH, SOFTPLUS -> new HeNormal();
            case IDENTITY,
                SIGMOID,
                TANH,
                SOFTMAX,
                LOG_SOFTMAX,
                SELU,
                SOFTSIGN,
                HARD_SIGMOID,
                HARD_TANH,
                EXPONENTIAL ->
                new XavierUniform();
          };
    };
  }

  private static Registry<Initializer> known() {
    Registry<Initializer> known = new Registry<>("initializer");
    known.add(new Constant().spec(), spec -> new Constant(spec.get("value")));
    known.add(new Normal().spec(), spec -> new Normal(spec.get("sigma")));
    List<Initializer> plain =
        List.of(
            new Zeros(),
            new XavierUniform(),
            new XavierNormal(),
            new HeUniform(),
            new HeNormal(),
            new HeUniformFanOut(),
            new HeNormalFanOut());
    for (Initializer initializer : plain) {
      known.add(initializer.spec(), spec -> initializer);
    }
    return known;
  }

  /// All 0. For biases; weights of a hidden layer would stay equal to each other for ever.
  record Zeros() implements Initializer {
    @Override
    public double value(int fanIn, int fanOut, long key, int i) {
      return 0;
    }

    @Override
    public Spec spec() {
      return Spec.of("zeros");
    }
  }

  /// All one number.
  record Constant(double value) implements Initializer {
    /// A finite number.
    public Constant {
      Check.finite("constant: value", value);
    }

    /// All 1.
    public Constant() {
      this(1);
    }

    @Override
    public double value(int fanIn, int fanOut, long key, int i) {
      return value;
    }

    @Override
    public Spec spec() {
      return Spec.of("constant", "value", value);
    }
  }

  /// The normal distribution of mean 0 and the given standard deviation, .01 unless said.
  record Normal(double sigma) implements Initializer {
    /// A deviation of 0 or more.
    public Normal {
      Check.notNegative("normal: sigma", sigma);
    }

    /// With deviation .01.
    public Normal() {
      this(0.01);
    }

    @Override
    public double value(int fanIn, int fanOut, long key, int i) {
      return sigma * Noise.normal(key, i);
    }

    @Override
    public Spec spec() {
      return Spec.of("normal", "sigma", sigma);
    }
  }

  /// Uniform with variance `2 / (fan in + fan out)`: the limit is `sqrt(6 / (fan in + fan out))`
  /// (Glorot, Bengio 2010).
  record XavierUniform() implements Initializer {
    @Override
    public double value(int fanIn, int fanOut, long key, int i) {
      return StrictMath.sqrt(6.0 / (fanIn + fanOut)) * Noise.symmetric(key, i);
    }

    @Override
    public Spec spec() {
      return Spec.of("xavier_uniform");
    }
  }

  /// Normal with variance `2 / (fan in + fan out)` (Glorot, Bengio 2010).
  record XavierNormal() implements Initializer {
    @Override
    public double value(int fanIn, int fanOut, long key, int i) {
      return StrictMath.sqrt(2.0 / (fanIn + fanOut)) * Noise.normal(key, i);
    }

    @Override
    public Spec spec() {
      return Spec.of("xavier_normal");
    }
  }

  /// Uniform with variance `2 / fan in`: keeps the size of what goes forward through relu (He et
  /// al. 2015).
  record HeUniform() implements Initializer {
    @Override
    public double value(int fanIn, int fanOut, long key, int i) {
      return StrictMath.sqrt(6.0 / fanIn) * Noise.symmetric(key, i);
    }

    @Override
    public Spec spec() {
      return Spec.of("he_uniform");
    }
  }

  /// Normal with variance `2 / fan in`: keeps the size of what goes forward through relu (He et al.
  /// 2015).
  record HeNormal() implements Initializer {
    @Override
    public double value(int fanIn, int fanOut, long key, int i) {
      return StrictMath.sqrt(2.0 / fanIn) * Noise.normal(key, i);
    }

    @Override
    public Spec spec() {
      return Spec.of("he_normal");
    }
  }

  /// Uniform with variance `2 / fan out`: keeps the size of what comes back through relu (He et al.
  /// 2015).
  record HeUniformFanOut() implements Initializer {
    @Override
    public double value(int fanIn, int fanOut, long key, int i) {
      return StrictMath.sqrt(6.0 / fanOut) * Noise.symmetric(key, i);
    }

    @Override
    public Spec spec() {
      return Spec.of("he_uniform_fan_out");
    }
  }

  /// Normal with variance `2 / fan out`: keeps the size of what comes back through relu (He et al.
  /// 2015).
  record HeNormalFanOut() implements Initializer {
    @Override
    public double value(int fanIn, int fanOut, long key, int i) {
      return StrictMath.sqrt(2.0 / fanOut) * Noise.normal(key, i);
    }

    @Override
    public Spec spec() {
      return Spec.of("he_normal_fan_out");
    }
  }
}
