package hebb.model;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.Network;
import hebb.nn.activation.Activation;
import hebb.nn.init.Initializer;
import hebb.nn.layer.Layers;
import hebb.suite.RandomNetworks;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Networks as a model file holds them: text, records and JSON say the same, for each layer of the
/// library and for a user's that is registered.
class NetworkJsonTest {
  /// A user's layer of all that a layer may hold.
  record Everything(
      int units,
      double leastRate,
      boolean twice,
      Activation activation,
      Initializer weights,
      Initializer bias,
      List<Network.Entry> layers,
      List<List<Network.Entry>> branches)
      implements Layer {
    @Override
    public Value apply(Context context, Value x) {
      return x;
    }
  }

  @BeforeAll
  static void register() {
    Layers.register("everything", Everything.class);
  }

  static Stream<Network> own() {
    return Stream.of(
            "everything(3, 0.5, twice=true, relu, flatten; dense(2) tanh) elu(alpha=0.5)",
            "everything(3, -1e-9, twice=false, init=he_normal, bias_init=constant(value=2),"
                + " dense(4) layer_norm relu, everything(1, 0, twice=true, relu, relu) tanh)",
            "seq2seq(embedding(4) gru(3); embedding(4) gru(3) attention(additive)) dense(5)",
            "residual(everything(1, 2, twice=true, dropout(0.5), penalty(l2=0.1, dense(2)); relu))")
        .map(Network::parse);
  }

  static Stream<Network> networks() {
    RandomNetworks random = new RandomNetworks(7);
    return Stream.of(
            RandomNetworks.cases(), own(), IntStream.range(0, 500).mapToObj(i -> random.next()))
        .flatMap(networks -> networks);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void textRecordsAndJsonSayTheSame(Network network) {
    String text = network.text();
    Network parsed = Network.parse(text);
    assertThat(parsed).isEqualTo(network);
    String json = Json.mapper().writeValueAsString(parsed);
    Network read = Json.mapper().readValue(json, Network.class);
    assertThat(read).isEqualTo(network);
    assertThat(read.text()).isEqualTo(text);
  }

  @Test
  void everyLayerIsAmongThem() {
    List<String> json =
        networks().map(network -> Json.mapper().writeValueAsString(network)).toList();
    assertThat(Layers.kinds().keySet())
        .contains("everything", "dense", "penalty")
        .allSatisfy(kind -> assertThat(json).anyMatch(text -> text.contains('"' + kind + '"')));
  }
}
