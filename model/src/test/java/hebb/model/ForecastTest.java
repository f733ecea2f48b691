package hebb.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hebb.data.RandomStream;
import hebb.data.Task;
import hebb.data.forecast.Band;
import hebb.data.forecast.ForecastErrors;
import hebb.data.forecast.ForecastOptions;
import hebb.data.table.Numbers;
import hebb.data.table.Table;
import hebb.data.table.TableReader;
import hebb.nn.Network;
import hebb.train.EpochLog;
import hebb.train.Finding;
import hebb.train.TrainingListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Forecasts from a table to a model and back.
class ForecastTest {
  private static final int HOURS = 2500;

  @TempDir Path folder;

  /// Hourly rows: a load with a day's season that the heat lifts six hours later, and the heat.
  private Path file() throws IOException {
    var random = new Random(4);
    var text = new StringBuilder("time,load,heat\n");
    double[] heat = new double[HOURS + 6];
    for (int i = 0; i < HOURS; i++) {
      heat[i + 6] = 0.9 * heat[i + 5] + random.nextGaussian();
      text.append(
          String.format(
              Locale.ROOT,
              "%s,%.4f,%.4f%n",
              LocalDateTime.of(2024, 1, 1, 0, 0).plusHours(i).toString().replace('T', ' '),
              500 + 20 * Math.sin(Math.PI * i / 12) + 10 * Math.abs(heat[i]),
              heat[i + 6]));
    }
    Path file = folder.resolve("load.csv");
    Files.writeString(file, text);
    return file;
  }

  /// Where the window is as wide as the horizon, the residual has no weights of its own.
  @Test
  void beginsAtRidgeWhateverTheWindow() throws IOException {
    Table table = TableReader.read(file());
    for (int window : new int[] {12, 18}) {
      TrainOptions options =
          new TrainOptions()
              .withTarget("load")
              .withIgnore(List.of("heat"))
              .withForecast(new ForecastOptions("time", 12, window, 0))
              .withLearningRate(1e-9)
              .withEpochs(1);
      PartReport report = part(new ModelTrainer(table, options).run().model(), "validation");
      assertThat(error(report, "network")).isCloseTo(error(report, "ridge"), within(1e-5));
    }
  }

  @Test
  void inTenLines() throws IOException {
    Path file = file();
    Table table = TableReader.read(file);
    TrainOptions options = new TrainOptions().withTarget("load").withForecast("time", 6);
    Trained trained = new ModelTrainer(table, options.withTestSplit(.2)).run();
    Model model = trained.model();
    Forecast next = model.forecast(table);
    for (int step = 0; step < next.steps(); step++) {
      Band likely = next.targets().getFirst().bands().getFirst();
      IO.println(next.times().get(step) + ": " + next.values().get(step) + ", " + likely.percent());
    }
    assertThat(next.times()).startsWith("2024-04-14 04:00").hasSize(6);
    assertThat(next.values()).allMatch(value -> value > 470 && value < 560);
    PartReport test = part(model, "test");
    assertThat(test.forecasts()).containsOnlyKeys("network", "ridge", "last season", "last value");
    double network = error(test, "network");
    assertThat(network).isLessThan(0.7 * error(test, "last value"));
    assertThat(network).isLessThan(0.8 * error(test, "last season"));
    // The heat counts by its size, which no linear forecast sees.
    assertThat(network).isLessThan(error(test, "ridge"));
    assertThat(test.metrics()).containsKeys("loss", "rmse", "mae", "mse").doesNotContainKey("r2");
    assertThat(test.baseline().get("rmse")).isGreaterThan(test.metrics().get("rmse"));
  }

  private static PartReport part(Model model, String name) {
    return Objects.requireNonNull(model.results().parts().get(name));
  }

  private static double error(PartReport report, String forecaster) {
    ForecastErrors errors = report.forecasts().get(forecaster);
    return Objects.requireNonNull(errors).mse();
  }

