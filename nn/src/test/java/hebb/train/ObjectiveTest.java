package hebb.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hebb.dataset.Dataset;
import hebb.graph.Variable;
import hebb.metric.ClassMetrics;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.layer.Dense;
import hebb.nn.layer.Penalty;
import hebb.nn.loss.Loss;
import hebb.nn.optim.Ema;
import hebb.nn.optim.Optimizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is made small, and how far parameters go in a step.
class ObjectiveTest {
  private static final Loss LOSS = Loss.Standard.BINARY_CROSS_ENTROPY;
  private static final Dataset TRAIN = Spirals.rows(150, 1);

  private static TrainingConfig config(int epochs) {
    return TrainingConfig.of(epochs)
        .withOptimizer(Optimizer.of("adam(learning_rate=0.01)"))
        .withThreads(1);
  }

  private static Network network() {
    return Network.of(Dense.of(8, hebb.nn.activation.Activation.Standard.TANH), Dense.of(1));
  }

  private static Trainer trained(Network network, TrainingConfig config) {
    Trainer trainer = new Trainer(network, LOSS, config, TRAIN);
    trainer.run();
    return trainer;
  }

  private static double distance(Trainer a, Trainer b) {
    double most = 0;
    for (Variable variable : a.parameters().variables()) {
      float[] x = variable.fetch();
      float[] y = b.parameters().get(variable.path()).fetch();
      for (int i = 0; i < x.length; i++) {
        most = Math.max(most, Math.abs(x[i] - y[i]));
      }
    }
    return most;
  }

  @ParameterizedTest
  @CsvSource({"50, 3", "20, 8", "1, 150", "40, 100", "7, 4"})
  void accumulatedBatchesAreLikeOneLargeBatch(int batch, int times) {
    TrainingConfig parts = config(5).withBatchSize(batch).withAccumulate(times).withL2(0.01);
    TrainingConfig whole = config(5).withBatchSize(Math.min(150, batch * times)).withL2(0.01);
    if (batch * times >= 150) {
      assertThat(distance(trained(network(), parts), trained(network(), whole))).isLessThan(2e-5);
    }
    Trainer trainer = new Trainer(network(), LOSS, parts, TRAIN);
    int[] steps = {0};
    trainer.listener(
        new TrainingListener() {
          @Override
          public void batchEnd(long step, float loss) {
            steps[0]++;
          }
        });
    trainer.run();
    int each = (150 + batch - 1) / batch;
    assertThat(steps[0]).isEqualTo(5 * ((each + times - 1) / times));
  }

  @Test
  void accumulatedStepsGoOnToTheSameBits() {
    TrainingConfig config =
        config(8).withBatchSize(20).withAccumulate(3).withEma(Ema.of(0.8)).withClipNorm(0.5);
    Trainer whole = trained(network(), config);
    Trainer first = trained(network(), config.withEpochs(3));
    Trainer second =
        new Trainer(network(), LOSS, config.withThreads(2), TRAIN).resume(first.state());
    second.run();
    assertThat(distance(second, whole)).isZero();
  }

  @Test
  void aRateOfNothingKeepsParametersAsTheyAre() {
    Map<String, Double> rates = new LinkedHashMap<>();
    rates.put("hidden*", 0.0);
    rates.put("*/bias", 1.0);
    Parameters start = Parameters.create(network(), TRAIN.inputs(), 42);
    Parameters end = trained(network(), config(3).withRates(rates)).parameters();
    assertThat(end.get("hidden1/weight").fetch()).isEqualTo(start.get("hidden1/weight").fetch());
    for (String path : List.of("hidden1/bias", "output/weight", "output/bias")) {
      assertThat(end.get(path).fetch()).as(path).isNotEqualTo(start.get(path).fetch());
    }
    Trainer half = trained(network(), config(1).withBatchSize(150).withRates(Map.of("*", 0.5)));
    TrainingConfig slow = config(1).withOptimizer(Optimizer.of("adam(learning_rate=0.005)"));
    assertThat(distance(half, trained(network(), slow.withBatchSize(150)))).isLessThan(1e-6);
    assertThatThrownBy(() -> config(1).withRates(Map.of("a", -1.0)))
        .hasMessageContaining("rates: a: expected");
  }

  @Test
  void penaltiesAreThoseOfTheFormula() {
    TrainingConfig config = config(1).withL1(0.3).withL2(0.2);
    Trainer trainer = new Trainer(network(), LOSS, config, TRAIN);
    Parameters weights = trainer.parameters();
    double expected = 0;
    for (String path : List.of("hidden1/weight", "output/weight")) {
      for (float w : weights.get(path).fetch()) {
        expected += 0.3 * Math.abs(w) + 0.1 * w * w;
      }
    }
    Evaluation all =
        Evaluator.evaluate(network(), weights, LOSS, config, TRAIN, ClassMetrics.binary());
    assertThat(all.penalty()).isCloseTo(expected, within(1e-5));
    Network limited = Network.of(Penalty.of(0.3, 0.2, Dense.of(1)));
    Parameters own = Parameters.create(limited, TRAIN.inputs(), 42);
    double inside = 0;
    for (float w : own.get("penalty1/hidden1/weight").fetch()) {
      inside += 0.3 * Math.abs(w) + 0.1 * w * w;
    }
    Evaluation some =
        Evaluator.evaluate(limited, own, LOSS, config(1), TRAIN, ClassMetrics.binary());
    assertThat(some.penalty()).isCloseTo(inside, within(1e-5));
  }

  @Test
  void l1MakesWeightsVanish() {
    double free = sizes(trained(network(), config(120)));
    assertThat(sizes(trained(network(), config(120).withL1(0.05)))).isLessThan(free / 10);
  }

  private static double sizes(Trainer trainer) {
    double sum = 0;
    for (float w : trainer.parameters().get("hidden1/weight").fetch()) {
      sum += Math.abs(w);
    }
    return sum;
  }
}
