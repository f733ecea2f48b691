package hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.cli.option.ExitCode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `data`, `evaluate`, `predict` and `inspect` on one small model.
class ModelCommandsTest {
  @TempDir private static Path folder;
  private static String model = "";
  private static String data = "";

  @BeforeAll
  static void train() {
    model = folder.resolve("flower.hebb").toString();
    data = folder.resolve("flower.csv").toString();
    assertThat(Ran.hebb("data", "demo:flower", "-o", data).out())
        .isEqualTo("Wrote 400 rows of demo:flower to " + data + ".\n");
    assertThat(
            Ran.hebb("train", data, "--target", "colour", "--epochs", "60", "--out", model).code())
        .isZero();
  }

  @Test
  void dataIsTheSameBySeed() {
    assertThat(Ran.hebb("data", "demo:flower", "--rows", "20").out())
        .hasLineCount(21)
        .startsWith("x1,x2,colour\n");
    assertThat(Ran.hebb("data", "demo:flower", "--rows", "20", "--seed", "42").out())
        .isEqualTo(Ran.hebb("data", "demo:flower", "--rows", "20").out())
        .isNotEqualTo(Ran.hebb("data", "demo:flower", "--rows", "20", "--seed", "43").out());
    assertThat(Ran.hebb("data").out()).contains("demo:spirals", "4,000");
  }

  @Test
  void evaluates() {
    Ran ran = Ran.hebb("evaluate", model, data, "--json");
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.json().propertyNames())
        .containsExactly("rows", "metrics", "unknownClass", "unseen", "notes");
    assertThat(ran.json().at("/rows").asInt()).isEqualTo(400);
    assertThat(ran.json().at("/metrics").propertyNames())
        .containsExactly("loss", "penalty", "accuracy");
    assertThat(ran.json().at("/metrics/accuracy").asDouble()).isGreaterThan(0.75);
    assertThat(ran.json().at("/notes/0").asString())
        .contains("flower.csv is the data that the model was trained on")
        .contains("better than on new rows");
    Ran again = Ran.hebb("evaluate", model, "demo:flower", "--json");
    assertThat(again.json().at("/metrics")).isEqualTo(ran.json().at("/metrics"));
    assertThat(Ran.hebb("evaluate", model, data).out()).contains("colour, 2 classes", "Confusion");
  }

  @Test
  void rowsForATestThatAreNoneAreTold() throws IOException {
    Path test = folder.resolve("test.csv");
    Files.writeString(test, "x1,x2,colour\n0,1,blue\n1,1,\n1,0,green\n-1,0,red\n");
    String out = folder.resolve("told.hebb").toString();
    String[] train = {
      "train",
      "--quiet",
      data,
      "--target",
      "colour",
      "--epochs",
      "1",
      "--out",
      out,
      "--validation",
      data,
      "--test",
      test.toString()
    };
    assertThat(Ran.hebb(train).err().replaceAll("\\s+", " "))
        .contains("flower.csv, for validation, has the rows of training")
        .contains("test.csv: 1 row without a value of the target is left out.")
        .contains("test.csv: 1 row has a class that is not in the training data (green)");
    assertThat(Ran.hebb("evaluate", out, test.toString()).err()).doesNotContain("was trained on");
  }

  /// A linear network has no layer that is usual, so one has to be named.
  @Test
  void codesOfALinearNetworkAskForALayer() {
    String linear = folder.resolve("linear.hebb").toString();
    Ran.hebb(
        "train", data, "--target", "colour", "--hidden", "none", "--epochs", "1", "--out", linear);
    Ran ran = Ran.hebb("encode", linear, data);
    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err())
        .contains("--layer: expected", "Name another layer, as in --layer output.");
    assertThat(Ran.hebb("encode", linear, data, "--layer", "output").code()).isZero();
  }

  @Test
  void predictsToStandardOutputOrAFile() throws IOException {
    Ran ran = Ran.hebb("predict", model, data);
    assertThat(ran.code()).as(ran.err()).isZero();
    List<String> lines = ran.out().lines().toList();
    assertThat(lines).hasSize(401);
    assertThat(lines.getFirst())
        .isEqualTo("x1,x2,colour,prediction,probability_blue,probability_red");
    assertThat(lines.getLast().split(",")).hasSize(6);
    Path file = folder.resolve("predicted.csv");
    Ran written = Ran.hebb("predict", model, data, "-o", file.toString());
    assertThat(written.out()).isEqualTo("Wrote 400 rows with predictions to " + file + ".\n");
    assertThat(Files.readString(file)).isEqualTo(ran.out());
  }

  @Test
  void predictNeverWritesOverWhatItReads() throws IOException {
    String before = Files.readString(Path.of(data));
    assertThat(Ran.hebb("predict", model, data, "-o", data).code()).isEqualTo(ExitCode.FAILED);
    assertThat(Ran.hebb("predict", model, data, "-o", model).code()).isEqualTo(ExitCode.FAILED);
    assertThat(Files.readString(Path.of(data))).isEqualTo(before);
    assertThat(Ran.hebb("inspect", model).code()).isZero();
  }

  @Test
  void predictNamesTheColumnThatIsMissing() throws IOException {
    Path file = folder.resolve("other.csv");
    Files.writeString(file, "x1,y\n1.5,2.5\n");
    Ran ran = Ran.hebb("predict", model, file.toString());
    assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
    assertThat(ran.err()).contains("expected a column 'x2'").hasLineCount(1);
  }

  @Test
  void predictEndsQuietlyWhenNobodyReads() {
    var closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    var err = new java.io.ByteArrayOutputStream();
    int code =
        Main.run(
            new String[] {"predict", model, data}, new PrintStream(closed), new PrintStream(err));
    assertThat(code).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void inspects() {
    Ran ran = Ran.hebb("inspect", model);
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains(
            "colour, 2 classes",
            "Columns",
            "Network",
            "Results",
            "--hidden 64,32",
            "SHA-256",
            "Made by");
    Ran json = Ran.hebb("inspect", model, "--json");
    assertThat(json.json().propertyNames())
        .containsExactly(
            "task",
            "target",
            "classes",
            "columns",
            "network",
            "layers",
            "parameters",
            "options",
            "results",
            "provenance");
    assertThat(json.json().at("/layers/0/output/0").asInt()).isEqualTo(64);
    assertThat(json.json().at("/provenance/data").asString()).isEqualTo("flower.csv");
  }
}
