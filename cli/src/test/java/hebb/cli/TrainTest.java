package hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.cli.option.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Small real runs of `train`.
class TrainTest {
  @TempDir private Path folder;

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  /// 60 rows of a number, a kind, and a target that follows from them.
  private String prices() throws IOException {
    var lines = new StringBuilder("size,town,price\n");
    IntStream.range(0, 60)
        .forEach(
            i ->
                lines
                    .append(20.5 + i)
                    .append(i % 3 == 0 ? ",north," : ",south,")
                    .append(1000.5 + 7 * i + i % 5)
                    .append('\n'));
    Path file = folder.resolve("prices.csv");
    Files.writeString(file, lines);
    return file.toString();
  }

  /// Categories stay as they are written, whatever the column's name is.
  @Test
  void aColumnWithAnEqualsSignIsEmbedded() throws IOException {
    var rows = new StringBuilder("x,p=q,y\n");
    for (int i = 0; i < 60; i++) {
      rows.append(i % 7).append(".5,").append(i % 2 == 0 ? "1.0" : "1").append(",u\n");
      rows.append(i % 5).append(".5,8,v\n");
    }
    Path data = Files.writeString(folder.resolve("codes.csv"), rows);
    for (String said : new String[] {"p=q", "p=q=2"}) {
      Ran ran =
          Ran.hebb(
              "train",
              data.toString(),
              "--target",
              "y",
              "--embed",
              said,
              "--dry-run",
              "--out",
              path("codes.hebb"));
      assertThat(ran.code()).as(ran.err()).isZero();
      assertThat(ran.out()).contains("inputs/p=q/embedding1", "embedding of 4");
    }
  }

  @Test
  void classesAsJson() {
    Ran ran =
        Ran.hebb(
            "train",
            "demo:moons",
            "--epochs",
            "40",
            "--test-split",
            ".2",
            "--out",
            path("m.hebb"),
            "--json");
    assertThat(ran.code()).as(ran.err()).isZero();
    JsonNode json = ran.json();
    assertThat(json.propertyNames())
        .containsExactly(
            "task",
            "target",
            "rows",
            "parameters",
            "epochs",
            "seconds",
            "rowsPerSecond",
            "metrics",
            "model",
            "kernels",
            "warnings",
            "findings");
    assertThat(json.at("/task").asString()).isEqualTo("classification");
    assertThat(json.at("/target").asString()).isEqualTo("moon");
    assertThat(json.get("rows").toString())
        .isEqualTo("{\"train\":280,\"validation\":40,\"test\":80}");
    assertThat(json.at("/parameters").asLong()).isEqualTo(2 * 64 + 64 + 64 * 32 + 32 + 32 + 1);
    assertThat(json.get("metrics").propertyNames()).containsExactly("train", "validation", "test");
    assertThat(json.at("/metrics/test").propertyNames())
        .containsExactly("loss", "penalty", "accuracy");
    assertThat(json.at("/metrics/train/accuracy").asDouble()).isGreaterThan(0.85);
    assertThat(json.at("/model").asString()).isEqualTo(path("m.hebb"));
    assertThat(ran.err()).contains("Results").doesNotContain("\r");
  }

