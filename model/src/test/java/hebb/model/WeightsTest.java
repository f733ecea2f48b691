package hebb.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hebb.data.DataException;
import hebb.data.schema.Unseen;
import hebb.data.table.Table;
import hebb.data.table.TableReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rows that count by their class or by a column.
final class WeightsTest {
  @TempDir Path folder;

  /// One row in ten is ill, and x says it with noise.
  private Table table(String weight) throws IOException {
    var random = new Random(7);
    var text = new StringBuilder("x,ill,w\n");
    for (int r = 0; r < 1000; r++) {
      boolean ill = random.nextInt(10) == 0;
      text.append(
          String.format(
              Locale.ROOT,
              "%.4f,%s,%s%n",
              random.nextGaussian() + (ill ? 1.5 : 0),
              ill ? "yes" : "no",
              weight.equals("by class") ? (ill ? "9" : "1") : weight));
    }
    Path file = folder.resolve("rows.csv");
    Files.writeString(file, text);
    return TableReader.read(file);
  }

  private static TrainOptions options() {
    return new TrainOptions().withTarget("ill").withHidden().withTestSplit(.3).withEpochs(60);
  }

  private static double recall(PartReport report) {
    var counts = report.confusion().orElseThrow().counts().get(1);
    return counts.get(1) / (double) (counts.get(0) + counts.get(1));
  }

  private static PartReport test(Trained trained) {
    return Examples.part(trained, "test");
  }

  @Test
  void balancedClassesFindTheRareOne() throws IOException {
    TrainOptions plain = options().withIgnore(List.of("w"));
    PartReport alike = test(new ModelTrainer(table("1"), plain).run());
    PartReport balanced =
        test(
            new ModelTrainer(table("1"), plain.withClassWeights(ClassWeights.of("balanced")))
                .run());
    PartReport factors =
        test(new ModelTrainer(table("1"), plain.withClassWeights(ClassWeights.of("yes=9"))).run());
    assertThat(recall(alike)).isLessThan(.4);
    assertThat(recall(balanced)).isGreaterThan(.65);
    assertThat(recall(factors)).isCloseTo(recall(balanced), within(.1));
    // Measures count all rows alike: the loss of what is shifted is higher, not weighted.
    assertThat(balanced.metrics().get("loss")).isGreaterThan(alike.metrics().get("loss"));
  }

  @Test
  void aColumnWeightsObjectiveAndMeasures() throws IOException {
    Table table = table("by class");
    Trained trained = new ModelTrainer(table, options().withWeightColumn("w")).run();
    PartReport test = test(trained);
    assertThat(recall(test)).isGreaterThan(.65);
    // Of the majority class alone the weighted accuracy is about 1/2.
    assertThat(test.baseline().get("accuracy")).isBetween(.4, .6);
    assertThat(test.metrics().get("accuracy")).isGreaterThan(.65);
    assertThat(trained.model().columns())
        .anySatisfy(column -> assertThat(column.kind()).isEqualTo("weight"));

    Path file = folder.resolve("model.hebb");
    trained.model().save(file);
    Model model = Model.load(file);
    assertThat(model.evaluate(table).metrics())
        .isEqualTo(trained.model().evaluate(table).metrics());
    Unseen unseen = new Unseen();
    Path without = folder.resolve("without.csv");
    Files.writeString(without, "x,ill\n1,yes\n2,no\n");
    model.evaluate(TableReader.read(without), unseen);
    assertThat(unseen.notes()).anyMatch(line -> line.contains("no column 'w' of weights"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-1|row 1, column 'w': expected a weight, a number of 0 or more, got '-1'",
        "0|column 'w': expected weights that are not all 0, got only 0",
      })
  void weightsThatCannotBeAreSaid(String weight, String part) throws IOException {
    Table table = table(weight);
    assertThatThrownBy(() -> new ModelTrainer(table, options().withWeightColumn("w")).plan())
        .isInstanceOf(DataException.class)
        .hasMessageContaining(part);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "yess=2|expected classes of the target, no, yes, got 'yess'",
        "yes|expected a class with a factor, got 'yes'",
        "yes=-1|expected a factor of 0 or more for 'yes', got -1.0",
        "yes=0,no=0|expected a factor above 0 for a class of the training part",
      })
  void classWeightsThatCannotBeAreSaid(String text, String part) throws IOException {
    Table table = table("1");
    assertThatThrownBy(
            () -> new ModelTrainer(table, options().withClassWeights(ClassWeights.of(text))).plan())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(part);
  }
}
