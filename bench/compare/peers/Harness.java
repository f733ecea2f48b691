import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// What all systems in Java are measured with: the workloads, rows by the same rule as `hebb bench`, and the same way to
/// warm up and to count. Arguments: a workload (or `start`), threads, seconds of a turn. When it is warm, it says so in a
/// line; then each line that it reads is a turn, whose rate it prints: others had the caches before, so a quarter of the time
/// more goes first and does not count.
final class Harness {
  private static final int BATCHES = 16;
  private static final int STEPS_ON_END = 16;
  private static final int PATIENCE = 4;
  private static final double SHORT = 0.25;
  private static final double LONGEST_WARM_UP = 20;
  private static final double NOISE = 0.5;

  private Harness() {}

  /// The layer sizes are inputs, hidden units, outputs; one output is trained by binary cross-entropy, more by softmax
  /// cross-entropy. `planar` has tanh and plain gradient descent at 1.2, the others relu and Adam at .001.
  ///
  /// @param steps of a sequence, or pixels of an image, each with so many inputs; 1 where a row is neither
  record Workload(String name, int batch, boolean trains, int steps, List<Integer> sizes) {
    /// Heads of the encoder's attention.
    static final int HEADS = 4;

    Workload(String name, int batch, boolean trains, List<Integer> sizes) {
      this(name, batch, trains, 1, sizes);
    }

    int inputs() {
      return sizes.getFirst();
    }

    int hidden() {
      return sizes.get(1);
    }

    /// Numbers of a row.
    int width() {
      return steps * inputs();
    }

    int outputs() {
      return sizes.getLast();
    }

    boolean planar() {
      return name.equals("planar");
    }

    /// An LSTM layer whose last state goes into a dense layer.
    boolean lstm() {
      return name.equals("lstm");
    }

    /// Ends where a workload is not written for a system.
    void requireNot(String other) {
      if (name.equals(other)) {
        throw new IllegalStateException(other + " is not written for it");
      }
    }

    /// A GRU layer whose last state goes into a dense layer.
    boolean gru() {
      return name.equals("gru");
    }

    /// Convolutions of 3x3 over square images with the same padding, each with relu. `cnn-wide`: two of each size, with a batch
    /// norm before relu, pooled by 2 between sizes, and the mean over all places at the end. Else each is pooled by 2, and a
    /// dense layer with relu follows. The last layer is dense.
    boolean images() {
      return name.contains("cnn");
    }

    boolean cnnWide() {
      return name.equals("cnn-wide");
    }

    /// Pixels of an image's edge.
    int side() {
      return (int) Math.sqrt(steps);
    }

    /// Filters of the convolutions.
    List<Integer> filters() {
      return sizes.subList(1, sizes.size() - (cnnWide() ? 1 : 2));
    }

    /// Whether a pool follows the convolution of that number.
    boolean pooled(int conv) {
      return !cnnWide() || conv % 2 == 1 && conv < filters().size() - 1;
    }

    /// An encoder layer after PyTorch's defaults (norms after the sums, relu, no dropout) whose outputs' mean over the steps
    /// goes into a dense layer.
    boolean encoder() {
      return name.equals("encoder");
    }
  }

  private static final List<Workload> WORKLOADS =
      List.of(
          new Workload("planar", 400, true, List.of(2, 4, 1)),
          new Workload("tabular", 32, true, List.of(32, 64, 64, 1)),
          new Workload("mnist", 128, true, List.of(784, 256, 128, 10)),
          new Workload("wide", 256, true, List.of(1024, 1024, 1024, 10)),
          new Workload("lstm", 32, true, 50, List.of(32, 128, 1)),
          new Workload("gru", 32, true, 50, List.of(32, 128, 1)),
          new Workload("encoder", 16, true, 64, List.of(128, 256, 10)),
          new Workload("decoder", 16, true, 128, List.of(128, 512, 10)),
          new Workload("cnn", 64, true, 28 * 28, List.of(1, 16, 32, 64, 10)),
          new Workload("cnn-wide", 32, true, 32 * 32, List.of(3, 32, 32, 64, 64, 128, 128, 10)),
          new Workload("infer1", 1, false, List.of(784, 256, 128, 10)),
          new Workload("infer256", 256, false, List.of(784, 256, 128, 10)),
          new Workload("infer-cnn", 1, false, 28 * 28, List.of(1, 16, 32, 64, 10)));

