package hebb.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hebb.data.DataException;
import hebb.data.demo.Demo;
import hebb.data.image.Images;
import hebb.data.kind.Fit;
import hebb.data.schema.Unseen;
import hebb.data.schema.UnseenCell;
import hebb.data.table.Numbers;
import hebb.data.table.ReadOptions;
import hebb.data.table.Table;
import hebb.data.table.Texts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelTest {
  @TempDir Path folder;

  @Test
  void aRowIsGivenByItsColumns() {
    Model model = Examples.flower();
    Prediction prediction =
        model.predict(Map.of("x1", 0.5, "x2", "-1.25", "more", "is passed over"));
    assertThat(prediction).isInstanceOf(Prediction.OfClass.class);
    if (prediction
        instanceof
        Prediction.OfClass(
            String label,
            Map<String, Double> probabilities,
            List<UnseenCell> unseen)) {
      assertThat(unseen).isEmpty();
      assertThat(probabilities.keySet()).containsExactly("blue", "red");
      assertThat(probabilities.values().stream().mapToDouble(p -> p).sum()).isEqualTo(1.0);
      assertThat(probabilities.get(label)).isGreaterThanOrEqualTo(0.5);
    }
    assertThatThrownBy(() -> model.predict(Map.of("x1", 1)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("x2");
    Prediction missing = model.predict(new HashMap<>(Map.of("x1", 1, "x2", "")));
    Prediction unread = model.predict(Map.of("x1", 1, "x2", "a"));
    assertThat(unread.unseen()).containsExactly(new UnseenCell("x2", Fit.UNREADABLE, "a"));
    assertThat(unread.toString()).isEqualTo(missing.toString());
  }

  @Test
  void threadsAgreeInEveryBit() throws Exception {
    Model model = Examples.digits();
    Images images = Demo.DIGITS.images(200, 2);
    List<Prediction> alone = predictions(model, images);
    List<Future<List<Prediction>>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int t = 0; t < 8; t++) {
        answers.add(threads.submit(() -> predictions(model, images)));
      }
    }
    for (Future<List<Prediction>> answer : answers) {
      assertThat(answer.get()).isEqualTo(alone);
    }
  }

  private static List<Prediction> predictions(Model model, Images images) {
    float[] pixels = new float[images.width()];
    float[] target = new float[1];
    List<Prediction> predictions = new ArrayList<>();
    for (int r = 0; r < images.rows(); r++) {
      images.read(new int[] {r}, 0, 1, pixels, target);
      predictions.add(model.predict(pixels));
    }
    return predictions;
  }

  @Test
  void aFileOfRowsGetsTheSamePredictionsAsItsRows() throws IOException {
    Model model = Examples.flower();
    Path data = folder.resolve("rows.csv");
    Files.writeString(
        data,
        "x2;name;x1\n"
            + String.join(
                "",
                IntStream.range(0, 600)
                    .mapToObj(i -> i % 7 + ";\"n;" + i + "\";" + i * 0.01 + "\n")
                    .toList()));
    List<String> lines = predict(model, data);
    assertThat(lines).hasSize(601);
    assertThat(lines.getFirst())
        .isEqualTo("x2;name;x1;prediction;probability_blue;probability_red");
    for (int i : new int[] {0, 255, 256, 599}) {
      Prediction.OfClass row =
          (Prediction.OfClass) model.predict(Map.of("x1", i * 0.01, "x2", i % 7));
      float blue = row.probabilities().getOrDefault("blue", 0.0).floatValue();
      float red = row.probabilities().getOrDefault("red", 0.0).floatValue();
      assertThat(lines.get(i + 1))
          .isEqualTo(
              i % 7 + ";\"n;" + i + "\";" + i * 0.01 + ";" + row.label() + ";" + blue + ";" + red);
    }
  }

  @Test
  void aFileThatDoesNotFitIsMet() throws IOException {
    Model model = Examples.flower();
    Path data = folder.resolve("rows.csv");
    Files.writeString(data, "x1,y\n1,2\n");
    assertThatThrownBy(() -> predict(model, data))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("'x2'");
    Files.writeString(data, "x1,x2\n1,2\n1,b\n");
    Unseen unseen = new Unseen();
    assertThat(predict(model, data, unseen)).hasSize(3);
    assertThat(unseen.counts())
        .containsExactly(
            new Unseen.Count(
                "x2",
                Fit.UNREADABLE,
                1,
                List.of("b"),
                unseen.counts().get(0).range(),
                "a cell that does not fit the column"));
    assertThatThrownBy(() -> predict(model, data, new Unseen(Unseen.Strictness.CELLS)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("row 2")
        .hasMessageContaining("'x2'");
  }

  @Test
  void aClassThatTrainingNeverSawCountsAsWrong() {
    Model model = Examples.flower();
    Table known = Examples.flower(100);
    Table table =
        Table.of(
            "new.csv",
            List.of("x1", "x2", "colour"),
            List.of(
                Numbers.of(0.5, -0.5, 1), Numbers.of(0.5, 1, 2), Texts.of("violet", "red", "RED")));
    PartReport report = model.evaluate(table);
    assertThat(report.rows()).isEqualTo(1);
    assertThat(report.unknownClass()).isEqualTo(2);
    assertThat(report.metrics().getOrDefault("accuracy", -1.0)).isIn(0.0, 1 / 3.0);
    assertThat(model.evaluate(known).unknownClass()).isZero();
  }

  @Test
  void modelsOfFormat1Predict() {
    Model model = Model.load(Path.of("src/test/resources/format1.hebb"));
    Prediction prediction = model.predict(Map.of("size", 5.93, "colour", "red", "member", "YES"));
    assertThat(prediction).hasToString("False");
    assertThat(prediction.unseen()).isEmpty();
    assertThat(((Prediction.OfClass) prediction).probabilities().getOrDefault("True", 0.0))
        .isEqualTo(0.3917074, within(1e-7));
    assertThat(model.columns())
        .extracting(ColumnLine::kind)
        .containsExactly("skipped", "numeric", "categorical", "boolean", "target");
    assertThat(model.options().columns().columns("numeric")).containsExactly("size");
  }

  private static List<String> predict(Model model, Path data) throws IOException {
    return predict(model, data, new Unseen());
  }

  private static List<String> predict(Model model, Path data, Unseen unseen) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    model.predict(data, ReadOptions.DEFAULTS, out, unseen);
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void aQuantityIsAnsweredInItsOwnUnit() {
    Table table = Examples.flower(200);
    Trained trained =
        new ModelTrainer(table, Examples.options().withTarget("x2").withHidden().withEpochs(30))
            .run();
    PartReport train = Examples.part(trained, "train");
    assertThat(train.metrics().keySet()).containsExactly("loss", "penalty", "rmse", "mae", "r2");
    assertThat(
            train.metrics().getOrDefault("rmse", 0.0) / train.baseline().getOrDefault("rmse", 0.0))
        .isBetween(0.1, 1.1);
    assertThat(trained.model().predict(Map.of("x1", 0, "colour", "red")))
        .isInstanceOf(Prediction.OfNumber.class);
  }

  @Test
  void evaluatingTheTrainingTableGivesTheReport() {
    Table table = Examples.flower(100);
    Trained trained = new ModelTrainer(table, Examples.options().withValidationSplit(0)).run();
    PartReport train = Examples.part(trained, "train");
    PartReport again = trained.model().evaluate(table);
    assertThat(again).isEqualTo(train.withBaseline(Map.of()));
    assertThat(
            again.confusion().orElseThrow().counts().stream()
                .flatMap(List::stream)
                .mapToLong(n -> n)
                .sum())
        .isEqualTo(100);
  }

  @Test
  void imagesAndTablesAreToldApart() {
    assertThatThrownBy(() -> Examples.digits().predict(Map.of("x", 1)))
        .isInstanceOf(hebb.data.DataException.class)
        .hasMessageContaining("expected a column 'image'");
    assertThatThrownBy(() -> Examples.flower().evaluate(Demo.DIGITS.images(20, 1)))
        .isInstanceOf(ModelException.class);
  }
}
