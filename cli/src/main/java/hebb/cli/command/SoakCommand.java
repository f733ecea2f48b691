package hebb.cli.command;

import hebb.cli.option.ExitCode;
import hebb.cli.output.Session;
import hebb.data.demo.Demo;
import hebb.data.table.Table;
import hebb.model.Checkpoint;
import hebb.model.Model;
import hebb.model.ModelTrainer;
import hebb.model.Prediction;
import hebb.model.TrainOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `hebb soak`: whether anything grows or changes in hours of use. A round trains a model while 8
/// threads predict with the last one, saves, loads, and trains it again by half from a checkpoint;
/// whatever differs by a bit ends it.
@Command(
    name = "soak",
    hidden = true,
    description = "Trains, predicts, saves, loads and resumes in a loop and watches what it takes.",
    footer = {
      "",
      "Examples:",
      "  ./hebb soak --minutes 1",
      "  ./hebb soak --minutes 30",
    })
public final class SoakCommand implements Callable<Integer> {
  private static final int THREADS = 8;
  private static final int EPOCHS = 6;
  private static final long MINUTE = 60_000_000_000L;

  private final Session session;

  @Option(names = "--minutes", paramLabel = "N", description = "How long (1).")
  private double minutes = 1;

  public SoakCommand(Session session) {
    this.session = session;
  }

  /// What the process held after a round.
  private record Usage(long heap, int threads, long handles) {
    static Usage now() {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      return new Usage(
          runtime.totalMemory() - runtime.freeMemory(),
          Thread.getAllStackTraces().size(),
          openFiles());
    }

    /// The open files of this process; 0 where the system does not list them.
    private static long openFiles() {
      try (var files = Files.list(Path.of("/proc/self/fd"))) {
        return files.count();
      } catch (IOException e) {
        return 0;
      }
    }

    @Override
    public String toString() {
      return "heap %.1f MB, %d threads, %d open files"
          .formatted(heap / (double) (1 << 20), threads, handles);
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("hebb-soak");
    List<Usage> usages = new ArrayList<>();
    try (ExecutorService callers = Executors.newFixedThreadPool(THREADS)) {
      soak(folder, callers, usages);
    } finally {
      try (var files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
    return verdict(usages);
  }

  private void soak(Path folder, ExecutorService callers, List<Usage> usages)
      throws InterruptedException {
    Table table = Demo.SPIRALS.table(400, 1);
    List<Map<String, Double>> rows = rows();
    Model model = trainer(table, EPOCHS).run().model();
    List<String> expected = predictions(model, rows);
    Path file = folder.resolve("soak.hebb");
    Path checkpoint = Checkpoint.beside(file);
    long start = System.nanoTime();
    long shown = start;
    while (System.nanoTime() - start < minutes * MINUTE) {
      Model present = model;
      List<Future<List<String>>> answers = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        answers.add(callers.submit(() -> predictions(present, rows)));
      }
      Model whole = trainer(table, EPOCHS).run().model();
      for (Future<List<String>> answer : answers) {
        requireSame("predictions under load", expected, result(answer));
      }
      whole.save(file);
      model = Model.load(file);
      requireSame("a loaded model", expected, predictions(model, rows));
      trainer(table, EPOCHS / 2).checkpoints(checkpoint).run();
      Model resumed = trainer(table, EPOCHS).resume(Checkpoint.load(checkpoint)).run().model();
      requireSame("a resumed training", expected, predictions(resumed, rows));
      usages.add(Usage.now());
      if (usages.size() == 1 || System.nanoTime() - shown >= MINUTE) {
        shown = usages.size() == 1 ? start : shown + MINUTE;
        long elapsed = Math.round((System.nanoTime() - start) / (double) MINUTE);
        session
            .out()
            .println("minute " + elapsed + ", round " + usages.size() + ": " + usages.getLast());
      }
    }
  }

  private static ModelTrainer trainer(Table table, int epochs) {
    return new ModelTrainer(table, new TrainOptions().withEpochs(epochs).withDropout(0.1));
  }

  private static List<Map<String, Double>> rows() {
    List<Map<String, Double>> rows = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      rows.add(Map.of("x1", Math.sin(i) * 3, "x2", Math.cos(i * 0.7) * 3));
    }
    return rows;
  }

  private static List<String> predictions(Model model, List<Map<String, Double>> rows) {
    return rows.stream().map(row -> full(model.predict(row))).toList();
  }

  /// A prediction with all its digits.
  private static String full(Prediction prediction) {
    return switch (prediction) {
      case Prediction.OfClass(String label, Map<String, Double> probabilities, var _) ->
          label + probabilities;
      case Prediction.OfNumber(double value, var _) -> Double.toString(value);
      case Prediction.OfSeveral(Map<String, Prediction> targets, var _) ->
          String.join(",", targets.values().stream().map(SoakCommand::full).toList());
      case Prediction.OfInputs(double error, var values, var _) -> error + " " + values;
    };
  }

  private static List<String> result(Future<List<String>> answer) throws InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("soak: a prediction failed.", e);
    }
  }

  private static void requireSame(String what, List<String> expected, List<String> got) {
    if (!expected.equals(got)) {
      throw new IllegalStateException(
          "soak: expected the same bits from " + what + ", got others.");
    }
  }

  /// Compares the last third of the rounds with the second one; in the first the JVM is still
  /// compiling.
  private int verdict(List<Usage> usages) {
    int third = usages.size() / 3;
    if (third == 0) {
      session.out().println("Too short for a verdict: " + usages.size() + " rounds.");
      return ExitCode.DONE;
    }
    Usage before = median(usages.subList(third, 2 * third));
    Usage after = median(usages.subList(2 * third, usages.size()));
    boolean flat =
        after.heap() - before.heap() < Math.max(1 << 20, before.heap() / 20)
            && after.threads() <= before.threads()
            && after.handles() <= before.handles();
    session.out().println(usages.size() + " rounds; second third: " + before);
    session.out().println("last third: " + after);
    session.out().println(flat ? "Flat; every prediction had the same bits." : "NOT flat.");
    return flat ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static Usage median(List<Usage> usages) {
    long[] heaps = usages.stream().mapToLong(Usage::heap).sorted().toArray();
    int[] threads = usages.stream().mapToInt(Usage::threads).sorted().toArray();
    long[] handles = usages.stream().mapToLong(Usage::handles).sorted().toArray();
    int middle = usages.size() / 2;
    return new Usage(heaps[middle], threads[middle], handles[middle]);
  }
}
