package hebb.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hebb.data.Task;
import hebb.data.image.Images;
import hebb.data.schema.Encoder;
import hebb.data.schema.LeakageCheck;
import hebb.data.schema.Schema;
import hebb.data.schema.SchemaOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Well-known tables and pictures, where `-Dhebb.data=FOLDER` says where they are.
class RealFilesTest {
  private static Path folder() {
    String folder = System.getProperty("hebb.data", "");
    assumeTrue(!folder.isEmpty(), "no folder of data sets: give one by -Dhebb.data=FOLDER");
    return Path.of(folder);
  }

  @ParameterizedTest
  @CsvSource({
    "csv/iris.csv, species, 150, 4, CLASSIFICATION",
    "csv/wine.csv, cultivar, 178, 13, CLASSIFICATION",
    "csv/breast_cancer.csv, diagnosis, 569, 30, CLASSIFICATION",
    "csv/digits.csv, digit, 1797, 61, CLASSIFICATION",
    "csv/adult.csv, income, 32561, 67, CLASSIFICATION",
    "adult/adult-train.csv, last, 32561, 67, CLASSIFICATION",
    "penguins/penguins.csv, species, 344, 15, CLASSIFICATION",
    "california-housing/housing.csv, median_house_value, 20640, 14, REGRESSION",
    "diamonds/diamonds.csv, price, 53940, 26, REGRESSION",
    "wine-quality/winequality-red.csv, last, 1599, 11, CLASSIFICATION",
    "german-credit/german.csv, last, 1000, 61, CLASSIFICATION",
    "pendigits/pendigits.txt, last, 7494, 16, CLASSIFICATION"
  })
  void areReadAsTheyAre(String file, String target, int rows, int width, Task task) {
    Table table = TableReader.read(folder().resolve(file));
    Schema schema = Schema.infer(table, SchemaOptions.target(target));
    Encoder encoder = Encoder.learn(table, schema, schema.rowsWithTarget(table));
    assertThat(table.rows()).isEqualTo(rows);
    assertThat(table.notes()).isEmpty();
    assertThat(schema.task()).isEqualTo(task);
    assertThat(encoder.width()).isEqualTo(width);
    assertThat(LeakageCheck.warnings(table, schema, schema.rowsWithTarget(table))).isEmpty();
  }

  @Test
  void mnistHasTenClasses() {
    Path mnist = folder().resolve("mnist");
    Images images =
        Images.read(
            mnist.resolve("t10k-images-idx3-ubyte.gz"), mnist.resolve("t10k-labels-idx1-ubyte.gz"));
    assertThat(images.rows()).isEqualTo(10_000);
    assertThat(images.width()).isEqualTo(784);
    assertThat(images.classes()).hasSize(10);
  }

  @Test
  void oneTitanicColumnGivesTheTargetAway() {
    Table table = TableReader.read(folder().resolve("titanic/titanic.csv"));
    Schema schema = Schema.infer(table, SchemaOptions.target("survived"));
    assertThat(LeakageCheck.warnings(table, schema, schema.rowsWithTarget(table)))
        .singleElement()
        .asString()
        .contains("'alive'");
  }
}
