package hebb.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hebb.graph.RandomKey;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.activation.Activation;
import hebb.nn.init.Initializer;
import hebb.nn.layer.Dense;
import hebb.tensor.Shape;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    if (row.random()) {
      assertThat(fill(row, 7)).isNotEqualTo(fill(row, 8));
    }
    float[] numbers = fill(row, 42);
    assertThat(Steps.bits(numbers))
        .startsWith(row.first().stream().mapToInt(Integer::intValue).toArray());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void readsItsOwnText(InitializerCases.Row row) {
    Initializer initializer = Initializer.of(row.initializer());
    assertThat(Initializer.of(initializer.spec().toString())).isEqualTo(initializer);
  }

  /// `W^T W` of a tall matrix, `W W^T` of a wide one.
  @ParameterizedTest
  @CsvSource({"1, 1", "1, 7", "7, 1", "5, 5", "40, 9", "9, 40", "64, 64"})
  void orthogonalMatricesAreOrthogonal(int rows, int columns) {
    float[] w = new float[rows * columns];
    new Initializer.Orthogonal(3).fill(w, rows, columns, 42);
    int vectors = Math.min(rows, columns);
    for (int a = 0; a < vectors; a++) {
      for (int b = 0; b < vectors; b++) {
        double dot = 0;
        for (int j = 0; j < Math.max(rows, columns); j++) {
          dot +=
              rows >= columns
                  ? (double) w[j * columns + a] * w[j * columns + b]
                  : (double) w[a * columns + j] * w[b * columns + j];
        }
        assertThat(dot).isCloseTo(a == b ? 9 : 0, within(1e-6));
      }
    }
  }

  @Test
  void theIdentityLetsThroughWhatThereIsRoomFor() {
    float[] wide = new float[6];
    new Initializer.Identity().fill(wide, 2, 3, 42);
    assertThat(wide).containsExactly(1, 0, 0, 0, 1, 0);
    float[] tall = new float[6];
    new Initializer.Identity(2).fill(tall, 3, 2, 42);
    assertThat(tall).containsExactly(2, 0, 0, 2, 0, 0);
  }

  @Test
  void whatIsNoMatrixIsMetWithASentence() {
    assertThatThrownBy(() -> new Initializer.Orthogonal().fill(new float[5], 2, 2, 42))
        .hasMessage(
            "orthogonal: expected a matrix of 2 rows, got 5 numbers. Use another initialiser for"
                + " this parameter.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      uniform(low=1,high=1)      | uniform: low: expected a number below high, 1.0, got 1.0.
      truncated_normal(sigma=-1) | truncated_normal: sigma: expected a number of 0 or more, got -1.0.
      orthogonal(gain=0)         | orthogonal: gain: expected a number above 0, got 0.0.
      identity(gain=1e999)       | identity: gain: expected a finite number, got Infinity.
      """)
  void aTextThatIsNoInitializerIsMetWithASentence(String text, String message) {
    assertThatThrownBy(() -> Initializer.of(text)).hasMessage(message);
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
          List.of("relu", "relu6", "leaky_relu", "elu", "gelu", "silu", "mish", "softplus")
              .contains(name);
      Initializer expected = relu ? new Initializer.HeNormal() : new Initializer.XavierUniform();
      assertThat(Dense.of(3, Activation.of(name)).weights()).as(name).isEqualTo(expected);
    }
  }

  @Test
  void aParameterDependsOnItsPathAlone() {
    Parameters small = Parameters.create(Network.of(Dense.of(3), Dense.of(2)), Shape.of(4), 42);
    Parameters large =
        Parameters.create(Network.of(Dense.of(3), Dense.of(9), Dense.of(2)), Shape.of(4), 42);
    assertThat(small.get("hidden1/weight").fetch()).isEqualTo(large.get("hidden1/weight").fetch());
    assertThat(small.get("hidden1/bias").fetch()).containsOnly(0);
    assertThat(small.count()).isEqualTo(4 * 3 + 3 + 3 * 2 + 2);
  }
}
