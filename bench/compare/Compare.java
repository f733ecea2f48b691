import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Runs Hebb and other systems in turn and writes what it saw into `docs/performance.md`. In a round each system has a
/// process for a workload; when all are warm they take turns (A B C A B C), one at a time, since a shared machine does not
/// stay the same for seconds. Options: `--rounds N`, `--turns N`, `--seconds S` of a turn, `--python FILE`, and lists
/// `--threads`, `--workloads`, `--systems`.
public final class Compare {
  private static final Path HERE = Path.of("bench", "compare");
  private static final Path TARGET = HERE.resolve("target");
  private static final Path REPORT = Path.of("docs", "performance.md");
  private static final String BEGIN = "<!-- bench/compare writes from here -->";
  private static final String END = "<!-- to here -->";
  private static final String START = "start";
  private static final String HEBB = "hebb";
  private static final Pattern STARTED = Pattern.compile("Start +([0-9.]+) s.*peak memory ([0-9]+) MB");
  static final long LONGEST_MINUTES = 5;

  /// Who is so many times slower than Hebb after a few turns has no more of them.
  private static final int FAR_BEHIND = 20;

  private static final int FEW_TURNS = 3;
  private static final List<String> OPTIONS =
      List.of("--rounds", "--turns", "--seconds", "--threads", "--workloads", "--systems", "--python");

  /// Nets of other layers than dense ones.
  private static final List<String> LAYERED = List.of("lstm", "gru", "encoder", "decoder", "cnn", "cnn-wide", "infer-cnn");

  /// A system that is compared.
  ///
  /// @param id its name in options, and the profile of the pom that names its class path
  /// @param main the class in `peers/`, or the script
  /// @param library the jar or Python module whose version is reported
  /// @param without why it does not run nets over sequences and images; empty where it does
  record Peer(String id, String title, String main, String library, String without) {
    Peer(String id, String title, String main, String library) {
      this(id, title, main, library, "");
    }

    boolean isPython() {
      return main.endsWith(".py");
    }
  }

  private static final List<Peer> PEERS =
      List.of(
          new Peer(HEBB, "**Hebb**", "Hebb", ""),
          new Peer("torch", "PyTorch", "torch_peer.py", "torch"),
          new Peer("tensorflow", "TensorFlow-Java", "TensorFlow", "tensorflow-core-api"),
          new Peer("djl", "DJL", "Djl", "pytorch-engine"),
          new Peer("dl4j", "DL4J", "Dl4j", "deeplearning4j-nn", "its LSTM and convolutions are not compared"),
          new Peer("smile", "Smile", "Smile", "smile-core", "has no nets over sequences or images"),
          new Peer("encog", "Encog", "Encog", "encog-core", "has no such layers"),
          new Peer("sklearn", "scikit-learn", "sklearn_peer.py", "sklearn", "has no nets over sequences or images"));

  /// What a system does.
  record Run(int threads, String workload, String peer) {}

  /// What is to be run.
  record Plan(
      int rounds,
      int turns,
      double seconds,
      List<Integer> threads,
      List<String> workloads,
      List<String> systems,
      String python) {
    static Plan of(String... args) {
      Map<String, String> options = new LinkedHashMap<>();
      for (int i = 0; i < args.length; i += 2) {
        if (!OPTIONS.contains(args[i]) || i + 1 == args.length) {
          throw new IllegalArgumentException(
              "compare: expected options of " + OPTIONS + " with a value each, got '" + args[i] + "'.");
        }
        options.put(args[i], args[i + 1]);
      }
      String all = PEERS.stream().map(Peer::id).collect(Collectors.joining(","));
      return new Plan(
          Integer.parseInt(options.getOrDefault("--rounds", "3")),
          Integer.parseInt(options.getOrDefault("--turns", "20")),
          Double.parseDouble(options.getOrDefault("--seconds", "0.1")),
          Stream.of(options.getOrDefault("--threads", "1,2").split(",")).map(Integer::valueOf).toList(),
          List.of(options.getOrDefault("--workloads", "planar,tabular,mnist,wide,lstm,gru,encoder,decoder,cnn,cnn-wide,infer1,infer256,infer-cnn,start").split(",")),
          List.of(options.getOrDefault("--systems", all).split(",")),
          options.getOrDefault("--python", "python3"));
    }
  }

