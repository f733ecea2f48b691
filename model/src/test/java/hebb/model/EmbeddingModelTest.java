package hebb.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hebb.data.kind.Embedded;
import hebb.data.table.ReadOptions;
import hebb.data.table.Table;
import hebb.data.table.TableReader;
import hebb.nn.optim.Sgd;
import hebb.tensor.Shape;
import hebb.train.Lookup;
import hebb.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A model of a table of which one column is embedded.
class EmbeddingModelTest {
  private static final int CITIES = 30;

  @TempDir Path folder;

  /// The price is a number of the city plus half the size.
  private Table table(int rows) throws IOException {
    Random random = new Random(5);
    double[] of = random.doubles(CITIES, 0, 10).toArray();
    var text = new StringBuilder("size,city,price\n");
    for (int i = 0; i < rows; i++) {
      int city = random.nextInt(CITIES);
      double size = random.nextInt(100) / 10.0;
      text.append(size).append(",town ").append(city).append(',');
      text.append(of[city] + size / 2).append('\n');
    }
    Path file = Files.writeString(folder.resolve("t" + rows + ".csv"), text);
    return TableReader.read(file, ReadOptions.DEFAULTS.withText(List.of("city")));
  }

  private static TrainOptions options(int epochs) {
    return new TrainOptions()
        .withTarget("price")
        .withKind("embedded", List.of("city=4"))
        .withHidden(16)
        .withEpochs(epochs)
        .withThreads(1);
  }

  @Test
  void learnsANumberOfEachCategory() throws IOException {
    Trained trained = new ModelTrainer(table(900), options(60)).run();
    Model model = trained.model();
    assertThat(Examples.part(trained, "validation").metrics().get("r2")).isGreaterThan(0.97);
    assertThat(model.layers())
        .extracting(LayerLine::name)
        .containsExactly("inputs/city/embedding1", "hidden1", "output");
    assertThat(model.parameters()).isEqualTo((CITIES + 1) * 4 + (1 + 4 + 1) * 16 + 17);
    Path file = folder.resolve("m.hebb");
    model.save(file);
    Model loaded = Model.load(file);
    for (Object city : List.of("town 3", "town 29", "no such town", "")) {
      Map<String, Object> row = Map.of("size", 2.5, "city", city);
      Prediction prediction = model.predict(row);
      assertThat(loaded.predict(row)).isEqualTo(prediction);
      assertThat(prediction.unseen()).hasSize(city.toString().startsWith("town") ? 0 : 1);
    }
    assertThat(loaded.evaluate(table(900)).metrics().get("r2"))
        .isEqualTo(model.evaluate(table(900)).metrics().get("r2"));
    assertThat(((Input.OfTable) loaded.input()).encoding().columns().get(1))
        .isInstanceOf(Embedded.Code.class);
  }

  /// Plain gradient descent moves what a batch names; a running mean of the weights, all.
  @Test
  void saysHowItsVectorsWereMoved() throws IOException {
    TrainOptions sgd = options(1).withBatchSize(8).withOptimizer(new Sgd(0.1)).withEmaDecay(0);
    Table table = table(200);
    Map<TrainOptions, Lookup> moved =
        Map.of(
            sgd,
            Lookup.ITS_ROWS,
            sgd.withEmaDecay(0.9),
            Lookup.ALL,
            sgd.withBatchSize(CITIES + 1),
            Lookup.ALL_OF_FEW);
    moved.forEach(
        (options, of) ->
            assertThat(new ModelTrainer(table, options).run().model().lookups())
                .containsExactly(
                    new LookupLine("inputs/city/embedding1/weight", Shape.of(CITIES + 1, 4), of)));
  }

  @Test
  void goesOnToTheSameBits() throws IOException {
    Table table = table(200);
    Model whole = new ModelTrainer(table, options(6)).run().model();
    Path file = folder.resolve("half.checkpoint");
    ModelTrainer half = new ModelTrainer(table, options(6));
    half.checkpoints(file)
        .listener(
            new TrainingListener() {
              @Override
              public void epochEnd(hebb.train.EpochLog log) {
                if (log.epoch() == 3) {
                  half.stop();
                }
              }
            })
        .run();
    Model resumed = new ModelTrainer(table, options(6)).resume(Checkpoint.load(file)).run().model();
    Map<String, Object> row = Map.of("size", 7, "city", "town 8");
    assertThat(resumed.predict(row)).isEqualTo(whole.predict(row));
  }

  @Test
  void aLinearModelHasEmbeddingsToo() throws IOException {
    Trained trained = new ModelTrainer(table(600), options(80).withHidden()).run();
    assertThat(Examples.part(trained, "train").metrics().get("r2")).isCloseTo(1, within(0.05));
  }
}
