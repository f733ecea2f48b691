package hebb.cli.command;

import hebb.backend.Profile;
import hebb.cli.bench.Ceiling;
import hebb.cli.bench.Latency;
import hebb.cli.bench.Measurement;
import hebb.cli.bench.Startup;
import hebb.cli.bench.WarmUp;
import hebb.cli.bench.Workload;
import hebb.cli.doctor.FaultsBench;
import hebb.cli.doctor.FaultyNetwork;
import hebb.cli.doctor.FaultyNetworkCases;
import hebb.cli.doctor.IndependentFaultyCases;
import hebb.cli.option.ExitCode;
import hebb.cli.option.UsageException;
import hebb.cli.option.Values;
import hebb.cli.output.JsonText;
import hebb.cli.output.Layout;
import hebb.cli.output.Numbers;
import hebb.cli.output.Session;
import hebb.cli.output.TextTable;
import hebb.kernel.KernelChoice;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hebb bench`: how fast this machine trains and predicts, and where the time goes.
@Command(
    name = "bench",
    description = "Measures how fast this machine trains and predicts, and where the time goes.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ./hebb bench mnist --threads 1               one workload on one thread",
      "  ./hebb bench start                           the time to the first trained step, nothing else",
    })
public final class BenchCommand implements Callable<Integer> {
  private static final String START = "start";
  private static final String FAULTS = "faults";
  private static final String INDEPENDENT = "independent";
  private static final List<String> SETS = List.of("rules", INDEPENDENT);
  private static final List<String> KERNELS =
      List.of("auto", "scalar", "simd", "simd128", "simd256", "simd512");
  private static final int CALLS = 1_000_000;
  private static final int WARM_UP_TENTHS = 90;
  private static final List<Integer> CALLERS = List.of(1, 2, 8);

  private final Session session;

  @Parameters(
      arity = "0..*",
      paramLabel = "WORKLOAD",
      completionCandidates = Names.class,
      description = "What to measure (everything): ${COMPLETION-CANDIDATES}.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads that share the work (one for each processor).")
  private @Nullable Integer threads;

  @Option(
      names = "--kernels",
      paramLabel = "NAME",
      description =
          "auto, scalar, simd, simd128, simd256 or simd512 (auto, the fastest that run here).")
  private @Nullable String kernels;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "How long each workload is measured once warm (3).")
  private double seconds = 3;

  @Option(names = "--by-layer", description = "Also: how the time is shared by the layers.")
  private boolean byLayer;

  @Option(
      names = "--warm-up",
      description =
          "Instead: the rate of one workload by tenth of a second, from the first step on.")
  private boolean warmUp;

  @Option(
      names = "--latency",
      description = "Also: how long a million single predictions take, from 1, 2 and 8 callers.")
  private boolean latency;

  @Option(
      names = "--set",
      paramLabel = "NAME",
      completionCandidates = Sets.class,
      description =
          "Of faults: those written beside the rules, or by somebody who had not read them:"
              + " ${COMPLETION-CANDIDATES} (rules).")
  private String set = SETS.getFirst();

  @Option(
      names = "--tables",
      paramLabel = "FOLDER",
      description =
          "Of faults --set independent: where iris.csv, wine.csv, breast_cancer.csv and digits.csv"
              + " are; what is not there is skipped.")
  private @Nullable Path tables;

  @Option(
      names = "--json",
      description = "Write one JSON object to standard output and nothing else there.")
  private boolean json;

  public BenchCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (names.equals(List.of(FAULTS))) {
      PrintStream text = json ? session.err() : session.out();
      Map<String, Object> score = FaultsBench.run(faults(text), text, session.interrupt());
      if (json) {
        session.out().println(JsonText.of(score));
      }
      return ExitCode.DONE;
    }
    check();
    int count = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    if (warmUp) {
      warmUp(session.out(), WarmUp.measure(Workload.of(names.getFirst()), count, WARM_UP_TENTHS));
      return ExitCode.DONE;
    }
    KernelChoice choice = KernelChoice.current();
    PrintStream text = json ? session.err() : session.out();
    Startup startup = Startup.measure(count);
    Layout.entry(text, "Start", started(startup));
    List<String> wanted =
        names.isEmpty() ? Workload.names() : names.stream().filter(n -> !n.equals(START)).toList();
    if (wanted.isEmpty()) {
      return ExitCode.DONE;
    }
    double ceiling = Ceiling.gflops(count);
    Layout.entry(text, "Kernels", choice.kernels() + ". " + choice.reason());
    Layout.entry(text, "Threads", Numbers.count(count));
    Layout.entry(
        text,
        "Ceiling",
        Numbers.decimal(ceiling)
            + " GFLOP/s (the most that was seen, operands in the fastest caches)");
    text.println();

    var measured = new LinkedHashMap<String, Measurement>();
    for (String name : wanted) {
      measured.put(name, Measurement.of(Workload.of(name), count, seconds));
    }
    table(measured, ceiling).print(text);
    text.println("  products, elementwise, update, waiting: milliseconds of a step");
    List<String> slow = choice.kernels().slow();
    if (!slow.isEmpty()) {
      text.println("  kernels that are not fast yet: " + String.join(", ", slow));
    }
    if (byLayer) {
      text.println();
      layers(measured).print(text);
    }
    if (latency) {
      text.println();
      latencies(Latency.measure(Workload.of("infer1"), CALLS, CALLERS)).print(text);
    }
    if (json) {
      session.out().println(JsonText.of(object(count, choice, ceiling, measured)));
    }
    return ExitCode.DONE;
  }

  private List<FaultyNetwork> faults(PrintStream text) {
    Values.word("--set", set, SETS);
    if (tables != null && !set.equals(INDEPENDENT)) {
      throw new UsageException(
          "--tables: expected --set independent beside it, got "
              + set
              + ". Add it, or leave it out.");
    }
    return set.equals(INDEPENDENT)
        ? IndependentFaultyCases.all(
            tables, name -> text.println("skipped: " + name + " (--tables has no such file)"))
        : FaultyNetworkCases.all();
  }

  private void check() {
    for (String name : names) {
      if (!name.equals(START)) {
        Values.word("bench", name, Workload.names());
      }
    }
    if (warmUp && (names.size() != 1 || names.getFirst().equals(START))) {
      throw new UsageException(
          "--warm-up: expected one workload, got "
              + (names.isEmpty() ? "none" : String.join(", ", names))
              + ". Name one.");
    }
    if (threads != null && threads < 1) {
      throw new UsageException("--threads: expected 1 or more, got " + threads + ". Correct it.");
    }
    if (!(seconds > 0 && seconds <= 3600)) {
      throw new UsageException(
          "--seconds: expected a number above 0 and at most 3600, got "
              + seconds
              + ". Correct it.");
    }
    if (kernels != null) {
      Values.word("--kernels", kernels, KERNELS);
      System.setProperty(KernelChoice.PROPERTY, kernels);
    }
  }

  private void warmUp(PrintStream text, WarmUp measured) {
    text.printf(
        Locale.ROOT,
        "%s: 90 %% of the settled rate of %s/s after %.1f s%n",
        names.getFirst(),
        rate(measured.settled()),
        measured.seconds());
    text.println("per cent of it in each tenth of a second:");
    for (int i = 0; i < WARM_UP_TENTHS; i++) {
      text.printf(Locale.ROOT, "%5.0f", measured.rates().get(i) / measured.settled() * 100);
      if (i % 10 == 9) {
        text.println();
      }
    }
  }

  private static String started(Startup startup) {
    String text =
        String.format(Locale.ROOT, "%.2f s", startup.seconds())
            + " from the start of the JVM to the first trained step of mnist";
    return startup.peakBytes().isPresent()
        ? text + ", peak memory " + startup.peakBytes().getAsLong() / 1_000_000 + " MB"
        : text;
  }

  private static TextTable table(Map<String, Measurement> measured, double ceiling) {
    var table =
        new TextTable("lrrrrrrrrrl")
            .row(
                "",
                "best/s",
                "median/s",
                "products",
                "elementwise",
                "update",
                "waiting",
                "GFLOP/s",
                "of ceiling",
                "arena",
                "runs on");
    measured.forEach(
        (name, one) -> {
          var row =
              new ArrayList<>(
                  List.of(name, rate(one.rounds().best()), rate(one.rounds().median())));
          for (Profile.Part part : Profile.Part.values()) {
            row.add(String.format(Locale.ROOT, "%.4f", one.profile().millis(part)));
          }
          row.add(Numbers.decimal(one.gflops()));
          row.add(Numbers.percent(one.gflops() / ceiling));
          row.add(one.arenaBytes() / 1000 + " kB");
          row.add(
              one.sharing() == Measurement.Sharing.CALLER ? "the caller's thread" : "all threads");
          table.row(row);
        });
    return table;
  }

  /// The layers of each workload with the milliseconds of a step that they take, and their share.
  private static TextTable layers(Map<String, Measurement> measured) {
    var table = new TextTable("llrr").row("", "layer", "ms", "of the step");
    measured.forEach(
        (name, one) -> {
          double all = one.profile().layers().values().stream().mapToDouble(ms -> ms).sum();
          one.profile()
              .layers()
              .forEach(
                  (layer, millis) ->
                      table.row(
                          name,
                          layer.isEmpty() ? "(loss and the rest)" : layer,
                          String.format(Locale.ROOT, "%.4f", millis),
                          Numbers.percent(millis / all)));
        });
    return table;
  }

  private static String rate(double perSecond) {
    return perSecond < 100 ? Numbers.decimal(perSecond) : Numbers.count(Math.round(perSecond));
  }

  private static TextTable latencies(List<Latency> latencies) {
    var table = new TextTable("lrrrr").row("infer1", "calls/s", "p50 us", "p99 us", "p99.9 us");
    for (Latency one : latencies) {
      table.row(
          Numbers.count(one.callers(), "caller"),
          rate(one.perSecond()),
          Numbers.decimal(one.p50()),
          Numbers.decimal(one.p99()),
          Numbers.decimal(one.p999()));
    }
    return table;
  }

  private static Map<String, Object> object(
      int threads, KernelChoice choice, double ceiling, Map<String, Measurement> measured) {
    var workloads = new LinkedHashMap<String, Object>();
    measured.forEach(
        (name, one) -> {
          var millis = new LinkedHashMap<String, Object>();
          for (Profile.Part part : Profile.Part.values()) {
            millis.put(part.name().toLowerCase(Locale.ROOT), one.profile().millis(part));
          }
          var workload = new LinkedHashMap<String, Object>();
          workload.put("perSecond", one.rounds().best());
          workload.put("millis", millis);
          workload.put("layers", one.profile().layers());
          workload.put("arenaBytes", one.arenaBytes());
          workloads.put(name, workload);
        });
    var object = new LinkedHashMap<String, Object>();
    object.put("threads", threads);
    object.put("kernels", choice.kernels().name());
    object.put("gflopsCeiling", ceiling);
    object.put("workloads", workloads);
    return object;
  }

  /// The sets of faulty networks, for help and completion.
  public static final class Sets implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return SETS.iterator();
    }
  }

  /// What can be measured, for help and completion.
  public static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      var names = new ArrayList<>(Workload.names());
      names.add(START);
      names.add(FAULTS);
      return names.iterator();
    }
  }
}