  private final Plan plan;
  private final Map<String, String> versions = new LinkedHashMap<>();
  private final Map<String, String> missing = new LinkedHashMap<>();

  /// The best rate of each round, or the seconds of a start.
  private final Map<Run, List<Double>> seen = new LinkedHashMap<>();

  /// By threads and workload, the ratio of each round: Hebb's rate by the best other's, the median of its turns.
  private final Map<String, List<Double>> ratios = new LinkedHashMap<>();
  private final Map<String, Double> memory = new TreeMap<>();

  private Compare(Plan plan) {
    this.plan = plan;
  }

  /// Runs in the root of the repository.
  public static void main(String[] args) throws Exception {
    if (!Files.isDirectory(HERE)) {
      throw new IllegalStateException("compare: expected to run in the root of the repository.");
    }
    Plan plan;
    try {
      plan = Plan.of(args);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    Files.createDirectories(TARGET);
    new Compare(plan).run(String.join(" ", args));
  }

  private void run(String arguments) throws IOException {
    List<Peer> ready = PEERS.stream().filter(p -> plan.systems.contains(p.id)).filter(this::prepare).toList();
    String load = load();
    for (int round = 1; round <= plan.rounds; round++) {
      for (int threads : plan.threads) {
        for (String workload : plan.workloads) {
          if (workload.equals(START)) {
            for (Peer peer : ready) {
              start(peer, new Run(threads, workload, peer.id), round);
            }
          } else {
            race(runners(ready, workload), threads, workload, round);
          }
        }
      }
    }
    report(ready, arguments, load);
  }

  /// Fetches and compiles what a system needs; false, with the reason kept, where it cannot be run.
  private boolean prepare(Peer peer) {
    System.out.println("preparing " + peer.id);
    try {
      if (peer.id.equals(HEBB)) {
        versions.put(HEBB, output(Map.of(), List.of("./hebb", "--version")).replaceAll("(?s)\\AHEBB |\\n.*|hebb ", ""));
        compile(peer);
      } else if (peer.isPython()) {
        String version = "import " + peer.library + "; print(" + peer.library + ".__version__)";
        versions.put(peer.id, output(Map.of(), List.of(plan.python, "-c", version)).strip());
      } else {
        prepareJava(peer);
      }
      return true;
    } catch (IllegalStateException e) {
      missing.put(peer.title, peer.isPython() ? "not installed here" : e.getMessage());
      return false;
    }
  }

  private void prepareJava(Peer peer) {
    Path file = classPathFile(peer);
    if (!Files.exists(file)) {
      output(
          Map.of(),
          List.of(
              "mvn", "-q", "-B", "-f", HERE.resolve("pom.xml").toString(), "-P" + peer.id,
              "-Ddl4j.extension=" + extension(),
              "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath",
              "-Dmdep.outputFile=" + file.toAbsolutePath()));
    }
    String classPath = read(file);
    Matcher jar = Pattern.compile(peer.library + "-([0-9][^/\\\\]*)\\.jar").matcher(classPath);
    versions.put(peer.id, jar.find() ? jar.group(1) : "");
    compile(peer);
  }

  private static void compile(Peer peer) {
    output(
        Map.of(),
        List.of(
            java("javac"), "-proc:none", "-nowarn", "-d", classes(peer).toString(), "-cp", classPath(peer),
            HERE.resolve("peers/Harness.java").toString(), HERE.resolve("peers/" + peer.main + ".java").toString()));
  }

  private static String classPath(Peer peer) {
    return peer.id.equals(HEBB) ? Path.of("cli", "target", "quick", "hebb", "*").toString() : read(classPathFile(peer));
  }

  private static Path classPathFile(Peer peer) {
    return TARGET.resolve(peer.id + ".classpath");
  }

  private static Path classes(Peer peer) {
    return TARGET.resolve("classes-" + peer.id);
  }

  /// What DL4J's fastest natives for this processor are called.
  private static String extension() {
    String flags = Files.exists(Path.of("/proc/cpuinfo")) ? read(Path.of("/proc/cpuinfo")) : "";
    return flags.contains(" avx512f ") ? "-avx512" : flags.contains(" avx2 ") ? "-avx2" : "";
  }

  private static Map<String, String> pinned(int count) {
    String threads = Integer.toString(count);
    return Map.of(
        "OMP_NUM_THREADS", threads, "OPENBLAS_NUM_THREADS", threads, "MKL_NUM_THREADS", threads,
        "TF_CPP_MIN_LOG_LEVEL", "3", "PYTHONDONTWRITEBYTECODE", "1");
  }

  private void start(Peer peer, Run run, int round) {
    double value = Double.NaN;
    try {
      List<String> command =
          peer.id.equals(HEBB)
              ? List.of("./hebb", "bench", START, "--threads", Integer.toString(run.threads))
              : command(peer, run);
      Matcher matcher = STARTED.matcher(output(pinned(run.threads), command));
      if (matcher.find()) {
        value = Double.parseDouble(matcher.group(1));
        memory.merge(peer.id, Double.valueOf(matcher.group(2)), Math::max);
      }
    } catch (IllegalStateException e) {
      missing.put(peer.title + ", " + run.workload, e.getMessage());
    }
    add(run, round, value);
  }

  private void add(Run run, int round, double value) {
    seen.computeIfAbsent(run, r -> new ArrayList<>()).add(value);
    System.out.printf(Locale.ROOT, "%d  %d threads  %-9s %-11s %,.2f%n", round, run.threads, run.workload, run.peer, value);
  }

  /// Those that have the workload; the others are reported.
  private List<Peer> runners(List<Peer> ready, String workload) {
    if (!LAYERED.contains(workload)) {
      return ready;
    }
    ready.stream().filter(p -> !p.without.isEmpty()).forEach(p -> missing.put(p.title + ", sequences and images", p.without));
    return ready.stream().filter(p -> p.without.isEmpty()).toList();
  }

  /// Warms up all systems one after another, then gives them turns.
  private void race(List<Peer> ready, int threads, String workload, int round) {
    Map<String, Racer> racers = new LinkedHashMap<>();
    try {
      for (Peer peer : ready) {
        try {
          Run run = new Run(threads, workload, peer.id);
          racers.put(peer.id, new Racer(pinned(threads), command(peer, run), TARGET.resolve(peer.id + ".err.txt")));
        } catch (IllegalStateException e) {
          missing.put(peer.title + ", " + workload, e.getMessage());
        }
      }
      for (int turn = 0; turn < plan.turns; turn++) {
        for (Peer peer : ready) {
          Racer racer = racers.get(peer.id);
          if (racer != null && (turn < FEW_TURNS || !farBehind(racer, racers.get(HEBB)))) {
            turn(peer, racer, racers, workload);
          }
        }
      }
    } finally {
      racers.values().forEach(Racer::end);
    }
    for (Peer peer : ready) {
      Racer racer = racers.get(peer.id);
      add(new Run(threads, workload, peer.id), round, racer == null ? Double.NaN : racer.best());
    }
    double ratio = ratio(racers);
    ratios.computeIfAbsent(threads + workload, r -> new ArrayList<>()).add(ratio);
    System.out.printf(Locale.ROOT, "%d  %d threads  %-9s ratio       %.2f%n", round, threads, workload, ratio);
  }

  /// One turn; a system that fails has no more of them, and the others go on.
  private void turn(Peer peer, Racer racer, Map<String, Racer> racers, String workload) {
    try {
      racer.turn();
    } catch (IllegalStateException e) {
      missing.put(peer.title + ", " + workload, e.getMessage());
      racers.remove(peer.id).end();
    }
  }

  private static boolean farBehind(Racer racer, Racer hebb) {
    return hebb != null && racer.best() < hebb.best() / FAR_BEHIND;
  }

  /// Hebb's rate by the best other's of the same turn: the median of all turns.
  private static double ratio(Map<String, Racer> racers) {
    Racer own = racers.get(HEBB);
    double[] each = new double[own == null ? 0 : own.rates.size()];
    for (int turn = 0; turn < each.length; turn++) {
      int index = turn;
      OptionalDouble other =
          racers.values().stream()
              .filter(r -> r != own && r.rates.size() > index)
              .mapToDouble(r -> r.rates.get(index))
              .max();
      each[turn] = own.rates.get(turn) / other.orElse(Double.NaN);
    }
    Arrays.sort(each);
    return each.length == 0 ? Double.NaN : median(each);
  }

  private List<String> command(Peer peer, Run run) {
    List<String> what = new ArrayList<>(List.of(run.workload, Integer.toString(run.threads)));
    if (!run.workload.equals(START)) {
      what.add(Double.toString(plan.seconds));
    }
    if (peer.isPython()) {
      return Stream.concat(Stream.of(plan.python, HERE.resolve("peers/" + peer.main).toString()), what.stream()).toList();
    }
    String classPath = classes(peer) + System.getProperty("path.separator") + classPath(peer);
    Stream<String> java =
        peer.id.equals(HEBB)
            ? Stream.of(java("java"), "--add-modules", "jdk.incubator.vector", "-cp", classPath, peer.main)
            : Stream.of(
                java("java"), "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                "-Dorg.bytedeco.javacpp.platform.extension=" + extension(), "-cp", classPath, peer.main);
    return Stream.concat(java, what.stream()).toList();
  }

  private void report(List<Peer> ready, String arguments, String load) throws IOException {
    StringBuilder text = new StringBuilder(BEGIN).append('\n');
    text.append("Measured on ").append(LocalDate.now()).append(": ").append(machine()).append(". Load before: ");
    text.append(load).append(", after: ").append(load()).append(".\n\nCommand: `mvn -f bench/compare/pom.xml -Pcompare");
    text.append(arguments.isEmpty() ? "" : " -Dcompare.arguments=\"" + arguments + "\"").append(" verify`. ");
    text.append(plan.rounds).append(plan.rounds == 1 ? " round" : " rounds").append(" of ").append(plan.turns);
    text.append(" turns of ").append(plan.seconds);
    text.append(" s; a cell is the best of all turns. The ratio of a round is the median of its turns.\n");
    for (int threads : plan.threads) {
      table(text, ready, threads);
    }
    if (plan.workloads.contains(START)) {
      starts(text, ready);
    }
    if (!missing.isEmpty()) {
      text.append("\nNot run:\n");
      missing.forEach((what, why) -> text.append("- ").append(what).append(": ").append(why).append('\n'));
    }
    text.append(END).append('\n');
    Files.createDirectories(REPORT.getParent());
    String old = Files.exists(REPORT) ? Files.readString(REPORT) : "# Performance\n\n" + BEGIN + "\n" + END + "\n";
    String before = old.contains(BEGIN) ? old.substring(0, old.indexOf(BEGIN)) : old + "\n";
    String after = old.contains(END) ? old.substring(old.indexOf(END) + END.length()).stripLeading() : "";
    Files.writeString(REPORT, before + text + (after.isEmpty() ? "" : "\n" + after));
    System.out.println(text);
  }

  private void table(StringBuilder text, List<Peer> ready, int threads) {
    List<String> workloads = plan.workloads.stream().filter(w -> !w.equals(START)).toList();
    text.append("\n**").append(threads == 1 ? "One thread" : threads + " threads").append("**, steps or calls a second\n\n");
    text.append("| | ").append(String.join(" | ", workloads)).append(" |\n|---|").append("---:|".repeat(workloads.size())).append('\n');
    for (Peer peer : ready) {
      text.append("| ").append(peer.title).append(' ').append(versions.get(peer.id)).append(" |");
      for (String workload : workloads) {
        text.append(' ').append(rate(best(new Run(threads, workload, peer.id)))).append(" |");
      }
      text.append('\n');
    }
    text.append("| Hebb / best other: median of rounds (least to most) |");
    for (String workload : workloads) {
      text.append(' ').append(ratio(threads, workload)).append(" |");
    }
    text.append('\n');
  }

  private String ratio(int threads, String workload) {
    double[] sorted = ratios.getOrDefault(threads + workload, List.of()).stream().mapToDouble(r -> r).sorted().toArray();
    return sorted.length == 0 || !Double.isFinite(sorted[sorted.length - 1])
        ? "-"
        : String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", median(sorted), sorted[0], sorted[sorted.length - 1]);
  }

  private static double median(double[] sorted) {
    return (sorted[sorted.length / 2] + sorted[(sorted.length - 1) / 2]) / 2;
  }

  private void starts(StringBuilder text, List<Peer> ready) {
    text.append("\n**Start**, one thread: the process's start to its first trained step of mnist\n\n| | seconds | peak memory |\n|---|---:|---:|\n");
    for (Peer peer : ready) {
      List<Double> values = seen.getOrDefault(new Run(plan.threads.getFirst(), START, peer.id), List.of());
      double least = values.stream().filter(Double::isFinite).mapToDouble(v -> v).min().orElse(Double.NaN);
      text.append("| ").append(peer.title).append(" | ");
      text.append(Double.isFinite(least) ? String.format(Locale.ROOT, "%.2f", least) : "-").append(" | ");
      text.append(memory.containsKey(peer.id) ? String.format(Locale.ROOT, "%.0f MB", memory.get(peer.id)) : "-").append(" |\n");
    }
  }

  private double best(Run run) {
    return seen.getOrDefault(run, List.of()).stream().filter(Double::isFinite).mapToDouble(v -> v).max().orElse(Double.NaN);
  }

  private static String rate(double perSecond) {
    return Double.isFinite(perSecond) ? String.format(Locale.ROOT, perSecond < 100 ? "%,.1f" : "%,.0f", perSecond) : "-";
  }

  private static String machine() {
    Path info = Path.of("/proc/cpuinfo");
    String model = "unknown processor";
    if (Files.exists(info)) {
      Optional<String> line = read(info).lines().filter(l -> l.startsWith("model name")).findFirst();
      model = line.map(l -> l.substring(l.indexOf(':') + 1).strip()).orElse(model);
    }
    return model + ", " + Runtime.getRuntime().availableProcessors() + " processors, " + System.getProperty("os.name") + " "
        + System.getProperty("os.arch") + ", JDK " + Runtime.version();
  }

  private static String load() {
    return String.format(
        Locale.ROOT, "%.2f", java.lang.management.ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static String java(String tool) {
    return Path.of(System.getProperty("java.home"), "bin", tool).toString();
  }

  static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Standard output of a process.
  ///
  /// @throws IllegalStateException with its last line of standard error, where it fails or takes too long
  private static String output(Map<String, String> environment, List<String> command) {
    try {
      Path out = TARGET.resolve("out.txt");
      Path err = TARGET.resolve("err.txt");
      var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly().waitFor();
        throw new IllegalStateException("took longer than " + LONGEST_MINUTES + " minutes");
      }
      if (process.exitValue() != 0) {
        String last = (read(err) + "\n" + read(out)).strip().lines().findFirst().orElse("no message");
        throw new IllegalStateException("ended with " + process.exitValue() + ": " + last);
      }
      return read(out);
    } catch (IOException e) {
      throw new IllegalStateException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
