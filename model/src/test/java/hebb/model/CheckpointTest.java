package hebb.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hebb.data.demo.Demo;
import hebb.nn.optim.Ema;
import hebb.nn.optim.Optimizer;
import hebb.nn.optim.Schedule;
import hebb.train.EpochLog;
import hebb.train.Outcome;
import hebb.train.TrainingConfig;
import hebb.train.TrainingListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CheckpointTest {
  private static final List<String> NAMES = List.of("state.json", "tensors.safetensors");

  @TempDir Path folder;

  private static TrainOptions options() {
    return new TrainOptions()
        .withHidden(4, 3)
        .withEpochs(6)
        .withValidationSplit(0.15)
        .withThreads(1);
  }

  private static ModelTrainer trainer(TrainOptions options) {
    return new ModelTrainer(Examples.flower(70), options);
  }

  static Stream<Arguments> ways() {
    List<TrainOptions> ways = new ArrayList<>();
    List<String> schedules = Schedule.names();
    for (String optimizer : Optimizer.names()) {
      TrainOptions both =
          options()
              .withOptimizer(Optimizer.of(optimizer))
              .withSchedule(Schedule.of(schedules.get(ways.size() % schedules.size())))
              .withPatience(2);
      boolean still = ways.size() % 3 == 0 || optimizer.equals("lbfgs");
      ways.add(still ? both : both.withDropout(0.3));
    }
    TrainingConfig training = options().training();
    ways.add(options().withTraining(training.withEma(Ema.of(0.9))));
    ways.add(options().withEmaDecay(0));
    ways.add(options().withPatience(TrainingConfig.NO_PATIENCE).withL2(0.01).withClipNorm(0.1));
    ways.add(options().withBatchSize(TrainingConfig.FULL_BATCH));
    ways.add(options().withSchedule(Schedule.of("plateau(patience=1,min_delta=0.1)")));
    ways.add(options().withTarget("x2").withLearningRate(0.1).withPatience(1));
    ways.add(options().withValidationSplit(0).withTestSplit(0.2));
    return ways.stream().map(way -> Arguments.of(way.used().toString(), way));
  }

  /// Stopped in the middle of the fourth epoch, and gone on with by three threads from the file.
  @ParameterizedTest(name = "{0}")
  @MethodSource("ways")
  void aTrainingThatGoesOnEndsWithTheSameBits(String name, TrainOptions options)
      throws IOException {
    Trained whole = trainer(options).run();
    Path file = folder.resolve("a.checkpoint");
    Outcome first = stopped(options, file, 3);
    Trained resumed =
        trainer(options.withThreads(3)).resume(Checkpoint.load(file)).checkpoints(file).run();
    assertThat(weights(resumed)).isEqualTo(weights(whole));
    Results results = resumed.report().results();
    assertThat(results).isEqualTo(whole.report().results());
    assertThat(first).isEqualTo(results.epochs() <= 3 ? results.outcome() : Outcome.INTERRUPTED);
  }

  /// Trains until the first step after some epochs.
  private static Outcome stopped(TrainOptions options, Path file, int epochs) {
    ModelTrainer trainer = trainer(options).checkpoints(file);
    boolean[] enough = {false};
    trainer.listener(
        new TrainingListener() {
          @Override
          public void epochEnd(EpochLog log) {
            enough[0] = log.epoch() == epochs;
          }

          @Override
          public void batchEnd(long step, float loss) {
            if (enough[0]) {
              trainer.stop();
            }
          }
        });
    return trainer.run().report().results().outcome();
  }

  private byte[] weights(Trained trained) {
    Path file = folder.resolve("weights.hebb");
    trained.model().save(file);
    return Archive.entry(
        Archive.read(file, "a model file", List.of("model.json", "weights.safetensors")),
        "weights.safetensors");
  }

  @Test
  void aFinishedTrainingGoesOnWithMoreEpochs() {
    Path file = folder.resolve("a.checkpoint");
    TrainOptions options = options().withPatience(TrainingConfig.NO_PATIENCE);
    trainer(options).checkpoints(file).run();
    Checkpoint checkpoint = Checkpoint.load(file);
    assertThat(checkpoint.state().epoch()).isEqualTo(6);
    Trained more = trainer(options.withEpochs(9)).resume(checkpoint).run();
    assertThat(weights(more)).isEqualTo(weights(trainer(options.withEpochs(9)).run()));
    Trained same = trainer(options).resume(checkpoint).run();
    assertThat(weights(same)).isEqualTo(weights(trainer(options).run()));
  }

  @Test
  void earlyStoppingThatIsNewStartsAnew() {
    Path file = folder.resolve("a.checkpoint");
    TrainOptions options = options().withPatience(TrainingConfig.NO_PATIENCE);
    trainer(options).checkpoints(file).run();
    Results results =
        trainer(options.withPatience(1).withEpochs(8).withLearningRate(0.001))
            .resume(Checkpoint.load(file))
            .run()
            .report()
            .results();
    assertThat(results.keptEpoch()).isGreaterThan(6);
  }

  @Test
  void imagesGoOnToo() {
    Path file = folder.resolve("a.checkpoint");
    TrainOptions options = Examples.options();
    var digits = Demo.DIGITS.images(60, 1);
    new ModelTrainer(digits, options).checkpoints(file).run();
    Trained more =
        new ModelTrainer(digits, options.withEpochs(4)).resume(Checkpoint.load(file)).run();
    assertThat(weights(more))
        .isEqualTo(weights(new ModelTrainer(digits, options.withEpochs(4)).run()));
    assertThatThrownBy(
            () ->
                new ModelTrainer(Demo.DIGITS.images(60, 2), options)
                    .resume(Checkpoint.load(file))
                    .plan())
        .hasMessageContaining("train data");
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        change(o -> o.withHidden(5), "the hidden of the checkpoint, 4,3, got 5."),
        change(
            o -> o.withLearningRate(0.5),
            "the optimizer of the checkpoint, adamw(learning_rate=0.001,"),
        change(o -> o.withSeed(7), "the seed of the checkpoint, 42, got 7."),
        change(o -> o.withTarget("x2"), "the target of the checkpoint, colour, got x2."),
        change(o -> o.withIgnore(List.of("x1")), "the ignore of the checkpoint, none, got x1."),
        change(o -> o.withBatchSize(5), "the batch-size of the checkpoint, 32, got 5."),
        change(
            o -> o.withTraining(o.training().withMinDelta(1)),
            "the min-delta of the checkpoint, 0.0, got 1.0."),
        change(o -> o.withEmaDecay(.25), "the ema-decay of the checkpoint, 0.5, got 0.25."),
        change(
            o -> o.withTraining(o.training().withEma(Ema.of(.5))),
            "the running mean of the checkpoint, none, got Ema["),
        change(
            o -> o.withEmaStart(Ema.Start.COMPARED),
            "the ema of the checkpoint, corrected, got compare."));
  }

  private static Arguments change(Function<TrainOptions, TrainOptions> change, String sentence) {
    return Arguments.of(change, sentence);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void otherOptionsAreRefusedByName(Function<TrainOptions, TrainOptions> change, String sentence) {
    Path file = folder.resolve("a.checkpoint");
    trainer(options()).checkpoints(file).run();
    ModelTrainer other = trainer(change.apply(options())).resume(Checkpoint.load(file));
    assertThatThrownBy(other::plan)
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void otherDataIsRefusedByName() {
    Path file = folder.resolve("a.checkpoint");
    trainer(options()).checkpoints(file).run();
    Checkpoint checkpoint = Checkpoint.load(file);
    assertThatThrownBy(
            () -> new ModelTrainer(Examples.flower(71), options()).resume(checkpoint).run())
        .hasMessageStartingWith(
            "resume: expected the train data of the checkpoint, demo:flower (70 rows")
        .hasMessageContaining("got demo:flower (71 rows");
    assertThatThrownBy(() -> trainer(options()).test(Examples.flower(9)).resume(checkpoint).run())
        .hasMessageStartingWith(
            "resume: expected the test data of the checkpoint, none, got demo:flower (9 rows");
    Provenance now = checkpoint.provenance();
    Provenance before =
        new Provenance(
            now.data(),
            now.sha256(),
            now.others(),
            now.rows(),
            now.seed(),
            "0.0.1",
            now.java(),
            now.kernels(),
            now.fixes(),
            now.fork());
    Checkpoint older =
        new Checkpoint(
            checkpoint.data(),
            options(),
            checkpoint.input(),
            checkpoint.network(),
            before,
            checkpoint.state());
    assertThatThrownBy(() -> trainer(options()).resume(older).run())
        .hasMessageStartingWith("resume: expected the version of the checkpoint, 0.0.1, got ");
  }

  @Test
  void aCheckpointThatCannotBeWrittenIsAWarning() throws IOException {
    Path nowhere = folder.resolve("missing").resolve("a.checkpoint");
    Trained trained = trainer(options()).checkpoints(nowhere).run();
    assertThat(trained.report().results().outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(trained.report().warnings()).anyMatch(w -> w.contains("its folder does not exist"));
  }

  @Test
  void whatAListenerThrowsLeavesACheckpoint() {
    Path file = folder.resolve("a.checkpoint");
    ModelTrainer trainer =
        trainer(options())
            .checkpoints(file)
            .listener(
                new TrainingListener() {
                  @Override
                  public void epochEnd(EpochLog log) {
                    if (log.epoch() == 3) {
                      throw new IllegalStateException("enough");
                    }
                  }
                });
    assertThatThrownBy(trainer::run).hasMessage("enough");
    assertThat(Checkpoint.load(file).state().epoch()).isEqualTo(3);
    Trained resumed = trainer(options()).resume(Checkpoint.load(file)).run();
    assertThat(weights(resumed)).isEqualTo(weights(trainer(options()).run()));
  }

  @Test
  void aByteThatChangedIsMet() throws IOException {
    Path good = folder.resolve("good.checkpoint");
    trainer(options().withHidden(1)).checkpoints(good).run();
    byte[] bytes = Files.readAllBytes(good);
    Path file = folder.resolve("bad.checkpoint");
    Path again = folder.resolve("again.checkpoint");
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= (byte) (1 << (i % 8));
      Files.write(file, changed);
      try {
        Checkpoint.load(file).save(again);
        assertThat(Files.readAllBytes(again)).as("byte %d", i).isEqualTo(bytes);
      } catch (ModelException e) {
        assertThat(e.getMessage())
            .as("byte %d", i)
            .startsWith(file.toString())
            .doesNotContain("\n");
      }
    }
    for (int length = 0; length < bytes.length; length += 1 + length / 50) {
      Files.write(file, Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> Checkpoint.load(file)).isInstanceOf(ModelException.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"format\" : 3|\"format\" : 4|a later version",
        "\"format\" : 3|\"format\" : 2|one of an earlier version",
        "\"epoch\" : 6|\"epoch\" : -6|resume: expected",
        "\"step\" : 12|\"step\" : 13|resume: expected 12 steps after epoch 6, got 13",
        "\"reductions\" : 0|\"reductions\" : null|a sound state.json",
        "\"version\"|\"versoin\"|'version'",
        "\"adamw(|\"madamw(|Did you mean adamw?",
      })
  void aDocumentThatIsNotSoundIsMet(String from, String to, String part) throws IOException {
    Path file = folder.resolve("a.checkpoint");
    trainer(options()).checkpoints(file).run();
    Map<String, byte[]> entries = new LinkedHashMap<>(Archive.read(file, "a checkpoint", NAMES));
    String json = new String(Archive.entry(entries, "state.json"), StandardCharsets.UTF_8);
    entries.put(
        "state.json", json.replaceFirst(Pattern.quote(from), to).getBytes(StandardCharsets.UTF_8));
    try (var out = Files.newOutputStream(file)) {
      Archive.write(out, entries);
    }
    assertThatThrownBy(() -> trainer(options()).resume(Checkpoint.load(file)).run())
        .hasMessageContaining(part);
  }
}
