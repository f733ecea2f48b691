package hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.cli.option.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Translations through all commands.
class TranslationCommandsTest {
  private static final String[] NETWORK = {
    "--network",
    "seq2seq(embedding(8) gru(8); embedding(8) gru(8) attention)",
    "--epochs",
    "2",
    "--lr",
    "0.01"
  };

  @TempDir private static Path folder;

  @BeforeAll
  static void train() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 120; i++) {
      String number = Integer.toString(i * 37 % 100);
      rows.append("n ").append(number).append(i % 2 == 0 ? "\tNo " : "\tNr. ");
      rows.append(number).append(i == 7 ? "" : "\tby hand").append(i == 7 ? "\tNA\n" : "\n");
    }
    rows.append("\talone\tby hand\n");
    Files.writeString(folder.resolve("t.tsv"), rows);
    Files.writeString(folder.resolve("more.csv"), "c1\nn 17\n\nn 4\n");
    Files.writeString(folder.resolve("named.csv"), "from,into\nnull,NA\nno,none\n");
    done(
        with(
            NETWORK,
            "train",
            place("t.tsv"),
            "--target",
            "c2",
            "--text",
            "c1",
            "--task",
            "translate",
            "--out",
            place("t.hebb")));
  }

  private static String[] with(String[] more, String... args) {
    String[] all = Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return all;
  }

  private static String place(String name) {
    return folder.resolve(name).toString();
  }

  private static Ran done(String... args) {
    Ran ran = Ran.hebb(args);
    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.DONE);
    return ran;
  }

  @Test
  void aDryRunSaysWhatWasFound() {
    Ran ran =
        done(
            "train",
            place("t.tsv"),
            "--target",
            "c2",
            "--text",
            "c1",
            "--task",
            "translate",
            "--dry-run");
    assertThat(ran.out().replaceAll("\\s+", " "))
        .contains("Target c2, a text (translation)")
        .contains("1 row is left out, of which one side or both are empty.")
        .contains("120 pairs of 100 sources: all translations of a source are in one part.")
        .contains("cut into characters (--tokens cuts them otherwise)")
        .contains("The network is the usual one for translations")
        .contains("seq2seq(embedding(64) bidirectional(gru(64)); embedding(64) gru(128) attention)")
        .contains("--task translate --text c1=chars");
  }

  @Test
  void wordsForMissingAreWordsOfATranslation() {
    Ran ran =
        done(
            "train",
            place("named.csv"),
            "--target",
            "into",
            "--task",
            "translate",
            "--dry-run",
            "--validation-split",
            "0");
    assertThat(ran.out()).contains("rows: 2 for training").doesNotContain("left out");
  }

  @Test
  void theDemoNeedsNoFile() {
    Ran ran = done("train", "demo:dates", "--dry-run");
    assertThat(ran.out()).contains("--target iso --task translate --text written=chars");
    assertThat(done("data", "demo:dates", "--rows", "3", "--seed", "1").out())
        .startsWith("written,iso\n")
        .containsPattern("(?s)(,(19|20)\\d\\d-\\d\\d-\\d\\d\n.*){3}");
  }

  @Test
  void measuresStandBesideThoseOfTheCopy() {
    Ran ran = done("evaluate", place("t.hebb"), place("t.tsv"), "--beam", "2");
    assertThat(ran.out())
        .containsPattern("rows +loss +accuracy +bleu +exact +baseline bleu +baseline exact")
        .containsPattern("all rows +120 ");
    assertThat(ran.err()).contains("1 row is left out, of which a side is empty.");
    JsonNode json = done("evaluate", place("t.hebb"), place("t.tsv"), "--json").json();
    assertThat(json.path("metrics").propertyNames())
        .containsExactly("loss", "penalty", "accuracy", "bleu", "exact");
    assertThat(json.path("baseline").propertyNames()).containsExactly("bleu", "exact");
    assertThat(json.path("baseline").path("exact").asDouble()).isZero();
  }

  @Test
  void rowsAreWrittenWithTheirTranslations() {
    Ran ran = done("predict", place("t.hebb"), place("more.csv"), "--beam", "3");
    assertThat(ran.out()).startsWith("c1,prediction\nn 17,").hasLineCount(3);
    String one = done("predict", place("t.hebb"), "--text", "n 17", "--beam", "3").out().strip();
    assertThat(ran.out()).contains("n 17," + one + "\n");
  }

  @Test
  void attentionIsDrawn() throws IOException {
    done("show", place("t.hebb"), "--attention", "--text", "n 17", "-o", place("a.svg"));
    assertThat(Files.readString(folder.resolve("a.svg")))
        .contains("what the decoder attends to", "seq2seq1/decoder/attention1", "(end)");
  }

  @Test
  void inspectListsWhatIsRevealed() {
    assertThat(done("inspect", place("t.hebb")).out())
        .contains("Target    c2, a text (translation)")
        .containsPattern("Reveals +\\d+ tokens of column 'c1'")
        .containsPattern("Reveals +\\d+ tokens of column 'c2'");
    assertThat(done("inspect", place("t.hebb"), "--json").json().path("target").asString())
        .isEqualTo("c2");
    assertThat(done("train", "demo:dates", "--dry-run", "--json").json().path("target").asString())
        .isEqualTo("iso");
  }

  /// What is said of a row of a file is said of a text alone.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "n ZZ | 1 text has characters that are not in the training data.",
        "n 1234567890123456789012345678901234567890 | 1 text is longer than the",
        "' ' | 1 text is empty, and so is the translation.",
      })
  void oddTextsAloneAreReported(String text, String note) throws IOException {
    Ran one = done("predict", place("t.hebb"), "--text", text);
    assertThat(one.err()).startsWith("hebb: ").contains(note);
    Files.writeString(folder.resolve("one.csv"), "c1\n\"" + text + "\"\n");
    Ran file = done("predict", place("t.hebb"), place("one.csv"));
    assertThat(file.err().lines()).containsAll(one.err().lines().toList());
  }

  @Test
  void rowsComeFromStandardInput() {
    assertThat(Ran.given("c1\nn 17\n\nn 4\n", "predict", place("t.hebb"), "-").err())
        .contains("1 blank line was left out.");
    Ran evaluated = Ran.given("c1\tc2\nn 17\tNo 17\n", "evaluate", place("t.hebb"), "-");
    assertThat(evaluated.out()).containsPattern("Target +c2, a text").containsPattern("Data +-");
    Ran trained =
        Ran.given(
            "a\tb\n" + "one\tun\ntwo\tdeux\n".repeat(9),
            with(NETWORK, "train", "-", "--target", "b", "--task", "translate", "--dry-run"));
    assertThat(trained.out()).contains("standard-input, rows: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "predict,M,more.csv,--beam,0|2|beam: expected 1 to 100 beginnings that are kept, got 0.",
        "predict,M|2|predict: expected DATA, got nothing in its place. Name a file, or give --text.",
        "predict,M,more.csv,--text,x|2|predict: expected --text alone, got DATA beside it",
        "predict,M,--text,x,-o,x.png|2|predict: expected --text alone, got --out beside it",
        "predict,M,--text,ZZ,--strict|1|text, column 'c1': expected a text of characters of the training data, got 'ZZ'",
        "predict,M,more.csv,-o,t.tsv|1|t.tsv: expected another file than one that the model was trained on, got one of its name",
        "predict,M,more.csv,--report,t.tsv|1|t.tsv: expected another file than one that the model was trained on",
        "show,M,--attention,-o,x.png|2|show: expected --attention and --text TEXT together, got one alone",
        "show,M,--attention,--text,n,--layer,no,-o,x.png|2|seq2seq1/decoder/attention1",
        "evaluate,M,more.csv|1|more.csv: expected a column 'c2', got none of that name",
        "train,t.tsv,--target,c9,--task,translate,--dry-run|1|expected a column 'c9', got none of that name",
        "train,t.tsv,--target,c2,--ignore,c3,--task,translate,--network,dense(8),--dry-run|2|expected a network that begins with seq2seq",
        "train,t.tsv,--target,c2,--ignore,c3,--task,translate,--network,seq2seq(embedding(4) gru(4); embedding(4) attention conv1d(4)),--dry-run|2|expected a decoder that sees earlier tokens alone",
        "train,t.tsv,--target,c2,--ignore,c3,--task,translate,--network,seq2seq(embedding(4) gru(4); embedding(4) gru(4) attention global_average_pool),--dry-run|2|expected an output for each token",
        "train,t.tsv,--target,c2,--ignore,c3,--task,translate,--network,seq2seq(embedding(4) gru(4); embedding(4) bidirectional(gru(4))),--dry-run|2|at character 43: generation: expected layers that go forward",
        "train,t.tsv,--target,c2,--ignore,c3,--task,translate,--network,seq2seq(gru(4); embedding(4) gru(4)),--dry-run|2|at character 9: gru: expected a sequence",
        "train,t.tsv,--target,c2,--ignore,c3,--task,translate,--loss,huber,--dry-run|2|loss: expected one for each token",
        "train,t.tsv,--target,c2,--ignore,c3,--task,translate,--monitor,rmse,--dry-run|2|monitor: expected none for a translation",
        "train,t.tsv,--target,c2,--ignore,c3,--task,translate,--pretrain,2,--dry-run|2|got --pretrain too",
        "train,t.tsv,--target,c2,--ignore,c3,--task,translate,--tokens,letters,--dry-run|2|tokens: expected chars, words or bpe"
      })
  void mistakesAreNamed(String args, int code, String words) {
    String[] all = args.split(",");
    for (int i = 1; i < all.length; i++) {
      boolean file = all[i].endsWith(".tsv") || all[i].endsWith(".csv") || all[i].endsWith(".png");
      all[i] = all[i].equals("M") ? place("t.hebb") : file ? place(all[i]) : all[i];
    }
    Ran ran = Ran.hebb(all);
    assertThat(ran.err()).contains(words);
    assertThat(ran.code()).isEqualTo(code);
  }
}
