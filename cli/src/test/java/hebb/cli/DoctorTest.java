package hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.cli.help.Entries;
import hebb.cli.help.Entry;
import hebb.cli.help.Family;
import hebb.cli.option.ExitCode;
import hebb.cli.option.Language;
import hebb.cli.output.Phrases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What is wrong is said in the summary of `train`, kept in the log and said again by `doctor`.
class DoctorTest {
  @TempDir private Path folder;

  private Ran train(String... options) {
    String[] words =
        Stream.concat(Stream.of("train", "demo:moons", "--out", file("m.hebb")), Stream.of(options))
            .toArray(String[]::new);
    return Ran.hebb(words);
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  /// Losses that still come down to that of a guess are those of a training that is too short.
  @Test
  void aTrainingThatIsStillComingDownIsTooShort() {
    String out = folder.resolve("short.hebb").toString();
    Ran ran =
        Ran.hebb("train", "demo:flower", "--hidden", "8", "--epochs", "20", "--json", "--out", out);
    assertThat(ran.json().at("/findings/0/id").asString()).isEqualTo("underfitting");
    assertThat(ran.json().at("/findings/0/fix").asString()).isEqualTo("--epochs 80");
  }

  @Test
  void theCauseIsSaidWithItsFix() {
    Ran trained = train("--init", "zeros", "--epochs", "3");
    assertThat(trained.out())
        .contains("Finding   symmetry (high, hidden1): 100 % of the units of hidden1")
        .contains("Fix: --init he_normal");
    Ran doctor = Ran.hebb("doctor", file("m.hebb"));
    assertThat(doctor.code()).isEqualTo(ExitCode.DONE);
    assertThat(doctor.out())
        .contains("symmetry (high, hidden1)", "Would not help: ", "./hebb help symmetry");
    assertThat(Ran.hebb("doctor", file("m.log.jsonl")).out()).contains("symmetry (high, hidden1)");
  }

  @Test
  void findingsAreJson() {
    JsonNode trained = train("--lr", "1e-7", "--epochs", "2", "--json").json();
    JsonNode first = trained.path("findings").path(0);
    assertThat(first.path("id").asString()).isEqualTo("learning-rate-too-low");
    assertThat(first.path("severity").asString()).isEqualTo("high");
    assertThat(first.path("fix").asString()).isEqualTo("--lr 0.001");
    assertThat(first.path("measure").asDouble()).isBetween(1e-8, 1e-5);
    assertThat(first.path("epoch").asInt(-1)).isEqualTo(2);
    assertThat(Ran.hebb("doctor", file("m.hebb"), "--json").json().path("findings"))
        .isEqualTo(trained.path("findings"));
  }

  @Test
  void aFixIsProvedOrWithdrawn() {
    train("--init", "zeros", "--epochs", "5");
    Ran proved = Ran.hebb("doctor", file("m.hebb"), "--prove", "--data", "demo:moons");
    assertThat(proved.out()).contains("Proved: symmetry 1 -> gone, validation loss");
    JsonNode json =
        Ran.hebb("doctor", file("m.hebb"), "--prove", "--data", "demo:moons", "--json").json();
    JsonNode proof = json.path("proofs").path(0);
    assertThat(proof.path("helps").asBoolean()).isTrue();
    assertThat(proof.path("measure").path("before").asDouble()).isEqualTo(1);
    assertThat(proof.path("measure").has("after")).isTrue();
    assertThat(proof.path("measure").path("after").isNull()).as("gone").isTrue();
    assertThat(json.path("findings").path(0).path("epoch").asInt(-1)).isZero();
    assertThat(proof.path("loss").path("after").asDouble())
        .isLessThan(proof.path("loss").path("before").asDouble());
  }

  @Test
  void dataIsAskedForByNameAndHash() throws IOException {
    Path rows = Files.writeString(folder.resolve("r.csv"), BadInputCases.rows(40));
    Path others = Files.writeString(folder.resolve("o.csv"), BadInputCases.rows(41));
    Ran.hebb("train", rows.toString(), "--target", "y", "--epochs", "2", "--out", file("m.hebb"));
    assertThat(Ran.hebb("doctor", file("m.hebb"), "--prove"))
        .satisfies(ran -> assertThat(ran.err()).contains("r.csv of SHA-256 ", "Add --data FILE."))
        .satisfies(ran -> assertThat(ran.code()).isEqualTo(ExitCode.USAGE));
    Ran other = Ran.hebb("doctor", file("m.hebb"), "--prove", "--data", others.toString());
    assertThat(other.err()).contains("o.csv: expected the data that the model was trained on");
    assertThat(other.code()).isEqualTo(ExitCode.FAILED);
  }

  /// What is in the rows has no epoch, and neither had any finding once.
  @Test
  void findingsWithoutAnEpochAreRead() throws IOException {
    Path data = folder.resolve("r.csv");
    var rows = new StringBuilder("a,b,y%n".formatted());
    var random = new SplittableRandom(1);
    for (int i = 0; i < 300; i++) {
      boolean yes = random.nextBoolean();
      String days = yes ? "" : Integer.toString(random.nextInt(900));
      rows.append("%s,%s,%s%n".formatted(days, random.nextGaussian(), yes ? "yes" : "no"));
    }
    Files.writeString(data, rows);
    String model = file("m.hebb");
    JsonNode trained =
        Ran.hebb("train", data.toString(), "--target=y", "--epochs=2", "--out", model, "--json")
            .json();
    JsonNode leak = trained.path("findings").path(0);
    assertThat(leak.path("id").asString()).isEqualTo("leak");
    assertThat(leak.path("severity").asString()).isEqualTo("high");
    assertThat(leak.path("why").asString()).startsWith("Which cells of a are missing tells");
    assertThat(leak.has("epoch")).isFalse();
    Path log = folder.resolve("m.log.jsonl");
    assertThat(Files.readString(log)).doesNotContain("\"epoch\":null");
    Files.writeString(log, Files.readString(log).replaceAll("\"epoch\":\\d+,\"why\"", "\"why\""));
    assertThat(Ran.hebb("doctor", model, "--json").json().path("findings").path(0)).isEqualTo(leak);
  }

  @Test
  void aLogOfAnotherModelIsMet() throws IOException {
    train("--epochs", "3");
    Path log = folder.resolve("m.log.jsonl");
    List<String> lines = Files.readAllLines(log);
    Files.write(log, lines.subList(1, lines.size()));
    Ran ran = Ran.hebb("doctor", file("m.hebb"));
    assertThat(ran.err())
        .contains(
            "m.log.jsonl: expected the log of the model, which was trained for 3 epochs, got one of 2")
        .hasLineCount(1);
    Files.writeString(log, "{\"findings\":[{\"id\":3");
    assertThat(Ran.hebb("doctor", log.toString()).err())
        .contains("expected an epoch log, got something else")
        .hasLineCount(1);
    Files.writeString(log, "");
    assertThat(Ran.hebb("doctor", log.toString()).err())
        .contains("expected an epoch log, got something else");
    Files.writeString(log, "{\"epoch\":1}\n");
    assertThat(Ran.hebb("doctor", log.toString()).out()).contains("interrupted, or not looked at");
  }

  @Test
  void trainingEndsWhereTheFaultIsSure() {
    Ran ran = train("--init", "zeros", "--hidden=8", "--doctor", "--epochs", "30");
    assertThat(ran.code()).isEqualTo(ExitCode.DONE);
    assertThat(ran.out())
        .contains("Training was ended after epoch 1: symmetry is sure")
        .contains(
            "Try: ./hebb train demo:moons --out "
                + file("m.hebb")
                + " --hidden=8 --doctor --epochs 30 --init he_normal --force");
    assertThat(train("--epochs", "12", "--doctor", "--force").out())
        .doesNotContain("Doctor", "was ended");
    JsonNode json = train("--lr", "1e-7", "--epochs", "30", "--doctor", "--force", "--json").json();
    assertThat(json.path("epochs").asInt()).isEqualTo(4);
    assertThat(json.path("doctor").path("endedEarly").asBoolean()).isTrue();
    assertThat(Ran.hebb("inspect", file("m.hebb")).out().replaceAll("\\s+", " "))
        .contains("by the finding learning-rate-too-low, which is sure; the weights of epoch ");
    assertThat(json.path("doctor").path("command").asString()).endsWith(" --lr 0.001");
  }

  @Test
  void aProvedFixIsTaken() {
    Ran ran = train("--init", "zeros", "--fix", "--epochs", "20");
    assertThat(ran.code()).isEqualTo(ExitCode.DONE);
    assertThat(ran.out())
        .containsSubsequence(
            "symmetry (high, hidden1)",
            "Proved: symmetry 1 -> gone, validation loss",
            "Training starts anew with --init he_normal (fix 1 of at most 3).",
            "All 20 epochs are done")
        .doesNotContain("was ended");
    assertThat(Ran.hebb("inspect", file("m.hebb")).out())
        .contains("Fixed     symmetry: --init he_normal", "--init he_normal");
    JsonNode json = train("--init", "zeros", "--fix", "--epochs", "20", "--force", "--json").json();
    assertThat(json.path("doctor").path("fixes").path(0).asString()).isEqualTo("--init he_normal");
    assertThat(json.path("doctor").path("tried").path(0).path("helps").asBoolean()).isTrue();
    assertThat(json.path("findings"))
        .allMatch(one -> !one.path("severity").asString().equals("high"));
  }

  /// Classes that the inputs tell nothing of, learned by heart.
  @Test
  void whatNoOptionFixesIsSaid() throws IOException {
    var rows = new StringBuilder("a,b,c,d,e,f,y\n");
    var random = new SplittableRandom(1);
    for (int i = 0; i < 400; i++) {
      random.doubles(6).forEach(number -> rows.append(number).append(','));
      rows.append(random.nextBoolean() ? "yes\n" : "no\n");
    }
    Path data = Files.writeString(folder.resolve("r.csv"), rows);
    Ran ran = Ran.hebb("train", data.toString(), "--target", "y", "--fix", "--out", file("m.hebb"));
    assertThat(ran.code()).isEqualTo(ExitCode.DONE);
    assertThat(ran.out())
        .containsSubsequence(
            "nothing-to-learn (high)", "No option fixes what is high, so", "Trained   ");
  }

  @Test
  void aColumnThatLeaksIsLeftOut() throws IOException {
    var rows = new StringBuilder("a,\"it's, so\",b,y\n");
    var random = new SplittableRandom(1);
    for (int i = 0; i < 200; i++) {
      double a = random.nextGaussian();
      String y = a + random.nextGaussian() / 2 > 0 ? "yes" : "no";
      rows.append("%s,%s,%s,%s%n".formatted(a, y, random.nextGaussian(), y));
    }
    Path data = Files.writeString(folder.resolve("r.csv"), rows);
    Ran ran =
        Ran.hebb(
            "train",
            data.toString(),
            "--target",
            "y",
            "--ignore",
            "b",
            "--fix",
            "--epochs",
            "15",
            "--out",
            file("m.hebb"));
    assertThat(ran.out())
        .containsSubsequence(
            "leak (high, it's, so)",
            "Fix: --ignore '\"it'\\''s, so\"'",
            "Left out: leak 1 -> gone. The validation loss goes",
            "starts anew")
        .doesNotContain("Proved");
    assertThat(
            Ran.hebb("inspect", file("m.hebb"), "--json")
                .json()
                .path("options")
                .path("ignore")
                .asString())
        .isEqualTo("b,\"it's, so\"");
    assertThat(Ran.hebb("doctor", file("m.hebb")).out()).doesNotContain("leak");
  }

  @Test
  void findingsAreToldInChinese() {
    Ran ran = train("--init", "zeros", "--epochs", "2", "--lang", "zh");
    assertThat(ran.out())
        .contains("问题      symmetry (严重, hidden1): hidden1 中 100 % 的单元权重", "改法：--init he_normal");
    Ran doctor = Ran.hebb("doctor", file("m.hebb"), "--lang", "zh");
    assertThat(doctor.out())
        .contains("没有用的办法：", "说明：./hebb help symmetry --lang zh")
        .doesNotContain("Fix:", "Would");
    JsonNode json = Ran.hebb("doctor", file("m.hebb"), "--lang", "zh", "--json").json();
    assertThat(json.path("findings").path(0).path("why").asString()).contains("权重完全相同");
    assertThat(Ran.hebb("help", "symmetry", "--lang", "zh").out())
        .contains("含义", "判据", "办法", "一层里的单元");
  }

  @Test
  void languagesSayTheSameOfTheSame() {
    Map<String, String> english = new Phrases(Language.EN).all();
    assertThat(new Phrases(Language.ZH).all().keySet()).isEqualTo(english.keySet());
    List<Entry> chinese = new Entries(Language.ZH).of(Family.FINDING);
    List<Entry> entries = new Entries().of(Family.FINDING);
    assertThat(chinese.stream().map(Entry::name))
        .isEqualTo(entries.stream().map(Entry::name).toList());
    for (int i = 0; i < entries.size(); i++) {
      assertThat(chinese.get(i).texts().keySet()).isEqualTo(entries.get(i).texts().keySet());
    }
  }

  /// The rows that were validated on count too.
  @Test
  void aFileForValidationIsAskedFor() throws IOException {
    Path rows = Files.writeString(folder.resolve("r.csv"), BadInputCases.rows(60));
    Path held = Files.writeString(folder.resolve("v.csv"), BadInputCases.rows(41));
    Path others = Files.writeString(folder.resolve("o.csv"), BadInputCases.rows(42));
    Ran.hebb(
        "train",
        rows.toString(),
        "--target",
        "y",
        "--validation",
        held.toString(),
        "--lr",
        "1e-7",
        "--epochs",
        "3",
        "--out",
        file("m.hebb"));
    String[] prove = {"doctor", file("m.hebb"), "--prove", "--data", rows.toString()};
    Ran without = Ran.hebb(prove);
    assertThat(without.code()).isEqualTo(ExitCode.FAILED);
    assertThat(without.err())
        .contains("v.csv of SHA-256 ", "got none. Name that file with --validation.")
        .hasLineCount(1);
    assertThat(hebb(prove, "--validation", others.toString()).err())
        .contains("o.csv: expected the rows that the model was validated on, v.csv of SHA-256 ");
    assertThat(hebb(prove, "--validation", held.toString()).out())
        .contains("Proved: learning-rate-too-low");
  }

  private static Ran hebb(String[] words, String... more) {
    return Ran.hebb(Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new));
  }

