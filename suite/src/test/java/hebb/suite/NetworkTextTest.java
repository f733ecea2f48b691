package hebb.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.Network;
import hebb.nn.activation.Activation;
import hebb.nn.init.Initializer;
import hebb.nn.layer.Activate;
import hebb.nn.layer.Dense;
import hebb.nn.layer.Dropout;
import hebb.nn.layer.GroupNorm;
import hebb.nn.layer.LayerNorm;
import hebb.nn.layer.Layers;
import hebb.nn.layer.NetworkText;
import hebb.nn.layer.Residual;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The language of networks: text and records say the same, and a wrong text is met at its place.
class NetworkTextTest {
  private static final int TEXTS = Integer.getInteger("hebb.texts", 20_000);
  private static final long SEED = Long.getLong("hebb.texts.seed", 1);

  static Stream<Network> cases() {
    return RandomNetworks.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyLayerIsReadBack(Network network) {
    assertThat(Network.parse(network.text())).as(network.text()).isEqualTo(network);
  }

  @Test
  void randomNetworksAreReadBack() {
    RandomNetworks random = new RandomNetworks(SEED);
    for (int i = 0; i < 3000; i++) {
      Network network = random.next();
      String text = network.text();
      assertThat(Network.parse(text)).as("seed %d: %s", SEED, text).isEqualTo(network);
    }
  }

  @Test
  void recordsOfATextAreAsOneWritesThem() {
    Activation relu = Activation.Standard.RELU;
    assertThat(
            Network.parse("dense(64) relu dropout(.2) residual(dense(64) relu dense(64)) dense(3)"))
        .isEqualTo(
            Network.of(
                Dense.of(64, relu),
                new Dropout(0.2),
                Residual.of(Dense.of(64, relu), Dense.of(64)),
                Dense.of(3)));
    assertThat(
            Network.parse(
                " Dense ( 4,\n init = normal( sigma=.1 ) , bias-init=constant )group_norm(2, 1e-3)"))
        .isEqualTo(
            Network.of(
                new Dense(
                    4,
                    Activation.Standard.IDENTITY,
                    new Initializer.Normal(0.1),
                    new Initializer.Constant()),
                new GroupNorm(2, 1e-3)));
    assertThat(Network.parse("dense(4) leaky_relu(.1) tanh"))
        .isEqualTo(
            Network.of(
                Dense.of(4, new Activation.LeakyRelu(0.1)),
                new Activate(Activation.Standard.TANH)));
  }

  @Test
  void firstWeightsSuitTheActivationThatFollowsPastNormsAndDropout() {
    Dense dense =
        (Dense) Network.parse("dense(4) layer_norm dropout(.5) relu").layers().getFirst().layer();
    assertThat(dense.activation()).isEqualTo(Activation.Standard.IDENTITY);
    assertThat(dense.weights()).isEqualTo(new Initializer.HeNormal());
    assertThat(weights("dense(4) rms_norm tanh")).isEqualTo(new Initializer.XavierUniform());
    assertThat(weights("dense(4) dropout(.1) prelu")).isEqualTo(new Initializer.HeNormal());
    assertThat(weights("dense(4) layer_norm dense(4) relu"))
        .isEqualTo(new Initializer.XavierUniform());
    assertThat(weights("dense(4, init=auto) relu")).isEqualTo(new Initializer.HeNormal());
    assertThat(weights("dense(4, init=lecun_normal) relu"))
        .isEqualTo(new Initializer.LeCunNormal());
  }

  private static Initializer weights(String text) {
    return ((Dense) Network.parse(text).layers().getFirst().layer()).weights();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DENSE(64.0)relu                      | dense(64) relu
          dense( units = 64 ) leaky_relu       | dense(64) leaky_relu
          dense(64, activation=tanh)           | dense(64) tanh
          dense(64) identity relu              | dense(64) identity relu
          dense(64) identity                   | dense(64)
          dense(64, init=he_normal) relu       | dense(64) relu
          dense(64, init=he_normal) tanh       | dense(64, init=he_normal) tanh
          dense(64,init=normal(0.010))relu     | dense(64, init=normal) relu
          dense(8, bias_init=constant(value=.5)) | dense(8, bias_init=constant(0.5))
          maxout(8, 2) maxout(8,pieces=3)      | maxout(8) maxout(8, pieces=3)
          leaky_relu(negative_slope=0.20) elu(1) | leaky_relu(0.2) elu
          layer_norm() layer_norm(1e-5) layer-norm(1E-3) | layer_norm layer_norm layer_norm(epsilon=0.001)
          residual( residual(dense(2)) relu )  | residual(residual(dense(2)) relu)
          dropout(+.1e-5)                      | dropout(1e-6)
          dense(4)sigmoid sparsity(.05,beta=2) tied(layer=hidden1)sigmoid | dense(4) sigmoid sparsity(rho=0.05, beta=2) tied(hidden1) sigmoid
          sparsity(rho=0.01,3) tied( Penalty1/hidden-2 , bias_init=constant) | sparsity tied(Penalty1/hidden-2, bias_init=constant)
          """)
  void theShortestTextIsWritten(String given, String written) {
    assertThat(Network.parse(given).text()).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          ""                       | network, at character 1: expected a layer such as dense(64), got the end.
          dense(4) )               | network, at character 10: expected a layer or the end, got ')'.
          dense(4), relu           | network, at character 9: expected a layer or the end, got ','.
          dense(4) 5               | network, at character 10: expected a layer or the end, got '5'.
          dense(64                 | network, at character 9: expected , or ) after the ( of character 6, got the end.
          dense (64 relu)          | network, at character 11: expected , or ) after the ( of character 7, got 'relu'.
          dense(64,)               | network, at character 10: dense: expected options such as units, activation, init, bias_init, got ')'.
          dense                    | network, at character 1: dense: expected units, got none. Write it as in dense(8).
          dense(0)                 | network, at character 1: dense: units: expected 1 or more, got 0.
          relu dropout(1.5)        | network, at character 6: dropout: rate: expected a number of 0 or more and below 1, got 1.5.
          dense(64.5)              | network, at character 7: dense: units: expected a whole number, got '64.5'.
          dense(1e10)              | network, at character 7: dense: units: expected a whole number, got '1e10'.
          dense(6x4)               | network, at character 7: dense: units: expected a whole number, got '6x4'.
          dropout(1e)              | network, at character 9: dropout: rate: expected a number, got '1e'.
          dropout(.1, .2)          | network, at character 13: dropout: expected options such as rate, got '.2'.
          dropout(.1, rate=.2)     | network, at character 13: dropout: expected rate once, got it again.
          dense(relu)              | network, at character 7: dense: expected options such as units, activation, init, bias_init, got 'relu'.
          flatten(2)               | network, at character 9: flatten: expected no options, got '2'.
          dense(4, unit=5)         | network, at character 10: option of dense: expected one of units, activation, init, bias_init, got 'unit'. Did you mean units?
          dense(units=many)        | network, at character 13: dense: units: expected a whole number, got 'many'.
          residual                 | network, at character 1: residual: expected layers, got none. Write it as in residual(dense(8) relu).
          residual(dense(4); relu) | network, at character 18: expected , or ) after the ( of character 9, got ';'.
          residual(layers=relu)    | network, at character 10: option of residual: expected none, got 'layers'.
          leaky_relu(.1            | network, at character 14: expected a ) for the ( of character 11, got the end.
          leaky_relu(slope=.1)     | network, at character 1: parameter of leaky_relu: expected one of negative_slope, got 'slope'.
          tied                     | network, at character 1: tied: expected layer, got none. Write it as in tied(hidden1).
          tied(2)                  | network, at character 6: tied: expected options such as layer, activation, bias_init, got '2'.
          tied(layer=2x)           | network, at character 12: tied: layer: expected the name of a layer in letters, digits, _, - and /, such as hidden1, got '2x'.
          tied(layer=)             | network, at character 12: tied: layer: expected the name of a layer, such as hidden1, got ')'.
          dense(4) sparsity(0)     | network, at character 10: sparsity: rho: expected a number above 0 and below 1, got 0.0.
          sparsity(.1, beta=-1)    | network, at character 1: sparsity: beta: expected a number of 0 or more, got -1.0.
          elu(nan)                 | network, at character 1: setting: expected a name or name(key=number, ...), got 'elu(nan)'. Write it as in elu(alpha=1).
          """)
  void aWrongTextIsMetAtItsPlace(String text, String message) {
    assertThatThrownBy(() -> Network.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void namesThatAreNotKnownAreMetWithTheNearest() {
    assertThatThrownBy(() -> Network.parse("dense(4) drpout(.1)"))
        .hasMessageStartingWith(
            "network, at character 10: expected one of dense, dropout, flatten,")
        .hasMessageEndingWith("got 'drpout'. Did you mean dropout?");
    assertThatThrownBy(() -> Network.parse("dense(4) rellu"))
        .hasMessageEndingWith("Did you mean relu?");
    assertThatThrownBy(() -> Network.parse("activation(activation=relu)"))
        .hasMessageStartingWith("network, at character 1: expected one of");
    assertThatThrownBy(() -> Network.parse("dense(4, init=he_norml)"))
        .hasMessageStartingWith("network, at character 15: initializer: expected one of constant,")
        .hasMessageEndingWith("Did you mean he_normal?");
    assertThatThrownBy(() -> Network.parse("residual(".repeat(51) + "relu" + ")".repeat(51)))
        .hasMessage(
            "network, at character 459: expected at most 50 brackets within each other, got more.");
    assertThat(Network.parse("residual(".repeat(50) + "relu" + ")".repeat(50)).layers()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dense(4) relu  residual(dense(5))                  | residual1                        | 16
          dense(4) relu  residual(dense(5) dense(6))         | residual1/hidden2                | 34
          dense(4) dense(5)                                  | output                           | 10
          dense(4) dense(5)                                  | hidden2                          | 10
          repeat(2, dense(3) residual(relu dense(4)))        | repeat1/copy2/residual1          | 20
          repeat(2, dense(3) residual(relu dense(4)))        | repeat1/copy1/residual1/hidden1  | 34
          parallel(flatten; relu dense(4) group_norm(3))     | parallel1/branch2/norm1          | 33
          parallel(flatten; dense(4)) parallel(group_norm(3)) | parallel2/branch1/norm1         | 38
          dense(4) relu tanh                                 | activation1                      | 15
          dense(4) max_norm(1, group_norm(3))                | max_norm1/norm1/anything         | 22
          dense(4)                                           | inputs/city/hidden1              | 0
          dense(4)                                           | hidden3                          | 0
          """)
  void aLayerIsFoundByItsPath(String text, String path, int place) {
    assertThat(NetworkText.place(text, path).orElse(0)).isEqualTo(place);
  }

  /// Neither hangs nor fails in another way; what is taken is written and read back.
  @Test
  void anyTextIsReadOrMetAtItsPlace() {
    Pattern place = Pattern.compile("(?s)network, at character (\\d+): .*\\.|.*Did you mean .*\\?");
    RandomNetworks networks = new RandomNetworks(SEED);
    Random random = new Random(SEED);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      texts.add(networks.next().text());
    }
    int taken = 0;
    for (int i = 0; i < TEXTS; i++) {
      String text = mutated(random, texts);
      try {
        Network network = Network.parse(text);
        taken++;
        assertThat(Network.parse(network.text())).as(text).isEqualTo(network);
      } catch (IllegalArgumentException e) {
        Matcher matcher = place.matcher(e.getMessage());
        assertThat(matcher.matches()).as("seed %d, %s: %s", SEED, text, e.getMessage()).isTrue();
        if (matcher.group(1) != null) {
          assertThat(Integer.parseInt(matcher.group(1))).isBetween(1, text.length() + 1);
        }
      }
    }
    assertThat(taken).isBetween(TEXTS / 100, TEXTS * 9 / 10);
  }

  private static String mutated(Random random, List<String> texts) {
    StringBuilder text = new StringBuilder(texts.get(random.nextInt(texts.size())));
    String other = texts.get(random.nextInt(texts.size()));
    for (int edits = random.nextInt(4); edits >= 0 && !text.isEmpty(); edits--) {
      int at = random.nextInt(text.length());
      int to = Math.min(text.length(), at + 1 + random.nextInt(6));
      int from = random.nextInt(other.length());
      switch (random.nextInt(6)) {
        case 0 -> text.delete(at, to);
        case 1 -> text.insert(at, "(),;= .-+eE019_xé\n\0".charAt(random.nextInt(18)));
        case 2 -> text.setCharAt(at, (char) random.nextInt(32, 127));
        case 3 -> text.insert(at, other, from, other.length());
        case 4 -> text.insert(at, text.substring(at, to));
        default -> text.insert(at, Layers.names().get(random.nextInt(Layers.names().size())) + " ");
      }
    }
    return text.toString();
  }

  /// A user's layer.
  record Scaled(double factor, boolean twice) implements Layer {
    Scaled() {
      this(2, false);
    }

    @Override
    public Value apply(Context context, Value x) {
      return x.times(twice ? factor * factor : factor);
    }
  }

  /// A user's layer without defaults.
  record Stretched(
      int times, Activation activation, Initializer weights, List<Network.Entry> layers)
      implements Layer {
    @Override
    public Value apply(Context context, Value x) {
      return x.times(times);
    }
  }

  /// Something that no text can say.
  record Named(long name) implements Layer {
    @Override
    public Value apply(Context context, Value x) {
      return x;
    }
  }

  @Test
  void layersOfAUserAreKnownOnceTheyAreRegistered() {
    Network scaled = Network.of(new Scaled(), new Scaled(0.5, true));
    assertThatThrownBy(scaled::text)
        .hasMessageStartingWith("layer: expected one of dense,")
        .hasMessageEndingWith(
            "got hebb.suite.NetworkTextTest$Scaled. Make a record of it and call Layers.register.");
    Layers.register("scaled", Scaled.class);
    Layers.register("scaled", Scaled.class);
    assertThat(scaled.text()).isEqualTo("scaled scaled(factor=0.5, twice=true)");
    assertThat(Network.parse(scaled.text())).isEqualTo(scaled);
    assertThat(Network.parse("scaled(0.5, twice=TRUE)").layers().getFirst().layer())
        .isEqualTo(new Scaled(0.5, true));
    assertThatThrownBy(() -> Network.parse("scaled(twice=maybe)"))
        .hasMessage(
            "network, at character 14: scaled: twice: expected true or false, got 'maybe'.");
    Layers.register("stretched", Stretched.class);
    Network stretched =
        Network.of(
            new Stretched(
                3,
                Activation.Standard.RELU,
                new Initializer.HeNormal(),
                Network.inside(new LayerNorm())));
    assertThat(stretched.text()).isEqualTo("stretched(3, layer_norm) relu");
    assertThat(Network.parse(stretched.text())).isEqualTo(stretched);
    assertThatThrownBy(() -> Layers.register("stretched", Scaled.class))
        .hasMessage("layer: expected a name that is free, got 'stretched'. Choose another.");
    assertThatThrownBy(() -> Layers.register("relu", Scaled.class))
        .hasMessageContaining("a name that is free");
    assertThatThrownBy(() -> Layers.register("My Layer", Scaled.class))
        .hasMessage("layer: expected a name of small letters, digits and _, got 'My Layer'.");
    assertThatThrownBy(() -> Layers.register("named", Named.class))
        .hasMessageStartingWith("layer named: expected components of type int, double,")
        .hasMessageEndingWith("got long name.");
  }
}
