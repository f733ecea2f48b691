package hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.cli.option.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    Files.writeString(log, "{\"epoch\":1}\n");
    assertThat(Ran.hebb("doctor", log.toString()).out()).contains("interrupted, or not looked at");
  }
}
