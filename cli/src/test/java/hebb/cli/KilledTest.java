package hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.nn.optim.Optimizer;
import hebb.nn.optim.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A training that is killed again and again, at random moments and, every other time, while it
/// writes a checkpoint, ends with the same bits as one that was left alone. Run by `mvn -Pslow
/// verify`; `-Dhebb.kills=N` sets how often.
@Tag("slow")
class KilledTest {
  private static final int KILLS = Integer.getInteger("hebb.kills", 20);
  private static final long SEED = Long.getLong("hebb.seed", System.nanoTime());
  private static final String EPOCHS = "4000";

  @TempDir private Path folder;

  static Stream<Arguments> ways() {
    List<String> schedules = Schedule.names();
    // L-BFGS converges before it can be killed so often.
    List<String> optimizers =
        Optimizer.names().stream().filter(name -> !name.equals("lbfgs")).toList();
    return IntStream.range(0, optimizers.size())
        .mapToObj(i -> Arguments.of(optimizers.get(i), schedules.get(i % schedules.size())));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("ways")
  void endsWithTheSameBits(String optimizer, String schedule)
      throws IOException, InterruptedException {
    var random = new Random(SEED);
    Path whole = folder.resolve("whole.hebb");
    assertThat(start(10, whole, optimizer, schedule, "1").waitFor()).isZero();
    Path killed = folder.resolve("killed.hebb");
    int kills = 0;
    int writing = 0;
    while (kills < KILLS) {
      long logged = lastLogged();
      String threads = Integer.toString(1 + random.nextInt(3));
      Process process =
          Files.exists(folder.resolve("killed.hebb.checkpoint"))
              ? start(0, killed, optimizer, schedule, threads, "--resume")
              : start(0, killed, optimizer, schedule, threads);
      while (process.isAlive() && lastLogged() == logged) {
        Thread.onSpinWait();
      }
      process.waitFor(random.nextInt(1000), TimeUnit.MILLISECONDS);
      while (process.isAlive() && kills % 2 == 1 && !leftBehind()) {
        Thread.onSpinWait();
      }
      process.destroyForcibly().waitFor();
      kills++;
      writing += leftBehind() ? 1 : 0;
    }
    assertThat(start(10, killed, optimizer, schedule, "2", "--resume").waitFor()).isZero();
    System.out.println(
        optimizer
            + ", "
            + schedule
            + ": "
            + kills
            + " kills, "
            + writing
            + " of them while writing, seed "
            + SEED);
    assertThat(kills).isEqualTo(KILLS);
    assertThat(weights(killed)).isEqualTo(weights(whole));
    assertThat(Files.readAllLines(folder.resolve("killed.log.jsonl")))
        .as("a line for each epoch, one for the findings")
        .hasSize(epochs(whole) + 1);
    assertThat(leftBehind()).isFalse();
  }

  /// When the epoch log was written last; 0 before.
  private long lastLogged() {
    return folder.resolve("killed.log.jsonl").toFile().lastModified();
  }

  private static int epochs(Path model) {
    return Ran.hebb("inspect", model.toString(), "--json").json().at("/results/epochs").asInt();
  }

  /// Whether a file was being written when the process ended.
  private boolean leftBehind() throws IOException {
    try (var files = Files.list(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(".tmp"));
    }
  }

  /// Of what is random and of what moves beside the weights.
  private static final String NETWORK =
      "dense(16) batch_norm relu dropout(.1) max_norm(3, dense(8) relu)";

  /// Starts a training that writes a checkpoint at an epoch's end when so many seconds have passed.
  private static Process start(
      int seconds, Path model, String optimizer, String schedule, String threads, String... more)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dhebb.checkpoint.seconds=" + seconds,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of("train", "demo:flower", "--network", NETWORK, "--quiet"));
    command.addAll(List.of("--optimizer", optimizer, "--schedule", schedule));
    command.addAll(List.of("--epochs", EPOCHS, "--patience", "3900", "--threads", threads));
    command.addAll(List.of("--out", model.toString()));
    command.addAll(List.of(more));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static byte[] weights(Path model) throws IOException {
    try (var zip = new ZipFile(model.toFile());
        var in = zip.getInputStream(zip.getEntry("weights.safetensors"))) {
      return in.readAllBytes();
    }
  }
}
