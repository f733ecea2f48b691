package hebb.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hebb.dataset.Dataset;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.loss.Loss;
import hebb.nn.optim.Ema;
import hebb.nn.optim.Sgd;
import hebb.tensor.Shape;
import hebb.tensor.Tensor;
import hebb.train.LayerStatistics;
import hebb.train.LayerStatistics.Distribution;
import hebb.train.Trainer;
import hebb.train.TrainingConfig;
import hebb.train.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is told of layers, against sums by hand, and that looking changes nothing.
class LayerRecorderTest {
  private static final Loss LOSS = Loss.Standard.BINARY_CROSS_ENTROPY;
  private static final Dataset TRAIN = rows();
  private static final int STEPS = 4;
  private static final TrainingConfig CONFIG =
      TrainingConfig.of(6).withBatchSize(10).withThreads(1).withOptimizer(new Sgd(0.1));

  private static Dataset rows() {
    var random = new SplittableRandom(7);
    float[] features = new float[STEPS * 10 * 3];
    float[] targets = new float[STEPS * 10];
    for (int r = 0; r < targets.length; r++) {
      for (int i = 0; i < 3; i++) {
        features[3 * r + i] = (float) random.nextGaussian();
      }
      targets[r] = features[3 * r] > 0 ? 1 : 0;
    }
    return Dataset.of(
        Tensor.of(Shape.of(targets.length, 3), features),
        Tensor.of(Shape.of(targets.length, 1), targets));
  }

  private record Run(
      Parameters parameters, Map<Integer, List<LayerStatistics>> told, List<float[]> weights) {}

  /// Looks every so many epochs; never for 0.
  private static Run run(String network, TrainingConfig config, int every) {
    Network layers = Network.parse(network);
    Run run =
        new Run(
            Parameters.create(layers, TRAIN.inputs(), config.seed()),
            new TreeMap<>(),
            new ArrayList<>());
    run.weights.add(run.parameters.get("hidden1/weight").fetch());
    var listener =
        new TrainingListener() {
          @Override
          public void layers(int epoch, List<LayerStatistics> seen) {
            run.told.put(epoch, seen);
          }

          @Override
          public void batchEnd(long step, float loss) {
            run.weights.add(run.parameters.get("hidden1/weight").fetch());
          }
        };
    Trainer trainer = new Trainer(layers, LOSS, config, TRAIN);
    trainer.start(run.parameters).validation(TRAIN).listener(listener);
    if (every > 0) {
      trainer.listener(
          new LayerRecorder(
              layers,
              LOSS,
              config,
              run.parameters,
              TRAIN,
              TRAIN,
              epoch -> epoch % every == 0,
              List.of(listener)));
    }
    trainer.run();
    return run;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dense(8) relu dropout(.2) dense(1)",
        "dense(8) batch_norm relu dense(1)",
        "dense(3) residual(dense(3) tanh dense(3)) dense(1)"
      })
  void lookingChangesNoBit(String network) {
    TrainingConfig averaged = CONFIG.withEma(new Ema(0.9, Ema.Start.BIAS_CORRECTED));
    Run alone = run(network, averaged, 0);
    Run seen = run(network, averaged, 1);
    for (int i = 0; i < alone.parameters.variables().size(); i++) {
      assertThat(seen.parameters.variables().get(i).fetch())
          .isEqualTo(alone.parameters.variables().get(i).fetch());
    }
    assertThat(seen.told).hasSize(6);
  }

  @Test
  void threadsChangeNothingThatIsTold() {
    String network = "dense(16) tanh dense(8) relu dense(1)";
    assertThat(run(network, CONFIG.withThreads(3), 2).told)
        .containsOnlyKeys(2, 4, 6)
        .isEqualTo(run(network, CONFIG, 2).told);
  }

  /// Of the last step of an epoch alone, by layer.
  @Test
  void updateRatiosAreThoseOfTheLastStep() {
    Run run = run("dense(4) relu dense(1)", CONFIG, 3);
    for (int epoch : List.of(3, 6)) {
      float[] before = run.weights.get(epoch * STEPS - 1);
      float[] after = run.weights.get(epoch * STEPS);
      double moved = 0;
      double size = 0;
      for (int i = 0; i < before.length; i++) {
        moved += Math.pow(after[i] - (double) before[i], 2);
        size += Math.pow(before[i], 2);
      }
      assertThat(run.told.getOrDefault(epoch, List.of()).getFirst().updateRatio())
          .isEqualTo(Math.sqrt(moved / size))
          .isPositive();
    }
    assertThat(run.told.get(3))
        .extracting(LayerStatistics::path)
        .containsExactly("hidden1", "output");
  }

  /// The output is a constant, so all activations are, and gradients are p - y.
  @Test
  void distributionsAreThoseOfTheRows() {
    Network layers = Network.parse("dense(2) relu dense(1)");
    Parameters parameters = Parameters.create(layers, TRAIN.inputs(), 1);
    parameters.get("hidden1/weight").store(new float[6]);
    parameters.get("hidden1/bias").store(-1, 3);
    parameters.get("output/weight").store(5, 0);
    parameters.get("output/bias").store(0);
    List<LayerStatistics> told = new ArrayList<>();
    var recorder =
        new LayerRecorder(
            layers,
            LOSS,
            CONFIG,
            parameters,
            TRAIN,
            null,
            epoch -> true,
            List.of(
                new TrainingListener() {
                  @Override
                  public void layers(int epoch, List<LayerStatistics> seen) {
                    told.addAll(seen);
                  }
                }));
    recorder.evaluated(1);
    LayerStatistics hidden = told.getFirst();
    assertThat(hidden.activations()).isEqualTo(new Distribution(1.5, 1.5, 0, 0, 1.5, 3, 3));
    assertThat(hidden.dead()).isEqualTo(0.5);
    assertThat(hidden.updateRatio()).isNaN();
    assertThat(told.getLast().activations()).isEqualTo(new Distribution(0, 0, 0, 0, 0, 0, 0));
    assertThat(told.getLast().gradients().p5()).isCloseTo(-0.5, within(1e-6));
    assertThat(told.getLast().gradients().p95()).isCloseTo(0.5, within(1e-6));
    assertThat(told.getLast().gradients().deviation()).isCloseTo(0.5, within(0.02));
  }

  @Test
  void quantilesLieBetweenNumbers() {
    float[] numbers = new float[102];
    for (int i = 0; i <= 100; i++) {
      numbers[100 - i] = i;
    }
    assertThat(Distribution.of(numbers, 101))
        .isEqualTo(new Distribution(50, Math.sqrt(850), 5, 25, 50, 75, 95));
    assertThat(Distribution.of(new float[] {4, 2}, 2).p25()).isEqualTo(2.5);
    assertThat(Distribution.of(new float[] {Float.NaN, 2}, 2).mean()).isNaN();
    float[] many = new float[1 << 20];
    for (int i = 0; i < many.length; i++) {
      many[i] = i;
    }
    assertThat(Distribution.of(many, many.length).p75())
        .isCloseTo(0.75 * many.length, within(100.0));
  }
}
