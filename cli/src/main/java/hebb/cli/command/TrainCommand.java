package hebb.cli.command;

import hebb.cli.option.ConfigFile;
import hebb.cli.option.DataFlags;
import hebb.cli.option.DoctorFlags;
import hebb.cli.option.ExitCode;
import hebb.cli.option.LearningFlags;
import hebb.cli.option.NetworkFlags;
import hebb.cli.option.OutputFlags;
import hebb.cli.option.ReadingFlags;
import hebb.cli.option.RecordingFlags;
import hebb.cli.option.RunFlags;
import hebb.cli.option.Settings;
import hebb.cli.option.UsageException;
import hebb.cli.output.ComparedMeans;
import hebb.cli.output.FindingsText;
import hebb.cli.output.JsonText;
import hebb.cli.output.Layout;
import hebb.cli.output.Numbers;
import hebb.cli.output.Phrases;
import hebb.cli.output.PlanText;
import hebb.cli.output.Progress;
import hebb.cli.output.ProgressLine;
import hebb.cli.output.ResultsText;
import hebb.cli.output.Session;
import hebb.model.AtomicFiles;
import hebb.model.Checkpoint;
import hebb.model.ClassWeights;
import hebb.model.EpochLogFile;
import hebb.model.ModelTrainer;
import hebb.model.Plan;
import hebb.model.RecordFolder;
import hebb.model.Results;
import hebb.model.TensorBoardFile;
import hebb.model.TrainOptions;
import hebb.model.Trained;
import hebb.model.TrainingReport;
import hebb.train.Outcome;
import hebb.train.TrialRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `hebb train`: from data to a model file.
@Command(
    name = "train",
    description =
        "Trains a network on a table, on series, images, sounds or a demo set, and writes a model"
            + " file.",
    customSynopsis = "hebb train DATA [--target COLUMN] [OPTIONS]",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ./hebb train iris.csv --target species",
      "  ./hebb train train-images.gz --labels train-labels.gz --hidden 256,128 --epochs 12",
    })
public final class TrainCommand implements Callable<Integer> {
  /// How long a dry run trains to see what training would take.
  private static final Duration TRIAL = Duration.ofSeconds(3);

  private final Session session;

  @Parameters(
      arity = "0..1",
      paramLabel = "DATA",
      description =
          "A CSV or TSV file (plain or gzip), series (.ts), a text, a folder of images, sounds or texts by"
              + " class, images (idx) with --labels, demo:NAME, or - for standard input.")
  private @Nullable String place;

  @Option(
      names = "--data",
      hidden = true,
      paramLabel = "DATA",
      description = "The same, for a file of settings.")
  private @Nullable String named;

  @Mixin private final DataFlags data = new DataFlags();

  @Mixin private final ReadingFlags files = new ReadingFlags();

  @Mixin private final NetworkFlags network = new NetworkFlags();

  @Mixin private final LearningFlags learning = new LearningFlags();

  @Mixin private final OutputFlags output = new OutputFlags();

  @Mixin private final RunFlags runs = new RunFlags();

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final RecordingFlags recording = new RecordingFlags();

  @Mixin private final DoctorFlags doctor = new DoctorFlags();

  @Option(
      names = ConfigFile.OPTION,
      paramLabel = "FILE",
      description = "Options from a TOML file, as in lr = 0.01; the command line wins.")
  private @Nullable Path config;

