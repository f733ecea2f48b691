package hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.cli.option.ExitCode;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Ctrl-C, on a process of its own.
class InterruptTest {
  @TempDir private Path folder;

  @Test
  @Timeout(60)
  void trainingEndsWithTheBestWeightsSoFar() throws IOException, InterruptedException {
    String model = folder.resolve("m.hebb").toString();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dhebb.terminal=true",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "train",
                "demo:digits",
                "--epochs",
                "100000",
                "--patience",
                "none",
                "--out",
                model)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var err = new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8)) {
      String progress = readUntil("validation accuracy", err);
      assertThat(progress).containsPattern("epoch \\d+/100000  loss \\S+ +validation accuracy");
      assertThat(Ran.hebb("train", "demo:moons", "--force", "--out", model).err())
          .contains("m.hebb: expected one training at a time");
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      assertThat(readUntil("--resume", err))
          .containsPattern("hebb: interrupted after epoch \\d+; " + model)
          .endsWith(
              "Go on with: ./hebb train demo:digits --epochs 100000 --patience none --out "
                  + model
                  + " --resume");
      assertThat(process.waitFor()).isEqualTo(ExitCode.INTERRUPTED);
    } finally {
      process.destroyForcibly();
    }
    assertThat(Ran.hebb("inspect", model, "--json").json().at("/results/outcome").asString())
        .isEqualTo("interrupted");
  }

  private static String readUntil(String end, Reader reader) throws IOException {
    var text = new StringBuilder();
    while (text.indexOf(end) < 0) {
      int next = reader.read();
      if (next < 0) {
        throw new AssertionError("expected '" + end + "', got:\n" + text);
      }
      text.append((char) next);
    }
    return text.toString();
  }
}
