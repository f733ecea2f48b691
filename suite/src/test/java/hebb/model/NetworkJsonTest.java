package hebb.model;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.nn.Network;
import hebb.suite.RandomNetworks;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Networks as a model file holds them: text, records and JSON say the same.
class NetworkJsonTest {
  static Stream<Network> networks() {
    RandomNetworks random = new RandomNetworks(7);
    return Stream.concat(
        RandomNetworks.cases(), IntStream.range(0, 500).mapToObj(i -> random.next()));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void whatIsWrittenIsReadBack(Network network) {
    String json = Json.mapper().writeValueAsString(network);
    Network read = Json.mapper().readValue(json, Network.class);
    assertThat(read).isEqualTo(network);
    assertThat(Network.parse(read.text())).isEqualTo(network);
  }
}
