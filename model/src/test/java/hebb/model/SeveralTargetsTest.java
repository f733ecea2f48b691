package hebb.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hebb.data.DataException;
import hebb.data.schema.Unseen;
import hebb.data.table.Table;
import hebb.data.table.TableReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Several quantities or several labels from one network.
final class SeveralTargetsTest {
  @TempDir Path folder;

  /// Quantities of different units, labels of different shares, and classes.
  private Table table() throws IOException {
    var random = new Random(3);
    var text = new StringBuilder("x1,x2,metres,grams,big,left,kind\n");
    for (int r = 0; r < 400; r++) {
      double x1 = random.nextGaussian();
      double x2 = random.nextGaussian();
      text.append(
          String.format(
              Locale.ROOT,
              "%.4f,%.4f,%.4f,%.2f,%s,%d,%s%n",
              x1,
              x2,
              2 * x1 + x2,
              1000 * (x1 - x2) + 5000,
              x1 + x2 > 1 ? "yes" : "no",
              x1 < 0 ? 1 : 0,
              x1 > .5 ? "a" : x2 > .5 ? "b" : "c"));
    }
    Path file = folder.resolve("rows.csv");
    Files.writeString(file, text);
    return TableReader.read(file);
  }

  private static TrainOptions options(String targets, String... ignored) {
    return new TrainOptions()
        .withTarget(targets)
        .withIgnore(List.of(ignored))
        .withTestSplit(.2)
        .withEpochs(40);
  }

  private Model saved(Model model) {
    Path file = folder.resolve("model.hebb");
    model.save(file);
    return Model.load(file);
  }

  @Test
  void quantitiesAreEachInTheirOwnUnit() throws IOException {
    Trained trained =
        new ModelTrainer(table(), options("metres,grams", "big", "left", "kind")).run();
    PartReport test = Examples.part(trained, "test");
    Map<String, Map<String, Double>> each = test.targets();
    assertThat(each.keySet()).containsExactly("metres", "grams");
    assertThat(rmse(each.get("metres"))).isLessThan(.5);
    assertThat(rmse(each.get("grams"))).isBetween(1.0, 300.0);
    assertThat(test.metrics().get("rmse"))
        .isCloseTo((rmse(each.get("metres")) + rmse(each.get("grams"))) / 2, within(1e-9));
    assertThat(test.metrics().get("r2")).isGreaterThan(.95);
    assertThat(test.metrics().get("rmse"))
        .isLessThan(test.baseline().getOrDefault("rmse", Double.NaN) / 3);

    Model model = saved(trained.model());
    assertThat(model.target()).isEqualTo("metres,grams");
    assertThat(model.predict(Map.of("x1", 1, "x2", 0)))
        .isInstanceOfSatisfying(
            Prediction.OfSeveral.class,
            several -> {
              assertThat(number(several, "metres")).isCloseTo(2, within(.5));
              assertThat(number(several, "grams")).isCloseTo(6000, within(300.0));
            });
    assertThat(model.evaluate(table()).targets().keySet()).containsExactly("metres", "grams");
  }

  private static double rmse(@Nullable Map<String, Double> metrics) {
    return metrics == null ? Double.NaN : metrics.getOrDefault("rmse", Double.NaN);
  }

  private static double number(Prediction.OfSeveral several, String target) {
    return several.targets().get(target) instanceof Prediction.OfNumber number
        ? number.value()
        : Double.NaN;
  }

  @Test
  void labelsAreEachYesOrNo() throws IOException {
    Trained trained =
        new ModelTrainer(table(), options("left, big", "metres", "grams", "kind")).run();
    PartReport test = Examples.part(trained, "test");
    assertThat(test.targets().keySet()).containsExactly("left", "big");
    assertThat(test.metrics().get("accuracy")).isGreaterThan(.93);
    assertThat(test.metrics().get("accuracy"))
        .isGreaterThan(test.baseline().getOrDefault("accuracy", Double.NaN));
    assertThat(trained.report().plan().used().loss().orElseThrow().spec().name())
        .isEqualTo("binary_cross_entropy");

    Model model = saved(trained.model());
    assertThat(model.predict(Map.of("x1", 2, "x2", 2)).toString()).isEqualTo("{left=0, big=yes}");
    var out = new ByteArrayOutputStream();
    model.predict(table(), out, new Unseen());
    assertThat(out.toString(StandardCharsets.UTF_8).lines().findFirst().orElseThrow())
        .isEqualTo(
            "x1,x2,metres,grams,big,left,kind,prediction_left,probability_left_0,"
                + "probability_left_1,prediction_big,probability_big_no,probability_big_yes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "metres,big|all quantities or all of two classes, got 2 classes beside a quantity",
        "big,kind|all quantities or all of two classes, got 3 classes",
        "big,big|different columns, got 'big' twice",
        "big,bigg|Did you mean 'big'?",
      })
  void whatDoesNotGoTogetherIsSaid(String targets, String part) throws IOException {
    Table table = table();
    assertThatThrownBy(() -> new ModelTrainer(table, options(targets)).plan())
        .isInstanceOf(DataException.class)
        .hasMessageContaining(part);
  }

  /// A name with a comma is a name where a column has it.
  @Test
  void aColumnWithACommaIsOneTarget() throws IOException {
    Path file = folder.resolve("comma.csv");
    Files.writeString(file, "x;price, EUR\n1;2.5\n2;3.5\n3;5.1\n4;5.9\n");
    Table table = TableReader.read(file);
    for (String said : List.of("price, EUR", "\"price, EUR\"")) {
      assertThat(new ModelTrainer(table, new TrainOptions().withTarget(said)).plan().target())
          .isEqualTo("price, EUR");
    }
  }
}
