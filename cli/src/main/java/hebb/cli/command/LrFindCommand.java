package hebb.cli.command;

import hebb.cli.help.HelpText;
import hebb.cli.option.ConfigFile;
import hebb.cli.option.DataFlags;
import hebb.cli.option.ExitCode;
import hebb.cli.option.LearningFlags;
import hebb.cli.option.NetworkFlags;
import hebb.cli.option.ReadingFlags;
import hebb.cli.option.Settings;
import hebb.cli.option.UsageException;
import hebb.cli.output.JsonText;
import hebb.cli.output.Layout;
import hebb.cli.output.Numbers;
import hebb.cli.output.ProgressLine;
import hebb.cli.output.Session;
import hebb.cli.plot.Picture;
import hebb.cli.plot.RatePlot;
import hebb.model.ModelTrainer;
import hebb.model.Plan;
import hebb.model.TrainOptions;
import hebb.train.LearningRateCurve;
import hebb.train.LearningRateFinder;
import hebb.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hebb lr-find`: which learning rate suits a network and its data.
@Command(
    name = "lr-find",
    description =
        "Trains with a learning rate that rises from step to step, draws the loss over it and"
            + " suggests a rate. Nothing of the training is kept.",
    customSynopsis = "hebb lr-find DATA [--target COLUMN] [OPTIONS]",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ./hebb lr-find iris.csv --target species",
      "  ./hebb lr-find demo:spirals --optimizer sgd -o rates.png",
    })
public final class LrFindCommand implements Callable<Integer> {
  private static final int FEWEST_DRAWN = 2;

  private final Session session;

  @Parameters(
      arity = "0..1",
      paramLabel = "DATA",
      description =
          "A CSV or TSV file (plain or gzip), images (idx) with --labels, demo:NAME, or - for"
              + " standard input.")
  private @Nullable String place;

  @Option(names = "--low", paramLabel = "RATE", description = "The first learning rate (1e-6).")
  private double low = LearningRateFinder.Range.DEFAULT.low();

  @Option(names = "--high", paramLabel = "RATE", description = "The last learning rate (10).")
  private double high = LearningRateFinder.Range.DEFAULT.high();

  @Option(names = "--steps", paramLabel = "N", description = "How many steps at most (200).")
  private int steps = LearningRateFinder.Range.DEFAULT.steps();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "Draw the curve into a file too: a name that ends in .png or .svg.")
  private @Nullable Path out;

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

  public LrFindCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    if (place == null) {
      throw new UsageException(
          "lr-find: expected DATA, got nothing in its place. Name a file, or start with ./hebb"
              + " lr-find demo:flower.");
    }
    Picture.Format format = format();
    LearningRateFinder.Range range = range();
    var settings = new Settings(new TrainOptions());
    data.applyTo(settings);
    network.applyTo(settings);
    learning.applyTo(settings);
    try (StandardInput input = StandardInput.of(place)) {
      return find(Trainers.of(input.place(), settings, data, files), range, format);
    }
  }

  private int find(
      ModelTrainer trainer, LearningRateFinder.Range range, Picture.@Nullable Format format)
      throws IOException {
    Plan plan = network.placed(trainer::plan);
    var stopped = new AtomicBoolean();
    session
        .interrupt()
        .onSignal(
            () -> {
              stopped.set(true);
              trainer.stop();
            });
    LearningRateCurve curve = find(trainer, range);
    if (stopped.get()) {
      session.err().println("hebb: interrupted; no learning rate was found.");
      return ExitCode.INTERRUPTED;
    }
    if (out != null && format != null && curve.points().size() >= FEWEST_DRAWN) {
      PictureFile.write(
          new RatePlot(curve).picture(plan.data() + ": loss by learning rate"), format, out);
    }
    if (json) {
      session.out().println(JsonText.of(json(plan, curve)));
    } else {
      print(plan, curve);
    }
    return ExitCode.DONE;
  }

  private Picture.@Nullable Format format() {
    return out == null ? null : PictureFile.format(out);
  }

  private LearningRateFinder.Range range() {
    try {
      return new LearningRateFinder.Range(low, high, steps);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()).replaceFirst("lr-find: ", "--"), e);
    }
  }

  private LearningRateCurve find(ModelTrainer trainer, LearningRateFinder.Range range) {
    var progress = new ProgressLine(session.err(), session.terminal(), "steps");
    try {
      return trainer.findLearningRate(
          range,
          new TrainingListener() {
            @Override
            public void batchEnd(long step, float loss) {
              progress.at(step, range.steps());
            }
          });
    } finally {
      progress.clear();
    }
  }

  private void print(Plan plan, LearningRateCurve curve) {
    if (config != null) {
      Layout.entry(session.out(), "Config", config + ", behind the command line");
    }
    Layout.entry(session.out(), "Data", plan.data());
    Layout.text(session.out(), "Network", plan.network());
    Layout.entry(
        session.out(),
        "Optimizer",
        plan.used().training().optimizer().spec().name() + ", batch size " + batch(plan));
    if (curve.points().size() >= FEWEST_DRAWN) {
      session.out().println();
      session
          .out()
          .println(
              "The loss, smoothed, over the logarithm of the learning rate to base 10"
                  + (curve.diverged() ? "; it ends where the loss leaves" : ""));
      boolean unicode = HelpText.isUnicode();
      List<String> lines =
          new RatePlot(curve).text(HelpText.width(System.getenv("COLUMNS")), unicode);
      lines.forEach(session.out()::println);
    }
    session.out().println();
    curve
        .suggestion()
        .ifPresentOrElse(
            rate ->
                Layout.text(
                    session.out(),
                    "Suggested",
                    "--lr "
                        + Numbers.decimal(rate)
                        + " (a tenth of the rate at which the loss was lowest)"),
            () ->
                Layout.text(
                    session.out(),
                    "Suggested",
                    "none: the loss did not fall between "
                        + Numbers.decimal(low)
                        + " and "
                        + Numbers.decimal(high)
                        + ". Try other rates, or look at the data."));
    if (out != null) {
      Layout.entry(session.out(), "Picture", out.toString());
    }
  }

  private static String batch(Plan plan) {
    return plan.used().used().getOrDefault("batch-size", "");
  }

  private static Map<String, Object> json(Plan plan, LearningRateCurve curve) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("data", plan.data());
    json.put("network", plan.network());
    json.put("optimizer", plan.used().training().optimizer().spec().toString());
    curve.suggestion().ifPresent(rate -> json.put("suggestion", rate));
    json.put("diverged", curve.diverged());
    json.put(
        "points",
        curve.points().stream()
            .map(
                point ->
                    JsonText.finite(
                        Map.of(
                            "rate", point.rate(),
                            "loss", point.loss(),
                            "smoothed", point.smoothed())))
            .toList());
    return json;
  }
}
