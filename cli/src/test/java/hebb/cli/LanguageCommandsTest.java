package hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hebb.cli.option.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Languages through all commands.
class LanguageCommandsTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void train() throws IOException {
    Random random = new Random(5);
    String text =
        IntStream.range(0, 300)
            .mapToObj(i -> random.nextBoolean() ? "The cat purrs.\n" : "A dog barks.\n")
            .collect(Collectors.joining());
    Files.writeString(folder.resolve("t.txt"), text);
    done(
        "train",
        place("t.txt"),
        "--task",
        "language",
        "--window",
        "16",
        "--network",
        "embedding(8) lstm(16, sequence=true)",
        "--schedule",
        "constant",
        "--lr",
        ".01",
        "--epochs",
        "25",
        "--out",
        place("t.hebb"));
  }

  private static String place(String name) {
    return folder.resolve(name).toString();
  }

  private static Ran done(String... args) {
    Ran ran = Ran.hebb(args);
    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.DONE);
    return ran;
  }

  private static String spaced(Ran ran) {
    return ran.out().replaceAll("\\s+", " ");
  }

  @Test
  void aDryRunSaysWhatWillBe() {
    Ran ran = done("train", place("t.txt"), "--task", "language", "--dry-run");
    assertThat(spaced(ran))
        .containsPattern("t.txt, characters: 3,\\d\\d\\d for training, 4\\d\\d for validation")
        .contains("Target the next token of the text (language)")
        .contains("Features windows of 128 tokens")
        .contains("--lines takes each as a text of its own")
        .contains("The network is the usual one for a text of this size")
        .contains("lstm(128, sequence=true)")
        .contains("--task language --tokens chars --window 128");
    Ran lines = done("train", place("t.txt"), "--task", "language", "--lines", "--dry-run");
    assertThat(spaced(lines))
        .contains("Features windows of 15 tokens")
        .contains("--window 15 --lines");
    Ran words =
        done("train", place("t.txt"), "--task", "language", "--tokens", "words", "--dry-run");
    assertThat(spaced(words)).contains("tokens: ").contains("--tokens words --window 64");
    assertThat(
            done("train", place("t.txt"), "--task", "language", "--dry-run", "--json")
                .json()
                .path("task")
                .asString())
        .isEqualTo("language");
  }

  @Test
  void measuresPerTokenAndPerCharacter() {
    Ran ran = done("evaluate", place("t.hebb"), place("t.txt"));
    assertThat(spaced(ran))
        .contains("rows loss loss_per_character perplexity accuracy")
        .contains("Target the next token of the text (language)");
    JsonNode json = done("evaluate", place("t.hebb"), place("t.txt"), "--json").json();
    double loss = json.path("metrics").path("loss").asDouble();
    assertThat(loss).isBetween(0.0, 0.2);
    assertThat(json.path("metrics").path("loss_per_character").asDouble()).isEqualTo(loss);
    assertThat(json.path("metrics").path("perplexity").asDouble())
        .isCloseTo(Math.exp(loss), within(1e-9));
  }

  @Test
  void writesTexts() {
    Ran ran = done("generate", place("t.hebb"), "--prompt", "The c", "--length", "10");
    assertThat(ran.out()).isEqualTo("The cat purrs.\n\n");
    assertThat(done("generate", place("t.hebb"), "--temperature", "0", "--length", "9").out())
        .isIn("The cat p\n", "A dog bar\n");
    String[] hot = {"generate", place("t.hebb"), "--temperature", "2", "--count", "3"};
    Ran texts = done(hot);
    assertThat(done(hot).out()).isEqualTo(texts.out());
    JsonNode json =
        done("generate", place("t.hebb"), "--temperature", "2", "--count", "3", "--json").json();
    assertThat(json.path("texts")).hasSize(3);
    String joined =
        IntStream.range(0, 3)
            .mapToObj(i -> json.path("texts").path(i).asString() + "\n")
            .collect(Collectors.joining());
    assertThat(joined).isEqualTo(texts.out());
    assertThat(json.path("texts").path(0).asString())
        .hasSize(500)
        .isNotEqualTo(json.path("texts").path(1).asString());
  }

  @Test
  void aTextShorterThanAWindowIsMeasured() throws IOException {
    Files.writeString(folder.resolve("short.txt"), "The cat");
    JsonNode json = done("evaluate", place("t.hebb"), place("short.txt"), "--json").json();
    assertThat(json.path("rows").asInt()).isEqualTo(1);
    assertThat(json.path("metrics").path("loss").asDouble()).isBetween(0.0, 1.0);
  }

  @Test
  void aTrainingThatEndsWorseThanItsBaselineIsFound() {
    String model = place("early.hebb");
    done("train", place("t.txt"), "--task", "language", "--epochs", "1", "--out", model, "--quiet");
    assertThat(spaced(done("doctor", model)))
        .contains("underfitting (medium): Training ended with epoch 1, when the loss was no lower")
        .contains("Fix: --epochs 4");
  }

  @Test
  void aTextWithoutATaskLeadsToIt() {
    Ran ran = Ran.hebb("train", place("t.txt"));
    assertThat(ran.err()).contains("say --task language").hasLineCount(1);
    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void namesLettersThatItNeverSaw() {
    Ran ran = Ran.hebb("generate", place("t.hebb"), "--prompt", "The ß7");
    assertThat(ran.err())
        .isEqualTo(
            "hebb: --prompt: expected characters that come often enough in the text that the model was"
                + " trained on to be known, got 'ß', '7'. Leave them out.\n");
    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void inspectShowsWhatTheModelReveals() {
    assertThat(done("inspect", place("t.hebb")).out())
        .containsPattern("Reveals +19 tokens: .*' '.*'\\\\n'");
    JsonNode json = done("inspect", place("t.hebb"), "--json").json();
    assertThat(json.path("vocabularies").path("tokens")).hasSize(19);
    assertThat(json.path("task").asString()).isEqualTo("language");
  }

  @Test
  void rowsAreNotPredicted() {
    Ran ran = Ran.hebb("predict", place("t.hebb"), place("t.txt"));
    assertThat(ran.err()).contains("got one of a language. Use generate").hasLineCount(1);
    assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void settingsComeFromAFileToo() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("c.toml"), "task = \"language\"\nlines = true\ntokens = \"words\"\n");
    Ran ran = done("train", place("t.txt"), "--config", config.toString(), "--dry-run");
    assertThat(spaced(ran)).contains("--tokens words --window 5 --lines");
  }
}
