package hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Series and sounds from `train` to `predict`.
class SeriesCommandsTest {
  private static final int STEPS = 20;

  @TempDir static Path folder;

  @BeforeAll
  static void write() throws IOException {
    var random = new Random(5);
    StringBuilder ts = new StringBuilder("# waves\n@classLabel true slow fast\n@data\n");
    StringBuilder wide =
        new StringBuilder("id,")
            .append(
                IntStream.range(0, STEPS).mapToObj(i -> "v" + i).collect(Collectors.joining(",")))
            .append(",speed\n");
    for (int row = 0; row < 60; row++) {
      double phase = 6 * random.nextDouble();
      double rate = row % 2 == 0 ? 0.3 : 0.9;
      List<String> numbers =
          IntStream.range(0, STEPS)
              .mapToObj(i -> String.valueOf((float) Math.sin(phase + rate * i)))
              .toList();
      String label = row % 2 == 0 ? "slow" : "fast";
      ts.append(String.join(",", numbers)).append(':').append(label).append('\n');
      wide.append("r" + row + ",").append(String.join(",", numbers)).append("," + label + "\n");
    }
    Files.writeString(folder.resolve("waves.ts"), ts);
    Files.writeString(folder.resolve("wide.csv"), wide);
    for (int i = 0; i < 12; i++) {
      sound("tones/low/" + i + ".wav", 300 + 10 * i, 800 + 80 * (i % 3));
      sound("tones/high/" + i + ".wav", 2000 + 10 * i, 1200);
    }
    Files.write(folder.resolve("tones/high/16k.wav"), Wav.of(16_000, 1, 16, 2000, 2000));
    Files.write(folder.resolve("tones/low/broken.wav"), new byte[0]);
  }

  private static void sound(String name, double hertz, int samples) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, Wav.of(8000, 1, 16, samples, hertz));
  }

  private static Ran done(String... args) {
    Ran ran = Ran.hebb(args);
    assertThat(ran.code()).as(ran.err()).isZero();
    return ran;
  }

  private static String place(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void aFileOfSeriesIsTrainedOnAndPredicted() {
    Ran plan = done("train", place("waves.ts"), "--dry-run");
    assertThat(plan.out().replaceAll("\\s+", " "))
        .contains(
            "Target class, 2 classes (classification): fast, slow",
            "The network is the usual one for series",
            "Network conv1d(32, kernel=16) batch_norm relu conv1d(32, kernel=9) batch_norm relu"
                + " conv1d(32, kernel=5) batch_norm relu global_average_pool dense(1)",
            "--batch-size 16",
            "series series 0 20 steps");
    String model = place("waves.hebb");
    Ran trained =
        done(
            "train",
            place("waves.ts"),
            "--epochs",
            "12",
            "--lr",
            "0.01",
            "--out",
            model,
            "--quiet",
            "--json");
    assertThat(trained.json().at("/metrics/train/accuracy").asDouble()).isGreaterThan(0.9);
    Ran evaluated = done("evaluate", model, place("waves.ts"), "--json");
    assertThat(evaluated.json().at("/metrics/accuracy").asDouble()).isGreaterThan(0.85);
    Ran predicted = done("predict", model, place("waves.ts"));
    assertThat(predicted.out().lines())
        .hasSize(61)
        .first()
        .isEqualTo("series,class,prediction,probability_fast,probability_slow");
    Ran inspected = done("inspect", model, "--json");
    assertThat(inspected.json().at("/columns/0/kind").asString()).isEqualTo("series");
  }

  @Test
  void columnsAreTheStepsOfASeries() throws IOException {
    String model = place("wide.hebb");
    Path config = folder.resolve("wide.toml");
    Files.writeString(config, "series = \"v0..v19\"\ntarget = \"speed\"\nepochs = 2\n");
    Ran trained =
        done("train", place("wide.csv"), "--config", config.toString(), "--out", model, "--json");
    assertThat(trained.json().at("/rows/train").asInt()).isEqualTo(60);
    JsonNode inspected = done("inspect", model, "--json").json();
    assertThat(inspected.at("/options/series").asString()).isEqualTo("v0..v19");
    assertThat(inspected.at("/columns/1/name").asString()).isEqualTo("v0..v19");
    Ran predicted = done("predict", model, place("wide.csv"));
    assertThat(predicted.out().lines()).hasSize(61).element(1).asString().startsWith("r0,");
    Ran prefix =
        done("train", place("wide.csv"), "--target", "speed", "--series", "v*=10", "--dry-run");
    assertThat(prefix.out().replaceAll("\\s+", " ")).contains("v* series 0 10 steps");
  }

  @Test
  void unreadableRowsOfUnknownClassesAreNotedOnce() throws IOException {
    String model = place("known.hebb");
    done("train", place("tones"), "--epochs", "1", "--out", model, "--quiet");
    for (String label : new String[] {"alto", "bass"}) {
      sound("voices/" + label + "/a.wav", 500, 800);
      Files.write(folder.resolve("voices/" + label + "/b.wav"), new byte[0]);
    }
    assertThat(done("evaluate", model, place("voices")).err())
        .contains("2 rows whose sounds cannot be read are left out")
        .contains("2 rows have a class that is not in the training data (alto, bass)")
        .doesNotContain("without a value of the target");
  }

  @Test
  void aFolderOfSoundsIsTrainedOnAndFilesArePredicted() {
    String model = place("tones.hebb");
    Ran trained = done("train", place("tones"), "--epochs", "3", "--out", model);
    assertThat(trained.out().replaceAll("\\s+", " "))
        .contains(
            "1 row whose sound cannot be read is left out: low/broken.wav is empty.",
            "holds 1 sound of another rate than 8000 samples a second, which is resampled",
            "The network is the usual one for sounds");
    Ran all = done("predict", model, place("tones"));
    assertThat(all.out().lines())
        .hasSize(26)
        .first()
        .isEqualTo("sound,prediction,probability_high,probability_low");
    assertThat(all.err()).contains("low/broken.wav is empty", "such as 16000, and is resampled");
    Ran one = done("predict", model, place("tones/high/3.wav"));
    assertThat(one.out().lines()).hasSize(2);
    Ran strict = Ran.hebb("predict", model, place("tones"), "--strict");
    assertThat(strict.code()).isEqualTo(1);
    assertThat(strict.err())
        .contains(
            "expected sounds that can all be read, got 1 that cannot: low/broken.wav is empty")
        .hasLineCount(1);
    Ran evaluated = done("evaluate", model, place("tones"), "--json");
    assertThat(evaluated.json().at("/rows").asInt()).isEqualTo(25);
    assertThat(evaluated.err())
        .contains("1 row whose sound cannot be read is left out: low/broken.wav is empty.")
        .doesNotContain("without a value of the target");
    Ran text = Ran.hebb("predict", model, "--text", "hi");
    assertThat(text.code()).isEqualTo(1);
    assertThat(text.err())
        .isEqualTo(
            "hebb: --text: expected a model of texts, got one of sounds. Give DATA, such as a file,"
                + " instead.\n");
  }
}
