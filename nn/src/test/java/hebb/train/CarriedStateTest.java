package hebb.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hebb.dataset.Dataset;
import hebb.dataset.InputSpec;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.activation.Activation;
import hebb.nn.loss.Loss;
import hebb.nn.optim.Optimizer;
import hebb.nn.optim.Sgd;
import hebb.tensor.Shape;
import hebb.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Truncated backpropagation through time: rows that go on where the row before them ends.
class CarriedStateTest {
  private static final int STEPS = 3;
  private static final int ROWS = 13;
  private static final int BATCH = 2;
  private static final Loss LOSS = Loss.Standard.HALF_SQUARED_ERROR;
  private static final float[] SERIES = series();

  private static float[] series() {
    Random random = new Random(7);
    float[] numbers = new float[ROWS * STEPS];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  /// The windows of one series, each with its number as target.
  private record Windows(boolean continues) implements Dataset {
    @Override
    public int rows() {
      return ROWS;
    }

    @Override
    public List<InputSpec> inputs() {
      return List.of(InputSpec.features(Shape.of(STEPS, 1)));
    }

    @Override
    public Shape targets() {
      return Shape.of(1);
    }

    @Override
    public void read(int[] order, int from, int count, float[] rows, float[] targets) {
      for (int i = 0; i < count; i++) {
        System.arraycopy(SERIES, order[from + i] * STEPS, rows, i * STEPS, STEPS);
        targets[i] = order[from + i];
      }
    }
  }

  private static TrainingConfig config(int epochs) {
    return TrainingConfig.of(epochs).withBatchSize(BATCH).withThreads(1);
  }

  /// The mean of half squared errors, where each row is told by all that its stream had before.
  private static double whole(Network network, Parameters parameters) {
    int stream = ROWS / BATCH;
    double sum = 0;
    for (int row = 0; row < ROWS; row++) {
      int first = row == ROWS - 1 ? row : row / stream * stream;
      float[] before = Arrays.copyOfRange(SERIES, first * STEPS, (row + 1) * STEPS);
      var predictor =
          new Predictor(
              network, parameters, Shape.of(before.length, 1), Activation.Standard.IDENTITY);
      double error = predictor.predict(Tensor.of(Shape.of(1, before.length, 1), before)).data()[0];
      sum += (error - row) * (error - row) / 2;
    }
    return sum / ROWS;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lstm(4) dense(1)",
        "rnn(4, sequence=true) gru(5) dense(1)",
        "gru(3, sequence=true, clip=.4) lstm(4) dense(1)"
      })
  void aRowIsToldByAllThatCameBeforeIt(String text) {
    Network network = Network.parse(text);
    List<Double> losses = new ArrayList<>();
    Trainer trainer =
        new Trainer(network, LOSS, config(2).withOptimizer(new Sgd(1e-30)), new Windows(true));
    trainer.listener(
        new TrainingListener() {
          @Override
          public void epochEnd(EpochLog log) {
            losses.add(log.loss());
          }
        });
    trainer.run();
    double whole = whole(network, trainer.parameters());
    assertThat(losses).allSatisfy(loss -> assertThat(loss).isCloseTo(whole, within(1e-4)));
  }

  private static String bits(Parameters parameters) {
    return parameters.variables().stream()
        .map(variable -> Integer.toHexString(Arrays.hashCode(variable.fetch())))
        .collect(Collectors.joining(" "));
  }

  private static Trainer trainer(boolean continues, int threads) {
    TrainingConfig config =
        config(4).withOptimizer(Optimizer.of("adam(learning_rate=0.01)")).withThreads(threads);
    return new Trainer(
        Network.parse("lstm(20, dropout=.2) dense(1)"), LOSS, config, new Windows(continues));
  }

  @Test
  void itIsResumedToTheSameBitsOnAnyNumberOfThreads() {
    Trainer whole = trainer(true, 1);
    whole.run();
    Trainer first = trainer(true, 1);
    first.listener(
        new TrainingListener() {
          @Override
          public void epochEnd(EpochLog log) {
            if (log.epoch() == 2) {
              first.stop();
            }
          }
        });
    first.run();
    Trainer second = trainer(true, 3).resume(first.state());
    second.run();
    assertThat(bits(second.parameters())).isEqualTo(bits(whole.parameters()));
    Trainer apart = trainer(false, 1);
    apart.run();
    assertThat(bits(apart.parameters())).isNotEqualTo(bits(whole.parameters()));
  }

  @Test
  void whatCarriesNothingIsRefused() {
    assertThatThrownBy(
            () ->
                new Trainer(Network.parse("flatten dense(1)"), LOSS, config(1), new Windows(true))
                    .run())
        .hasMessageContaining("expected rnn, lstm or gru");
    assertThatThrownBy(
            () ->
                new Trainer(
                        Network.parse("lstm(2) dense(1)"),
                        LOSS,
                        config(1).withAccumulate(2),
                        new Windows(true))
                    .run())
        .hasMessageContaining("got accumulate 2");
  }
}
