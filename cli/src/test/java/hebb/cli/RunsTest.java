package hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hebb.cli.option.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Runs are gone on from, compared and listed.
class RunsTest {
  @TempDir private Path folder;

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private Ran train(String out, String... options) {
    List<String> words = new ArrayList<>(List.of("train"));
    words.addAll(List.of(options));
    words.addAll(List.of("--out", file(out)));
    Ran ran = Ran.hebb(words.toArray(String[]::new));
    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.DONE);
    return ran;
  }

  private void moons(String out, String... options) {
    train(
        out,
        Stream.concat(Stream.of("demo:moons", "--hidden", "4", "--epochs", "3"), Stream.of(options))
            .toArray(String[]::new));
  }

  @Test
  void aForkSaysWhatItCameFrom() {
    moons("m.hebb");
    Ran fork = train("f.hebb", "--from", file("m.hebb"), "--lr", ".01", "--epochs", "2");
    assertThat(fork.out().replaceAll("\\s+", " "))
        .contains("Data demo:moons", "those of m.hebb after epoch 3; the optimiser starts anew.")
        .contains("--hidden 4", "learning_rate=0.01");
    assertThat(Ran.hebb("inspect", file("f.hebb")).out())
        .contains("Parent    m.hebb after epoch 3, SHA-256");
    JsonNode parent =
        Ran.hebb("inspect", file("f.hebb"), "--json").json().path("provenance").path("fork");
    assertThat(parent.path("file").asString()).isEqualTo("m.hebb");
    assertThat(parent.path("changed").propertyNames()).containsExactly("optimizer", "epochs");
    assertThat(parent.path("changed").path("epochs").asString()).isEqualTo("3");
    assertThat(parent.path("before")).isEmpty();
  }

  /// A training that begins deletes what the one before recorded.
  @Test
  void aForkOfASnapshotIsAnotherFile() {
    moons("m.hebb", "--record", "1");
    for (String snapshot : List.of("m.hebb@2", "m.record/epoch-2.hebb")) {
      Ran same = Ran.hebb("train", "--from", file(snapshot), "--out", file("m.hebb"), "--force");
      assertThat(same.code()).isEqualTo(ExitCode.USAGE);
      assertThat(same.err()).contains("from whose snapshot training goes on, got that one.");
    }
    assertThat(folder.resolve("m.record")).isNotEmptyDirectory();
    assertThat(train("f.hebb", "--from", file("m.hebb") + "@2", "--epochs", "1").out())
        .contains("those of m.hebb@2;");
    Ran anew = train("m.hebb", "demo:moons", "--epochs", "1", "--force");
    assertThat(anew.out().replaceAll("\\s+", " ")).contains("m.record is deleted: 4 snapshots.");
    assertThat(folder.resolve("m.record")).doesNotExist();
  }

  @Test
  void aForkOfAForkTellsTheWholeLine() {
    moons("m.hebb");
    train("f.hebb", "--from", file("m.hebb"), "--epochs", "2");
    train("g.hebb", "--from", file("f.hebb"), "--epochs", "1");
    train("h.hebb", "--from", file("g.hebb"), "--epochs", "1");
    String before = Ran.hebb("inspect", file("h.hebb")).out().replaceAll("\\s+", " ");
    assertThat(before)
        .containsPattern(
            "Parent g.hebb after epoch 1, .*\\. It went on from f.hebb after epoch \\d, which went on"
                + " from m.hebb after epoch \\d\\.");
    assertThat(Ran.hebb("runs", folder.toString()).out().replaceAll("\\s+", " "))
        .containsPattern(
            "from g.hebb after epoch 1 \\(\\w+\\.\\.\\.\\) from f.hebb after epoch \\d from m.hebb");
  }

  /// What is typed again as it was is not refused, and what was not typed is not set anew.
  @Test
  void onlyWhatWasTypedIsChanged() {
    moons("m.hebb", "--batch-size", "16", "--lr-of", "hidden1/*=.5", "--ignore", "");
    Ran fork =
        train("f.hebb", "--from", file("m.hebb"), "--hidden", "4", "--l2", ".01", "--dry-run");
    assertThat(fork.out()).contains("--batch-size 16", "--lr-of 'hidden1/*=0.5'", "--l2 0.01");
  }

  @Test
  void aForkOfAFileFindsItsData() throws IOException {
    Path rows = Files.writeString(folder.resolve("r.csv"), BadInputCases.rows(120));
    train("m.hebb", rows.toString(), "--target", "y", "--epochs", "2");
    assertThat(train("f.hebb", "--from", file("m.hebb")).out()).contains("Data      r.csv, rows:");
    Path more = Files.writeString(folder.resolve("more.csv"), BadInputCases.rows(150));
    Ran other = train("g.hebb", more.toString(), "--from", file("m.hebb.checkpoint"));
    assertThat(other.out().replaceAll("\\s+", " "))
        .contains(
            "The data is not that of m.hebb.checkpoint, which was trained on r.csv of SHA-256");
    JsonNode json =
        train("h.hebb", rows.toString(), "--from", file("m.hebb"), "--seed", "5", "--json").json();
    assertThat(json.path("warnings").path(0).asString())
        .startsWith("The parts are split otherwise than those of m.hebb, so rows that it was");
  }

  @Test
  void aForkGoesOnWithResume() {
    moons("m.hebb");
    train("f.hebb", "--from", file("m.hebb"), "--epochs", "2");
    Ran without = Ran.hebb("train", "demo:moons", "--resume", "--out", file("f.hebb"));
    assertThat(without.code()).isEqualTo(ExitCode.FAILED);
    Ran more = train("f.hebb", "--from", file("m.hebb"), "--epochs", "5", "--resume");
    assertThat(more.out()).contains("Resumed   after epoch 2", "Trained   5 epochs");
  }

  @Test
  void seedsAreTakenTogether() throws IOException {
    for (String seed : List.of("1", "2")) {
      moons("a" + seed + ".hebb", "--seed", seed);
      moons("b" + seed + ".hebb", "--seed", seed, "--lr", ".1");
    }
    String[] runs = {
      "compare", file("a1.hebb"), file("b2.hebb"), file("a2.hebb"), file("b1.log.jsonl")
    };
    Ran ran = Ran.hebb(runs);
    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.DONE);
    assertThat(ran.out().replaceAll("\\s+", " "))
        .contains("A 2 seeds:", "B 2 seeds:", "learning_rate=0.1", "Validation loss by epoch")
        .contains("paired by seed")
        .doesNotContain("There is no interval");
    Ran again =
        Ran.hebb(
            Stream.concat(Stream.of(runs), Stream.of("--json", "-o", file("c.svg")))
                .toArray(String[]::new));
    JsonNode json = again.json();
    assertThat(json.path("groups").size()).isEqualTo(2);
    JsonNode accuracy = json.path("differences").path(0).path("metrics").path("accuracy");
    double[] each = new double[2];
    for (int seed = 0; seed < 2; seed++) {
      each[seed] = accuracy(json, 1, seed) - accuracy(json, 0, seed);
    }
    double mean = (each[0] + each[1]) / 2;
    assertThat(accuracy.path("difference").asDouble()).isCloseTo(mean, within(1e-12));
    // Two differences: their mean is off by their half distance, and t is 12.706.
    double half = 12.706 * Math.abs(each[0] - each[1]) / 2;
    assertThat(accuracy.path("high").asDouble()).isCloseTo(mean + half, within(1e-9));
    assertThat(json.path("differing").propertyNames()).containsExactly("optimizer");
    assertThat(Files.readString(folder.resolve("c.svg"))).contains("validation loss", "2 seeds");
  }

  private static double accuracy(JsonNode json, int group, int run) {
    JsonNode one = json.path("groups").path(group).path("runs").path(run);
    return one.path("metrics").path("accuracy").asDouble(Double.NaN);
  }

  @Test
  void modelsAreComparedRowByRow() throws IOException {
    moons("a.hebb", "--lr", ".05");
    moons("b.hebb", "--lr", "1e-6");
    Ran.hebb("data", "demo:moons", "--rows", "300", "--seed", "9", "-o", file("t.csv"));
    JsonNode json =
        Ran.hebb("compare", file("a.hebb"), file("b.hebb"), "--data", file("t.csv"), "--json")
            .json();
    JsonNode accuracy = json.path("differences").path(0).path("metrics").path("accuracy");
    assertThat(accuracy.path("method").asString()).isEqualTo("paired bootstrap over 300 rows");
    double[] alone = new double[2];
    for (int i = 0; i < 2; i++) {
      String model = file(i == 0 ? "a.hebb" : "b.hebb");
      JsonNode metrics =
          Ran.hebb("evaluate", model, file("t.csv"), "--json").json().path("metrics");
      alone[i] = metrics.path("accuracy").asDouble();
    }
    assertThat(accuracy.path("difference").asDouble())
        .isCloseTo(alone[1] - alone[0], within(1e-9))
        .isStrictlyBetween(accuracy.path("low").asDouble(), accuracy.path("high").asDouble());
    Ran own = Ran.hebb("compare", file("a.hebb"), file("b.hebb"), "--data", "demo:moons");
    assertThat(own.out().replaceAll("\\s+", " "))
        .contains("was trained on rows of demo:moons, so its measures are too good.");
  }

  @Test
  void oneRunEachHasNoInterval() throws IOException {
    moons("a.hebb");
    moons("b.hebb", "--l2", ".1");
    Files.delete(folder.resolve("b.log.jsonl"));
    String out = Ran.hebb("compare", file("a.hebb"), file("b.hebb")).out();
    assertThat(out.replaceAll("\\s+", " "))
        .contains(
            "There is no interval: one run each tells little.", "No curve of " + file("b.hebb"))
        .contains("--l2: A 0, B 0.1");
  }

  @Test
  void mixedTasksAreRefused() {
    moons("a.hebb");
    train("b.hebb", "demo:moons", "--target", "x2", "--hidden", "4", "--epochs", "1");
    assertThat(Ran.hebb("compare", file("a.hebb"), file("b.hebb")).err())
        .contains("compare: expected runs of one task and one target, got classification of moon")
        .contains("regression of x2")
        .hasLineCount(1);
  }

  @Test
  void otherClassesAreRefused() throws IOException {
    for (String name : List.of("c", "d")) {
      Files.writeString(
          folder.resolve(name + ".csv"),
          "x,class\n" + ("1," + name + "0\n2," + name + "1\n").repeat(20));
      train(name + ".hebb", file(name + ".csv"), "--target", "class", "--epochs", "1");
    }
    assertThat(Ran.hebb("compare", file("c.hebb"), file("d.hebb")).err())
        .contains("compare: expected runs of the same classes, got c0, c1", "and d0, d1")
        .hasLineCount(1);
  }

  @Test
  void runsAreListed() throws IOException {
    moons("a.hebb", "--lr", ".05");
    String[] zeros = "demo:moons --hidden 4 --epochs 5 --init zeros --lr 1e-7".split(" ");
    train("b.hebb", zeros);
    train("f.hebb", "--from", file("a.hebb"), "--epochs", "1");
    Path below = Files.createDirectories(folder.resolve("more"));
    Files.copy(folder.resolve("a.log.jsonl"), below.resolve("alone.log.jsonl"));
    Files.writeString(folder.resolve("broken.hebb"), "nothing");
    Files.createDirectories(folder.resolve("a.record"));
    Files.copy(folder.resolve("a.hebb"), folder.resolve("a.record").resolve("epoch-1.hebb"));
    String out = Ran.hebb("runs", folder.toString()).out();
    assertThat(out)
        .contains(
            "a.hebb", "alone.log.jsonl", "1 file could not be read", "from a.hebb after epoch")
        .doesNotContain("epoch-1.hebb");
    JsonNode json = Ran.hebb("runs", folder.toString(), "--sort", "metric", "--json").json();
    List<String> order =
        json.path("runs").valueStream().map(run -> run.path("run").asString()).toList();
    assertThat(order).hasSize(4);
    assertThat(order.indexOf("b.hebb")).isGreaterThan(order.indexOf("a.hebb"));
    JsonNode epochs = Ran.hebb("runs", folder.toString(), "--sort", "epochs", "--json").json();
    assertThat(epochs.path("runs").path(0).path("run").asString()).isEqualTo("b.hebb");
    assertThat(epochs.path("runs").path(0).path("seconds").asDouble()).isPositive();
    assertThat(json.path("unreadable").size()).isEqualTo(1);
  }

  /// Losses of logs are not sorted among accuracies, nor targets among each other.
  @Test
  void theBestOfEachTargetComesFirst() throws IOException {
    moons("good.hebb", "--lr", ".05");
    moons("bad.hebb", "--init", "zeros", "--lr", "1e-7");
    moons("whole.hebb", "--validation-split", "0");
    train("other.hebb", "demo:moons", "--target", "x2", "--hidden", "4", "--epochs", "1");
    moons("log.hebb");
    Files.delete(folder.resolve("log.hebb"));
    String[] runs = {"runs", folder.toString(), "--sort", "metric"};
    assertThat(Ran.hebb(runs).out().replaceAll("\\s+", " "))
        .contains("for each the best first; runs without a metric last.");
    JsonNode json =
        Ran.hebb("runs", folder.toString(), "--sort", "metric", "--json").json().path("runs");
    assertThat(json.valueStream().map(run -> run.path("run").asString()))
        .containsExactly("good.hebb", "bad.hebb", "log.log.jsonl", "other.hebb", "whole.hebb");
  }

  @Test
  void tensorBoardGetsAFileForEachTraining() throws IOException {
    moons("m.hebb", "--tensorboard", file("board"));
    train(
        "m.hebb",
        "demo:moons",
        "--hidden",
        "4",
        "--epochs",
        "4",
        "--resume",
        "--tensorboard",
        file("board"));
    try (Stream<Path> files = Files.list(folder.resolve("board"))) {
      assertThat(files)
          .hasSize(2)
          .allMatch(file -> file.getFileName().toString().startsWith("events.out.tfevents."));
    }
  }
}
