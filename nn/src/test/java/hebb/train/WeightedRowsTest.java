package hebb.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hebb.dataset.Dataset;
import hebb.metric.ClassMetrics;
import hebb.metric.Metric;
import hebb.nn.Network;
import hebb.nn.loss.Loss;
import hebb.nn.optim.Lbfgs;
import hebb.nn.optim.Optimizer;
import hebb.nn.optim.Sgd;
import hebb.tensor.Shape;
import hebb.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A row of weight 2 counts as two rows, one of weight 0 as none: in training, whatever makes the
/// steps, and in evaluation.
final class WeightedRowsTest {
  private static final int ROWS = 24;
  private static final int WIDTH = 3;
  private static final Network NETWORK = Network.parse("dense(5) tanh dense(1)");
  private static final Loss LOSS = Loss.Standard.BINARY_CROSS_ENTROPY;

  private static Dataset rows(boolean repeated) {
    Random random = new Random(5);
    List<float[]> rows = new ArrayList<>();
    List<Float> targets = new ArrayList<>();
    double[] weights = new double[ROWS];
    for (int r = 0; r < ROWS; r++) {
      float[] row = {random.nextFloat(), random.nextFloat(), random.nextFloat()};
      weights[r] = r % 3;
      for (int i = 0; i < (repeated ? r % 3 : 1); i++) {
        rows.add(row);
        targets.add(row[0] + row[1] > 1 ? 1f : 0f);
      }
    }
    float[] numbers = new float[rows.size() * WIDTH];
    float[] labels = new float[rows.size()];
    for (int r = 0; r < rows.size(); r++) {
      System.arraycopy(rows.get(r), 0, numbers, r * WIDTH, WIDTH);
      labels[r] = targets.get(r);
    }
    Dataset all =
        Dataset.of(
            Tensor.of(Shape.of(rows.size(), WIDTH), numbers),
            Tensor.of(Shape.of(rows.size(), 1), labels));
    return repeated ? all : Dataset.weighted(all, weights);
  }

  private static TrainingConfig config(Optimizer optimizer) {
    return TrainingConfig.of(20)
        .withOptimizer(optimizer)
        .withBatchSize(TrainingConfig.FULL_BATCH)
        .withL2(.01);
  }

  static Stream<TrainingConfig> configs() {
    return Stream.of(config(new Sgd(.5)), config(new Lbfgs()));
  }

  @ParameterizedTest
  @MethodSource("configs")
  void countAsOftenAsTheirWeight(TrainingConfig config) {
    TrainingResult weighted = new Trainer(NETWORK, LOSS, config, rows(false)).run();
    TrainingResult repeated = new Trainer(NETWORK, LOSS, config, rows(true)).run();
    double same = evaluation(repeated, rows(true), config).loss();
    assertThat(evaluation(weighted, rows(false), config).loss()).isCloseTo(same, within(1e-5));
    assertThat(evaluation(repeated, rows(false), config).loss()).isCloseTo(same, within(1e-9));
    assertThat(evaluation(repeated, rows(false), config).metrics())
        .isEqualTo(evaluation(repeated, rows(true), config).metrics());
  }

  /// Weights have mean 1 over all rows, so parts of any size add up to the whole.
  @Test
  void countTheSameInPartsOfABatch() {
    TrainingConfig whole = config(new Sgd(.5));
    TrainingConfig parts = whole.withBatchSize(5).withAccumulate(5);
    assertThat(loss(parts)).isCloseTo(loss(whole), within(1e-5));
  }

  private static double loss(TrainingConfig config) {
    TrainingResult result = new Trainer(NETWORK, LOSS, config, rows(false)).run();
    return evaluation(result, rows(false), config).loss();
  }

  private static Evaluation evaluation(TrainingResult result, Dataset data, TrainingConfig config) {
    return Evaluator.evaluate(
        NETWORK,
        result.parameters(),
        LOSS,
        config,
        data,
        ClassMetrics.binary().measure(List.of(Metric.of("roc_auc"), Metric.of("brier"))));
  }

  @Test
  void weightsAreNotNegativeNorAllZero() {
    Dataset rows = rows(true);
    double[] zeros = new double[rows.rows()];
    double[] negative = new double[rows.rows()];
    negative[3] = -1;
    for (double[] wrong : List.of(zeros, negative, new double[1])) {
      assertThatThrownBy(() -> Dataset.weighted(rows, wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("dataset: expected ")
          .hasMessageContaining(" weights of 0 or more, not all 0, got ");
    }
  }
}