  /// What a float has behind its seventh digit is noise.
  @Test
  void numbersAreWrittenWithoutNoise() throws IOException {
    List<Double> values = List.of((double) 3.4699998f, -12345678.9, 2e-5 / 3, 0.0);
    var forecast =
        new Forecast("", List.of(), List.of(new Forecast.OfTarget("y", values, List.of())));
    var csv = new ByteArrayOutputStream();
    forecast.write(csv);
    assertThat(csv.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("step,prediction", "1,3.47", "2,-12345680", "3,0.000006666667", "4,0.0");
  }

  @Test
  void aModelFileKeepsAllOfIt() throws IOException {
    Table table = TableReader.read(file());
    Model model = new ModelTrainer(table, quick("load,heat")).run().model();
    Path saved = folder.resolve("load.hebb");
    model.save(saved);
    Model loaded = Model.load(saved);
    assertThat(loaded.task()).isEqualTo(Task.FORECAST);
    assertThat(loaded.forecast(table)).isEqualTo(model.forecast(table));
    assertThat(loaded.results()).isEqualTo(model.results());
    assertThat(loaded.options()).isEqualTo(model.options());
    PartReport again = loaded.evaluate(loaded.read(folder.resolve("load.csv"), table.options()));
    assertThat(again).isEqualTo(model.evaluate(table));
    assertThat(again.targets()).containsOnlyKeys("load", "heat");
    Path twice = folder.resolve("twice.hebb");
    loaded.save(twice);
    assertThat(twice).hasSameBinaryContentAs(saved);
    var csv = new ByteArrayOutputStream();
    loaded.forecast(table).write(csv);
    assertThat(csv.toString(StandardCharsets.UTF_8))
        .startsWith(
            "step,time,prediction_load,lower_80_load,upper_80_load,lower_95_load,upper_95_load,prediction_heat")
        .contains("\n6,2024-04-14 09:00,")
        .hasLineCount(7);
  }

  private static TrainOptions quick(String targets) {
    return new TrainOptions()
        .withTarget(targets)
        .withForecast(new ForecastOptions("time", 6, 12, 0))
        .withEpochs(4);
  }

  @Test
  void aStoppedTrainingGoesOnToTheSameBits() throws IOException {
    Table table = TableReader.read(file());
    Path checkpoint = folder.resolve("c.checkpoint");
    ModelTrainer first = new ModelTrainer(table, quick("load")).checkpoints(checkpoint);
    first.listener(
        new TrainingListener() {
          @Override
          public void epochEnd(EpochLog log) {
            if (log.epoch() == 2) {
              first.stop();
            }
          }
        });
    assertThat(first.run().model().results().parts()).isEmpty();
    Model resumed =
        new ModelTrainer(table, quick("load")).resume(Checkpoint.load(checkpoint)).run().model();
    Model whole = new ModelTrainer(table, quick("load")).run().model();
    assertThat(resumed.forecast(table)).isEqualTo(whole.forecast(table));
    assertThatThrownBy(
            () ->
                new ModelTrainer(table, quick("load").withForecast("time", 5))
                    .resume(Checkpoint.load(checkpoint))
                    .run())
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("resume: expected the horizon of the checkpoint, 6, got 5.");
  }

  /// A series of its own stands for the test part, and any network may take windows.
  @Test
  void partsMayBeTablesAndNetworksAny() throws IOException {
    Table table = TableReader.read(file());
    for (Map.Entry<String, String> network :
        Map.of(
                "dense(8) relu", "flatten1",
                "conv1d(4) relu flatten dense(8)", "conv1",
                "flatten dense(6)", "flatten1")
            .entrySet()) {
      ModelTrainer trainer =
          new ModelTrainer(
                  table, quick("load").withNetwork(Network.parse(network.getKey())).withEpochs(1))
              .test(table);
      assertThat(trainer.plan().layers().getFirst().name()).isEqualTo(network.getValue());
      Model model = trainer.run().model();
      assertThat(part(model, "test").rows()).isEqualTo(HOURS - 12 - 6 + 1);
    }
    TrainOptions steps =
        quick("load").withNetwork(Network.parse("gru(4, sequence=true) dropout(.1)"));
    assertThatThrownBy(() -> new ModelTrainer(table, steps).plan())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("network: expected one that ends in a vector of 6, got [12, 6]")
        .hasMessageContaining("or with a recurrent layer without sequence");
    TrainOptions linear = quick("load").withHidden();
    assertThat(new ModelTrainer(table, linear).plan().layers().getFirst().name())
        .isEqualTo("flatten1");
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() throws IOException {
    Table table = TableReader.read(file());
    assertThatThrownBy(
            () -> new ModelTrainer(table, quick("load").withTask(Task.REGRESSION)).plan())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("load.csv: expected a forecast, as --horizon")
        .hasMessageContaining("got --task regression too");
    Model model = new ModelTrainer(table, quick("load").withEpochs(1)).run().model();
    assertThatThrownBy(() -> model.predict(Map.of("load", 3)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("got one of forecasts");
    Model rows =
        new ModelTrainer(Examples.flower(60), new TrainOptions().withEpochs(1)).run().model();
    assertThatThrownBy(() -> rows.forecast(table))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("expected one of forecasts");
  }

  /// The last value costs twice what the mean does, and a network that only finds the mean has
  /// learned nothing; one number that is far out is in a row of each step.
  @Test
  void noiseAndNumbersFarOutAreFound() {
    var random = new RandomStream(1, "noise");
    double[] noise = IntStream.range(0, 900).mapToDouble(i -> random.normal()).toArray();
    assertThat(findings(noise))
        .noneMatch(finding -> finding.id().equals("underfitting") && finding.measure() > 0.2);
    noise[200] = 1e9;
    assertThat(findings(noise).getFirst().id()).isEqualTo("outlier");
  }

  private static List<Finding> findings(double[] series) {
    Table table = Table.of("series", List.of("y"), List.of(Numbers.of(series)));
    TrainOptions options =
        new TrainOptions()
            .withTarget("y")
            .withForecast(new ForecastOptions("", 4, 8, 0))
            .withEpochs(30);
    return new ModelTrainer(table, options).run().report().findings();
  }

  @Test
  void intervalsHoldWhatCame() throws IOException {
    List<String> lines = Files.readAllLines(file());
    Path early = folder.resolve("early.csv");
    Files.write(early, lines.subList(0, 2001));
    Model model = new ModelTrainer(TableReader.read(early), quick("load")).run().model();
    int inside = 0;
    int all = 0;
    for (int end = 2020; end + 6 < lines.size(); end += 6) {
      Path until = folder.resolve("until.csv");
      Files.write(until, lines.subList(0, end));
      Forecast.OfTarget next = model.forecast(TableReader.read(until)).targets().getFirst();
      Band band = next.bands().getFirst();
      for (int h = 0; h < 6; h++) {
        double came = Double.parseDouble(lines.get(end + h).split(",", -1)[1]);
        inside += came >= band.lower().get(h) && came <= band.upper().get(h) ? 1 : 0;
        all++;
      }
    }
    assertThat((double) inside / all).isCloseTo(.8, within(.15));
  }
}
