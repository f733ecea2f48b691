package hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.cli.option.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Texts from `train` to `predict`.
class TextCommandsTest {
  @TempDir static Path folder;

  @BeforeAll
  static void train() throws IOException {
    var reviews = new StringBuilder("review\tlabel\n");
    for (int i = 0; i < 120; i++) {
      reviews.append(i % 2 == 0 ? "It is a fine film" : "It was a dull, dull plot");
      reviews.append(" of ").append(i % 7).append(" and n").append(i).append("\t");
      reviews.append(i % 2 == 0 ? "good\n" : "bad\n");
    }
    Files.writeString(folder.resolve("reviews.tsv"), reviews);
    done(
        "train",
        place("reviews.tsv"),
        "--target",
        "label",
        "--epochs",
        "30",
        "--out",
        model(),
        "--quiet");
  }

  private static Ran done(String... args) {
    Ran ran = Ran.hebb(args);
    assertThat(ran.code()).as(ran.err()).isZero();
    return ran;
  }

  private static String place(String name) {
    return folder.resolve(name).toString();
  }

  private static String model() {
    return place("m.hebb");
  }

  private static String flat(Ran ran) {
    return ran.out().replaceAll("\\s+", " ");
  }

  @Test
  void aPlanSaysHowTextsAreRead() {
    Ran plan = done("train", place("reviews.tsv"), "--target", "label", "--dry-run");
    assertThat(flat(plan))
        .contains(
            "from 1 text column ",
            "Column 'review' is read as text, in small letters and cut into words; --tokens cuts it"
                + " otherwise, --ignore review leaves it out.",
            "Of column 'review' 18 words are known",
            "The network is the usual one for texts",
            "embedding(64) global_average_pool dropout(0.5) dense(1)");
    for (String[] said :
        new String[][] {
          {"--tokens", "bpe=100"}, {"--text", "review=bpe=100"}, {"--text", "1=bpe=100"}
        }) {
      JsonNode json =
          done(
                  "train",
                  place("reviews.tsv"),
                  "--target",
                  "label",
                  "--dry-run",
                  "--json",
                  said[0],
                  said[1])
              .json();
      assertThat(json.at("/columns/0/kind").asString()).isEqualTo("text");
      assertThat(json.at("/columns/0/detail").asString()).contains("pieces of words");
    }
  }

  @Test
  void textsAreMeasuredPredictedAndInspected() throws IOException {
    assertThat(
            done("evaluate", model(), place("reviews.tsv"), "--json")
                .json()
                .findValue("accuracy")
                .asDouble())
        .isGreaterThan(0.95);
    Path rows =
        Files.writeString(
            folder.resolve("new.csv"),
            "review\nA FINE film of 3\nzq xx\n\"\"\n" + "dull ".repeat(300) + "\n");
    Ran predicted = done("predict", model(), rows.toString());
    assertThat(predicted.out().lines().skip(1).limit(1)).allMatch(l -> l.contains(",good,"));
    assertThat(predicted.err())
        .contains(
            "review: 1 of 4 rows have a text of which nothing is known from the training data: zq xx",
            "review: 1 of 4 rows have what is longer than in the training data, and is cut: dull dull");
    Ran strict = Ran.hebb("predict", model(), rows.toString(), "--strict");
    assertThat(strict.code()).isEqualTo(ExitCode.FAILED);
    assertThat(strict.err())
        .contains("column 'review': expected a text with words of the training data, got 'zq xx'");
    assertThat(flat(done("inspect", model()))).contains("Reveals 18 tokens of column 'review': a");
    JsonNode tokens = done("inspect", model(), "--json").json().at("/vocabularies/review");
    assertThat(tokens.size()).isEqualTo(18);
  }

