package hebb.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hebb.data.Task;
import hebb.data.demo.Demo;
import hebb.data.image.Images;
import hebb.data.schema.Unseen;
import hebb.data.table.Numbers;
import hebb.data.table.Table;
import hebb.data.table.Texts;
import hebb.nn.Network;
import hebb.nn.loss.Loss;
import hebb.nn.optim.Lbfgs;
import hebb.train.EpochLog;
import hebb.train.Outcome;
import hebb.train.TrainingConfig;
import hebb.train.TrainingListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutoencoderTest {
  private static final TrainOptions OPTIONS =
      new TrainOptions().withTask(Task.AUTOENCODER).withThreads(1).withEpochs(2).withHidden(2);

  @TempDir Path folder;

  /// Three numbers that follow from one, and a category that follows from it too.
  private static Table curve() {
    double[][] columns = new double[3][200];
    String[] sides = new String[200];
    for (int row = 0; row < 200; row++) {
      double t = row * 37 % 200 / 100.0 - 1;
      columns[0][row] = 5 + 2 * t;
      columns[1][row] = -30 * t;
      columns[2][row] = t * t;
      sides[row] = t < 0 ? "left" : "right";
    }
    return Table.of(
        "curve",
        List.of("a", "b", "c", "side"),
        List.of(
            Numbers.of(columns[0]),
            Numbers.of(columns[1]),
            Numbers.of(columns[2]),
            Texts.of(sides)));
  }

  private static Model curved() {
    TrainOptions options =
        OPTIONS
            .withNetwork(Network.parse("dense(8) tanh dense(2) tanh dense(8) tanh"))
            .withOptimizer(new Lbfgs())
            .withEpochs(200);
    return new ModelTrainer(curve(), options).run().model();
  }

  @Test
  void rowsAreMadeAgainFromFewerNumbersAndOddOnesStandOut() throws IOException {
    Model model = curved();
    assertThat(model.task()).isEqualTo(Task.AUTOENCODER);
    assertThat(model.target()).isEmpty();
    assertThat(model.classes()).isEmpty();
    PartReport all = model.evaluate(curve());
    assertThat(all.metrics()).containsOnlyKeys("loss", "penalty", "rmse", "mae", "r2");
    assertThat(all.metrics().get("r2")).isGreaterThan(0.99);
    double rmse = Objects.requireNonNull(all.metrics().get("rmse"));
    assertThat(all.metrics().get("loss")).isCloseTo(5 * rmse * rmse / 2, within(1e-6));
    Map<String, Object> usual = Map.of("a", 6, "b", -15, "c", 0.25, "side", "right");
    Map<String, Object> odd = Map.of("a", 6, "b", 15, "c", 0.25, "side", "right");
    Prediction.OfInputs good = (Prediction.OfInputs) model.predict(usual);
    assertThat(good.values()).hasSize(5);
    assertThat(good.error()).isLessThan(0.2);
    assertThat(((Prediction.OfInputs) model.predict(odd)).error()).isGreaterThan(0.4);
    model.save(folder.resolve("curve.hebb"));
    Model loaded = Model.load(folder.resolve("curve.hebb"));
    assertThat(loaded.predict(usual)).isEqualTo(good);
    assertThat(loaded.evaluate(curve())).isEqualTo(all);
    List<String> lines = written(out -> loaded.predict(curve(), out, new Unseen()));
    assertThat(lines.getFirst()).isEqualTo("a,b,c,side,reconstruction_error");
    assertThat(lines).hasSize(201);
    double squares =
        lines.stream()
            .skip(1)
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(',') + 1)))
            .map(error -> error * error)
            .average()
            .orElseThrow();
    assertThat(Math.sqrt(squares)).isCloseTo(rmse, within(1e-5));
  }

  private interface Writing {
    long to(ByteArrayOutputStream out) throws IOException;
  }

  private static List<String> written(Writing writing) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long rows = writing.to(out);
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).hasSize((int) rows + 1);
    return lines;
  }

  @Test
  void codesAreTheOutputsOfALayer() throws IOException {
    Model model = curved();
    Codes codes = model.codes();
    assertThat(codes.layer()).isEqualTo("hidden2");
    assertThat(codes.size()).isEqualTo(2);
    Map<String, Object> row = Map.of("a", 6, "b", -15, "c", 0.25, "side", "right");
    float[] numbers = model.encoder().encode(row);
    assertThat(codes.of(row)).isEqualTo(codes.of(numbers)).hasSize(2);
    assertThat(model.codes("hidden3").size()).isEqualTo(8);
    assertThat(model.codes("output").of(numbers))
        .containsExactly(floats(((Prediction.OfInputs) model.predict(numbers)).values()));
    List<String> lines = written(out -> codes.write(curve(), out, new Unseen()));
    assertThat(lines.getFirst()).isEqualTo("code1,code2");
    float[] first = codes.of(Map.of("a", 3, "b", 30, "c", 1, "side", "left"));
    assertThat(lines.get(1)).isEqualTo(first[0] + "," + first[1]);
    assertThatThrownBy(() -> model.codes("hiden1"))
        .hasMessage(
            "layer: expected one of hidden1, hidden2, hidden3, output, got 'hiden1'. Did you mean"
                + " hidden1?");
  }

  private static float[] floats(List<Float> numbers) {
    float[] all = new float[numbers.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = numbers.get(i);
    }
    return all;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AUTOENCODER    | dense(64) relu dense(16) relu dense(64) relu dense(784)       | hidden2
          AUTOENCODER    | dense(16) batch_norm relu dropout(.1) dense(16) tanh dense(784) | dropout1
          AUTOENCODER    | gaussian_noise(.3) dense(900) sigmoid sparsity tied(hidden1)  | sparsity1
          CLASSIFICATION | dense(8) relu dense(64) layer_norm relu dense(10)             | activation1
          CLASSIFICATION | dense(10)                                                     |
          """)
  void theUsualLayerIsTheNarrowestOrTheLast(Task task, String network, String layer) {
    Network layers = Network.parse("flatten " + network);
    assertThat(Codes.usual(layers, Demo.DIGITS.images(10, 1).inputs(), task).orElse(null))
        .isEqualTo(layer);
  }

  @Test
  void imagesNeedNoLabels() throws IOException {
    Images images = Demo.DIGITS.images(60, 1);
    Images bare = Images.of("bare", images.image(), pixels(images), new byte[60], List.of());
    for (Loss loss :
        List.of(Loss.Standard.HALF_SQUARED_ERROR, Loss.Standard.BINARY_CROSS_ENTROPY)) {
      Trained trained =
          new ModelTrainer(bare, OPTIONS.withLoss(loss).withTestSplit(0.1)).test(bare).run();
      Model model = trained.model();
      assertThat(model.input()).isEqualTo(new Input.OfImages(images.image(), List.of()));
      assertThat(model.evaluate(images)).isEqualTo(model.evaluate(bare));
      assertThat(Examples.part(trained, "test").metrics()).containsKeys("rmse", "r2");
      assertThat(written(out -> model.codes().write(bare, out)).getFirst())
          .isEqualTo("code1,code2");
      assertThat(written(out -> model.predict(bare, out)).getFirst())
          .isEqualTo("reconstruction_error");
      model.save(folder.resolve("bare.hebb"));
      float[] row = new float[784];
      assertThat(Model.load(folder.resolve("bare.hebb")).predict(row))
          .isEqualTo(model.predict(row));
    }
    assertThatThrownBy(() -> new ModelTrainer(bare, new TrainOptions()).plan())
        .hasMessageContaining("expected pictures with labels, got none");
  }

  private static byte[] pixels(Images images) {
    float[] rows = new float[images.rows() * 784];
    int[] order = IntStream.range(0, images.rows()).toArray();
    images.read(order, 0, order.length, rows, new float[order.length]);
    byte[] pixels = new byte[rows.length];
    for (int i = 0; i < rows.length; i++) {
      pixels[i] = (byte) Math.round(255 * rows[i]);
    }
    return pixels;
  }

  /// Hidden layers go back in the other order; a network is taken as it is, whatever it ends in if
  /// that has the size of a row.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dense(3) relu dense(2) relu                 | half_squared_error   | dense(3) relu dense(2) relu dense(784)
          dense(3) sigmoid dense(784) sigmoid         | half_squared_error   | dense(3) sigmoid dense(784) sigmoid
          dense(3) sigmoid dense(784) sigmoid         | binary_cross_entropy | dense(3) sigmoid dense(784)
          dense(3) sigmoid sparsity tied(hidden1)     | half_squared_error   | dense(3) sigmoid sparsity tied(hidden1)
          dense(3) tanh tied(hidden1) sigmoid         | binary_cross_entropy | dense(3) tanh tied(hidden1)
          gaussian_noise(0.3) dense(3) tanh dense(7)  | half_squared_error   | gaussian_noise(0.3) dense(3) tanh dense(7) dense(784)
          """)
  void theHeadGivesAsManyNumbersAsThereAreInputs(String given, String loss, String made) {
    TrainOptions options = OPTIONS.withNetwork(Network.parse(given)).withLoss(Loss.of(loss));
    assertThat(new ModelTrainer(Demo.DIGITS.images(60, 1), options).plan().network())
        .isEqualTo("flatten " + made);
    assertThat(
            new ModelTrainer(Demo.DIGITS.images(60, 1), OPTIONS.withHidden(5, 4, 3))
                .plan()
                .network())
        .isEqualTo(
            "flatten dense(5) relu dense(4) relu dense(3) relu dense(4) relu dense(5) relu dense(784)");
  }

  /// A column of many categories has a feature for each: what is made again are numbers.
  @Test
  void manyCategoriesAreFeatures() {
    String[] towns = IntStream.range(0, 200).mapToObj(i -> "town" + i % 30).toArray(String[]::new);
    Table table =
        Table.of(
            "towns",
            List.of("x", "town"),
            List.of(
                Numbers.of(IntStream.range(0, 200).mapToDouble(i -> i * 31 % 47).toArray()),
                Texts.of(towns)));
    assertThat(new ModelTrainer(table, OPTIONS).plan().features()).isEqualTo(31);
  }

  /// One matrix, counted once, moved by both layers.
  @Test
  void tiedWeightsAreThereOnce() {
    TrainOptions options =
        OPTIONS.withNetwork(Network.parse("dense(2) tied(hidden1)")).withL2(0.5).withEmaDecay(0);
    Trained trained = new ModelTrainer(curve(), options).run();
    assertThat(trained.model().parameters()).isEqualTo(5 * 2 + 2 + 5);
    float[] weights = trained.model().parameter("hidden1/weight").data();
    double squares = IntStream.range(0, 10).mapToDouble(i -> weights[i] * weights[i]).sum();
    assertThat(Examples.part(trained, "train").metrics().get("penalty"))
        .isCloseTo(squares / 4, within(1e-6));
    float[] row = {1, 2, 3, 4, 5};
    float[] code = trained.model().codes().of(row);
    float[] bias = trained.model().parameter("output/bias").data();
    List<Float> again = ((Prediction.OfInputs) trained.model().predict(row)).values();
    for (int i = 0; i < 5; i++) {
      double expected = code[0] * weights[2 * i] + code[1] * weights[2 * i + 1] + bias[i];
      assertThat(again.get(i).doubleValue()).isCloseTo(expected, within(1e-5));
    }
  }

  /// The target of a noisy row is the clean one: a linear layer shrinks by the share of the noise.
  @Test
  void aDenoisingOneIsToGiveTheCleanRow() {
    TrainOptions options =
        OPTIONS
            .withNetwork(Network.parse("gaussian_noise(1) dense(1)"))
            .withIgnore(List.of("b", "c", "side"))
            .withEpochs(400)
            .withLearningRate(0.01);
    Model model = new ModelTrainer(curve(), options).run().model();
    assertThat(model.parameter("output/weight").data()[0]).isCloseTo(0.5f, within(0.08f));
  }

  @Test
  void whatDoesNotFitIsMet() {
    assertThatThrownBy(() -> new ModelTrainer(curve(), OPTIONS.withTarget("a")).plan())
        .hasMessageStartingWith("curve: expected no target for an autoencoder");
    assertThatThrownBy(
            () -> new ModelTrainer(curve(), OPTIONS.withKind("embedded", List.of("side"))).plan())
        .hasMessageStartingWith("autoencoder: expected inputs of numbers, got side[]");
    assertThatThrownBy(
            () ->
                new ModelTrainer(curve(), OPTIONS.withLoss(Loss.Standard.BINARY_CROSS_ENTROPY))
                    .plan())
        .hasMessageContaining("got binary_cross_entropy, which is for inputs from 0 to 1");
    assertThatThrownBy(() -> new ModelTrainer(curve(), OPTIONS.withHidden().withPretrain(1)).plan())
        .hasMessageStartingWith("pretrain: expected a network with a hidden dense layer");
    assertThat(new ModelTrainer(curve(), OPTIONS.withHidden(9)).plan().notes())
        .anyMatch(note -> note.startsWith("The narrowest layer, hidden1, is no narrower"));
    assertThat(new ModelTrainer(curve(), OPTIONS.withHidden(9).withDropout(0.1)).plan().notes())
        .noneMatch(note -> note.startsWith("The narrowest layer"));
  }

  private static final TrainOptions DEEP =
      new TrainOptions().withHidden(6, 5, 4).withEpochs(4).withThreads(1).withPretrain(3);

  /// Layer by layer, and only the encoder of an autoencoder; each learns to make its inputs again.
  @Test
  void hiddenLayersAreTrainedOneByOneFirst() {
    List<String> told = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    for (TrainOptions options : List.of(DEEP, DEEP.withTask(Task.AUTOENCODER))) {
      new ModelTrainer(Demo.DIGITS.images(60, 1), options)
          .pretrainListener(
              layer ->
                  new TrainingListener() {
                    @Override
                    public void epochEnd(EpochLog log) {
                      told.add(layer + " " + log.epoch());
                      losses.add(log.loss());
                    }
                  })
          .run();
      List<String> all = new ArrayList<>();
      for (int layer = 1; layer <= 3; layer++) {
        for (int epoch = 1; epoch <= 3; epoch++) {
          all.add("hidden" + layer + " " + epoch);
        }
      }
      assertThat(told).isEqualTo(all);
      for (int i = 0; i < 9; i += 3) {
        assertThat(losses.get(i + 2)).isLessThan(losses.get(i));
      }
      told.clear();
      losses.clear();
    }
  }

  @Test
  void theSameSeedGivesTheSameBitsAfterPretrainingAndResume() {
    Images images = Demo.DIGITS.images(60, 1);
    Path checkpoint = folder.resolve("deep.checkpoint");
    float[] whole = weights(new ModelTrainer(images, DEEP.withThreads(2)));
    float[] again = weights(new ModelTrainer(images, DEEP).checkpoints(checkpoint));
    assertThat(again).isEqualTo(whole);
    weights(new ModelTrainer(images, DEEP.withEpochs(2)).checkpoints(checkpoint));
    List<String> told = new ArrayList<>();
    ModelTrainer resumed =
        new ModelTrainer(images, DEEP)
            .resume(Checkpoint.load(checkpoint))
            .pretrainListener(
                layer -> {
                  told.add(layer);
                  return new TrainingListener() {};
                });
    assertThat(weights(resumed)).isEqualTo(whole);
    assertThat(told).isEmpty();
    assertThat(weights(new ModelTrainer(images, DEEP.withPretrain(0)))).isNotEqualTo(whole);
    Checkpoint other = Checkpoint.load(checkpoint);
    assertThatThrownBy(() -> new ModelTrainer(images, DEEP.withPretrain(2)).resume(other).plan())
        .hasMessageStartingWith("resume: expected the pretrain of the checkpoint, 3, got 2.");
  }

  private static float[] weights(ModelTrainer trainer) {
    Model model = trainer.run().model();
    return Arrays.copyOf(model.parameter("hidden2/weight").data(), 30);
  }

  @Test
  void pretrainingIsStopped() {
    ModelTrainer trainer =
        new ModelTrainer(Demo.DIGITS.images(60, 1), DEEP.withPretrain(TrainingConfig.NO_PATIENCE));
    trainer.pretrainListener(
        layer ->
            new TrainingListener() {
              @Override
              public void epochEnd(EpochLog log) {
                trainer.stop();
              }
            });
    Results results = trainer.run().report().results();
    assertThat(results.outcome()).isEqualTo(Outcome.INTERRUPTED);
    assertThat(results.epochs()).isZero();
  }
}
