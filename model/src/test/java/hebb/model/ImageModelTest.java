package hebb.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hebb.data.DataException;
import hebb.data.Task;
import hebb.data.demo.Demo;
import hebb.data.image.Augmentation;
import hebb.data.image.Images;
import hebb.data.kind.ShapedCode;
import hebb.data.schema.Unseen;
import hebb.data.table.FileFolder;
import hebb.data.table.FileType;
import hebb.data.table.Folder;
import hebb.data.table.ReadOptions;
import hebb.data.table.Table;
import hebb.data.table.TableReader;
import hebb.dataset.InputSpec;
import hebb.media.Pictures;
import hebb.nn.Network;
import hebb.nn.optim.Optimizer;
import hebb.tensor.Shape;
import hebb.train.EpochLog;
import hebb.train.TrainingConfig;
import hebb.train.TrainingListener;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageModelTest {
  private static final int ROWS = 120;
  private static final TrainOptions OPTIONS =
      new TrainOptions()
          .withTarget("class")
          .withTask(Task.CLASSIFICATION)
          .withHidden(8)
          .withEpochs(4)
          .withThreads(1);

  @TempDir static Path folder;

  /// Digits as files, by class.
  @BeforeAll
  static void write() throws IOException {
    Images digits = Demo.DIGITS.images(ROWS, 1);
    float[] row = new float[784];
    float[] label = new float[1];
    var text = new StringBuilder("file,odd,class\n");
    for (int i = 0; i < ROWS; i++) {
      digits.read(new int[] {i}, 0, 1, row, label);
      int digit = (int) label[0];
      Path file = folder.resolve("digits/" + digit + "/" + (1000 + i) + ".png");
      Files.createDirectories(file.getParent());
      ImageIO.write(image(row), "png", file.toFile());
      text.append(folder.relativize(file)).append(digit % 2 == 0 ? ",no," : ",yes,");
      text.append(digit < 5 ? "low\n" : "high\n");
    }
    Files.writeString(folder.resolve("t.csv"), text);
  }

  private static BufferedImage image(float[] row) {
    var image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < row.length; i++) {
      image.getRaster().setSample(i % 28, i / 28, 0, Math.round(row[i] * 255));
    }
    return image;
  }

  private static Table digits() {
    return FileFolder.read(folder.resolve("digits")).train();
  }

  private static byte[] weights(Trained trained) {
    Path file = folder.resolve("weights.hebb");
    trained.model().save(file);
    return Archive.entry(
        Archive.read(file, "a model file", List.of("model.json", "weights.safetensors")),
        "weights.safetensors");
  }

  private static Path digit(int row) throws IOException {
    try (var files = Files.walk(folder.resolve("digits"))) {
      return files.filter(f -> f.endsWith(1000 + row + ".png")).findFirst().orElseThrow();
    }
  }

  @Test
  void aFolderIsTrainedOnAndFilesArePredicted() throws IOException {
    var read = new AtomicLong();
    Trained trained =
        new ModelTrainer(digits(), OPTIONS.withHidden(32).withEpochs(60))
            .watchReading((done, all) -> read.accumulateAndGet(all == ROWS ? done : -1, Math::max))
            .run();
    assertThat(read).hasValue(ROWS);
    assertThat(trained.report().plan().network()).isEqualTo("flatten dense(32) relu dense(10)");
    assertThat(Examples.part(trained, "train").metrics().get("accuracy")).isGreaterThan(0.9);
    Path file = folder.resolve("a.hebb");
    trained.model().save(file);
    Model model = Model.load(file);
    assertThat(model.inputs()).containsExactly(InputSpec.of("image", Shape.of(28, 28, 1)));
    assertThat(model.fileColumn()).map(ShapedCode::column).contains("image");
    Path one = digit(7);
    var predicted = (Prediction.OfClass) model.predict(Map.of("image", one));
    assertThat(model.predict(Map.of("image", Pictures.of(ImageIO.read(one.toFile())))))
        .isEqualTo(predicted);
    var out = new ByteArrayOutputStream();
    long rows =
        model.predict(FileFolder.files(List.of(one), FileType.IMAGE, "image"), out, new Unseen());
    assertThat(rows).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("image,prediction,probability_0")
        .contains("\n" + one + "," + predicted.label() + ",");
    assertThat(model.evaluate(digits()).rows()).isEqualTo(ROWS);
    assertThat(model.predict(Map.of("image", folder.resolve("none.png"))).unseen()).hasSize(1);
  }

  /// A digit is the same to the bit from a file and from idx, for models of either.
  @Test
  void filesAndIdxAreTheSameToModelsOfEither() throws IOException {
    Images idx = Demo.DIGITS.images(ROWS, 1);
    Model ofIdx = new ModelTrainer(idx, OPTIONS).run().model();
    Model ofFiles = new ModelTrainer(digits(), OPTIONS).run().model();
    assertThat(ofIdx.fileColumn().map(ShapedCode::column)).contains("image");
    for (Model model : List.of(ofIdx, ofFiles)) {
      for (int row : new int[] {0, 7, 99}) {
        Table file = FileFolder.files(List.of(digit(row)), FileType.IMAGE, "image");
        assertThat(model.numbers(file, 0, new Unseen())).isEqualTo(model.numbers(idx, row));
        assertThat(model.predict(Map.of("image", digit(row))))
            .isEqualTo(model.predict(model.numbers(idx, row)));
      }
      assertThat(model.evaluate(digits()).metrics().get("accuracy"))
          .isEqualTo(model.evaluate(idx).metrics().get("accuracy"));
      Mistakes files = model.mistakes(digits(), 3, new Unseen());
      assertThat(files.count()).isEqualTo(model.mistakes(idx, 3).count());
      assertThat(files.rows()).isEqualTo(ROWS);
      assertThat(files.surest()).hasSize(Math.min(3, files.count()));
      assertThat(model.notesOn(idx)).isEmpty();
    }
    Images small = Images.of("small", Shape.of(14, 14, 1), new byte[196], new byte[1], List.of());
    assertThat(ofFiles.predict(ofFiles.numbers(small, 0))).isNotNull();
    assertThat(ofFiles.notesOn(small))
        .containsExactly("The images are brought to the size of training, 28x28, from 14x14.");
    assertThatThrownBy(() -> ofIdx.numbers(small, 0))
        .hasMessageContaining("expected pictures of [28, 28, 1], got [14, 14, 1]");
    Images four = Images.of("four", Shape.of(2, 2, 4), new byte[16], new byte[1], List.of());
    assertThatThrownBy(() -> ofFiles.numbers(four, 0))
        .hasMessageContaining("expected pictures of 1 or 3 channels, got [2, 2, 4]");
    assertThatThrownBy(() -> ofFiles.mistakes(small, 3))
        .hasMessageContaining("expected labels of the classes 0, 1");
  }

  /// What is said replaces its own part of the usual course alone.
  @Test
  void aPartOfTheUsualCourseStaysWhereAnotherIsSaid() {
    TrainOptions plain = new TrainOptions().withTarget("class");
    TrainOptions usual = new ModelTrainer(digits(), plain).plan().used();
    assertThat(usual.training().epochs()).isEqualTo(100);
    assertThat(usual.training().optimizer().learningRate()).isEqualTo(0.003);
    TrainOptions rate = used(plain.withLearningRate(0.001), "lr");
    assertThat(rate.training()).isEqualTo(usual.withLearningRate(0.001).training());
    TrainOptions epochs = used(plain.withEpochs(7), "epochs");
    assertThat(epochs.training()).isEqualTo(usual.withEpochs(7).training());
    TrainOptions schedule = used(plain, "schedule");
    assertThat(schedule.training())
        .isEqualTo(usual.withSchedule(plain.training().schedule()).training());
    TrainOptions decay = used(plain.withWeightDecay(0.5), "weight-decay");
    assertThat(decay.training()).isEqualTo(usual.withWeightDecay(0.5).training());
    assertThat(used(plain.withPatience(3), "patience").training())
        .isEqualTo(usual.withPatience(3).training());
    TrainOptions sgd = plain.withOptimizer(Optimizer.of("sgd"));
    assertThat(new ModelTrainer(digits(), sgd).plan().used().training())
        .isEqualTo(usual.withOptimizer(Optimizer.of("sgd")).training());
    TrainOptions changed = used(plain.withAugmentation(Augmentation.LIGHT), "augment");
    assertThat(changed.training().epochs()).isEqualTo(400);
    assertThat(new ModelTrainer(digits(), plain.withEpochs(7)).plan().notes())
        .contains(
            "The network is the usual one for images of this size, with learning rate 0.003,"
                + " schedule one_cycle and no early stopping; --network, --lr, --schedule and"
                + " --patience each replace their own part.");
  }

  private static TrainOptions used(TrainOptions options, String given) {
    return new ModelTrainer(digits(), options).given(Set.of(given)).plan().used();
  }

  /// The same bits whatever is kept in memory, for any threads, and after a checkpoint.
  @Test
  void trainingEndsWithTheSameBits() {
    TrainOptions options =
        OPTIONS.withAugmentation(Augmentation.STRONG).withNetwork(Network.parse("dense(8) relu"));
    byte[] whole = weights(new ModelTrainer(digits(), options).run());
    Table table = digits();
    Table unkept =
        table.withFiles(Folder.of(folder.resolve("digits"), 20_000), table.sha256(), List.of());
    assertThat(weights(new ModelTrainer(unkept, options.withThreads(3)).run())).isEqualTo(whole);
    assertThat(weights(new ModelTrainer(table, options.withSeed(5)).run())).isNotEqualTo(whole);
    assertThat(weights(new ModelTrainer(table, options.withAugmentation(Augmentation.NONE)).run()))
        .isNotEqualTo(whole);
    Path file = folder.resolve("a.checkpoint");
    ModelTrainer stopped = new ModelTrainer(digits(), options).checkpoints(file);
    stopped.listener(
        new TrainingListener() {
          @Override
          public void epochEnd(EpochLog log) {
            if (log.epoch() == 2) {
              stopped.stop();
            }
          }
        });
    stopped.run();
    Trained resumed =
        new ModelTrainer(digits(), options.withThreads(2)).resume(Checkpoint.load(file)).run();
    assertThat(weights(resumed)).isEqualTo(whole);
  }

  /// A whole batch is read anew where its rows change.
  @Test
  void allRowsAtOnceAreAugmentedToo() {
    TrainOptions options = OPTIONS.withBatchSize(TrainingConfig.FULL_BATCH).withEmaDecay(0);
    byte[] plain = weights(new ModelTrainer(digits(), options).run());
    TrainOptions light = options.withAugmentation(Augmentation.LIGHT);
    byte[] four = weights(new ModelTrainer(digits(), light).run());
    assertThat(four).isNotEqualTo(plain);
    assertThat(weights(new ModelTrainer(digits(), light.withAccumulate(1)).run())).isEqualTo(four);
  }

  @Test
  void otherColumnsJoinTheImage() throws IOException {
    Table table = TableReader.read(folder.resolve("t.csv"));
    Trained trained =
        new ModelTrainer(table, OPTIONS.withHidden(32).withLearningRate(0.003).withEpochs(20))
            .run();
    Model model = trained.model();
    assertThat(model.inputs())
        .containsExactly(
            InputSpec.features(Shape.of(1)), InputSpec.of("file", Shape.of(28, 28, 1)));
    assertThat(model.fileColumn()).isEmpty();
    assertThat(Examples.part(trained, "train").metrics().get("accuracy")).isGreaterThan(0.9);
    var fromTable = new ByteArrayOutputStream();
    var fromFile = new ByteArrayOutputStream();
    model.predict(table, fromTable, new Unseen());
    model.predict(folder.resolve("t.csv"), ReadOptions.DEFAULTS, fromFile, new Unseen());
    assertThat(fromFile.toString(StandardCharsets.UTF_8))
        .isEqualTo(fromTable.toString(StandardCharsets.UTF_8));
  }

  @Test
  void predictionsAreMeansOverChangedCopies() throws IOException {
    Model model = new ModelTrainer(digits(), OPTIONS).run().model();
    Map<String, Path> row = Map.of("image", digit(3));
    var plain = (Prediction.OfClass) model.predict(row);
    var mean = (Prediction.OfClass) model.averaging(5).predict(row);
    assertThat(mean.probabilities()).isNotEqualTo(plain.probabilities());
    assertThat(mean.probabilities().values().stream().mapToDouble(p -> p).sum())
        .isBetween(0.99999, 1.00001);
    assertThat(model.averaging(5).predict(row)).isEqualTo(mean);
    Model digits = Examples.digits();
    assertThat(digits.averaging(1).predict(new float[784])).isNotNull();
    assertThatThrownBy(() -> Examples.flower().averaging(2))
        .hasMessageContaining("expected a model that predicts from images");
  }

  @Test
  void imagesAreAugmentedOnlyWhereThereAreSome() {
    TrainOptions light = OPTIONS.withAugmentation(Augmentation.LIGHT);
    assertThatThrownBy(
            () -> new ModelTrainer(Examples.flower(20), light.withTarget("colour")).plan())
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("expected images to augment, got a table without any");
    Trained idx = new ModelTrainer(Demo.DIGITS.images(60, 1), light).run();
    assertThat(idx.model().options().used()).containsEntry("augment", "light");
    assertThat(weights(idx))
        .isNotEqualTo(weights(new ModelTrainer(Demo.DIGITS.images(60, 1), OPTIONS).run()));
  }

  @Test
  void autoencodersTakeImagesToo() {
    TrainOptions options =
        OPTIONS
            .withTarget("last")
            .withTask(Task.AUTOENCODER)
            .withIgnore(List.of("class"))
            .withAugmentation(Augmentation.of("shift"));
    Trained trained = new ModelTrainer(digits(), options).run();
    assertThat(trained.model().codes().size()).isEqualTo(8);
    assertThat(Examples.part(trained, "train").metrics()).containsKeys("rmse", "r2");
  }

  @Test
  void aFolderOfNothingReadableIsRefused() throws IOException {
    Path bad = Files.createDirectories(folder.resolve("bad/a"));
    Files.write(bad.resolve("x.png"), new byte[10]);
    Path sound = Files.createDirectories(folder.resolve("bad/b"));
    Files.copy(digit(1), sound.resolve("y.png"));
    Files.copy(digit(2), sound.resolve("z.png"));
    Table table = FileFolder.read(folder.resolve("bad")).train();
    assertThatThrownBy(() -> new ModelTrainer(table, OPTIONS.withValidationSplit(0)).plan())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("expected at least 2 classes");
  }
}