  @Test
  void quantityAsJson() throws IOException {
    Ran ran =
        Ran.hebb(
            "train",
            prices(),
            "--target",
            "price",
            "--out",
            path("p.hebb"),
            "--json",
            "--quiet",
            "--hidden",
            "8",
            "--validation-split",
            ".2");
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.json().at("/task").asString()).isEqualTo("regression");
    assertThat(ran.json().at("/metrics").propertyNames()).containsExactly("train", "validation");
    assertThat(ran.json().at("/metrics/validation").propertyNames())
        .containsExactly("loss", "penalty", "rmse", "mae", "r2");
  }

  @Test
  void whatIsKeptIsChosenByTheMeasureAskedFor() {
    Ran ran =
        Ran.hebb(
            "train",
            "demo:moons",
            "--monitor",
            "accuracy",
            "--epochs",
            "60",
            "--patience",
            "3",
            "--clip-value",
            ".5",
            "--out",
            path("c.hebb"));
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains("the validation accuracy has not become better for 3 epochs")
        .contains("--monitor accuracy")
        .contains("--clip-value 0.5");
  }

  @Test
  void countsArePredictedByTheirRate() throws IOException {
    Path data = Path.of(path("counts.csv"));
    StringBuilder rows = new StringBuilder("x,count\n");
    for (int i = 0; i < 600; i++) {
      int many = i % 3;
      rows.append(many)
          .append(".5,")
          .append(many * 12 + i % 2 * 2 + (i % 60 == 0 ? 30 : 0))
          .append('\n');
    }
    Files.writeString(data, rows);
    String model = path("counts.hebb");
    Ran ran =
        Ran.hebb(
            "train",
            data.toString(),
            "--target",
            "count",
            "--task",
            "regression",
            "--loss",
            "poisson",
            "--epochs",
            "80",
            "--lr",
            ".01",
            "--out",
            model);
    assertThat(ran.code()).as(ran.err()).isZero();
    Files.writeString(data, "x\n1.5\n2.5\n");
    double[] rates =
        Ran.hebb("predict", model, data.toString())
            .out()
            .lines()
            .skip(1)
            .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(',') + 1)))
            .toArray();
    assertThat(rates[0]).isBetween(11.0, 15.0);
    assertThat(rates[1]).isBetween(22.0, 28.0);
    Files.writeString(data, "x,count\n" + "1,-1.5\n2,3.5\n".repeat(60));
    Ran negative =
        Ran.hebb(
            "train",
            data.toString(),
            "--target",
            "count",
            "--loss",
            "poisson",
            "--out",
            model,
            "--force");
    assertThat(negative.err())
        .hasLineCount(1)
        .contains("row 1, column 'count': expected a finite number of 0 or more", "got '-1.5'");
    assertThat(negative.code()).isEqualTo(1);
  }

  @Test
  void resumeWantsTheDataReadInTheSameWay() throws IOException {
    Path data = Path.of(path("rows.csv"));
    Files.writeString(data, "x,z,y\n" + "-9,1,u\n2,3,v\n4,-9,v\n".repeat(50));
    String[] train = {
      "train",
      data.toString(),
      "--target",
      "y",
      "--epochs",
      "2",
      "--missing=-9",
      "--out",
      path("r.hebb")
    };
    Ran first = Ran.hebb(train);
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.out()).contains("Only empty cells and '-9' count as missing");
    train[5] = "4";
    train[6] = "--resume";
    Ran other = Ran.hebb(train);
    assertThat(other.code()).isNotZero();
    assertThat(other.err())
        .contains("the train data of the checkpoint", "missing -9")
        .hasLineCount(1);
    assertThat(other.out()).doesNotContain("Resumed");
  }

  @Test
  void numbersAreReadInTheFormatOfTrainingEverAfter() throws IOException {
    Path data = Path.of(path("german.csv"));
    StringBuilder rows = new StringBuilder("preis;flaeche;miete\n");
    for (int i = 0; i < 200; i++) {
      int preis = 1000 + i * 37 % 4000;
      rows.append(
          "%d.%03d;%d,5;%d.%03d\n"
              .formatted(preis / 1000, preis % 1000, i % 50, preis / 1000, preis % 1000));
    }
    Files.writeString(data, rows);
    String model = path("german.hebb");
    Ran ran =
        Ran.hebb(
            "train",
            data.toString(),
            "--target",
            "miete",
            "--hidden",
            "none",
            "--lr",
            ".05",
            "--epochs",
            "100",
            "--out",
            model);
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out().replaceAll("\\s+", " ")).contains("other columns have a decimal comma");
    Files.writeString(data, "preis;flaeche;miete\n" + "2.500;3;2.500\n1.500;4;1.500\n".repeat(10));
    Ran measured = Ran.hebb("evaluate", model, data.toString(), "--json");
    assertThat(measured.code()).as(measured.err()).isZero();
    assertThat(measured.json().at("/metrics/r2").asDouble()).isGreaterThan(0.9);
    assertThat(measured.json().at("/unseen").isEmpty()).isTrue();
  }

  @Test
  void theSummaryHasEverything() {
    Ran ran =
        Ran.hebb("train", "demo:circles", "--epochs", "2", "--l2", ".01", "--out", path("c.hebb"));
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .contains("Data      demo:circles, rows: 360 for training, 40 for validation")
        .contains("Target    ring, 2 classes (classification): inner, outer")
        .contains("hidden1  dense relu, he_normal  [64]")
        .contains("--l2 0.01", "--seed 42", "--batch-size 32")
        .contains("penalty", "baseline accuracy", "50.00 %", "Confusion, validation")
        .contains("Model     " + path("c.hebb"))
        .contains("Next      ./hebb predict " + path("c.hebb") + " demo:circles");
    assertThat(Files.exists(folder.resolve("c.log.jsonl"))).isTrue();
  }

  @Test
  void aFileThatIsThereStaysUnlessForced() throws IOException {
    Path there = folder.resolve("there.hebb");
    Files.writeString(there, "precious");
    Ran refused = Ran.hebb("train", "demo:moons", "--epochs", "1", "--out", there.toString());
    assertThat(refused.code()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.err()).contains("expected no file yet, got one. Replace it with --force");
    assertThat(Files.readString(there)).isEqualTo("precious");
    assertThat(
            Ran.hebb("train", "demo:moons", "--epochs", "1", "--force", "--out", there.toString())
                .code())
        .isZero();
  }

  @Test
  void theDataIsNeverReplaced() throws IOException {
    String data = prices();
    Ran ran = Ran.hebb("train", data, "--target", "price", "--force", "--out", data);
    assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
    assertThat(ran.err()).contains("expected another file than the data itself");
    assertThat(Files.readString(Path.of(data))).startsWith("size,town,price");
  }

  @Test
  void aDryRunWritesNothing() throws IOException {
    Ran ran =
        Ran.hebb("train", prices(), "--target", "price", "--dry-run", "--out", path("d.hebb"));
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains("town    categorical", "price   target", "20.5 to 79.5", "--dry-run")
        .contains(" MB held while it trains", "Time      about ");
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()).toList())
          .isEqualTo(List.of("prices.csv"));
    }
  }

  @Test
  void aFileWithoutTargetIsToldItsColumns() throws IOException {
    Ran ran = Ran.hebb("train", prices());
    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err()).contains("Columns: size, town, price.", "--target=price");
  }

  @Test
  void optionsComeFromAFileAndTheCommandLineWins() throws IOException {
    Path config = folder.resolve("run.toml");
    Files.writeString(
        config,
        "hidden = [5, 3]\nepochs = 1\nlr = 0.5\njson = true\nout = '" + path("o.hebb") + "'\n");
    Ran ran = Ran.hebb("train", "demo:moons", "--config", config.toString(), "--epochs", "2");
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.json().at("/epochs").asInt()).isEqualTo(2);
    assertThat(ran.json().at("/parameters").asInt()).isEqualTo(2 * 5 + 5 + 5 * 3 + 3 + 3 + 1);
    assertThat(ran.err()).contains("learning_rate=0.5");
    assertThat(Ran.hebb("inspect", path("o.hebb")).out()).contains("--epochs 2", "--hidden 5,3");
  }

  @Test
  void aWrongFileOfOptionsIsMetWithASentence() throws IOException {
    Path config = folder.resolve("run.toml");
    Files.writeString(config, "epoch = 1\n");
    Ran unknown = Ran.hebb("train", "demo:moons", "--config=" + config);
    assertThat(unknown.code()).isEqualTo(ExitCode.USAGE);
    assertThat(unknown.err()).contains("got 'epoch'. Did you mean 'epochs'?");
    Files.writeString(config, "epochs = = 1\n");
    assertThat(Ran.hebb("train", "demo:moons", "--config=" + config).err())
        .contains("line 1", "expected TOML");
  }

  @Test
  void warnsOfAColumnThatGivesTheTargetAway() throws IOException {
    Path file = folder.resolve("leak.csv");
    var lines = new StringBuilder("x,code,sick\n");
    IntStream.range(0, 80)
        .forEach(i -> lines.append(i * 37 % 11 + .5).append(i % 2 == 0 ? ",s,yes\n" : ",h,no\n"));
    Files.writeString(file, lines);
    Ran ran =
        Ran.hebb(
            "train",
            file.toString(),
            "--target",
            "sick",
            "--epochs",
            "2",
            "--quiet",
            "--out",
            path("l.hebb"));
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err().replaceAll("\\s+", " ")).contains("Finding leak", "code", "--ignore");
  }

  @Test
  void aLossThatIsNotFiniteKeepsAModelAndFails() {
    Ran ran =
        Ran.hebb(
            "train",
            "demo:moons",
            "--optimizer",
            "sgd",
            "--lr",
            "1e30",
            "--out",
            path("n.hebb"),
            "--json");
    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.FAILED);
    assertThat(ran.err()).contains("hebb: ");
    assertThat(Ran.hebb("inspect", path("n.hebb")).code()).isZero();
  }

  private byte[] weights(String model) throws IOException {
    try (var zip = new ZipFile(model);
        var in = zip.getInputStream(zip.getEntry("weights.safetensors"))) {
      return in.readAllBytes();
    }
  }

  /// Paths and bits: the file of weights holds both.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --hidden 8,4 --activation tanh --dropout .1 | dense(8) tanh dropout(0.1) dense(4) tanh dropout(0.1) dense(1)
          --hidden 6 --activation elu(alpha=.5)       | dense(6) elu(0.5) dense(1)
          --hidden 6,3 --init normal                  | dense(6, init=normal) relu dense(3, init=normal) relu dense(1, init=normal)
          --hidden none                               | dense(1)
          """)
  void theShortFormAndItsTextGiveTheSameBits(String options, String text) throws IOException {
    List<String> shortForm = new ArrayList<>(List.of("train", "demo:moons", "--epochs", "3"));
    List<String> words = new ArrayList<>(shortForm);
    shortForm.addAll(List.of(options.split(" ")));
    shortForm.addAll(List.of("--out", path("short.hebb")));
    assertThat(Ran.hebb(shortForm.toArray(String[]::new)).code()).isZero();
    Ran inspected = Ran.hebb("inspect", path("short.hebb"), "--json");
    assertThat(inspected.json().at("/network").asString()).isEqualTo(text);
    words.addAll(List.of("--network", text, "--out", path("text.hebb")));
    Ran ran = Ran.hebb(words.toArray(String[]::new));
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).doesNotContain("is added to the network").contains("--network");
    assertThat(weights(path("text.hebb"))).isEqualTo(weights(path("short.hebb")));
  }

  @Test
  void anyNetworkIsTrainedAndPredictsAsItDid() throws IOException {
    Path config = folder.resolve("run.toml");
    Files.writeString(
        config,
        """
        network = ['dense(16) batch_norm relu', 'residual(dense(16) relu dropout(.1) dense(16))',
          'parallel(dense(4); repeat(2, max_norm(3, dense(4) tanh)))']
        epochs = 30
        """);
    String text =
        "dense(16) batch_norm relu residual(dense(16) relu dropout(0.1) dense(16))"
            + " parallel(dense(4); repeat(2, max_norm(3, dense(4) tanh)))";
    Ran ran =
        Ran.hebb(
            "train",
            "demo:moons",
            "--config",
            config.toString(),
            "--out",
            path("n.hebb"),
            "--json");
    assertThat(ran.code()).as(ran.err()).isZero();
    String told = ran.err().replaceAll("\\s+", " ");
    assertThat(told)
        .contains("Network " + text + " dense(1)")
        .contains("Note dense(1) is added to the network")
        .contains("--network '" + text + "'");
    double accuracy = ran.json().at("/metrics/validation/accuracy").asDouble();
    assertThat(accuracy).isGreaterThan(0.8);
    Ran inspected = Ran.hebb("inspect", path("n.hebb"));
    assertThat(inspected.out().replaceAll("\\s+", " ")).contains("Network " + text + " dense(1)");
    Ran evaluated = Ran.hebb("evaluate", path("n.hebb"), "demo:moons", "--json");
    assertThat(evaluated.code()).as(evaluated.err()).isZero();
    assertThat(evaluated.json().at("/metrics/accuracy").asDouble()).isGreaterThan(0.8);
    Ran dry =
        Ran.hebb(
            "train", "demo:moons", "--dry-run", "--network", "dense(2) sigmoid dense(1) sigmoid");
    assertThat(dry.out().replaceAll("\\s+", " "))
        .contains("Network dense(2) sigmoid dense(1) ")
        .contains("Note The sigmoid at the end of the network is left to the loss");
  }
}
