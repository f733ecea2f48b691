package hebb.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hebb.data.DataException;
import hebb.data.Task;
import hebb.data.demo.Demo;
import hebb.data.language.Corpus;
import hebb.data.language.LanguageOptions;
import hebb.data.table.ReadOptions;
import hebb.data.table.Table;
import hebb.data.table.TableReader;
import hebb.nn.Network;
import hebb.nn.loss.Loss;
import hebb.nn.optim.Optimizer;
import hebb.train.EpochLog;
import hebb.train.TrainingConfig;
import hebb.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A training goes on from a model, a snapshot or a checkpoint with other options.
class ForkTest {
  private static final TrainOptions OPTIONS =
      Examples.options().withEpochs(6).withPatience(TrainingConfig.NO_PATIENCE).withEmaDecay(0);

  @TempDir Path folder;

  private static byte[] weights(Model model, Path file) {
    model.save(file);
    return Archive.entry(
        Archive.read(file, "a model file", List.of("model.json", "weights.safetensors")),
        "weights.safetensors");
  }

  private byte[] weights(Model model) {
    return weights(model, folder.resolve("weights.hebb"));
  }

  private Path saved(Model model, String name) {
    Path file = folder.resolve(name);
    model.save(file);
    return file;
  }

  /// Steps so small that nothing moves leave the weights of the parent.
  @Test
  void theWeightsAreThoseOfTheParent() {
    Model model = new ModelTrainer(Examples.flower(60), OPTIONS).run().model();
    Parent parent = Parent.load(saved(model, "m.hebb").toString());
    TrainOptions still = parent.model().options().withOptimizer(Optimizer.of("sgd"));
    Model fork =
        new ModelTrainer(Examples.flower(60), still.withLearningRate(1e-30))
            .from(parent)
            .run()
            .model();
    assertThat(weights(fork)).isEqualTo(weights(model));
    assertThat(fork.input()).isEqualTo(model.input());
    Fork origin = fork.provenance().fork().orElseThrow();
    assertThat(origin.file()).isEqualTo("m.hebb");
    assertThat(origin.epoch()).isEqualTo(6);
    assertThat(origin.sha256()).hasSize(64);
    assertThat(origin.changed()).containsOnlyKeys("optimizer");
    assertThat(Model.load(saved(fork, "f.hebb")).provenance().fork()).hasValue(origin);
  }

  /// Plain gradient descent has no state, so that a checkpoint and the rest are the whole.
  @Test
  void aForkOfACheckpointGoesOnWhereItStood() {
    TrainOptions plain =
        OPTIONS.withOptimizer(Optimizer.of("sgd")).withBatchSize(TrainingConfig.FULL_BATCH);
    Table rows = Examples.flower(60);
    Path file = Checkpoint.beside(folder.resolve("m.hebb"));
    new ModelTrainer(rows, plain.withEpochs(4)).checkpoints(file).run();
    Parent parent = Parent.load(file.toString());
    assertThat(parent.epoch()).isEqualTo(4);
    Model fork =
        new ModelTrainer(rows, parent.model().options().withEpochs(2)).from(parent).run().model();
    assertThat(weights(fork)).isEqualTo(weights(new ModelTrainer(rows, plain).run().model()));
    assertThat(fork.provenance().fork().orElseThrow().changed()).isEqualTo(Map.of("epochs", "4"));
  }

