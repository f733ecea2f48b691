package hebb.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hebb.dataset.InputSpec;
import hebb.nn.layer.NamedNetworks;
import hebb.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedNetworksTest {
  private static long parameters(String text, Shape image) {
    return Parameters.create(Network.parse(text), List.of(InputSpec.features(image)), 1).count();
  }

  /// As the papers count them: He et al. 2016, table 6, ResNet-20 .27 and ResNet-56 .85 million;
  /// Sandler et al. 2018, 3.4 million with the head of 1,000 classes.
  @ParameterizedTest
  @CsvSource({
    "resnet dense(10), 32, 3, 270000, 276000",
    "resnet(depth=56) dense(10), 32, 3, 850000, 862000",
    "mobilenet_v2 dense(1000), 224, 3, 3500000, 3540000",
    "lenet dense(10), 28, 1, 61000, 62000",
    "small_conv dense(10), 28, 1, 400000, 430000",
  })
  void haveTheirParameters(String text, int side, int channels, long low, long high) {
    assertThat(parameters(text, Shape.of(side, side, channels))).isBetween(low, high);
  }

  @Test
  void standForTheirLayers() {
    for (String name : NamedNetworks.names()) {
      Network network = Network.parse(name + " dense(3) relu");
      assertThat(Network.parse(network.text())).as(name).isEqualTo(network);
      assertThat(network.text()).startsWith("conv(").endsWith("dense(3) relu");
    }
    assertThat(Network.parse("resnet(depth=8)").layers()).hasSize(3 + 3 * 2 + 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "resnet(depth=21)|network, at character 1: resnet: depth: expected 8, 14, 20, 26 and so on",
        "relu mobilenet_v2(width=0)|network, at character 6: mobilenet_v2: width: expected",
        "resnet(deep=20)|parameter of resnet: expected one of depth",
        "resnett|Did you mean resnet?",
      })
  void whatIsWrongIsSaidWithItsPlace(String text, String part) {
    assertThatThrownBy(() -> Network.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(part);
  }
}
