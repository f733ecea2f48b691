package hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.cli.option.ExitCode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Autoencoders through all commands: a table without a target and images without labels.
class AutoencoderCommandsTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void train() throws IOException {
    StringBuilder rows = new StringBuilder("a,b,c,city\n");
    for (int i = 0; i < 150; i++) {
      int t = i * 37 % 150;
      rows.append(t).append('.').append(i % 10).append(',').append(300 - 2 * t).append(".5,");
      rows.append(t * t / 100).append(t < 75 ? ",Oslo\n" : ",Rome\n");
    }
    Files.writeString(folder.resolve("t.csv"), rows);
    done(
        "train",
        place("t.csv"),
        "--task",
        "autoencoder",
        "--hidden",
        "6,2",
        "--activation",
        "tanh",
        "--epochs",
        "3",
        "--pretrain",
        "2",
        "--out",
        place("t.hebb"));
    done(
        "train",
        "demo:digits",
        "--task",
        "autoencoder",
        "--network",
        "dense(9) sigmoid sparsity(rho=.1) dense(784)",
        "--epochs",
        "1",
        "--out",
        place("digits.hebb"));
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
  void planAndResultsSayThatThereIsNoTarget() {
    Ran plan = done("train", place("t.csv"), "--task", "autoencoder", "--dry-run", "--json");
    JsonNode json = Ran.hebb("inspect", place("t.hebb"), "--json").json();
    assertThat(plan.out()).contains("\"task\":\"autoencoder\"", "\"target\":\"\"");
    assertThat(json.at("/task").asString()).isEqualTo("autoencoder");
    assertThat(json.at("/options/pretrain").asString()).isEqualTo("2");
    assertThat(json.at("/options").has("target")).isFalse();
    assertThat(json.at("/network").asString())
        .isEqualTo("dense(6) tanh dense(2) tanh dense(6) tanh dense(5)");
    assertThat(json.at("/results/metrics/validation").propertyNames())
        .containsExactly("loss", "penalty", "rmse", "mae", "r2");
    assertThat(done("inspect", place("t.hebb")).out())
        .contains("Target    none, the inputs are made again (autoencoder)");
    assertThat(done("evaluate", place("t.hebb"), place("t.csv")).out()).contains("rmse", "r2");
  }

  @Test
  void rowsGetTheirReconstructionError() {
    List<String> lines = done("predict", place("t.hebb"), place("t.csv")).out().lines().toList();
    assertThat(lines).hasSize(151);
    assertThat(lines.getFirst()).isEqualTo("a,b,c,city,reconstruction_error");
    assertThat(lines.stream().skip(1)).allMatch(line -> line.matches(".*,\\d\\.\\d+(E-\\d+)?"));
    assertThat(done("predict", place("digits.hebb"), "demo:digits").out().lines())
        .hasSize(4001)
        .startsWith("reconstruction_error");
  }

  @Test
  void codesAreWritten() throws IOException {
    Ran written = done("encode", place("t.hebb"), place("t.csv"), "-o", place("codes.csv"));
    assertThat(written.out())
        .isEqualTo("Wrote 150 rows as the 2 numbers of hidden2 to " + place("codes.csv") + ".\n");
    List<String> lines = Files.readAllLines(folder.resolve("codes.csv"));
    assertThat(lines).hasSize(151).first().isEqualTo("code1,code2");
    Ran shown = done("encode", place("t.hebb"), place("t.csv"));
    assertThat(shown.out().lines()).containsExactlyElementsOf(lines);
    assertThat(shown.err()).contains("hebb: wrote 150 rows as the 2 numbers of hidden2.");
    assertThat(
            done("encode", place("digits.hebb"), "demo:digits", "--layer", "hidden1").out().lines())
        .hasSize(4001)
        .startsWith("code1,code2,code3,code4,code5,code6,code7,code8,code9");
    Ran unknown = Ran.hebb("encode", place("t.hebb"), place("t.csv"), "--layer", "hiden2");
    assertThat(unknown.code()).isEqualTo(ExitCode.USAGE);
    assertThat(unknown.err()).contains("Did you mean hidden2?").hasLineCount(1);
    assertThat(Ran.hebb("encode", place("t.hebb"), place("t.csv"), "-o", place("t.csv")).code())
        .isEqualTo(ExitCode.FAILED);
  }