  @Test
  void aSnapshotIsFoundByItsEpoch() throws IOException {
    Model model = Examples.flower();
    Path file = saved(model, "m.hebb");
    Path record = Files.createDirectory(folder.resolve("m.record"));
    for (int epoch : new int[] {3, 12}) {
      Files.copy(file, record.resolve("epoch-" + epoch + ".hebb"));
    }
    assertThat(Parent.load(file + "@12").epoch()).isEqualTo(12);
    assertThat(Parent.load(file + "@12").file()).isEqualTo("m.hebb@12");
    assertThat(Parent.load(record.resolve("epoch-3.hebb").toString()).file()).isEqualTo("m.hebb@3");
    Path alone = Files.copy(file, folder.resolve("epoch-3.hebb"));
    assertThat(Parent.load(alone.toString()).file()).isEqualTo("epoch-3.hebb");
    assertThat(new Fork("m.hebb@12", "", 12, Map.of(), List.of()).at()).isEqualTo("m.hebb@12");
    assertThat(new Fork("m.hebb", "", 12, Map.of(), List.of()).at())
        .isEqualTo("m.hebb after epoch 12");
    assertThatThrownBy(() -> Parent.load(file + "@5"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("m.record, got others: 3, 12. Name one of them.");
    assertThatThrownBy(() -> Parent.load(folder.resolve("n.hebb") + "@5"))
        .hasMessageContaining("got none there. train --record writes them");
  }

  @Test
  void aForkThatWasStoppedGoesOnToTheSameBits() {
    Parent parent = Parent.load(saved(Examples.flower(), "m.hebb").toString());
    TrainOptions options = parent.model().options().withLearningRate(0.01).withEpochs(5);
    Table rows = Examples.flower(60);
    Path file = folder.resolve("f.hebb.checkpoint");
    ModelTrainer first = new ModelTrainer(rows, options).from(parent).checkpoints(file);
    first
        .listener(
            new TrainingListener() {
              @Override
              public void epochEnd(EpochLog log) {
                if (log.epoch() == 3) {
                  first.stop();
                }
              }
            })
        .run();
    Checkpoint checkpoint = Checkpoint.load(file);
    Model whole = new ModelTrainer(rows, options).from(parent).run().model();
    Model resumed = new ModelTrainer(rows, options).from(parent).resume(checkpoint).run().model();
    assertThat(weights(resumed)).isEqualTo(weights(whole));
    assertThatThrownBy(() -> new ModelTrainer(rows, options).resume(checkpoint).plan())
        .hasMessageStartingWith("resume: expected the parent (--from) of the checkpoint, m.hebb");
  }

  @Test
  void otherRowsKeepTheEncoding() {
    Table rows = Examples.flower(150);
    Model model = new ModelTrainer(rows, Examples.options()).run().model();
    Parent parent = Parent.load(saved(model, "m.hebb").toString());
    TrainOptions options = model.options();
    Trained fork = new ModelTrainer(Demo.FLOWER.table(90, 5), options).from(parent).run();
    assertThat(fork.model().input()).isEqualTo(model.input());
    Trained seeded = new ModelTrainer(rows, options.withSeed(5)).from(parent).run();
    assertThat(seeded.report().warnings()).anyMatch(w -> w.contains("split otherwise"));
    Trained same = new ModelTrainer(rows, options).from(parent).run();
    assertThat(same.report().warnings()).noneMatch(w -> w.contains("split otherwise"));
  }

  @Test
  void anotherFileIsSaid() throws IOException {
    String rows = "a,b,y\n" + "1,2,u\n2,1,v\n3,5,u\n4,4,v\n".repeat(40);
    Path first = Files.writeString(folder.resolve("one.csv"), rows);
    Path second = Files.writeString(folder.resolve("two.csv"), rows + "9,9,u\n");
    TrainOptions options = Examples.options().withTarget("y");
    Model model = new ModelTrainer(TableReader.read(first), options).run().model();
    Parent parent = Parent.load(saved(model, "m.hebb").toString());
    Table other = model.read(second, ReadOptions.DEFAULTS);
    assertThat(new ModelTrainer(other, model.options()).from(parent).plan().warnings())
        .anyMatch(w -> w.startsWith("The data is not that of m.hebb, which was trained on one.csv"))
        .anyMatch(
            w -> w.contains("as the same rows in another order do, rows that it was trained"));
    ModelTrainer beside =
        new ModelTrainer(model.read(first, ReadOptions.DEFAULTS), model.options());
    assertThat(beside.validation(other).from(parent).plan().warnings())
        .anyMatch(w -> w.startsWith("The parts are split otherwise than those of m.hebb"));
    Table same = model.read(first, ReadOptions.DEFAULTS);
    assertThat(new ModelTrainer(same, model.options()).from(parent).plan().warnings())
        .noneMatch(w -> w.startsWith("The data is not that of"));
    Path less = Files.writeString(folder.resolve("less.csv"), "a,y\n1,u\n2,v\n3,u\n");
    Table fewer = model.read(less, ReadOptions.DEFAULTS);
    assertThatThrownBy(() -> new ModelTrainer(fewer, model.options()).from(parent).plan())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("expected a column 'b'");
  }

  @Test
  void whatCannotChangeIsRefused() {
    Model model = Examples.flower();
    Parent parent = Parent.load(saved(model, "m.hebb").toString());
    ModelTrainer wider =
        new ModelTrainer(Examples.flower(60), model.options().withHidden(5)).from(parent);
    assertThatThrownBy(wider::plan)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "from: expected the columns and the network of m.hebb, got others.");
    TrainOptions soft = model.options().withLoss(Loss.of("softmax_cross_entropy"));
    assertThatThrownBy(() -> new ModelTrainer(Examples.flower(60), soft).from(parent).plan())
        .hasMessageStartingWith("loss: expected one that takes what the network of m.hebb gives");
    TrainOptions focal = model.options().withLoss(Loss.of("binary_focal"));
    assertThat(new ModelTrainer(Examples.flower(60), focal).from(parent).plan().network())
        .isEqualTo(model.network().text());
    assertThatThrownBy(
            () -> new ModelTrainer(Demo.DIGITS.images(60, 1), model.options()).from(parent).plan())
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("expected a table, which the model that training goes on from takes");
  }

  @Test
  void picturesGoOnToo() {
    Model model = Examples.digits();
    Parent parent = Parent.load(saved(model, "d.hebb").toString());
    TrainOptions options = model.options().withLearningRate(0.01);
    Model fork = new ModelTrainer(Demo.DIGITS.images(60, 1), options).from(parent).run().model();
    assertThat(fork.provenance().fork().map(Fork::file)).isEqualTo(Optional.of("d.hebb"));
  }

  /// Goes on from a model without moving: all that it knows is taken over.
  private void requireSame(Function<TrainOptions, ModelTrainer> trainer, TrainOptions options) {
    Model model = trainer.apply(options.withEpochs(1)).run().model();
    Parent parent = Parent.load(saved(model, "m.hebb").toString());
    TrainOptions still =
        parent
            .model()
            .options()
            .withOptimizer(Optimizer.of("sgd"))
            .withLearningRate(1e-30)
            .withEmaDecay(0);
    Model fork = trainer.apply(still).from(parent).run().model();
    assertThat(fork.input()).isEqualTo(model.input());
    assertThat(weights(fork)).isEqualTo(weights(model));
    assertThat(fork.provenance().rows()).isEqualTo(model.provenance().rows());
  }

  @Test
  void forecastsGoOnToo() throws IOException {
    StringBuilder text = new StringBuilder("hour,load\n");
    for (int i = 0; i < 300; i++) {
      text.append(i).append(',').append(500 + i * 37 % 24).append('\n');
    }
    Path file = Files.writeString(folder.resolve("load.csv"), text);
    TrainOptions options = new TrainOptions().withTarget("load").withForecast("hour", 6);
    requireSame(with -> new ModelTrainer(TableReader.read(file), with), options);
  }

  @Test
  void languagesGoOnToo() {
    Corpus corpus = Corpus.of("corpus", "the cat sat on the mat. ".repeat(60));
    TrainOptions options =
        new TrainOptions()
            .withLanguage(LanguageOptions.NONE.withWindow(16))
            .withNetwork(Network.parse("embedding(8) lstm(8, sequence=true)"));
    requireSame(with -> new ModelTrainer(corpus, with), options);
    Corpus lines = Corpus.of("names", "anna\notto\nbob\nhannah\neve\n".repeat(10));
    requireSame(
        with -> new ModelTrainer(lines, with),
        options.withLanguage(LanguageOptions.NONE.withLines(true)));
  }

  @Test
  void translationsGoOnToo() {
    Table dates = Demo.DATES.table(60, 1);
    TrainOptions options =
        new TrainOptions()
            .withTarget(Demo.DATES.target())
            .withTask(Task.TRANSLATE)
            .withNetwork(
                Network.parse("seq2seq(embedding(8) gru(8); embedding(8) gru(8) attention)"));
    requireSame(with -> new ModelTrainer(dates, with), options);
  }

  @Test
  void autoencodersGoOnToo() {
    TrainOptions options =
        new TrainOptions().withTask(Task.AUTOENCODER).withHidden(2).withPretrain(1);
    requireSame(with -> new ModelTrainer(Examples.flower(60), with), options);
  }
}
