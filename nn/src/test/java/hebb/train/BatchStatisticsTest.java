package hebb.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hebb.dataset.Dataset;
import hebb.graph.Variable;
import hebb.metric.ClassMetrics;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.Role;
import hebb.nn.activation.Activation;
import hebb.nn.loss.Loss;
import hebb.nn.optim.Ema;
import hebb.nn.optim.Lbfgs;
import hebb.nn.optim.Optimizer;
import hebb.nn.optim.Sgd;
import hebb.tensor.Shape;
import hebb.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What layers move by themselves or hold back in training: statistics, and weights that stay
/// short.
class BatchStatisticsTest {
  private static final Loss LOSS = Loss.Standard.BINARY_CROSS_ENTROPY;
  private static final Dataset TRAIN = Spirals.rows(150, 1);
  private static final Dataset HELD = Spirals.rows(60, 2);
  private static final Network NETWORK =
      Network.parse(
          "dense(12) batch_norm relu dropout(.05) repeat(2, max_norm(1, dense(12) tanh) batch_norm)"
              + " dense(1)");

  private static TrainingConfig config(int epochs) {
    return TrainingConfig.of(epochs)
        .withOptimizer(Optimizer.of("adam(learning_rate=0.01)"))
        .withThreads(1);
  }

  private static String bits(Parameters parameters) {
    return parameters.variables().stream()
        .map(variable -> Integer.toHexString(Arrays.hashCode(variable.fetch())))
        .collect(Collectors.joining(" "));
  }

  /// Batches of 32, of all rows, and of 149 and 1.
  static Stream<TrainingConfig> configs() {
    TrainingConfig base = config(4);
    return Stream.of(
        base,
        base.withEma(Ema.of(0.9)),
        base.withEma(new Ema(0.9, Ema.Start.COPY_FIRST)).withBatchSize(149),
        base.withBatchSize(149),
        base.withBatchSize(TrainingConfig.FULL_BATCH).withPatience(TrainingConfig.NO_PATIENCE));
  }

  @ParameterizedTest
  @MethodSource("configs")
  void statisticsAreResumedToTheSameBitsOnAnyNumberOfThreads(TrainingConfig config) {
    Trainer whole = new Trainer(NETWORK, LOSS, config, TRAIN).validation(HELD);
    whole.run();
    Trainer first = new Trainer(NETWORK, LOSS, config, TRAIN).validation(HELD);
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
    Trainer second =
        new Trainer(NETWORK, LOSS, config.withThreads(3), TRAIN)
            .validation(HELD)
            .resume(first.state());
    second.run();
    assertThat(bits(second.parameters())).isEqualTo(bits(whole.parameters()));
    assertThat(whole.parameters().of(Role.STATISTIC)).hasSize(6);
  }

  private static Parameters trained(String text, TrainingConfig config, float[][] rows) {
    Dataset data = Dataset.of(Tensor.of(rows), Tensor.zeros(rows.length, rows[0].length));
    Trainer trainer =
        new Trainer(Network.parse(text), Loss.Standard.HALF_SQUARED_ERROR, config, data);
    trainer.run();
    return trainer.parameters();
  }

  /// Of the columns 1, 3, 8 and 2, 2, 2: means 4 and 2, variances 13 and 0 divided by 2.
  @Test
  void theStatisticsMoveByTheMeanAndTheUnbiasedVarianceOfTheBatch() {
    TrainingConfig config = config(1).withOptimizer(new Sgd(1e-30));
    float[][] rows = {{1, 2}, {3, 2}, {8, 2}};
    Parameters once = trained("batch_norm", config, rows);
    assertThat(once.get("norm1/running_mean").fetch())
        .containsExactly(new float[] {0.4f, 0.2f}, within(1e-6f));
    assertThat(once.get("norm1/running_variance").fetch())
        .containsExactly(new float[] {2.2f, 0.9f}, within(1e-6f));
    Parameters twice = trained("batch_norm(decay=.5)", config.withEpochs(2), rows);
    assertThat(twice.get("norm1/running_mean").fetch())
        .containsExactly(new float[] {3, 1.5f}, within(1e-6f));
    Parameters alone = trained("batch_norm", config.withBatchSize(1), rows);
    assertThat(alone.get("norm1/running_mean").fetch()).containsExactly(0, 0);
    assertThat(alone.get("norm1/running_variance").fetch()).containsExactly(1, 1);
  }

