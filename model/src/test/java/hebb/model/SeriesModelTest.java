package hebb.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hebb.data.kind.Fit;
import hebb.data.schema.Unseen;
import hebb.data.series.SeriesText;
import hebb.data.table.Numbers;
import hebb.data.table.Table;
import hebb.data.table.TableReader;
import hebb.data.table.Texts;
import hebb.dataset.InputSpec;
import hebb.nn.Network;
import hebb.tensor.Shape;
import hebb.train.EpochLog;
import hebb.train.Outcome;
import hebb.train.TrainingConfig;
import hebb.train.TrainingListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesModelTest {
  private static final int ROWS = 60;
  private static final TrainOptions OPTIONS =
      new TrainOptions().withTarget("speed").withEpochs(6).withThreads(1);

  @TempDir Path folder;

  /// Waves of two channels and 12 to 23 steps, slow and fast.
  private static List<float[][]> waves() {
    var random = new Random(7);
    var waves = new ArrayList<float[][]>();
    for (int row = 0; row < ROWS; row++) {
      float[][] wave = new float[12 + row % 12][2];
      double phase = 6 * random.nextDouble();
      for (int t = 0; t < wave.length; t++) {
        wave[t][0] = (float) Math.sin(phase + (row % 2 == 0 ? 0.3 : 1.1) * t);
        wave[t][1] = (float) random.nextGaussian();
      }
      waves.add(wave);
    }
    return waves;
  }

  private static Table table() {
    String[] speed = new String[ROWS];
    for (int row = 0; row < ROWS; row++) {
      speed[row] = row % 2 == 0 ? "slow" : "fast";
    }
    return Table.of(
        "waves", List.of("wave", "speed"), List.of(SeriesText.cells(waves()), Texts.of(speed)));
  }

  private static byte[] weights(Trained trained, Path folder) {
    Path file = folder.resolve("weights.hebb");
    trained.model().save(file);
    return Archive.entry(
        Archive.read(file, "a model file", List.of("model.json", "weights.safetensors")),
        "weights.safetensors");
  }

  @Test
  void seriesOfDifferentLengthAreTrainedOnSavedAndPredicted() throws IOException {
    TrainOptions small =
        OPTIONS
            .withNetwork(Network.parse("conv1d(8, kernel=5) batch_norm relu global_average_pool"))
            .withLearningRate(0.01)
            .withEpochs(60);
    Trained trained = new ModelTrainer(table(), small).run();
    assertThat(Examples.part(trained, "train").metrics().get("accuracy")).isGreaterThan(0.95);
    Path file = folder.resolve("a.hebb");
    trained.model().save(file);
    Model model = Model.load(file);
    assertThat(model.inputs()).containsExactly(InputSpec.of("wave", Shape.of(23, 2)).varying());
    float[][] one = waves().get(5);
    var predicted = (Prediction.OfClass) model.predict(Map.of("wave", one));
    assertThat(model.predict(Map.of("wave", SeriesText.of(one)))).isEqualTo(predicted);
    assertThat(trained.model().predict(Map.of("wave", one))).isEqualTo(predicted);
    var out = new ByteArrayOutputStream();
    model.predict(table(), out, new Unseen());
    String line = out.toString(StandardCharsets.UTF_8).lines().toList().get(6);
    assertThat(line).contains("," + predicted.label() + ",");
    String fast = line.split(",", -1)[3];
    assertThat(List.copyOf(predicted.probabilities().values()).getFirst().floatValue())
        .isEqualTo(Float.parseFloat(fast));
    assertThatThrownBy(() -> model.predict(Map.of("wave", new float[][] {{1}, {2}})))
        .hasMessageContaining("expected a series as float[steps][2]")
        .hasMessageContaining("got numbers[2][1]");
    float[][] rising = new float[99][2];
    assertThat(model.predict(Map.of("wave", rising)).unseen())
        .singleElement()
        .matches(cell -> cell.fit() == Fit.CUT);
  }

  @Test
  void stepsThatAreColumnsAreFoundByName() throws IOException {
    StringBuilder text = new StringBuilder("a1,a2,a3,speed\n");
    for (int row = 0; row < 40; row++) {
      text.append(row % 2 == 0 ? "1,2,3,slow\n" : "3,1,2,fast\n");
    }
    Table rows = TableReader.read(Files.writeString(folder.resolve("steps.csv"), text));
    Model model = new ModelTrainer(rows, OPTIONS.withKind("series", List.of("a*"))).run().model();
    Prediction expected = model.predict(Map.of("a1", 1, "a2", 2, "a3", 3));
    assertThat(model.predict(Map.of("a3", 3, "a0", 9, "a2", 2, "a1", 1))).isEqualTo(expected);
    var out = new ByteArrayOutputStream();
    Path other = Files.writeString(folder.resolve("other.csv"), "a3,a0,a1,a2\n3,9,1,2\n");
    model.predict(TableReader.read(other), out, new Unseen());
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("9,1,2," + expected + ",");
    assertThatThrownBy(() -> model.predict(Map.of("a1", 1, "a3", 3)))
        .hasMessageContaining("row: expected a column 'a2', got none of that name");
    Path less = Files.writeString(folder.resolve("less.csv"), "a1,a2\n1,2\n");
    assertThatThrownBy(() -> model.predict(TableReader.read(less), out, new Unseen()))
        .hasMessageContaining("less.csv: expected a column 'a3', got none of that name");
  }

  @Test
  void whatIsSaidIsKept() {
    TrainOptions few = OPTIONS.withNetwork(Network.parse("gru(4)"));
    Plan plan = new ModelTrainer(table(), few).plan();
    assertThat(plan.network()).isEqualTo("gru(4) dense(1)");
    TrainOptions said = new ModelTrainer(table(), OPTIONS.withEpochs(7)).plan().used();
    assertThat(said.training().epochs()).isEqualTo(7);
    Plan planned = new ModelTrainer(table(), new TrainOptions().withTarget("speed")).plan();
    assertThat(planned.network())
        .startsWith("conv1d(32, kernel=16) batch_norm relu")
        .endsWith("global_average_pool dense(1)");
    TrainOptions usual = planned.used();
    assertThat(usual.batchSize()).isEqualTo(16);
    assertThat(usual.training().epochs()).isEqualTo(267);
    assertThat(usual.training().patience()).isEqualTo(TrainingConfig.NO_PATIENCE);
    assertThat(said.batchSize()).isEqualTo(16);
    assertThat(said.training().schedule()).isEqualTo(usual.training().schedule());
    assertThat(said.training().optimizer().learningRate()).isEqualTo(0.003);
    assertThat(planned.notes())
        .contains(
            "The network is the usual one for series, with learning rate 0.003, schedule one_cycle,"
                + " 267 epochs, batches of 16 and no early stopping; --network, --lr, --schedule,"
                + " --epochs, --batch-size and --patience each replace their own part.");
  }

  @Test
  void seriesStandBesideOtherColumns() {
    double[] size = new Random(3).doubles(ROWS).toArray();
    Table table = table();
    Table both =
        Table.of(
            "both",
            List.of("size", "wave", "speed"),
            List.of(Numbers.of(size), table.cells("wave"), table.cells("speed")));
    Trained trained = new ModelTrainer(both, OPTIONS.withEpochs(1)).run();
    assertThat(trained.model().inputs())
        .containsExactly(
            InputSpec.features(Shape.of(1)), InputSpec.of("wave", Shape.of(23, 2)).varying());
    assertThat(trained.model().network().branches())
        .singleElement()
        .matches(branch -> branch.input().equals("wave"));
    assertThatThrownBy(() -> trained.model().predict(Map.of("size", 1)))
        .hasMessageContaining("expected a column 'wave'");
  }

  @Test
  void aTrainingThatGoesOnEndsWithTheSameBits() {
    TrainOptions options =
        OPTIONS.withNetwork(
            Network.parse("conv1d(4, stride=2) batch_norm relu gru(3) dropout(.2)"));
    Trained whole = new ModelTrainer(table(), options).run();
    Path file = folder.resolve("a.checkpoint");
    ModelTrainer stopped = new ModelTrainer(table(), options).checkpoints(file);
    stopped.listener(
        new TrainingListener() {
          @Override
          public void epochEnd(EpochLog log) {
            if (log.epoch() == 3) {
              stopped.stop();
            }
          }
        });
    assertThat(stopped.run().report().results().outcome()).isEqualTo(Outcome.INTERRUPTED);
    Trained resumed =
        new ModelTrainer(table(), options.withThreads(3)).resume(Checkpoint.load(file)).run();
    assertThat(weights(resumed, folder)).isEqualTo(weights(whole, folder));
  }
}
