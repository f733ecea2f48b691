package hebb.nn.init;

import hebb.graph.RandomKey;
import hebb.nn.activation.Activation;
import hebb.nn.spec.Check;
import hebb.nn.spec.Registry;
import hebb.nn.spec.Spec;
import java.util.List;

/// How a parameter's first values are chosen: a function of the key (made of the seed and the
/// parameter's path) and of the fans, by `StrictMath`: the same bits on every machine.
///
/// `fanIn` and `fanOut` are how many inputs one output sums, and how many outputs one input goes
/// to.
public sealed interface Initializer {
  /// Fills all elements of a parameter, which as a matrix has `fanIn` rows.
  void fill(float[] values, int fanIn, int fanOut, long key);

  /// Its text form, as in `normal(sigma=0.01)`.
  Spec spec();

  /// An initialiser whose elements do not depend on each other: element `i` is a function of the
  /// key and of `i`.
  sealed interface Elementwise extends Initializer {
    /// The value of element `i`.
    double value(int fanIn, int fanOut, long key, int i);

    @Override
    default void fill(float[] values, int fanIn, int fanOut, long key) {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) value(fanIn, fanOut, key, i);
      }
    }
  }

  /// The initialiser that a text describes, as in `he_normal` or `normal(sigma=0.05)`.
  ///
  /// @throws IllegalArgumentException if the name is not known; the message lists those that are
  static Initializer of(String text) {
    return known().read(text);
  }

  /// The shortest text that [#of] reads, as in `normal(0.05)`: what is as by default is left out.
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

  /// The default for weights whose sums go into an activation: He normal before the relu family,
  /// which halves the variance, and Xavier uniform otherwise (as Keras and scikit-learn do).
  static Initializer before(Activation activation) {
    return switch (activation) {
      case Activation.LeakyRelu leaky -> new HeNormal();
      case Activation.Elu elu -> new HeNormal();
      case Activation.Exponential exponential -> new XavierUniform();
      case Activation.Standard standard ->
          switch (standard) {
            case RELU, RELU6, GELU, SILU, MISH, SOFTPLUS -> new HeNormal();
            case IDENTITY,
                SIGMOID,
                TANH,
                SOFTMAX,
                LOG_SOFTMAX,
                SELU,
                SOFTSIGN,
                HARD_SIGMOID,
                HARD_TANH ->
                new XavierUniform();
          };
    };
  }

  private static Registry<Initializer> known() {
    Registry<Initializer> known = new Registry<>("initializer");
    known.add(new Constant().spec(), spec -> new Constant(spec.get("value")));
    known.add(new Normal().spec(), spec -> new Normal(spec.get("sigma")));
    known.add(new TruncatedNormal().spec(), spec -> new TruncatedNormal(spec.get("sigma")));
    known.add(new Uniform().spec(), spec -> new Uniform(spec.get("low"), spec.get("high")));
    known.add(new Orthogonal().spec(), spec -> new Orthogonal(spec.get("gain")));
    known.add(new ForgetBias().spec(), spec -> new ForgetBias(spec.get("value")));
    known.add(new Identity().spec(), spec -> new Identity(spec.get("gain")));
    List<Initializer> plain =
        List.of(
            new Zeros(),
            new LeCunUniform(),
            new LeCunNormal(),
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
  record Zeros() implements Elementwise {
    @Override
    public double value(int fanIn, int fanOut, long key, int i) {
      return 0;
    }

    @Override
    public Spec spec() {
      return Spec.of("zeros");
    }
  }

  /// The biases of an LSTM's gates in the order i f g o: `value` for the forget gate, the second
  /// quarter, and 0 for the others, so that it remembers at first (Jozefowicz et al. 2015).
  ///
  /// @param value 1 unless said; finite
  record ForgetBias(double value) implements Elementwise {
    /// A finite number.
    public ForgetBias {
      Check.finite("forget_bias: value", value);
    }

    /// With value 1.
    public ForgetBias() {
      this(1);
    }

    @Override
    public double value(int fanIn, int fanOut, long key, int i) {
      int quarter = fanOut / 4;
      return i % fanOut / Math.max(1, quarter) == 1 ? value : 0;
    }

    @Override
    public Spec spec() {
      return Spec.of("forget_bias", "value", value);
    }
  }

  /// All one number.
  record Constant(double value) implements Elementwise {
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
  record Normal(double sigma) implements Elementwise {
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
  record XavierUniform() implements Elementwise {
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
  record XavierNormal() implements Elementwise {
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
  record HeUniform() implements Elementwise {
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
  record HeNormal() implements Elementwise {
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
  record HeUniformFanOut() implements Elementwise {
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
  record HeNormalFanOut() implements Elementwise {
    @Override
    public double value(int fanIn, int fanOut, long key, int i) {
      return StrictMath.sqrt(2.0 / fanOut) * Noise.normal(key, i);
    }

    @Override
    public Spec spec() {
      return Spec.of("he_normal_fan_out");
    }
  }

  /// Uniform between two numbers, -.05 and .05 unless said (as in Keras).
  record Uniform(double low, double high) implements Elementwise {
    /// Finite numbers, the lower one first.
    public Uniform {
      Check.finite("uniform: low", low);
      Check.finite("uniform: high", high);
      if (low >= high) {
        throw new IllegalArgumentException(
            "uniform: low: expected a number below high, " + high + ", got " + low + ".");
      }
    }

    /// Between -.05 and .05.
    public Uniform() {
      this(-0.05, 0.05);
    }

    @Override
    public double value(int fanIn, int fanOut, long key, int i) {
      double share = 0.5 * (Noise.symmetric(key, i) + 1);
      return low * (1 - share) + high * share;
    }

    @Override
    public Spec spec() {
      return Spec.of("uniform", "low", low).with("high", high);
    }
  }

  /// The normal distribution of mean 0 without what lies beyond 2 deviations, which is drawn again.
  /// `sigma` is the deviation before the cut, .01 unless said; .8796 of it is left.
  record TruncatedNormal(double sigma) implements Elementwise {
    private static final double LIMIT = 2;

    /// A deviation of 0 or more.
    public TruncatedNormal {
      Check.notNegative("truncated_normal: sigma", sigma);
    }

    /// With deviation .01.
    public TruncatedNormal() {
      this(0.01);
    }

    @Override
    public double value(int fanIn, int fanOut, long key, int i) {
      double z = Noise.normal(key, i);
      for (int again = 1; Math.abs(z) > LIMIT; again++) {
        z = Noise.normal(RandomKey.at(key, again), i);
      }
      return sigma * z;
    }

    @Override
    public Spec spec() {
      return Spec.of("truncated_normal", "sigma", sigma);
    }
  }

  /// Uniform with variance `1 / fan in`: keeps the size of what goes forward through linear and
  /// self-normalising units (LeCun et al. 1998).
  record LeCunUniform() implements Elementwise {
    @Override
    public double value(int fanIn, int fanOut, long key, int i) {
      return StrictMath.sqrt(3.0 / fanIn) * Noise.symmetric(key, i);
    }

    @Override
    public Spec spec() {
      return Spec.of("lecun_uniform");
    }
  }

  /// Normal with variance `1 / fan in`: keeps the size of what goes forward through linear and
  /// self-normalising units (LeCun et al. 1998; selu asks for it).
  record LeCunNormal() implements Elementwise {
    @Override
    public double value(int fanIn, int fanOut, long key, int i) {
      return StrictMath.sqrt(1.0 / fanIn) * Noise.normal(key, i);
    }

    @Override
    public Spec spec() {
      return Spec.of("lecun_normal");
    }
  }

  /// A matrix `[fan in, ...]` whose rows or columns, whichever are fewer, are orthogonal to each
  /// other and `gain` long (Saxe et al. 2013): a normal matrix made orthogonal, all such matrices
  /// being equally likely. It takes as long as a product of the matrix with its transpose, twice.
  ///
  /// @param gain 1 unless said; above 0
  record Orthogonal(double gain) implements Initializer {
    /// A gain above 0.
    public Orthogonal {
      Check.positive("orthogonal: gain", gain);
    }

    /// With gain 1.
    public Orthogonal() {
      this(1);
    }

    @Override
    public void fill(float[] values, int fanIn, int fanOut, long key) {
      Orthonormal.fill(values, fanIn, columns("orthogonal", values, fanIn), gain, key);
    }

    @Override
    public Spec spec() {
      return Spec.of("orthogonal", "gain", gain);
    }
  }

  /// A matrix `[fan in, ...]` with `gain` on its diagonal and 0 elsewhere: what comes in goes out
  /// (Le et al. 2015 start recurrent relu nets so).
  ///
  /// @param gain 1 unless said
  record Identity(double gain) implements Initializer {
    /// A finite gain.
    public Identity {
      Check.finite("identity: gain", gain);
    }

    /// With gain 1.
    public Identity() {
      this(1);
    }

    @Override
    public void fill(float[] values, int fanIn, int fanOut, long key) {
      int columns = columns("identity", values, fanIn);
      for (int i = 0; i < values.length; i++) {
        values[i] = i / columns == i % columns ? (float) gain : 0;
      }
    }

    @Override
    public Spec spec() {
      return Spec.of("identity", "gain", gain);
    }
  }

  private static int columns(String name, float[] values, int fanIn) {
    if (values.length % fanIn != 0) {
      throw new IllegalArgumentException(
          name
              + ": expected a matrix of "
              + fanIn
              + " rows, got "
              + values.length
              + " numbers. Use another initialiser for this parameter.");
    }
    return values.length / fanIn;
  }
}