  /// Dataset of rows: features row by row, and for each row the number of its class.
  record Rows(List<float[]> features, List<float[]> targets) {
    static Rows of(Workload workload, int batches) {
      int width = workload.width();
      int classes = Math.max(2, workload.outputs());
      var random = new SplittableRandom(42);
      float[] rule = new float[classes * width];
      for (int i = 0; i < rule.length; i++) {
        rule[i] = (float) random.nextDouble(-1, 1);
      }
      float[][] features = new float[batches][workload.batch() * width];
      float[][] targets = new float[batches][workload.batch()];
      for (int b = 0; b < batches; b++) {
        for (int row = 0; row < workload.batch(); row++) {
          for (int i = 0; i < width; i++) {
            features[b][row * width + i] = (float) random.nextDouble(-1, 1);
          }
          targets[b][row] = target(rule, features[b], row * width, width, classes, random);
        }
      }
      return new Rows(Arrays.asList(features), Arrays.asList(targets));
    }

    private static int target(float[] rule, float[] x, int from, int width, int classes, SplittableRandom random) {
      int target = 0;
      double most = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < classes; c++) {
        double score = NOISE * Math.sqrt(width) / 3 * random.nextGaussian();
        for (int i = 0; i < width; i++) {
          score += rule[c * width + i] * x[from + i];
        }
        if (score > most) {
          most = score;
          target = c;
        }
      }
      return target;
    }

    /// A batch's targets, one row of zeros with a 1 for each; a single output has the class itself.
    float[] hot(int batch, int outputs) {
      float[] classes = targets.get(batch);
      if (outputs == 1) {
        return classes;
      }
      float[] hot = new float[classes.length * outputs];
      for (int row = 0; row < classes.length; row++) {
        hot[row * outputs + (int) classes[row]] = 1;
      }
      return hot;
    }

    /// A batch as an array for each row.
    double[][] doubles(int batch) {
      float[] x = features.get(batch);
      int rows = targets.get(batch).length;
      double[][] result = new double[rows][x.length / rows];
      for (int i = 0; i < x.length; i++) {
        result[i / result[0].length][i % result[0].length] = x[i];
      }
      return result;
    }

    int batches() {
      return features.size();
    }
  }

  /// Counts steps and says which batch is next.
  static final class Turn {
    private final int batches;
    private long step;

    Turn(Rows rows) {
      batches = rows.batches();
    }

    int next() {
      return (int) (step++ / STEPS_ON_END % batches);
    }
  }

  /// A system: makes of a workload what does one step or call.
  interface Peer {
    Runnable job(Workload workload, Rows rows, int threads) throws Exception;

    /// Whether it still prepares something in the background.
    default boolean warming() {
      return false;
    }
  }

  static void run(String[] args, Peer peer) throws Exception {
    boolean start = args[0].equals("start");
    String name = start ? "mnist" : args[0];
    Workload workload = WORKLOADS.stream().filter(w -> w.name().equals(name)).findFirst().orElseThrow();
    int threads = Integer.parseInt(args[1]);
    Rows rows = Rows.of(workload, start || !workload.trains() ? 1 : BATCHES);
    Runnable job = peer.job(workload, rows, threads);
    if (start) {
      job.run();
      start();
    } else {
      turns(peer, job, Double.parseDouble(args[2]));
    }
    System.exit(0);
  }

  private static void start() throws IOException {
    long now = System.currentTimeMillis();
    long peak =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
            .sum();
    double seconds = (now - ManagementFactory.getRuntimeMXBean().getStartTime()) / 1e3;
    System.out.printf(Locale.ROOT, "Start %.3f s, peak memory %d MB%n", seconds, peak / 1_000_000);
  }

  private static void turns(Peer peer, Runnable job, double seconds) throws IOException {
    int chunk = (int) Math.max(1, Math.min(warmUp(peer, job) / 1000, 1_000_000));
    System.out.println("warm");
    var lines = new BufferedReader(new InputStreamReader(System.in));
    while (lines.readLine() != null) {
      rate(job, chunk, seconds / 4);
      System.out.printf(Locale.ROOT, "\"perSecond\":%.4f%n", rate(job, chunk, seconds));
    }
  }

  private static double warmUp(Peer peer, Runnable job) {
    long begin = System.nanoTime();
    double best = 0;
    for (int idle = 0; idle < PATIENCE && System.nanoTime() - begin < LONGEST_WARM_UP * 1e9; ) {
      double rate = rate(job, 1, SHORT);
      idle = peer.warming() || rate > best * 1.03 ? 0 : idle + 1;
      best = Math.max(best, rate);
    }
    return best;
  }

  private static double rate(Runnable job, int chunk, double seconds) {
    long begin = System.nanoTime();
    long end = begin + (long) (seconds * 1e9);
    long runs = 0;
    long now;
    do {
      for (int i = 0; i < chunk; i++) {
        job.run();
      }
      runs += chunk;
      now = System.nanoTime();
    } while (now < end);
    return runs * 1e9 / (now - begin);
  }
}