  public TrainCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Optional.ofNullable(runs.tensorboard).ifPresent(TensorBoardFile::in);
    Forking fork = Forking.of(runs.from, spec);
    String source = place != null ? place : named != null || fork == null ? named : fork.data();
    if (source == null) {
      throw new UsageException(
          "train: expected DATA, got nothing in its place. Name a file, or start with ./hebb train"
              + " demo:flower.");
    }
    try (StandardInput input = StandardInput.of(source)) {
      return call(input.place(), source, fork);
    }
  }

  /// @param said the source as it was named
  private int call(String source, String said, @Nullable Forking fork) throws IOException {
    recording.check();
    if (doctor.fixes() && (output.resume || fork != null)) {
      throw new UsageException(
          "--fix: expected a training from its beginning, got "
              + (output.resume ? "--resume" : "--from")
              + " too. Leave one out.");
    }
    Settings options = settings(fork);
    var faults = new TrainDoctor(doctor, options, session);
    Screen screen = Screen.of(session, output);
    if (output.dryRun) {
      ModelTrainer trainer = trainer(source, options, fork);
      return dryRun(plan(trainer), trainer.estimate(TRIAL), screen);
    }
    Path file = ModelPlace.of(source, inputs(source), output);
    try (OutputLock _ = OutputLock.of(file)) {
      ModelPlace.requireFree(file, fork == null ? source : "", output);
      if (fork != null) {
        fork.requireOther(file);
      }
      int left = output.resume ? 0 : RecordFolder.beside(file).epochs().size();
      if (left > 0) {
        Layout.text(
            screen.warnings(),
            "Warning",
            "What the training before recorded in "
                + RecordFolder.beside(file).path()
                + " is deleted: "
                + Numbers.count(left, "snapshot")
                + ".");
      }
      AtomicFiles.sweep(file);
      AtomicFiles.sweep(Checkpoint.beside(file));
      if (config != null) {
        Layout.entry(screen.text(), "Config", config + ", behind the command line");
      }
      ModelTrainer trainer = trainer(source, options, fork).checkpoints(Checkpoint.beside(file));
      Optional<Checkpoint> resumed =
          output.resume ? Optional.of(Checkpoint.load(Checkpoint.beside(file))) : Optional.empty();
      resumed.ifPresent(trainer::resume);
      Plan plan = plan(trainer);
      resumed.ifPresent(
          from -> Layout.entry(screen.text(), "Resumed", "after epoch " + from.state().epoch()));
      PlanText.print(screen.text(), plan);
      return train(trainer, faults, said, file, screen);
    }
  }

  private List<Path> inputs(String source) {
    var files = new ArrayList<>(data.files());
    if (!DataSource.isDemo(source)) {
      files.add(Path.of(source));
    }
    if (config != null) {
      files.add(config);
    }
    return files;
  }

  private ModelTrainer trainer(String source, Settings options, @Nullable Forking fork) {
    return fork == null
        ? Trainers.of(source, options, data, files)
        : fork.trainer(source, options, data, files);
  }

  private Settings settings(@Nullable Forking fork) {
    var settings = fork == null ? new Settings(new TrainOptions()) : fork.settings();
    data.applyTo(settings);
    network.applyTo(settings);
    learning.applyTo(settings);
    return settings;
  }

  private Plan plan(ModelTrainer trainer) {
    var line =
        new ProgressLine(session.err(), session.terminal() && !output.quiet, "images are read");
    try {
      trainer.watchReading(line::at);
      return network.placed(trainer::plan);
    } finally {
      line.clear();
    }
  }

  private int dryRun(Plan plan, TrialRun.Estimate takes, Screen screen) {
    PlanText.print(screen.text(), plan);
    PlanText.reading(screen.text(), plan.reading());
    PlanText.columns(screen.text(), plan.columns());
    plan.warnings().forEach(warning -> Layout.text(screen.warnings(), "Warning", warning));
    PlanText.takes(screen.text(), plan, takes);
    screen.text().println("Nothing was trained or written (--dry-run).");
    if (output.json) {
      session.out().println(JsonText.of(PlanText.json(plan, takes)));
    }
    return ExitCode.DONE;
  }

  private int train(
      ModelTrainer trainer, TrainDoctor faults, String source, Path file, Screen screen)
      throws IOException {
    Run run = run(trainer, faults, file, screen);
    Optional<ModelTrainer> next = faults.next(trainer, run.trained.report(), screen);
    while (next.isPresent()) {
      ModelTrainer fixed = next.get().checkpoints(Checkpoint.beside(file));
      run = run(fixed, faults, file, screen);
      next = faults.next(fixed, run.trained.report(), screen);
    }
    Trained trained = run.trained;
    Results results = trained.report().results();
    if (results.outcome() == Outcome.INTERRUPTED && results.epochs() == 0) {
      Files.deleteIfExists(run.log.file());
      session
          .err()
          .println("hebb: interrupted before the first epoch was done; no model was written.");
      return ExitCode.INTERRUPTED;
    }
    trained.model().save(file);
    summary(trained.report(), run, source, file, screen, faults);
    run.failure().ifPresent(failure -> Layout.text(screen.warnings(), "Warning", failure));
    if (output.json) {
      Map<String, Object> json = json(trained.report(), file, faults.phrases());
      if (!run.compared.json().isEmpty()) {
        json.put("compared", run.compared.json());
      }
      faults.addTo(json, trained.report(), source, output);
      session.out().println(JsonText.of(json));
    }
    if (faults.isInterrupted()) {
      session
          .err()
          .println("hebb: interrupted while fixes were tried; " + file + " has none of them.");
      return ExitCode.INTERRUPTED;
    }
    return switch (results.outcome()) {
      case COMPLETED, CONVERGED, EARLY_STOPPED, ENDED -> ExitCode.DONE;
      case INTERRUPTED -> {
        session
            .err()
            .println(
                "hebb: interrupted after epoch "
                    + results.epochs()
                    + "; "
                    + file
                    + " holds the best weights so far. Go on with: "
                    + goOn(faults.command()));
        yield ExitCode.INTERRUPTED;
      }
      case NOT_FINITE -> {
        session.err().println("hebb: " + results.message());
        yield ExitCode.FAILED;
      }
    };
  }

  /// A training that is over, and who was told of it.
  private record Run(
      Trained trained, EpochLogFile log, ComparedMeans compared, Optional<TensorBoardFile> board) {
    Optional<String> failure() {
      return log.failure().or(() -> board.flatMap(TensorBoardFile::failure));
    }
  }

  private Run run(ModelTrainer trainer, TrainDoctor faults, Path file, Screen screen)
      throws IOException {
    var progress = new Progress(session.err());
    if (session.terminal() && !output.quiet) {
      trainer
          .listener(progress)
          .pretrainListener(layer -> new Progress(session.err(), "pre-training " + layer + "  "));
    }
    session.interrupt().onSignal(trainer::stop);
    var translated =
        new ProgressLine(
            session.err(), session.terminal() && !output.quiet, "texts are translated");
    trainer.watchTranslating(translated::at);
    var log = EpochLogFile.beside(file);
    var board = Optional.ofNullable(runs.tensorboard).map(TensorBoardFile::in);
    board.ifPresent(trainer::listener);
    var compared = new ComparedMeans();
    trainer.listener(compared);
    try (var _ = TrainingWatch.of(recording, file, output.resume, trainer, log, screen);
        log) {
      return new Run(faults.watched(trainer).listener(log).run(), log, compared, board);
    } finally {
      progress.clear();
      translated.clear();
      board.ifPresent(TensorBoardFile::close);
    }
  }

  /// The command that goes on from the checkpoint.
  private String goOn(List<String> command) {
    var words = new ArrayList<>(command);
    if (!output.resume) {
      words.add("--resume");
    }
    return Layout.command(words.toArray(String[]::new));
  }

  private void summary(
      TrainingReport report, Run run, String source, Path file, Screen screen, TrainDoctor faults) {
    Results results = report.results();
    screen.text().println();
    Layout.entry(
        screen.text(),
        "Trained",
        Numbers.count(results.epochs(), "epoch")
            + " in "
            + Numbers.seconds(report.seconds())
            + ", "
            + Numbers.count(Math.round(report.rowsPerSecond()))
            + " rows/s, kernels "
            + report.kernels()
            + diagnosis(report));
    Layout.text(screen.text(), "", results.message());
    screen.text().println();
    ResultsText.print(screen.text(), report.plan().task(), results.parts());
    run.compared.print(screen.text());
    report.warnings().forEach(warning -> Layout.text(screen.warnings(), "Warning", warning));
    if (!ResultsText.beatsBaseline(report.plan().task(), results.parts())) {
      Layout.text(
          screen.warnings(),
          "Warning",
          report.plan().used().classWeights().equals(ClassWeights.NONE)
              ? "The model is no better than the baseline."
              : "The accuracy is no better than the baseline's: class weights give it up for the"
                  + " rarer classes.");
    }
    FindingsText.print(screen.warnings(), FindingsText.grave(report.findings()), faults.phrases());
    faults.print(report, source, output, screen);
    screen.text().println();
    Layout.entry(
        screen.text(), "Model", file + " (epochs in " + EpochLogFile.beside(file).file() + ")");
    Layout.entry(screen.text(), "Next", ModelPlace.next(file, source, data));
  }

  /// What looking for faults cost, if it ran.
  private static String diagnosis(TrainingReport report) {
    return report.results().outcome() == Outcome.INTERRUPTED
        ? ""
        : ", diagnosis " + Numbers.seconds(report.diagnosisSeconds());
  }

  private static Map<String, Object> json(TrainingReport report, Path file, Phrases phrases) {
    Plan plan = report.plan();
    var json = new LinkedHashMap<String, Object>();
    json.put("task", plan.task().name().toLowerCase(Locale.ROOT));
    json.put("target", plan.target());
    json.put("rows", plan.rows());
    json.put("parameters", plan.parameters());
    json.put("epochs", report.results().epochs());
    json.put("seconds", Math.round(report.seconds() * 1000) / 1000.0);
    json.put("rowsPerSecond", Math.round(report.rowsPerSecond()));
    json.put("metrics", JsonText.metrics(report.results().parts()));
    json.put("model", file.toString());
    json.put("kernels", report.kernels());
    json.put("warnings", report.warnings());
    json.put("findings", FindingsText.json(FindingsText.in(report.findings(), phrases)));
    return json;
  }
}
