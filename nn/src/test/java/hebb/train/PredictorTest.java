package hebb.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hebb.dataset.InputSpec;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.activation.Activation;
import hebb.nn.layer.Dense;
import hebb.nn.layer.Dropout;
import hebb.nn.layer.Flatten;
import hebb.tensor.Shape;
import hebb.tensor.Tensor;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PredictorTest {
  private static final Network NETWORK =
      Network.of(Dense.of(20, Activation.Standard.TANH), new Dropout(0.5), Dense.of(3));
  private static final Parameters PARAMETERS = Parameters.create(NETWORK, Shape.of(5), 42);
  private static final Predictor PREDICTOR =
      new Predictor(NETWORK, PARAMETERS, Shape.of(5), Activation.Standard.SOFTMAX);

  private static Tensor rows(int n) {
    Random random = new Random(n);
    Tensor rows = Tensor.zeros(n, 5);
    for (int i = 0; i < rows.data().length; i++) {
      rows.data()[i] = random.nextFloat() * 4 - 2;
    }
    return rows;
  }

  private static float[] row(Tensor rows, int i) {
    return java.util.Arrays.copyOfRange(rows.data(), 5 * i, 5 * i + 5);
  }

  @Test
  void aRowDoesNotDependOnItsBatch() {
    for (int n : new int[] {1, 2, 15, 16, 17, 255, 256, 257, 700}) {
      Tensor rows = rows(n);
      Tensor all = PREDICTOR.predict(rows);
      assertThat(all.shape()).isEqualTo(Shape.of(n, 3));
      for (int i = 0; i < n; i += Math.max(1, n / 7)) {
        float[] alone = PREDICTOR.predict(row(rows, i));
        assertThat(alone).containsExactly(all.get(i, 0), all.get(i, 1), all.get(i, 2));
        assertThat(alone[0] + alone[1] + alone[2])
            .isCloseTo(1, org.assertj.core.api.Assertions.within(1e-6f));
      }
    }
  }

  @Test
  void manyThreadsGetTheSameBits() throws Exception {
    Tensor rows = rows(300);
    float[] expected = PREDICTOR.predict(rows).data();
    try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
      List<Future<float[]>> answers =
          IntStream.range(0, 200)
              .mapToObj(i -> pool.submit(() -> PREDICTOR.predict(rows).data()))
              .toList();
      for (Future<float[]> answer : answers) {
        assertThat(answer.get()).isEqualTo(expected);
      }
    }
  }

  @Test
  void wrongRowsAreMetWithASentence() {
    assertThatThrownBy(() -> PREDICTOR.predict(new float[4]))
        .hasMessage("predict: expected a row of 5 numbers, got 4 numbers.");
    assertThatThrownBy(() -> PREDICTOR.predict(Tensor.zeros(2, 4)))
        .hasMessage("predict: expected [2, 5], got [2, 4].");
  }

  @Test
  void tiedParametersAreOneVariable() {
    Network tied =
        Network.function(
            (context, x) ->
                context.apply("same", Dense.of(5), context.apply("same", Dense.of(5), x)));
    Parameters parameters = Parameters.create(tied, Shape.of(5), 1);
    assertThat(parameters.variables())
        .extracting(Object::toString)
        .containsExactly("same/weight[5, 5]", "same/bias[5]");
  }

  @Test
  void layersGetTheirNames() {
    Network network =
        Network.of(
            new Flatten(), Dense.of(4), new Dropout(.1), Dense.of(3), new Dropout(.1), Dense.of(2));
    assertThat(network.layers())
        .extracting(Network.Entry::name)
        .containsExactly("flatten1", "hidden1", "dropout1", "hidden2", "dropout2", "output");
    assertThat(network.shapes(List.of(InputSpec.features(Shape.of(2, 3)))))
        .containsExactly(
            Shape.of(6), Shape.of(4), Shape.of(4), Shape.of(3), Shape.of(3), Shape.of(2));
    assertThatThrownBy(
            () ->
                Network.of(
                        Dense.of(3), (c, x) -> x.matmul(c.weight("w", 4, 2, Dense.of(1).weights())))
                    .outputShape(Shape.of(2)))
        .hasMessage(
            "matmul: expected [..., m, k] and [..., k, n], got [1, 3] and [4, 2]. (in layer1)");
  }
}
