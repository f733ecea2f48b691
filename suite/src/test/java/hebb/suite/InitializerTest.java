package hebb.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hebb.graph.RandomKey;
import hebb.nn.Dense;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.activation.Activation;
import hebb.nn.init.Initializer;
import hebb.tensor.Shape;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every row of [InitializerCases] through every property.
class InitializerTest {
  static Stream<InitializerCases.Row> rows() {
    return InitializerCases.all().stream();
  }

  @Test
  void everyInitializerHasARow() {
    assertThat(rows().map(row -> Initializer.of(row.initializer()).spec().name()).distinct())
        .containsExactlyInAnyOrderElementsOf(Initializer.names());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void hasItsMoments(InitializerCases.Row row) {
    float[] numbers = fill(row, 7);
    double mean = 0;
    double squares = 0;
    double largest = 0;
    for (float w : numbers) {
      mean += w / (double) numbers.length;
      squares += Math.pow(w - row.mean(), 2) / numbers.length;
      largest = Math.max(largest, Math.abs(w));
    }
    double deviation = Math.sqrt(squares);
    assertThat(mean).isCloseTo(row.mean(), within(1e-6 + 0.02 * row.deviation()));
    assertThat(deviation).isCloseTo(row.deviation(), within(1e-4 + 0.02 * row.deviation()));
    assertThat(largest).isLessThanOrEqualTo(row.limit() * (1 + 1e-7));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void sameKeySameBits(InitializerCases.Row row) {
    assertThat(fill(row, 7)).isEqualTo(fill(row, 7));
    if (row.deviation() > 0) {
      assertThat(fill(row, 7)).isNotEqualTo(fill(row, 8));
    }
    float[] numbers = fill(row, 42);
    assertThat(Steps.bits(numbers))
        .startsWith(row.first().stream().mapToInt(Integer::intValue).toArray());
  }

  private static float[] fill(InitializerCases.Row row, long key) {
    float[] numbers = new float[30000];
    Initializer.of(row.initializer()).fill(numbers, 300, 100, RandomKey.of(key, "", ""));
    return numbers;
  }

  @Test
  void layersStartAsTheirActivationAsks() {
    for (String name : Activation.names()) {
      boolean relu =
          List.of("relu", "leaky_relu", "elu", "gelu", "silu", "mish", "softplus").contains(name);
      Initializer expected = relu ? new Initializer.HeNormal() : new Initializer.XavierUniform();
      assertThat(Dense.of(3, Activation.of(name)).weights()).as(name).isEqualTo(expected);
    }
  }

  @Test
  void aParameterDependsOnItsPathAlone() {
    Parameters small = Parameters.create(Network.of(Dense.of(3), Dense.of(2)), Shape.of(4), 42);
    Parameters large =
        Parameters.create(Network.of(Dense.of(3), Dense.of(9), Dense.of(2)), Shape.of(4), 42);
    assertThat(small.get("hidden1/weight").values())
        .isEqualTo(large.get("hidden1/weight").values());
    assertThat(small.get("hidden1/bias").values()).containsOnly(0);
    assertThat(small.count()).isEqualTo(4 * 3 + 3 + 3 * 2 + 2);
  }
}
