package hebb.bench;

import hebb.compile.Compiler;
import hebb.kernel.KernelChoice;
import hebb.nn.layer.Dense;
import hebb.nn.Layer;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.activation.Activation;
import hebb.nn.loss.Loss;
import hebb.nn.optim.Variables;
import hebb.run.Executor;
import hebb.run.Program;
import hebb.run.Workspace;
import hebb.dataset.Dataset;
import hebb.tensor.Shape;
import hebb.train.EpochLog;
import hebb.train.StepGraph;
import hebb.train.Trainer;
import hebb.train.TrainingConfig;
import hebb.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// How time grows with the work: the time of a training step against batch, width, depth and threads, and of an epoch
/// against rows, as figures (SVG). Argument: the folder for them.
public final class Growth {
  private static final int MOST_THREADS = Runtime.getRuntime().availableProcessors();
  private static final double WARM_UP = 1;
  private static final double SECONDS = 1;
  private static final int LEAST_STEPS = 3;
  private static final int COLUMNS = 30;

  private Growth() {}

  /// Draws all figures.
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args.length == 0 ? "growth" : args[0]);
    Files.createDirectories(folder);
    var batch = new Figure("Time of a step against batch", "rows", "ms");
    var width = new Figure("Time of a step against width", "units of each of 2 hidden layers", "ms");
    var depth = new Figure("Time of a step against depth", "hidden layers of 64", "ms");
    for (int threads : List.of(1, 2)) {
      String name = threads == 1 ? "1 thread" : threads + " threads";
      doubling(1, 65_536).forEach(n -> batch.add(name, n, millis(n, threads, 32, 64, 64, 1)));
      doubling(8, 4_096).forEach(n -> width.add(name, n, millis(64, threads, 32, n, n, 1)));
      List.of(1, 2, 3, 5, 7, 10, 20, 30, 50, 70, 100)
          .forEach(n -> depth.add(name, n, millis(64, threads, deep(n))));
    }
    batch.write(folder.resolve("batch.svg"));
    width.write(folder.resolve("width.svg"));
    depth.write(folder.resolve("depth.svg"));

    var threads = new Figure("Time of a step against threads", "threads", "ms");
    for (int n = 1; n <= MOST_THREADS; n++) {
      threads.add("784-256-128-10, batch 128", n, millis(128, n, 784, 256, 128, 10));
      threads.add("1024-1024-1024-10, batch 256", n, millis(256, n, 1024, 1024, 1024, 10));
    }
    threads.write(folder.resolve("threads.svg"));

    var rows = new Figure("Time of an epoch against rows", "rows of " + COLUMNS + " columns", "s");
    for (int n : List.of(1_000, 10_000, 100_000, 1_000_000, 10_000_000)) {
      rows.add(MOST_THREADS + " threads", n, epoch(n));
    }
    rows.write(folder.resolve("rows.svg"));
  }

  private static List<Integer> doubling(int from, int to) {
    return IntStream.iterate(from, n -> n <= to, n -> 2 * n).boxed().toList();
  }

  private static int[] deep(int layers) {
    return IntStream.concat(
            IntStream.of(32), IntStream.concat(IntStream.generate(() -> 64).limit(layers), IntStream.of(1)))
        .toArray();
  }

  private static Network network(int... sizes) {
    List<Layer> layers = new ArrayList<>();
    for (int i = 1; i < sizes.length - 1; i++) {
      layers.add(Dense.of(sizes[i], Activation.Standard.RELU));
    }
    layers.add(Dense.of(sizes[sizes.length - 1]));
    return Network.of(layers.toArray(Layer[]::new));
  }

  /// Milliseconds of the fastest of several steps of training with Adam.
  private static double millis(int batch, int threads, int... sizes) {
    Shape row = Shape.of(sizes[0]);
    Network network = network(sizes);
    Loss loss = sizes[sizes.length - 1] == 1 ? Loss.Standard.BINARY_CROSS_ENTROPY : Loss.Standard.SOFTMAX_CROSS_ENTROPY;
    var graph = new StepGraph(network, loss, Parameters.create(network, row, 42), row, Shape.of(1));
    Program program = Compiler.compile(graph.training(TrainingConfig.of(1), new Variables(), batch));
    Workspace workspace = program.newWorkspace();
    float[] features = workspace.input("features");
    System.arraycopy(Numbers.uniform(features.length), 0, features, 0, features.length);
    workspace.input("learning_rate")[0] = 1e-6f;
    Executor executor = Executor.of(threads);
    do {
      fastest(executor, program, workspace, WARM_UP);
    } while (KernelChoice.current().kernels().warming());
    return fastest(executor, program, workspace, SECONDS);
  }

  private static double fastest(Executor executor, Program program, Workspace workspace, double seconds) {
    long least = Long.MAX_VALUE;
    long end = System.nanoTime() + (long) (seconds * 1e9);
    long step = 0;
    for (long now = System.nanoTime(); now < end || step < LEAST_STEPS; step++) {
      long before = now;
      executor.run(program, workspace, step);
      now = System.nanoTime();
      least = Math.min(least, now - before);
    }
    return least / 1e6;
  }

  /// Seconds of the second epoch over so many rows, which are made as they are read; what the heap holds is printed.
  private static double epoch(int rows) {
    Dataset data = new Made(rows);
    Network network = network(COLUMNS, 64, 64, 1);
    TrainingConfig config = TrainingConfig.of(2).withBatchSize(256).withPatience(TrainingConfig.NO_PATIENCE);
    List<Long> ends = new ArrayList<>();
    new Trainer(network, Loss.Standard.HALF_SQUARED_ERROR, config, data)
        .listener(
            new TrainingListener() {
              @Override
              public void epochEnd(EpochLog log) {
                ends.add(System.nanoTime());
              }
            })
        .run();
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    System.out.printf("%,d rows: %,d MB of heap in use%n", rows, (runtime.totalMemory() - runtime.freeMemory()) >> 20);
    return (ends.getLast() - ends.getFirst()) / 1e9;
  }

  /// Rows of a linear rule that lie nowhere: each is made of its number when it is read.
  private record Made(int rows) implements Dataset {
    @Override
    public Shape features() {
      return Shape.of(COLUMNS);
    }

    @Override
    public Shape targets() {
      return Shape.of(1);
    }

    @Override
    public void read(int[] order, int from, int count, float[] features, float[] targets) {
      for (int i = 0; i < count; i++) {
        int mixed = order[from + i] * 0x9e3779b9;
        float sum = 0;
        for (int c = 0; c < COLUMNS; c++) {
          mixed = (mixed ^ (mixed >>> 15)) * 0x2c1b3c6d + c;
          float value = (mixed >> 8) * 0x1p-23f;
          features[i * COLUMNS + c] = value;
          sum += (c % 3 - 1) * value;
        }
        targets[i] = sum;
      }
    }
  }
}
