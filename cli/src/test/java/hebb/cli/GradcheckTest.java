package hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.cli.option.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `gradcheck` on new networks and on models, of tables and of images.
class GradcheckTest {
  @TempDir private Path folder;

  @Test
  void aNewNetworkIsChecked() {
    Ran ran =
        Ran.hebb(
            "gradcheck",
            "--data",
            "demo:flower",
            "--network",
            "dense(8) batch_norm relu dropout(.2) dense(4) tanh",
            "--l2",
            ".1");
    assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .contains(
            "the first ones, by seed 42",
            "32 rows in training mode",
            "The random numbers of dropout1 are held fixed",
            "hidden1/weight  [2, 8]        16",
            "norm1/scale",
            "all together",
            "all gradients agree within 1e-7, in float32 within 1e-4.")
        .doesNotContain("running", "more than");
  }

  @Test
  void largeTensorsGoByADirectionUnlessAsked() {
    String[] command = {"gradcheck", "--data", "demo:moons", "--rows", "7", "--hidden", "9,9"};
    assertThat(with(command, "--entries", "80").out())
        .contains(
            "7 rows",
            "1 tensor of more than 80 numbers is compared along a random direction alone; --entries"
                + " 81");
    assertThat(with(command, "--entries", "81").out()).doesNotContain("more than");
  }

  private static Ran with(String[] command, String... more) {
    return Ran.hebb(
        java.util.stream.Stream.of(command, more)
            .flatMap(java.util.Arrays::stream)
            .toArray(String[]::new));
  }

  @Test
  void aModelIsCheckedAtItsWeights() {
    String model = folder.resolve("m.hebb").toString();
    String[] train = {"train", "demo:moons", "--hidden", "6", "--epochs", "20", "--out", model};
    assertThat(Ran.hebb(train).code()).isZero();
    JsonNode kept = Ran.hebb("gradcheck", model, "--data", "demo:moons", "--json").json();
    assertThat(kept.at("/passed").asBoolean()).isTrue();
    assertThat(kept.at("/weights").asString()).isEqualTo("those of " + model);
    assertThat(kept.propertyNames())
        .containsExactly(
            "network",
            "weights",
            "passed",
            "failed",
            "uncompared",
            "bound",
            "float32Bound",
            "rows",
            "random",
            "otherSides",
            "overall",
            "tensors");
    assertThat(kept.at("/tensors/0").propertyNames())
        .containsExactly(
            "path",
            "shape",
            "compared",
            "kinks",
            "error",
            "at",
            "gradient",
            "differences",
            "direction",
            "float32");
    assertThat(kept.at("/tensors/0/compared").asInt()).isEqualTo(12);
    JsonNode first =
        Ran.hebb("gradcheck", "--data", "demo:moons", "--hidden", "6", "--json").json();
    assertThat(kept.at("/tensors/0/gradient")).isNotEqualTo(first.at("/tensors/0/gradient"));
  }

  @Test
  void imagesAreChecked() {
    Ran ran =
        Ran.hebb(
            "gradcheck",
            "--data",
            "demo:digits",
            "--hidden",
            "none",
            "--rows",
            "3",
            "--entries",
            "10");
    assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
    assertThat(ran.out()).contains("output/weight  [784, 10]         -");
  }

  /// Nothing is claimed of what cannot be compared: relu at 0 everywhere.
  @Test
  void whatLiesAtKinksIsNamed() {
    Ran ran = Ran.hebb("gradcheck", "--data", "demo:flower", "--hidden", "5", "--init", "zeros");
    assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
    assertThat(ran.out().replaceAll("\\s+", " "))
        .contains(
            "15 numbers cannot be compared",
            "Result all gradients that can be compared agree within 1e-7, in float32 within 1e-4;"
                + " nothing can be of hidden1/weight, hidden1/bias.");
  }

  @Test
  void aBoundThatIsPassedIsExitCodeOne() {
    Ran ran = Ran.hebb("gradcheck", "--data", "demo:moons", "--hidden", "3", "--bound", "1e-18");
    assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
    assertThat(ran.out())
        .contains("gradients do not agree within 1e-18: hidden1/weight[", "by differences");
    Ran json =
        Ran.hebb(
            "gradcheck", "--data", "demo:moons", "--hidden", "3", "--bound", "1e-18", "--json");
    assertThat(json.code()).isEqualTo(ExitCode.FAILED);
    assertThat(json.json().at("/passed").asBoolean()).isFalse();
    assertThat(json.json().at("/failed").valueStream().map(JsonNode::asString))
        .contains("hidden1/weight");
  }

  /// A file of settings of `train` serves, and the command line wins.
  @Test
  void settingsComeFromAFile() throws IOException {
    Path config = folder.resolve("c.toml");
    Files.write(
        config, List.of("data = \"demo:moons\"", "hidden = [3, 2]", "seed = 7", "lr = 0.1"));
    Ran ran = Ran.hebb("gradcheck", "--config", config.toString(), "--hidden", "5");
    assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
    assertThat(ran.out()).contains("by seed 7", "dense(5) relu dense(1)");
  }
}
