package hebb.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hebb.dataset.Dataset;
import hebb.graph.Graph;
import hebb.graph.Value;
import hebb.graph.Variable;
import hebb.metric.ClassMetrics;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.layer.Dense;
import hebb.nn.loss.Loss;
import hebb.nn.optim.Ema;
import hebb.nn.optim.Optimizer;
import hebb.nn.optim.Schedule;
import hebb.nn.optim.Sgd;
import hebb.run.Reference;
import hebb.tensor.Shape;
import hebb.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TrainerTest {
  private static final Loss LOSS = Loss.Standard.BINARY_CROSS_ENTROPY;
  private static final Dataset TRAIN = Spirals.rows(150, 1);
  private static final Dataset HELD = Spirals.rows(60, 2);

  private static TrainingConfig config(int epochs) {
    return TrainingConfig.of(epochs)
        .withOptimizer(Optimizer.of("adam(learning_rate=0.01)"))
        .withThreads(1);
  }

  private static Trainer trainer(TrainingConfig config) {
    return new Trainer(Spirals.network(), LOSS, config, TRAIN);
  }

  private static String bits(Parameters parameters) {
    return parameters.variables().stream()
        .map(variable -> Integer.toHexString(Arrays.hashCode(variable.fetch())))
        .collect(Collectors.joining(" "));
  }

  private record Recorder(List<EpochLog> logs) implements TrainingListener {
    Recorder() {
      this(new ArrayList<>());
    }

    @Override
    public void epochEnd(EpochLog log) {
      logs.add(log);
    }
  }

  @Test
  void learns() {
    Trainer trainer = trainer(config(80)).validation(HELD);
    TrainingResult result = trainer.run();
    ClassMetrics metrics = ClassMetrics.binary();
    Evaluator.evaluate(Spirals.network(), result.parameters(), LOSS, config(1), HELD, metrics);
    assertThat(metrics.accuracy()).isGreaterThan(0.97);
  }

  static Stream<TrainingConfig> configs() {
    TrainingConfig base = config(12);
    List<TrainingConfig> configs = new ArrayList<>();
    for (String name : Optimizer.names()) {
      if (!name.equals("lbfgs")) {
        configs.add(base.withOptimizer(Optimizer.of(name)).withEpochs(9));
      }
    }
    for (String name : Schedule.names()) {
      configs.add(base.withSchedule(Schedule.of(name)));
    }
    configs.add(base.withEma(Ema.of(0.9)).withL2(0.001).withClipNorm(0.5).withClipValue(0.1));
    configs.add(base.withEma(new Ema(0.9, Ema.Start.COMPARED)));
    configs.add(
        base.withEma(new Ema(0.9, Ema.Start.COPY_FIRST)).withPatience(TrainingConfig.NO_PATIENCE));
    configs.add(
        base.withSchedule(Schedule.of("plateau(patience=1,min_delta=0.05)"))
            .withPatience(3)
            .withMinDelta(0.02));
    configs.add(base.withSchedule(Schedule.of("plateau(patience=1,warmup_epochs=2)")));
    configs.add(base.withBatchSize(TrainingConfig.FULL_BATCH));
    configs.add(base.withBatchSize(1).withEpochs(3));
    configs.add(base.withL1(0.001).withRates(Map.of("hidden*", 0.5, "output/bias", 0.0)));
    return configs.stream();
  }

  @ParameterizedTest
  @MethodSource("configs")
  void resumesToTheSameBitsOnAnyNumberOfThreads(TrainingConfig config) {
    Trainer whole = trainer(config).validation(HELD);
    TrainingResult expected = whole.run();
    for (int stopAfter : new int[] {0, 7}) {
      Trainer first = trainer(config).validation(HELD);
      first.listener(
          new TrainingListener() {
            @Override
            public void batchEnd(long step, float loss) {
              if (step
                  == stopAfter
                          * ((150 + config.batchSize() - 1L) / Math.min(150, config.batchSize()))
                      + 1) {
                first.stop();
              }
            }
          });
      first.run();
      Trainer second = trainer(config.withThreads(3)).validation(HELD).resume(first.state());
      TrainingResult result = second.run();
      assertThat(bits(second.parameters())).isEqualTo(bits(whole.parameters()));
      assertThat(result.epochs()).isEqualTo(expected.epochs());
      assertThat(result.outcome()).isEqualTo(expected.outcome());
      assertThat(result.message()).isEqualTo(expected.message());
    }
  }

  /// What a network without features predicts of the targets 0, 1, 2, 5 and 12: mean, median, a
  /// quantile, and the mean again by its logarithm.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      half_squared_error | 4
      absolute_error     | 2
      quantile(tau=.7)   | 5
      quantile(tau=.1)   | 0
      poisson            | 4
      """)
  void aConstantBecomesWhatMinimisesTheLoss(String name, double minimum) {
    Loss loss = Loss.of(name);
    Dataset rows =
        Dataset.of(Tensor.zeros(5, 1), Tensor.of(new float[][] {{0}, {1}, {2}, {5}, {12}}));
    Network network = Network.of(Dense.of(1));
    TrainingConfig config =
        config(800)
            .withOptimizer(Optimizer.of("adam(learning_rate=.1)"))
            .withSchedule(Schedule.of("polynomial"));
    TrainingResult result = new Trainer(network, loss, config, rows).run();
    Graph graph = new Graph();
    Value bias = graph.constant(result.parameters().get("output/bias").fetch()[0]);
    graph.output("prediction", loss.prediction().apply(bias));
    assertThat(new Reference(graph).evaluate("prediction", Map.of(), 0)[0])
        .isCloseTo(minimum, within(0.02));
  }

  @Test
  void aNegativeCountIsMetWithASentence() {
    Dataset rows = Dataset.of(Tensor.zeros(2, 1), Tensor.of(new float[][] {{3}, {-1}}));
    TrainingConfig config = config(1).withBatchSize(TrainingConfig.FULL_BATCH);
    assertThatThrownBy(
            () -> new Trainer(Network.of(Dense.of(1)), Loss.Standard.POISSON, config, rows).run())
        .hasMessage(
            "train: expected a finite number of 0 or more as target, got -1.0 in row 1 (counted"
                + " from 0). Look at the data, or choose another loss.");
  }

  /// A loss that never falls by 100 counts as a plateau in each epoch but the first.
  @Test
  void aWarmedUpPlateauReducesToo() {
    Recorder recorder = new Recorder();
    String plateau = "plateau(patience=1,factor=.5,min_delta=100,warmup_epochs=2)";
    TrainingConfig config =
        config(4)
            .withOptimizer(Optimizer.of("sgd(learning_rate=1)"))
            .withSchedule(Schedule.of(plateau))
            .withBatchSize(TrainingConfig.FULL_BATCH);
    trainer(config).validation(HELD).listener(recorder).run();
    assertThat(recorder.logs).extracting(EpochLog::learningRate).containsExactly(0.0, 0.5, .5, .25);
  }

  @Test
  void anotherSeedGivesOtherWeights() {
    Trainer one = trainer(config(2));
    Trainer other = trainer(config(2).withSeed(43));
    one.run();
    other.run();
    assertThat(bits(one.parameters())).isNotEqualTo(bits(other.parameters()));
  }

  @Test
  void earlyStoppingKeepsTheBestWeights() {
    Recorder recorder = new Recorder();
    Trainer trainer =
        trainer(config(400).withOptimizer(Optimizer.of("adam(learning_rate=0.05)")).withPatience(4))
            .validation(HELD)
            .listener(recorder);
    TrainingResult result = trainer.run();
    assertThat(result.outcome()).isEqualTo(Outcome.EARLY_STOPPED);
    assertThat(result.epochs()).isEqualTo(result.keptEpoch() + 4);
    assertThat(result.message())
        .isEqualTo(
            "Stopped after epoch %d: the validation loss has not fallen for 4 epochs; the weights of epoch %d are kept.",
            result.epochs(), result.keptEpoch());
    double best = recorder.logs().get(result.keptEpoch() - 1).validationLoss().orElseThrow();
    assertThat(recorder.logs())
        .allSatisfy(
            log -> assertThat(log.validationLoss().orElseThrow()).isGreaterThanOrEqualTo(best));
    assertThat(
            Evaluator.evaluate(
                    Spirals.network(),
                    result.parameters(),
                    LOSS,
                    config(1),
                    HELD,
                    ClassMetrics.binary())
                .loss())
        .isEqualTo(best);
  }

  /// Each of the weights that are compared is what a run with them alone has.
  @Test
  void comparedWeightsAreThoseOfRunsOfTheirOwn() {
    TrainingConfig base = config(6).withPatience(TrainingConfig.NO_PATIENCE);
    List<EpochLog> compared = logs(base.withEma(new Ema(0.95, Ema.Start.COMPARED)));
    List<EpochLog> raw = logs(base);
    List<EpochLog> corrected = logs(base.withEma(Ema.of(0.95)));
    List<EpochLog> copied = logs(base.withEma(new Ema(0.95, Ema.Start.COPY_FIRST)));
    for (int e = 0; e < compared.size(); e++) {
      assertThat(compared.get(e).compared())
          .isEqualTo(
              Map.of(
                  "raw", raw.get(e).validationLoss().orElseThrow(),
                  "corrected", corrected.get(e).validationLoss().orElseThrow(),
                  "copy_first", copied.get(e).validationLoss().orElseThrow()));
      assertThat(raw.get(e).compared()).isEmpty();
    }
    assertThat(compared.getLast().compared().values().stream().distinct()).hasSize(3);
  }

  private static List<EpochLog> logs(TrainingConfig config) {
    var recorder = new Recorder();
    trainer(config).validation(HELD).listener(recorder).run();
    return recorder.logs();
  }

  @Test
  void lossThatIsNotFiniteKeepsTheLastGoodWeights() {
    Network linear = Network.of(Dense.of(1));
    Dataset rows =
        Dataset.of(Tensor.of(new float[][] {{1}, {2}}), Tensor.of(new float[][] {{1}, {3}}));
    TrainingConfig config = config(5000).withOptimizer(new Sgd(10)).withBatchSize(2);
    Trainer trainer = new Trainer(linear, Loss.Standard.HALF_SQUARED_ERROR, config, rows);
    TrainingResult result = trainer.run();
    assertThat(result.outcome()).isEqualTo(Outcome.NOT_FINITE);
    assertThat(result.message())
        .matches(
            "Stopped in epoch \\d+: the loss is not finite \\(\\S+\\); the weights of epoch \\d+ are kept\\. Use a smaller learning rate, or clip the gradients\\.");
    for (Variable variable : trainer.parameters().variables()) {
      for (float value : variable.fetch()) {
        assertThat(value).isFinite();
      }
    }
  }

  @Test
  void stopsOnRequestWithTheWeightsOfTheLastEpoch() {
    Trainer trainer = trainer(config(50));
    List<String> atEpoch = new ArrayList<>();
    trainer.listener(
        new TrainingListener() {
          @Override
          public void batchEnd(long step, float loss) {
            if (step == 12) {
              trainer.stop();
            }
          }

          @Override
          public void epochEnd(EpochLog log) {
            atEpoch.add(bits(trainer.parameters()));
          }
        });
    TrainingResult result = trainer.run();
    assertThat(result.outcome()).isEqualTo(Outcome.INTERRUPTED);
    assertThat(result.message())
        .isEqualTo("Stopped on request after epoch 2; the weights of epoch 2 are kept.");
    assertThat(bits(trainer.parameters())).isEqualTo(atEpoch.getLast());
  }

  @Test
  void theLastSmallerBatchCountsByItsRows() {
    Recorder recorder = new Recorder();
    TrainingConfig still = config(1).withOptimizer(new Sgd(1e-30)).withBatchSize(64).withL2(0.5);
    Network network = Network.of(Dense.of(1));
    Trainer trainer = new Trainer(network, LOSS, still, TRAIN).listener(recorder);
    trainer.run();
    Evaluation all =
        Evaluator.evaluate(
            network,
            trainer.parameters(),
            LOSS,
            config(1).withL2(0.5),
            TRAIN,
            ClassMetrics.binary());
    assertThat(recorder.logs().getFirst().loss()).isCloseTo(all.loss(), within(1e-6));
    assertThat(recorder.logs().getFirst().penalty()).isCloseTo(all.penalty(), within(1e-6));
    double squares = 0;
    for (float w : trainer.parameters().get("output/weight").fetch()) {
      squares += (double) w * w;
    }
    assertThat(all.penalty()).isCloseTo(0.25 * squares, within(1e-6));
  }

  @Test
  void biasesAreNeitherPenalisedNorDecayed() {
    Dataset zeros =
        Dataset.of(Tensor.zeros(4, 2), Tensor.of(new float[][] {{.5f}, {.5f}, {.5f}, {.5f}}));
    for (TrainingConfig config :
        List.of(
            config(3).withL2(0.5),
            config(3).withOptimizer(Optimizer.of("adamw(weight_decay=0.5,learning_rate=0.1)")))) {
      Network network = Network.of(Dense.of(1));
      Parameters start = Parameters.create(network, Shape.of(2), 1);
      start.get("output/bias").store(0);
      float before = start.get("output/weight").fetch()[0];
      new Trainer(network, LOSS, config, zeros).start(start).run();
      assertThat(start.get("output/bias").fetch()).containsExactly(0);
      assertThat(Math.abs(start.get("output/weight").fetch()[0])).isLessThan(Math.abs(before));
    }
  }

  @Test
  void clippingLimitsTheCommonNorm() {
    Network network = Network.of(Dense.of(1));
    Dataset rows = Dataset.of(Tensor.of(new float[][] {{3, 4}}), Tensor.of(new float[][] {{1000}}));
    Parameters start = Parameters.create(network, Shape.of(2), 1);
    float[] before = start.get("output/weight").fetch();
    TrainingConfig config = config(1).withOptimizer(new Sgd(1)).withClipNorm(2);
    new Trainer(network, Loss.Standard.HALF_SQUARED_ERROR, config, rows).start(start).run();
    float[] after = start.get("output/weight").fetch();
    double norm =
        Math.sqrt(
            Math.pow(after[0] - before[0], 2)
                + Math.pow(after[1] - before[1], 2)
                + Math.pow(start.get("output/bias").fetch()[0], 2));
    assertThat(norm).isCloseTo(2, within(1e-5));
  }

  /// All gradients are far below -3; a step of SGD at rate 1 adds what is left of them.
  @ParameterizedTest
  @CsvSource({"0.5, Infinity, 0.5", "3, Infinity, 3", "3, 1.7320508, 1"})
  void clippingLimitsEachNumberAndThenTheNorm(double value, double norm, float change) {
    Network network = Network.of(Dense.of(1));
    Dataset rows = Dataset.of(Tensor.of(new float[][] {{3, 4}}), Tensor.of(new float[][] {{1000}}));
    Parameters start = Parameters.create(network, Shape.of(2), 1);
    float[] before = start.get("output/weight").fetch();
    TrainingConfig config =
        config(1).withOptimizer(new Sgd(1)).withClipValue(value).withClipNorm(norm);
    new Trainer(network, Loss.Standard.HALF_SQUARED_ERROR, config, rows).start(start).run();
    float[] after = start.get("output/weight").fetch();
    for (int i = 0; i < 2; i++) {
      assertThat(after[i] - before[i]).isCloseTo(change, within(1e-5f));
    }
    assertThat(start.get("output/bias").fetch()[0]).isCloseTo(change, within(1e-5f));
  }

  @Test
  void shufflingIsAPermutationThatDependsOnSeedAndEpoch() {
    int[] order = new int[100];
    int[] other = new int[100];
    Shuffle.order(order, 42, 3);
    Shuffle.order(other, 42, 4);
    assertThat(order).isNotEqualTo(other);
    assertThat(Arrays.stream(order).sorted().toArray())
        .isEqualTo(java.util.stream.IntStream.range(0, 100).toArray());
    Shuffle.order(other, 42, 3);
    assertThat(other).isEqualTo(order);
  }

  @Test
  void wrongInputsAreMetWhereTheyEnter() {
    Dataset other = Dataset.of(Tensor.zeros(3, 5), Tensor.zeros(3, 1));
    assertThatThrownBy(() -> trainer(config(1)).validation(other))
        .hasMessage(
            "validation: expected rows of [features[2]] and [1], got 3 rows of [features[5]] and [1].");
    assertThatThrownBy(() -> config(0)).hasMessage("epochs: expected 1 or more, got 0.");
    assertThatThrownBy(() -> config(1).withClipNorm(0))
        .hasMessage("clip norm: expected a number above 0, got 0.0.");
    assertThatThrownBy(() -> config(1).withClipValue(-1))
        .hasMessage("clip value: expected a number above 0, got -1.0.");
    Trainer adam = trainer(config(1));
    adam.run();
    assertThatThrownBy(
            () ->
                trainer(config(2).withOptimizer(Optimizer.of("nesterov")))
                    .resume(adam.state())
                    .run())
        .hasMessageStartingWith("resume: expected nothing else, got optimizer/correction/beta1.");
    Trainer momentum = trainer(config(1).withOptimizer(Optimizer.of("momentum")));
    momentum.run();
    assertThatThrownBy(() -> trainer(config(2)).resume(momentum.state()).run())
        .hasMessageStartingWith("resume: expected optimizer/correction/beta1[], got nothing.");
  }

  @Test
  void rowsThatCannotBeTrainedOnAreMetWithASentence() {
    Tensor x = Tensor.of(new float[][] {{1}, {2}, {3}});
    assertThatThrownBy(
            () ->
                train(
                    Loss.Standard.SOFTMAX_CROSS_ENTROPY,
                    3,
                    x,
                    Tensor.of(new float[][] {{1}, {2}, {3}})))
        .hasMessage(
            "train: expected a whole number from 0 to 2 as target, got 3.0 in row 2 (counted from 0). "
                + "Look at the data, or choose another loss.");
    assertThatThrownBy(() -> train(LOSS, 1, x, Tensor.of(new float[][] {{1}, {-1}, {1}})))
        .hasMessageStartingWith(
            "train: expected a finite number from 0 to 1 as target, got -1.0 in row 1 ");
    Tensor broken = Tensor.of(new float[][] {{1}, {Float.NaN}, {3}});
    assertThatThrownBy(() -> train(LOSS, 1, broken, Tensor.zeros(3, 1)))
        .hasMessageStartingWith("train: expected a finite number as feature, got NaN in row 1 ");
  }

  private static void train(Loss loss, int outputs, Tensor features, Tensor targets) {
    new Trainer(
            Network.of(Dense.of(outputs)),
            loss,
            config(2).withBatchSize(2),
            Dataset.of(features, targets))
        .run();
  }
}
