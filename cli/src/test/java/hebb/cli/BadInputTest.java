package hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.cli.command.OutputLock;
import hebb.cli.option.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever is given, a command ends with one sentence and the right exit code, and changes no
/// file.
class BadInputTest {
  @TempDir private Path folder;

  static Stream<BadInputCases> cases() throws IOException {
    Path made = Files.createTempDirectory("hebb");
    Path data = made.resolve("t.csv");
    Path model = made.resolve("m.hebb");
    Files.writeString(data, BadInputCases.rows(60));
    Ran ran =
        Ran.hebb(
            "train",
            data.toString(),
            "--target",
            "y",
            "--hidden",
            "3",
            "--epochs",
            "1",
            "--out",
            model.toString());
    assertThat(ran.code()).as(ran.err()).isZero();
    return BadInputCases.all(
        Files.readAllBytes(model), Files.readAllBytes(made.resolve("m.hebb.checkpoint")))
        .stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  @Timeout(20)
  void isMetWithOneSentence(BadInputCases given) throws IOException {
    given.write(folder);
    Map<String, String> before = contents();
    String[] args =
        Arrays.stream(given.command().split(" "))
            .map(
                word ->
                    word.equals("in") || word.startsWith("in/") ? folder + word.substring(2) : word)
            .toArray(String[]::new);
    Ran ran = Ran.hebb(args);
    assertThat(ran.err())
        .startsWith("hebb: ")
        .hasLineCount(1)
        .contains(given.words())
        .doesNotContain("Exception", "should not happen")
        .hasSizeLessThan(1200);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.code()).isEqualTo(given.code());
    assertThat(contents()).isEqualTo(before);
  }

  private Map<String, String> contents() throws IOException {
    var contents = new TreeMap<String, String>();
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(
            folder.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)) + "");
      }
    }
    return contents;
  }

  @Test
  void twoTrainingsNeverWriteToOnePlace() throws IOException {
    Path model = folder.resolve("m.hebb");
    try (OutputLock _ = OutputLock.of(model)) {
      Ran ran = Ran.hebb("train", "demo:moons", "--epochs", "1", "--out", model.toString());
      assertThat(ran.err())
          .contains("m.hebb: expected one training at a time, got another that is writing there.")
          .hasLineCount(1);
      assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
      assertThat(model).doesNotExist();
    }
    assertThat(Ran.hebb("train", "demo:moons", "--epochs", "1", "--out", model.toString()).code())
        .isZero();
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder("m.hebb", "m.hebb.checkpoint", "m.log.jsonl");
  }

  @Test
  void whatDoesNoHarmIsTaken() throws IOException {
    Path data = folder.resolve("t.csv");
    String model = folder.resolve("m.hebb").toString();
    Files.writeString(data, BadInputCases.rows(60).replace("0.5,0", "NaN,NaN"));
    Ran large =
        Ran.hebb(
            "train",
            data.toString(),
            "--target",
            "y",
            "--epochs",
            "1",
            "--batch-size",
            "5000",
            "--out",
            model);
    assertThat(large.code()).as(large.err()).isZero();
    assertThat(large.out()).contains("--batch-size 60").contains("batches of 5000 rows");
    Files.writeString(data, BadInputCases.rows(60) + "1,inf,u\n1,1e999,v\n2,oops,u\n");
    Ran odd =
        Ran.hebb(
            "train", data.toString(), "--target", "y", "--epochs", "1", "--out", model, "--force");
    assertThat(odd.code()).as(odd.err()).isZero();
    assertThat(odd.out().replaceAll("\\s+", " "))
        .contains(
            "Column 'b' is taken as numeric but for 3 cells, which count as missing: 'inf' in row 61");
    Files.writeString(data, "more,b,a\nx,1,2\n");
    Ran extra = Ran.hebb("predict", model, data.toString());
    assertThat(extra.code()).as(extra.err()).isZero();
    assertThat(extra.out()).startsWith("more,b,a,prediction,probability_u,probability_v\nx,1,2,");
  }
}