  /// The last batch of five rows is one of two; its mean says which they are.
  @Test
  void whatFillsUpASmallerBatchCountsForNothing() {
    TrainingConfig config = config(1).withOptimizer(new Sgd(1e-30)).withBatchSize(3);
    float[][] rows = {{101}, {102}, {104}, {108}, {116}};
    Parameters parameters = trained("batch_norm(decay=0)", config, rows);
    float mean = parameters.get("norm1/running_mean").fetch()[0];
    float variance = parameters.get("norm1/running_variance").fetch()[0];
    boolean found = false;
    for (float[] a : rows) {
      for (float[] b : rows) {
        found |=
            a[0] < b[0]
                && Math.abs(mean - (a[0] + b[0]) / 2) < 1e-4
                && Math.abs(variance - (a[0] - b[0]) * (a[0] - b[0]) / 2) < 1e-3;
      }
    }
    assertThat(found).as("mean %s, variance %s", mean, variance).isTrue();
  }

  @Test
  void evaluationTakesTheStatisticsWhateverTheBatch() {
    TrainingConfig config = config(1).withOptimizer(new Sgd(1e-30));
    float[][] rows = {{1, 2}, {3, 2}, {8, 2}};
    Network network = Network.parse("batch_norm(decay=0)");
    Parameters parameters = trained(network.text(), config, rows);
    Predictor predictor =
        new Predictor(network, parameters, Shape.of(2), Activation.Standard.IDENTITY);
    float[] all = predictor.predict(Tensor.of(rows)).data();
    float deviation = (float) Math.sqrt(13 + 1e-5);
    assertThat(all)
        .containsExactly(
            new float[] {-3 / deviation, 0, -1 / deviation, 0, 4 / deviation, 0}, within(1e-6f));
    assertThat(predictor.predict(rows[2])).containsExactly(all[4], all[5]);
  }

  /// Where weights hardly move, so do their mean and the statistics: both evaluate alike.
  @ParameterizedTest
  @EnumSource(Ema.Start.class)
  void withAndWithoutAveragingTheyAgree(Ema.Start start) {
    TrainingConfig slow =
        config(120)
            .withOptimizer(Optimizer.of("adam(learning_rate=1e-6)"))
            .withBatchSize(TrainingConfig.FULL_BATCH)
            .withPatience(TrainingConfig.NO_PATIENCE);
    double live = validationLoss(slow);
    assertThat(validationLoss(slow.withEma(new Ema(0.9, start)))).isCloseTo(live, within(1e-4));
    assertThat(validationLoss(slow.withEpochs(3))).isNotCloseTo(live, within(1e-2));
  }

  private static double validationLoss(TrainingConfig config) {
    Network network = Network.parse("dense(8) batch_norm relu dense(1)");
    Trainer trainer = new Trainer(network, LOSS, config, TRAIN);
    trainer.run();
    return Evaluator.evaluate(
            network, trainer.parameters(), LOSS, config(1), HELD, ClassMetrics.binary())
        .loss();
  }

  /// Each mean is one of weights that are short enough.
  @Test
  void weightsStayShort() {
    TrainingConfig fast =
        config(6).withOptimizer(Optimizer.of("adam(learning_rate=.1)")).withEma(Ema.of(0.9));
    Trainer trainer = new Trainer(NETWORK, LOSS, fast, TRAIN);
    trainer.run();
    Parameters parameters = trainer.parameters();
    assertThat(longestColumn(parameters.get("hidden1/weight"))).isGreaterThan(1.2);
    for (String copy : new String[] {"copy1", "copy2"}) {
      Variable w = parameters.get("repeat1/" + copy + "/max_norm1/hidden1/weight");
      assertThat(longestColumn(w)).isBetween(0.9, 1.00001);
    }
  }

  @Test
  void lbfgsRefusesWeightsThatAreKeptShort() {
    Network network = Network.parse("max_norm(1, dense(2) tanh) dense(1)");
    TrainingConfig config =
        config(1).withOptimizer(new Lbfgs()).withBatchSize(TrainingConfig.FULL_BATCH);
    assertThatThrownBy(() -> new Trainer(network, LOSS, config, TRAIN).run())
        .hasMessage(
            "lbfgs: expected weights that nothing limits, got max_norm over"
                + " max_norm1/hidden1/weight. Leave it out, or take adamw.");
  }

  private static double longestColumn(Variable w) {
    int columns = w.shape().dim(-1);
    double[] squares = new double[columns];
    float[] numbers = w.fetch();
    for (int i = 0; i < numbers.length; i++) {
      squares[i % columns] += (double) numbers[i] * numbers[i];
    }
    return Math.sqrt(Arrays.stream(squares).max().orElseThrow());
  }
}
