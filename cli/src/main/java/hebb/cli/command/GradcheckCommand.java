package hebb.cli.command;

import hebb.check.GradientCheck;
import hebb.check.GradientReport;
import hebb.cli.option.ConfigFile;
import hebb.cli.option.DataFlags;
import hebb.cli.option.ExitCode;
import hebb.cli.option.LearningFlags;
import hebb.cli.option.NetworkFlags;
import hebb.cli.option.ReadingFlags;
import hebb.cli.option.Settings;
import hebb.cli.option.UsageException;
import hebb.cli.output.GradientText;
import hebb.cli.output.JsonText;
import hebb.cli.output.Layout;
import hebb.cli.output.ProgressLine;
import hebb.cli.output.Session;
import hebb.model.Model;
import hebb.model.ModelTrainer;
import hebb.model.Plan;
import hebb.model.TrainOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `hebb gradcheck`: whether the gradients that training uses are right.
@Command(
    name = "gradcheck",
    description =
        "Compares the gradients that training uses with differences in double precision, tensor by"
            + " tensor: of a model at its weights, or of a new network at its first ones.",
    customSynopsis = "hebb gradcheck [MODEL] --data DATA [--target COLUMN] [OPTIONS]",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ./hebb gradcheck --data demo:flower --network 'dense(16) batch_norm relu dropout(.2)'",
      "  ./hebb gradcheck iris.hebb --data iris.csv --json",
    })
public final class GradcheckCommand implements Callable<Integer> {
  /// What a model can be checked with: all else it brings along.
  private static final List<String> WITH_MODEL =
      List.of(
          "--data",
          "--labels",
          "--header",
          "--delimiter",
          "--rows",
          "--entries",
          "--bound",
          "--json",
          "--debug",
          ConfigFile.OPTION);

  private final Session session;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "MODEL",
      description = "A model file; without it a new network is checked, as train would begin it.")
  private @Nullable Path file;

  @Option(
      names = "--data",
      paramLabel = "DATA",
      description =
          "A CSV or TSV file (plain or gzip), images (idx) with --labels, demo:NAME, or - for"
              + " standard input.")
  private @Nullable String place;

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "How many rows the loss is of, spread evenly over those for training (32).")
  private int rows = 32;

  @Option(
      names = "--entries",
      paramLabel = "N",
      description =
          "The largest tensor of which each number is compared; larger ones are compared along a"
              + " random direction alone (1000).")
  private int entries = GradientCheck.ENTRIES;

  @Option(
      names = "--bound",
      paramLabel = "X",
      description = "What each relative error must stay below (1e-7), else the exit code is 1.")
  private double bound = GradientReport.BOUND;

  @Option(
      names = "--json",
      description = "Write one JSON object to standard output and nothing else there.")
  private boolean json;

  @Mixin private final DataFlags data = new DataFlags();

  @Mixin private final ReadingFlags files = new ReadingFlags();

  @Mixin private final NetworkFlags network = new NetworkFlags();

  @Mixin private final LearningFlags learning = new LearningFlags();

  @Option(
      names = ConfigFile.OPTION,
      paramLabel = "FILE",
      description = "Options from a TOML file, as in lr = 0.01; the command line wins.")
  private @Nullable Path config;

  public GradcheckCommand(Session session) {
    this.session = session;
  }

  /// What was checked, in words.
  private record Checked(String network, String weights, GradientReport report) {}

  @Override
  public Integer call() throws IOException {
    if (place == null) {
      throw new UsageException(
          "gradcheck: expected --data DATA, got none. Name a file, or start with ./hebb gradcheck"
              + " --data demo:flower.");
    }
    var progress = new ProgressLine(session.err(), session.terminal(), "slopes");
    Checked checked;
    try (StandardInput input = StandardInput.of(place)) {
      String source = input.place();
      checked = file == null ? fresh(source, progress) : kept(file, source, progress);
    } catch (CancellationException e) {
      progress.clear();
      session.err().println("hebb: interrupted; the gradients were not checked to the end.");
      return ExitCode.INTERRUPTED;
    } finally {
      progress.clear();
    }
    GradientReport report = checked.report;
    if (json) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("network", checked.network);
      object.put("weights", checked.weights);
      object.putAll(GradientText.json(report));
      session.out().println(JsonText.of(object));
    } else {
      PrintStream out = session.out();
      if (config != null) {
        Layout.entry(out, "Config", config + ", behind the command line");
      }
      Layout.entry(out, "Data", StandardInput.said(place));
      Layout.text(out, "Network", checked.network);
      Layout.entry(out, "Weights", checked.weights);
      GradientText.print(out, report, entries);
    }
    return report.passed() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private Checked fresh(String source, ProgressLine progress) {
    var settings = new Settings(new TrainOptions());
    data.applyTo(settings);
    network.applyTo(settings);
    learning.applyTo(settings);
    ModelTrainer trainer = Trainers.of(source, settings, data, files);
    Plan plan = network.placed(trainer::plan);
    GradientReport report = trainer.checkGradients(check -> set(check, progress));
    return new Checked(
        plan.network(), "the first ones, by seed " + plan.used().training().seed(), report);
  }

  private Checked kept(Path model, String source, ProgressLine progress) {
    requireNoOthers();
    Model loaded = Model.load(model);
    GradientReport report =
        switch (DataSource.read(loaded, source, data.labels, files.options())) {
          case DataSource.Rows known ->
              loaded.checkGradients(known.table(), check -> set(check, progress));
          case DataSource.Pictures pictures ->
              loaded.checkGradients(pictures.images(), check -> set(check, progress));
        };
    return new Checked(loaded.network().text(), "those of " + model, report);
  }

  /// What a model brings along cannot be said anew.
  private void requireNoOthers() {
    if (spec == null) {
      return;
    }
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      if (!WITH_MODEL.contains(option.longestName())) {
        throw new UsageException(
            option.longestName()
                + ": expected nothing that the model brings along, got it beside MODEL. Leave one of"
                + " them out.");
      }
    }
  }

  private GradientCheck set(GradientCheck check, ProgressLine progress) {
    var stopped = new AtomicBoolean();
    session.interrupt().onSignal(() -> stopped.set(true));
    try {
      return check
          .withRows(rows)
          .withEntries(entries)
          .withBound(bound)
          .withProgress(
              (done, all) -> {
                if (stopped.get()) {
                  throw new CancellationException();
                }
                progress.at(done, all);
              });
    } catch (IllegalArgumentException e) {
      throw new UsageException("--" + e.getMessage(), e);
    }
  }
}