  @Test
  void aFileOfSettingsKnowsTheOptions() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("c.toml"),
            "target = \"label\"\ntext = \"review\"\ntokens = \"chars\"\nepochs = 1\n");
    Ran ran = done("train", place("reviews.tsv"), "--config", config.toString(), "--dry-run");
    assertThat(flat(ran)).contains("cut into characters");
    assertThat(done("completion").out()).contains("--tokens", "--text", "bpe");
  }

  /// A line is a text, or a file is.
  @Test
  void aFolderHoldsTheTextsOfEachClass() throws IOException {
    Path lines = Files.createDirectories(folder.resolve("names"));
    Files.writeString(lines.resolve("Fish.txt"), "herring\n\n NA \ncod\n".repeat(8));
    Files.writeString(lines.resolve("Bird.txt"), "robin\nwren\n".repeat(8));
    Files.writeString(lines.resolve("LICENSE"), "free");
    Ran trained = done("train", lines.toString(), "--epochs", "60", "--out", place("n.hebb"));
    assertThat(flat(trained))
        .contains("2 classes (classification): Bird, Fish", "cut into characters")
        .contains("rows: 40 for training");
    Ran predicted = done("predict", place("n.hebb"), lines.toString());
    assertThat(predicted.out()).startsWith("text,class,prediction").contains("\nNA,Fish,Fish,");
    Path files = Files.createDirectories(folder.resolve("mail/train/spam"));
    Path ham = Files.createDirectories(folder.resolve("mail/train/ham"));
    for (int i = 0; i < 20; i++) {
      Files.writeString(files.resolve(i + ".txt"), "Buy now\nand save " + i);
      Files.writeString(ham.resolve(i + ".txt"), "See you\nat the meeting " + i);
    }
    Path test = Files.createDirectories(folder.resolve("mail/test/ham"));
    Files.writeString(test.resolve("a.txt"), "See you at the meeting");
    Files.createDirectories(folder.resolve("mail/test/spam"));
    Files.writeString(folder.resolve("mail/test/spam/b.txt"), "Save now and buy");
    JsonNode json =
        done(
                "train",
                place("mail"),
                "--epochs",
                "60",
                "--tokens",
                "words",
                "--json",
                "--out",
                place("mail.hebb"))
            .json();
    assertThat(json.at("/rows/test").asInt()).isEqualTo(2);
    assertThat(
            done("evaluate", place("mail.hebb"), place("mail"), "--json")
                .json()
                .findValue("accuracy")
                .asDouble())
        .isEqualTo(1);
    String one = place("mail/test/spam/b.txt");
    assertThat(done("predict", place("mail.hebb"), one).out())
        .startsWith("text,prediction,")
        .contains("\nSave now and buy,spam,");
    Ran several = done("predict", place("mail.hebb"), one, place("mail/train/ham/0.txt"));
    assertThat(several.out()).containsSubsequence(",spam,", ",ham,");
    assertThat(several.err()).contains("Each file was taken as one text, 1 of several lines.");
    Ran within = done("predict", place("mail.hebb"), place("mail/train/ham"));
    assertThat(within.out()).startsWith("text,prediction,").containsOnlyOnce("meeting 0\",ham,");
    Ran measured = Ran.hebb("evaluate", place("mail.hebb"), place("mail/train/ham"));
    assertThat(measured.code()).isEqualTo(ExitCode.FAILED);
    assertThat(measured.err()).contains("ham: expected a column 'class', got none");
    Path table = Files.writeString(folder.resolve("table.txt"), "text\nSave now\nSee you\n");
    assertThat(done("predict", place("mail.hebb"), table.toString()).out()).hasLineCount(3);
  }

  @Test
  void aTextAloneIsLookedAtAsARowIs() throws IOException {
    Ran unknown = done("predict", model(), "--text", "zq xx", "--report", place("r.json"));
    assertThat(unknown.out()).matches("(?s)(good|bad).*");
    assertThat(unknown.err())
        .isEqualTo(
            "hebb: review: 1 of 1 row has a text of which nothing is known from the training data:"
                + " zq xx\n");
    assertThat(Files.readString(Path.of(place("r.json")))).contains("\"unknown text\"");
    assertThat(done("predict", model(), "--text", "dull ".repeat(300)).err())
        .contains("and is cut: dull");
    assertThat(done("predict", model(), "--text", "").err()).contains("1 row has no value");
    assertThat(done("predict", model(), "--text", "a fine film of 3").err()).isEmpty();
    Ran strict = Ran.hebb("predict", model(), "--text", "zq xx", "--strict");
    assertThat(strict.code()).isEqualTo(ExitCode.FAILED);
    assertThat(strict.err())
        .contains("text, column 'review': expected a text with words of the training data");
  }

  @Test
  void theTrainingDataIsNotWrittenOver() throws IOException {
    Path copy = Files.copy(folder.resolve("reviews.tsv"), folder.resolve("copy.tsv"));
    Path rows = Files.writeString(folder.resolve("rows.csv"), "review\na fine film\n");
    Ran ran = Ran.hebb("predict", model(), rows.toString(), "-o", copy.toString());
    assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
    assertThat(ran.err())
        .contains("than one that the model was trained on, got one of the same bytes as reviews")
        .hasLineCount(1);
    assertThat(copy).hasSameBinaryContentAs(folder.resolve("reviews.tsv"));
    Path other = Files.writeString(folder.resolve("other.csv"), "an earlier output");
    done("predict", model(), rows.toString(), "-o", other.toString());
    assertThat(other).content().startsWith("review,prediction");
  }

  @Test
  void aCheckedGradientIsThatOfTraining() {
    Ran ran =
        done(
            "gradcheck", model(), "--data", place("reviews.tsv"), "--rows", "8", "--entries", "20");
    assertThat(ran.out()).contains("embedding1/weight");
  }
}
