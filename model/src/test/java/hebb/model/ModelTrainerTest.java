package hebb.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hebb.data.Task;
import hebb.data.demo.Demo;
import hebb.data.table.Table;
import hebb.nn.Network;
import hebb.nn.loss.Loss;
import hebb.nn.optim.AdamW;
import hebb.nn.optim.Ema;
import hebb.nn.optim.Optimizer;
import hebb.train.EpochLog;
import hebb.train.Outcome;
import hebb.train.TrainingConfig;
import hebb.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelTrainerTest {
  @TempDir Path folder;

  @Test
  void aPlanSaysWhatWillBeDone() {
    Plan plan =
        new ModelTrainer(
                Examples.flower(100), new TrainOptions().withTestSplit(0.2).withDropout(0.1))
            .plan();
    assertThat(plan.task()).isEqualTo(Task.CLASSIFICATION);
    assertThat(plan.target()).isEqualTo("colour");
    assertThat(plan.rows())
        .containsExactly(
            Map.entry("train", 70), Map.entry("validation", 10), Map.entry("test", 20));
    assertThat(plan.layers())
        .extracting(LayerLine::name)
        .containsExactly("hidden1", "dropout1", "hidden2", "dropout2", "output");
    assertThat(plan.layers().stream().mapToLong(LayerLine::parameters).sum())
        .isEqualTo(plan.parameters());
    assertThat(plan.parameters()).isEqualTo(3 * 64 + 65 * 32 + 33);
    assertThat(plan.used().used())
        .containsEntry("target", "colour")
        .containsEntry("loss", "binary_cross_entropy")
        .containsEntry("batch-size", "32")
        .containsEntry("ema-decay", "0.667");
  }

  /// Random weights, on either side, and dropout let units become different; constants do not.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dense(8, init=zeros) tanh dense(4, init=zeros) tanh dense(1, init=zeros)|symmetry",
        "dense(8, init=zeros) relu dense(1)|dead units",
        "dense(8, init=constant(value=0.5)) tanh dense(1, init=zeros)|symmetry",
        "dense(8) relu dense(4, init=zeros) tanh dense(1, init=zeros)|symmetry",
        "dense(8, init=zeros) tanh dense(1)|",
        "dense(8) tanh dense(1, init=zeros)|",
        "dense(8, init=zeros) tanh dropout(.5) dense(1, init=zeros)|",
        "dense(1, init=zeros) tanh dense(1, init=zeros)|",
      })
  void symmetryThatCannotBreakIsSaid(String network, @Nullable String word) {
    Plan plan =
        new ModelTrainer(
                Examples.flower(100), new TrainOptions().withNetwork(Network.parse(network)))
            .plan();
    if (word == null) {
      assertThat(plan.warnings()).isEmpty();
    } else {
      assertThat(plan.warnings()).singleElement().asString().contains(word);
    }
  }

  @Test
  void ratesOfNoParameterAreSaid() {
    TrainOptions options = new TrainOptions().withHidden(4).withEmaDecay(0);
    Table table = Examples.flower(100);
    assertThatThrownBy(
            () -> new ModelTrainer(table, options.withRates(Map.of("hiden1", 0.0))).plan())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("lr-of: path: expected one of hidden1/weight, ");
    Model model =
        new ModelTrainer(table, options.withRates(Map.of("hidden1", 0.0)).withEpochs(3))
            .run()
            .model();
    Model first =
        new ModelTrainer(table, options.withEpochs(1).withLearningRate(1e-30)).run().model();
    assertThat(model.parameter("hidden1/weight").data())
        .isEqualTo(first.parameter("hidden1/weight").data());
  }

  @Test
  void theRunningMeanIsOverAnEpochUnlessSaid() {
    TrainOptions options = new TrainOptions();
    assertThat(options.emaDecayFor(1)).isZero();
    assertThat(options.emaDecayFor(320)).isEqualTo(0.9);
    assertThat(options.emaDecayFor(10_000_000)).isEqualTo(0.999);
    assertThat(options.withBatchSize(TrainingConfig.FULL_BATCH).emaDecayFor(320)).isZero();
    assertThat(options.withEmaDecay(0.5).emaDecayFor(320)).isEqualTo(0.5);
    TrainOptions own = options.withTraining(options.training().withEma(Ema.of(0.25)));
    assertThat(own.emaDecayFor(320)).isEqualTo(0.25);
    assertThat(own.withBatchSize(8).loop().ema()).contains(Ema.of(0.25));
    assertThat(options.withEmaDecay(0).withBatchSize(8).loop().ema()).isEmpty();
  }

  @Test
  void theSameSeedGivesTheSameFile() {
    for (int threads : new int[] {1, 2, 3}) {
      for (TrainOptions options :
          List.of(Examples.options(), Examples.options().withDropout(0.3))) {
        Model first = new ModelTrainer(Examples.flower(100), options).run().model();
        Model second =
            new ModelTrainer(Examples.flower(100), options.withThreads(threads)).run().model();
        assertThat(second.predict(new float[] {1, 2})).isEqualTo(first.predict(new float[] {1, 2}));
      }
    }
  }

  @Test
  void aDemoIsLearned() {
    TrainOptions options = new TrainOptions().withTestSplit(0.25).withThreads(1);
    Trained trained = new ModelTrainer(Demo.CIRCLES.table(200, 1), options).run();
    assertThat(Examples.part(trained, "test").metrics().get("accuracy")).isGreaterThan(0.9);
    assertThat(Examples.part(trained, "test").baseline().get("accuracy")).isBetween(0.4, 0.6);
  }

  @Test
  void filesOfTheirOwnTakeThePlaceOfSplits() {
    Plan plan =
        new ModelTrainer(Examples.flower(100), Examples.options())
            .validation(Demo.FLOWER.table(30, 2))
            .test(Demo.FLOWER.table(20, 3))
            .plan();
    assertThat(plan.rows())
        .containsExactly(
            Map.entry("train", 100), Map.entry("validation", 30), Map.entry("test", 20));
  }

  @Test
  void stoppingKeepsWhatWasLearned() {
    ModelTrainer trainer =
        new ModelTrainer(Examples.flower(100), Examples.options().withEpochs(1000));
    trainer.listener(
        new TrainingListener() {
          @Override
          public void epochEnd(EpochLog log) {
            if (log.epoch() == 3) {
              trainer.stop();
            }
          }
        });
    Results results = trainer.run().report().results();
    assertThat(results.outcome()).isEqualTo(Outcome.INTERRUPTED);
    assertThat(results.epochs()).isBetween(3, 4);
  }

  @Test
  void eachEpochIsALineOfTheLog() throws IOException {
    Path model = folder.resolve("flower.hebb");
    try (EpochLogFile log = EpochLogFile.beside(model)) {
      new ModelTrainer(Examples.flower(100), Examples.options()).listener(log).run();
      assertThat(log.file()).hasFileName("flower.log.jsonl");
      List<String> lines = Files.readAllLines(log.file());
      assertThat(lines).hasSize(2);
      assertThat(Json.mapper().readTree(lines.getLast()).path("epoch").asInt()).isEqualTo(2);
      assertThat(Json.mapper().readTree(lines.getLast()).path("validation").has("accuracy"))
          .isTrue();
    }
  }

  @Test
  void optionsThatDoNotFitAreMet() {
    assertThatThrownBy(
            () ->
                new ModelTrainer(
                        Examples.flower(50),
                        new TrainOptions().withLoss(Loss.Standard.HALF_SQUARED_ERROR))
                    .plan())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "loss: expected one for 2 classes, such as binary_cross_entropy, got half_squared_error. Leave it out to have"
                + " it chosen.");
    assertThatThrownBy(() -> new TrainOptions().withHidden(64, 0))
        .hasMessageContaining("hidden: expected");
    assertThatThrownBy(
            () -> new TrainOptions().withOptimizer(Optimizer.of("sgd")).withWeightDecay(0.1))
        .hasMessageContaining("adamw");
    assertThatThrownBy(() -> new TrainOptions().withValidationSplit(0.6).withTestSplit(0.5))
        .hasMessageContaining("less than 1");
    assertThatThrownBy(
            () ->
                new ModelTrainer(
                        Examples.flower(50), new TrainOptions().withHidden(1_000_000, 1_000_000))
                    .plan())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "hidden2: expected a weight of at most 2147483647 numbers, got [1000000, 1000000]. Use"
                + " smaller layers.");
  }

  @Test
  void weightDecayMakesAdamAdamW() {
    assertThat(
            new TrainOptions().withLearningRate(0.02).withWeightDecay(0.1).training().optimizer())
        .isEqualTo(new AdamW(0.02, 0.9, 0.999, 1e-8, 0.1));
  }
}
