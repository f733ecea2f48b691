package hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.nn.optim.Optimizer;
import hebb.nn.optim.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
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
import org.junit.jupiter.params.provider.ValueSource;

/// A training that is killed again and again, at random moments and, every other time, while it
/// writes a checkpoint, ends with the same bits as one that was left alone. Run by `mvn -Pslow
/// verify`; `-Dhebb.kills=N` sets how often.
@Tag("slow")
class KilledTest {
  private static final int KILLS = Integer.getInteger("hebb.kills", 20);
  private static final long SEED = Long.getLong("hebb.seed", System.nanoTime());

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
    List<String> training =
        List.of("demo:flower --epochs 4000 --patience 3900 --network".split(" "));
    List<String> options = List.of(NETWORK, "--optimizer", optimizer, "--schedule", schedule);
    endsWithTheSameBits(
        optimizer + ", " + schedule,
        Stream.of(training, options).flatMap(List::stream).toList(),
        KILLS);
  }

  /// What is read, changed at random or carried on beside the rows of a table.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo:digits --augment light --epochs 40 --network conv(4,stride=2)|relu|global_average_pool",
        "text.txt --task language --carry-state --window 16 --epochs 600 --network"
            + " embedding(8)|lstm(16,sequence=true)|dropout(.2)",
        "text.txt --task language --lines --epochs 600 --network"
            + " embedding(8)|positions|transformer(2,causal=true,dropout=.1)",
        "pairs.tsv --task translate --target to --validation-split 0 --epochs 300 --network"
            + " seq2seq(embedding(8)|bidirectional(gru(8));embedding(8)|gru(12)|attention)",
        "labels.csv --target label --text words --patience none --epochs 1500 --network"
            + " embedding(8)|gru(8,dropout=.1)",
        "series.csv --target y --time t --horizon 3 --epochs 3000 --network lstm(8,dropout=.1)"
      })
  void ofOtherDataToo(String training) throws IOException, InterruptedException {
    data();
    List<String> words =
        Stream.of(training.split(" "))
            .map(word -> word.replace('|', ' '))
            .map(
                word -> word.matches(".*[.](txt|tsv|csv)") ? folder.resolve(word).toString() : word)
            .toList();
    endsWithTheSameBits(training, words, Math.min(KILLS, 5));
  }

  private void data() throws IOException {
    var random = new Random(3);
    StringBuilder text = new StringBuilder();
    StringBuilder pairs = new StringBuilder("from\tto\n");
    StringBuilder labels = new StringBuilder("words,label\n");
    StringBuilder series = new StringBuilder("t,y\n");
    for (int i = 0; i < 400; i++) {
      String animal = List.of("cat", "dog", "bird").get(random.nextInt(3));
      String act = List.of("sleeps", "eats", "runs").get(random.nextInt(3));
      text.append("the ").append(animal).append(' ').append(act).append(".\n");
      pairs.append("the " + animal + " " + act + "\t" + act + " the " + animal + "\n");
      labels.append("the " + animal + " " + act + " here," + animal.charAt(0) + "\n");
      series.append(LocalDate.of(2024, 1, 1).plusDays(i)).append(',').append(i % 7).append('\n');
    }
    Files.writeString(folder.resolve("text.txt"), text);
    Files.writeString(folder.resolve("pairs.tsv"), pairs);
    Files.writeString(folder.resolve("labels.csv"), labels);
    Files.writeString(folder.resolve("series.csv"), series);
  }

  private void endsWithTheSameBits(String name, List<String> training, int most)
      throws IOException, InterruptedException {
    var random = new Random(SEED);
    Path whole = folder.resolve("whole.hebb");
    assertThat(start(10, whole, training, "--threads", "1").waitFor()).isZero();
    Path killed = folder.resolve("killed.hebb");
    int kills = 0;
    int writing = 0;
    while (kills < most) {
      long logged = lastLogged();
      String threads = Integer.toString(1 + random.nextInt(3));
      Process process =
          Files.exists(folder.resolve("killed.hebb.checkpoint"))
              ? start(0, killed, training, "--threads", threads, "--resume")
              : start(0, killed, training, "--threads", threads);
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
    assertThat(start(10, killed, training, "--threads", "2", "--resume").waitFor()).isZero();
    System.out.println(
        name + ": " + kills + " kills, " + writing + " of them while writing, seed " + SEED);
    assertThat(kills).isEqualTo(most);
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
  private static Process start(int seconds, Path model, List<String> training, String... more)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dhebb.checkpoint.seconds=" + seconds,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.add("train");
    command.addAll(training);
    command.addAll(List.of("--quiet", "--out", model.toString()));
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