  @Test
  void filtersAreDrawn() throws IOException {
    assertThat(done("show", place("digits.hebb"), "--filters", "-o", place("f.png")).out())
        .startsWith("Wrote the filters of ");
    BufferedImage image = ImageIO.read(folder.resolve("f.png").toFile());
    long greys =
        Stream.iterate(60, x -> x + 7)
            .limit(40)
            .map(x -> image.getRGB(x, 200))
            .filter(rgb -> (rgb & 0xff) == (rgb >> 8 & 0xff) && (rgb & 0xff) == (rgb >> 16 & 0xff))
            .distinct()
            .count();
    assertThat(greys).isGreaterThan(5);
    done("show", place("digits.hebb"), "--filters", "-o", place("f.svg"));
    assertThat(Files.readString(folder.resolve("f.svg"))).contains("9 filters of hidden1");
    done("show", place("t.hebb"), "--filters", "--size", "1x5", "-o", place("t.svg"));
    assertThat(Files.readString(folder.resolve("t.svg"))).contains("6 filters of hidden1");
    assertThat(done("show", place("t.hebb"), "-o", place("c.svg")).out())
        .startsWith("Wrote the learning curves of ");
  }

  @Test
  void goesOnToTheSameBits() throws IOException {
    String[] base = {
      "train",
      place("t.csv"),
      "--task",
      "autoencoder",
      "--hidden",
      "4",
      "--pretrain",
      "2",
      "--quiet",
      "--out"
    };
    done(with(base, place("whole.hebb"), "--epochs", "6"));
    done(with(base, place("parts.hebb"), "--epochs", "3"));
    done(with(base, place("parts.hebb"), "--epochs", "6", "--resume"));
    assertThat(Files.readAllBytes(folder.resolve("parts.hebb")))
        .isEqualTo(Files.readAllBytes(folder.resolve("whole.hebb")));
  }

  @Test
  void optionsComeFromAFile() throws IOException {
    Files.writeString(
        folder.resolve("o.toml"),
        "data = '%s'\ntask = 'autoencoder'\nhidden = [3]\npretrain = 2\nepochs = 1\n"
            .formatted(place("t.csv")));
    done("train", "--config", place("o.toml"), "--out", place("o.hebb"));
    assertThat(done("inspect", place("o.hebb")).out()).contains("--hidden 3", "--pretrain 2");
  }

  private static String[] with(String[] args, String... more) {
    return Stream.concat(Stream.of(args), Stream.of(more)).toArray(String[]::new);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          train t.csv --task autoencoder --target a                      | 2 | --target: expected none with --task autoencoder
          train t.csv --task autoencoder --embed city                    | 2 | autoencoder: expected inputs of numbers, got city
          train t.csv --task autoencoder --loss binary_cross_entropy     | 2 | which is for inputs from 0 to 1, as images have
          train t.csv --task autoencoder --monitor accuracy              | 2 | monitor: expected a measure of
          train t.csv --task autoencoder --class-weight balanced         | 2 | class weight: expected one target of classes, got 0 targets
          train t.csv --task autoencoder --pretrain -1                   | 2 | --pretrain: expected 0 or more, got -1.
          train t.csv --task autoencoder --hidden none --pretrain 2      | 2 | pretrain: expected a network with a hidden dense layer
          train t.csv --task autoencoder --network dense(3)~relu~sparsity | 2 | sparsity: expected the outputs of a sigmoid
          train t.csv --task autoencoder --network dense(3)~tied(hidden2) | 2 | Did you mean hidden1/weight?
          train t.csv --task autoencoder --network dense(3)~dense(2)~tied(hidden1) | 2 | tied: expected [batch, units] with as many units as hidden1 has
          train t.csv --task autoencoder --network sparsity(rho=1)       | 2 | sparsity: rho: expected a number above 0 and below 1, got 1.0.
          show t.hebb --filters -o a.png                                 | 1 | Say --size HEIGHTxWIDTH
          show t.hebb --filters --size 2x3 -o a.png                      | 1 | the 6 numbers of a picture of 2 x 3, got hidden1
          show t.hebb --filters --size 2 -o a.png                        | 2 | --size: expected height and width such as 28x28, got '2'.
          show t.hebb --size 1x5 -o a.png                                | 2 | show: expected --filters beside --size
          show t.hebb --filters --curves -o a.png                        | 2 | got --curves and --filters. Leave one out.
          show t.hebb --filters --layer hidden4 --size 1x5 -o a.png      | 2 | parameter: expected one of
          """)
  void whatDoesNotFitIsMetInOneSentence(String command, int code, String sentence) {
    String[] args =
        Stream.of(command.split(" +", -1))
            .map(arg -> arg.matches("(t|a)\\.\\w+") ? place(arg) : arg.replace('~', ' '))
            .toArray(String[]::new);
    Ran ran = Ran.hebb(args);
    assertThat(ran.err()).contains(sentence).startsWith("hebb: ").hasLineCount(1);
    assertThat(ran.code()).isEqualTo(code);
    assertThat(folder.resolve("a.png")).doesNotExist();
  }
}