  @Test
  void fixesOfLanguagesAndTranslationsAreProved() throws IOException {
    Path text =
        Files.writeString(
            folder.resolve("t.txt"), "a song of songs, and no end to it.\n".repeat(200));
    Ran.hebb(
        "train",
        text.toString(),
        "--task",
        "language",
        "--network",
        "embedding(8) gru(16, sequence=true)",
        "--lr",
        "1e-8",
        "--epochs",
        "12",
        "--window",
        "16",
        "--out",
        file("l.hebb"));
    assertThat(Ran.hebb("doctor", file("l.hebb"), "--prove", "--data", text.toString()).out())
        .contains("Proved: learning-rate-too-low");
    var pairs = new StringBuilder();
    for (int i = 0; i < 120; i++) {
      pairs.append("n %d\tNo %d%n".formatted(i * 37 % 100, i * 37 % 100));
    }
    Path rows = Files.writeString(folder.resolve("t.tsv"), pairs);
    Ran.hebb(
        "train",
        rows.toString(),
        "--target",
        "c2",
        "--text",
        "c1",
        "--task",
        "translate",
        "--network",
        "seq2seq(embedding(8) gru(8); embedding(8) gru(8) attention)",
        "--lr",
        "1e-8",
        "--epochs",
        "30",
        "--out",
        file("d.hebb"));
    assertThat(Ran.hebb("doctor", file("d.hebb"), "--prove", "--data", rows.toString()).out())
        .contains("Proved: learning-rate-too-low");
  }
}
