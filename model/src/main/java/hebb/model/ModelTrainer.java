package hebb.model;

import hebb.check.GradientCheck;
import hebb.check.GradientReport;
import hebb.data.Task;
import hebb.data.forecast.Ridge;
import hebb.data.forecast.Windows;
import hebb.data.image.Images;
import hebb.data.language.Corpus;
import hebb.data.table.Folder;
import hebb.data.table.Table;
import hebb.dataset.Dataset;
import hebb.diagnose.Diagnosis;
import hebb.diagnose.LayerRecorder;
import hebb.nn.loss.Loss;
import hebb.train.Finding;
import hebb.train.LearningRateCurve;
import hebb.train.LearningRateFinder;
import hebb.train.Outcome;
import hebb.train.Trainer;
import hebb.train.TrainingConfig;
import hebb.train.TrainingListener;
import hebb.train.TrainingResult;
import hebb.train.TrialRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The whole way from rows to a model: finds out what the columns are, splits the rows, learns from
/// the training part how to encode them, builds and trains a network, and measures it on each part.
///
/// ```java
/// Table table = TableReader.read(Path.of("iris.csv"));
/// Model model = new ModelTrainer(table, new TrainOptions().withTarget("species")).run().model();
/// ```
public final class ModelTrainer {
  private final TrainOptions options;
  private Set<String> given = Set.of();
  private boolean strict;
  private final List<TrainingListener> listeners = new ArrayList<>();
  private Source source;
  private @Nullable Setup setup;
  private @Nullable Path checkpoints;
  private @Nullable Checkpoint resumed;
  private @Nullable Parent parent;
  private @Nullable RecordFolder record;
  private int recordEvery;
  private boolean endsWhenSure;
  private List<String> fixes = List.of();
  private volatile boolean stopped;
  private volatile @Nullable Trainer trainer;
  private volatile @Nullable LearningRateFinder finder;
  private Watcher translating = (done, all) -> {};
  private Function<String, TrainingListener> pretrainListeners = layer -> new TrainingListener() {};

  /// A trainer on a table.
  public ModelTrainer(Table table, TrainOptions options) {
    this.source = new Source.OfTable(table, null, null);
    this.options = options;
  }

  /// A trainer on pictures with labels.
  public ModelTrainer(Images images, TrainOptions options) {
    this.source = new Source.OfImages(images, null, null);
    this.options = options;
  }

  /// A trainer on a text, whose language is learned.
  public ModelTrainer(Corpus corpus, TrainOptions options) {
    this.source = new LanguageSource(corpus, null, null);
    this.options = options;
  }

  private ModelTrainer(Source source, TrainOptions options) {
    this.source = source;
    this.options = options;
  }

  /// Another trainer on the same data, without listeners, checkpoints and all that was said of this
  /// training.
  ///
  /// @param chosen the options that were chosen, as [#given] has them
  public ModelTrainer with(TrainOptions other, Set<String> chosen) {
    ModelTrainer trainer = new ModelTrainer(source, other).given(chosen);
    return strict ? trainer.strict() : trainer;
  }

  /// Rows for validation, in place of a split. They have the columns of the training table.
  public ModelTrainer validation(Table table) {
    Source.OfTable tables = tables();
    return of(new Source.OfTable(tables.train(), table, tables.test()));
  }

  /// Rows for a test, in place of a split. They have the columns of the training table.
  public ModelTrainer test(Table table) {
    Source.OfTable tables = tables();
    return of(new Source.OfTable(tables.train(), tables.validation(), table));
  }

  /// Pictures for validation, in place of a split. They have the shape and classes of the training
  /// pictures.
  public ModelTrainer validation(Images images) {
    Source.OfImages pictures = pictures();
    return of(new Source.OfImages(pictures.train(), images, pictures.test()));
  }

  /// Pictures for a test, in place of a split. They have the shape and classes of the training
  /// pictures.
  public ModelTrainer test(Images images) {
    Source.OfImages pictures = pictures();
    return of(new Source.OfImages(pictures.train(), pictures.validation(), images));
  }

  /// Refuses images of a table that cannot be read; else their rows are left out, and a note names
  /// them.
  public ModelTrainer strict() {
    strict = true;
    setup = null;
    return this;
  }

  /// Says which options were chosen, so that for images they stay as they are, even where their
  /// values are those that other data begins with; other values count as chosen in any case.
  ///
  /// @param names of options as [TrainOptions#used] has them, as in `epochs`
  public ModelTrainer given(Set<String> names) {
    given = Set.copyOf(names);
    setup = null;
    return this;
  }

  /// A text for validation, in place of a split.
  public ModelTrainer validation(Corpus corpus) {
    LanguageSource texts = texts();
    return of(new LanguageSource(texts.train(), corpus, texts.test()));
  }

  /// A text for a test, in place of a split.
  public ModelTrainer test(Corpus corpus) {
    LanguageSource texts = texts();
    return of(new LanguageSource(texts.train(), texts.validation(), corpus));
  }

  /// Adds a listener; they are told in this order.
  public ModelTrainer listener(TrainingListener listener) {
    listeners.add(listener);
    return this;
  }

  /// Sets who is told how many of the images that a table names are read, before training begins.
  public ModelTrainer watchReading(Folder.Watcher watcher) {
    if (source instanceof Source.OfTable(Table train, Table validation, Table test)) {
      Stream.of(train, validation, test)
          .filter(Objects::nonNull)
          .forEach(table -> table.folder().watch(watcher));
    }
    return this;
  }

  /// Sets who is told how many sources of a part are translated when a training ends.
  public ModelTrainer watchTranslating(Watcher watcher) {
    translating = watcher;
    return this;
  }

  /// Sets who is told how the pre-training of each hidden layer goes, by the layer's path. What the
  /// other listeners are told begins after it.
  public ModelTrainer pretrainListener(Function<String, TrainingListener> listeners) {
    pretrainListeners = listeners;
    return this;
  }

  /// Writes checkpoints to a file: at an epoch's end when 10 s have passed since the last, and when
  /// training has ended or failed. That one could not be written is a warning of the report.
  public ModelTrainer checkpoints(Path file) {
    checkpoints = file;
    return this;
  }

  /// Records training: writes snapshots to a folder at the end of some epochs, at most
  /// [RecordFolder#MOST], and tells listeners [what was seen of the
  /// layers][TrainingListener#layers] then. Training is the same in bits.
  ///
  /// @param every how many epochs lie between two at first, at least 1
  /// @throws IllegalArgumentException if it is less
  public ModelTrainer record(RecordFolder folder, int every) {
    if (every < 1) {
      throw new IllegalArgumentException(
          "record: expected a number of epochs of at least 1, got " + every + ". Give another.");
    }
    record = folder;
    recordEvery = every;
    return this;
  }

  /// Goes on from a checkpoint, to the same bits as if training had never been stopped. Data and
  /// options must be those of the checkpoint, but for epochs, patience and threads; with a schedule
  /// that depends on the number of epochs, so do the bits.
  public ModelTrainer resume(Checkpoint checkpoint) {
    resumed = checkpoint;
    setup = null;
    return this;
  }

  /// Ends training as soon as a high finding is sure, since more epochs would not change it.
  public ModelTrainer endWhenSure() {
    endsWhenSure = true;
    return this;
  }

  /// Says which fixes led to these options, as in `symmetry: --init he_normal`; the model's
  /// provenance keeps them.
  public ModelTrainer fixes(List<String> taken) {
    fixes = List.copyOf(taken);
    return this;
  }

  /// Goes on from a model, snapshot or checkpoint with other options: its network, encoding and
  /// weights are taken, the optimiser and the count of epochs start anew, and the new model says
  /// what it came from. The data may be other rows of the same columns.
  public ModelTrainer from(Parent newParent) {
    parent = newParent;
    setup = null;
    return this;
  }

  /// Asks training to end after the present step, with the best weights so far. Any thread may call
  /// it.
  public void stop() {
    stopped = true;
    Trainer running = trainer;
    if (running != null) {
      running.stop();
    }
    LearningRateFinder finding = finder;
    if (finding != null) {
      finding.stop();
    }
  }

  /// What training will do; nothing is trained.
  ///
  /// @throws hebb.data.DataException if the data cannot be trained on
  /// @throws IllegalArgumentException if an option does not fit the data
  /// @throws ModelException if the checkpoint to go on from is of other data or options
  public Plan plan() {
    return setup().plan();
  }

  /// What training will take of time and memory, found by its first steps; nothing of them is kept.
  ///
  /// @param most about how long this may take
  /// @throws hebb.data.DataException if the data cannot be trained on
  /// @throws IllegalArgumentException if an option does not fit the data
  public TrialRun.Estimate estimate(Duration most) {
    Setup ready = setup();
    Dataset validation = ready.rows().parts().get("validation");
    TrainingConfig config = ready.plan().used().loop();
    return new TrialRun(ready.network(), ready.loss(), config, ready.training(), validation)
        .run(most);
  }

  /// How many steps an epoch has.
  ///
  /// @throws hebb.data.DataException if the data cannot be trained on
  /// @throws IllegalArgumentException if an option does not fit the data
  public int stepsPerEpoch() {
    int rows = setup().training().rows();
    int batch = Math.min(rows, plan().used().batchSize());
    return (rows + batch - 1) / batch;
  }

  /// Checks that the data is what a model was trained on.
  ///
  /// @throws hebb.data.DataException that names that data if it is not
  public ModelTrainer requireDataOf(Model model) {
    model.provenance().requireSame(source);
    return this;
  }

  /// Looks for a learning rate: trains with one that rises from step to step. Nothing of that is
  /// kept.
  ///
  /// @param listener is told of each step
  /// @throws hebb.data.DataException if the data cannot be trained on
  /// @throws IllegalArgumentException if an option does not fit the data
  public LearningRateCurve findLearningRate(
      LearningRateFinder.Range range, TrainingListener listener) {
    Setup ready = setup();
    TrainingConfig config = ready.plan().used().loop();
    var finding = new LearningRateFinder(ready.network(), ready.loss(), config, ready.training());
    finder = finding;
    if (stopped) {
      finding.stop();
    }
    return finding.run(range, listener);
  }

  /// Checks the gradients of what training would minimise, at the first weights, on rows of the
  /// training part; nothing is trained.
  ///
  /// @param settings changes what is checked, as in `check -> check.withRows(32)`
  /// @throws hebb.data.DataException if the data cannot be trained on
  /// @throws IllegalArgumentException if an option does not fit the data
  public GradientReport checkGradients(UnaryOperator<GradientCheck> settings) {
    Setup ready = setup();
    GradientCheck check =
        GradientCheck.of(ready.network(), ready.loss()).withConfig(ready.plan().used().loop());
    return settings.apply(check).run(ready.parameters(), ready.training());
  }

  /// Trains. A training that was [stopped][#stop] is not measured, so that it ends at once.
  ///
  /// @throws hebb.data.DataException if the data cannot be trained on
  /// @throws IllegalArgumentException if an option does not fit the data
  /// @throws ModelException if the checkpoint to go on from is of other data or options
  public Trained run() {
    Setup ready = setup();
    List<String> warnings = new ArrayList<>(ready.plan().warnings());
    Optional<Ridge> ridge = Forecasting.ridge(ready.rows());
    ridge
        .filter(of -> parent == null)
        .ifPresent(of -> ForecastDefaults.start(ready.network(), ready.parameters(), of));
    Diagnosis diagnosis = diagnosis(ready, warnings);
    TrainingResult result = train(ready, diagnosis, warnings);
    Plan plan = ready.plan();
    Provenance provenance = provenance(ready);
    String message = message(result, diagnosis.findings());
    Results none = new Results(result.outcome(), message, 0, 0, Map.of());
    Model unmeasured = ready.model(provenance, none, Optional.empty(), ridge);
    Results results = results(result, message, unmeasured, ready.rows());
    boolean measured = results.outcome() != Outcome.INTERRUPTED;
    Optional<Intervals> intervals =
        measured ? Forecasting.intervals(unmeasured, ready.rows()) : Optional.empty();
    TrainingReport report =
        new TrainingReport(
            plan,
            results,
            result.seconds(),
            result.rowsPerSecond(),
            provenance.kernels(),
            withoutFound(ready, warnings, diagnosis.findings()),
            diagnosis.findings(),
            diagnosis.seconds());
    return new Trained(ready.model(provenance, results, intervals, ridge), report);
  }

  /// What came of a training, which is measured unless it was stopped, until it is.
  private Results results(
      TrainingResult result, String message, Model model, Source.Prepared rows) {
    Outcome outcome = result.outcome();
    Map<String, PartReport> parts = Map.of();
    if (outcome != Outcome.INTERRUPTED) {
      if (model.task() == Task.TRANSLATE) {
        model.watch(this::translated);
      }
      try {
        parts = PartReports.of(model, rows);
      } catch (CancellationException e) {
        outcome = Outcome.INTERRUPTED;
      }
    }
    return new Results(outcome, message, result.epochs(), result.keptEpoch(), parts);
  }

  /// How training ended; where [#endWhenSure] ended it, by which finding.
  private String message(TrainingResult result, List<Finding> findings) {
    boolean ended = endsWhenSure && result.outcome() == Outcome.ENDED;
    return ended && findings.stream().anyMatch(one -> one.severity() == Finding.Severity.HIGH)
        ? "Ended after epoch "
            + result.epochs()
            + " by the finding "
            + findings.getFirst().id()
            + ", which is sure; the weights of epoch "
            + result.keptEpoch()
            + " are kept."
        : result.message();
  }

  private void translated(long done, long all) {
    if (stopped) {
      throw new CancellationException("training was stopped while it was measured");
    }
    translating.at(done, all);
  }

  private Provenance provenance(Setup ready) {
    Plan plan = ready.plan();
    long seed = plan.used().training().seed();
    return Provenance.of(source, plan.rows(), seed, fixes, ready.fork());
  }

  /// Trains the hidden layers one by one, to where they are first when all are trained; in a
  /// training that goes on they are past that.
  private void pretrain(Setup ready, List<String> warnings) {
    TrainOptions used = ready.plan().used();
    int epochs = used.network().pretrain();
    if (epochs == 0 || resumed != null || parent != null) {
      return;
    }
    Pretraining layers = new Pretraining(ready.network(), ready.parameters(), ready.rows().input());
    for (int part = 0; part < layers.parts() && !stopped; part++) {
      Trainer alone = layers.trainer(part, ready.training(), used.loop(), epochs);
      alone.listener(pretrainListeners.apply(layers.name(part)));
      TrainingResult result = run(alone);
      layers.keep(result.parameters());
      if (result.outcome() == Outcome.NOT_FINITE) {
        warnings.add("Pre-training of " + layers.name(part) + ": " + result.message());
      }
    }
  }

  /// Runs a trainer, so that it can be stopped.
  private TrainingResult run(Trainer running) {
    trainer = running;
    if (stopped) {
      running.stop();
    }
    return running.run();
  }

  /// What looks at the training, which begins with the weights as they are after this.
  private Diagnosis diagnosis(Setup ready, List<String> warnings) {
    pretrain(ready, warnings);
    TrainOptions used = ready.plan().used();
    boolean text = used.network().layers().isPresent();
    Dataset validation = ready.rows().parts().get("validation");
    var diagnosis =
        new Diagnosis(
            ready.network(),
            ready.loss(),
            used.loop(),
            ready.parameters(),
            ready.training(),
            validation);
    if (ready.loss() == Loss.Standard.HALF_SQUARED_ERROR
        && ready.rows().train() instanceof Windows train) {
      diagnosis.guess(
          train.ofMean(), validation instanceof Windows held ? held.ofMean() : train.ofMean());
    }
    return diagnosis
        .quantities(source.quantities(ready.rows().input()))
        .style(text ? Diagnosis.Style.TEXT : Diagnosis.Style.OPTIONS)
        .names(ready.rows().input().names())
        .known(ready.rows().leaks().values())
        .tell(listeners);
  }

  /// A warning from before training is not said a second time as a finding.
  private static List<String> withoutFound(
      Setup ready, List<String> warnings, List<Finding> findings) {
    List<String> ids = findings.stream().map(Finding::id).toList();
    List<String> left = new ArrayList<>(warnings);
    left.removeIf(
        warning ->
            ready.rows().leaks().containsKey(warning) && ids.contains("leak")
                || ready.symmetry().filter(warning::equals).isPresent()
                    && ids.contains("symmetry"));
    return left;
  }

  private TrainingResult train(Setup ready, Diagnosis diagnosis, List<String> warnings) {
    Map<String, Dataset> parts = ready.rows().parts();
    TrainingConfig config = ready.plan().used().loop();
    Trainer running = new Trainer(ready.network(), ready.loss(), config, ready.training());
    running
        .start(ready.parameters())
        .metrics(() -> Objective.metrics(ready.loss(), ready.rows().input()));
    Dataset validation = parts.get("validation");
    if (validation != null) {
      running.validation(validation);
    }
    if (resumed != null) {
      running.resume(resumed.state());
    }
    listeners.forEach(running::listener);
    running.listener(diagnosis);
    if (endsWhenSure) {
      diagnosis.whenSure(running::end);
    }
    Optional<RecordWriter> writer = recordTo(running, ready);
    try {
      return checkpoints == null ? run(running) : run(running, ready, checkpoints, warnings);
    } finally {
      writer.flatMap(RecordWriter::failure).ifPresent(warnings::add);
    }
  }

  private Optional<RecordWriter> recordTo(Trainer running, Setup ready) {
    RecordFolder folder = record;
    if (folder == null) {
      return Optional.empty();
    }
    RecordWriter writer =
        new RecordWriter(folder, recordEvery, (file, epoch) -> snapshot(ready, epoch, file));
    running
        .listener(writer)
        .listener(
            new LayerRecorder(
                ready.network(),
                ready.loss(),
                ready.plan().used().loop(),
                ready.parameters(),
                ready.training(),
                ready.rows().parts().get("validation"),
                writer::wants,
                listeners));
    return Optional.of(writer);
  }

  private void snapshot(Setup ready, int epoch, Path file) {
    String message = "A snapshot of the weights after epoch " + epoch + " of a training.";
    Results none = new Results(Outcome.INTERRUPTED, message, epoch, epoch, Map.of());
    ModelDocument document = ready.document(provenance(ready), none, Optional.empty());
    ModelFile.save(file, document, ready.parameters(), Optional.empty());
  }

  private TrainingResult run(Trainer running, Setup ready, Path file, List<String> warnings) {
    Map<String, DataPart> data = source.parts();
    Provenance provenance = provenance(ready);
    CheckpointWriter writer =
        new CheckpointWriter(
            file,
            () ->
                new Checkpoint(
                    data,
                    ready.plan().used(),
                    ready.rows().input(),
                    ready.network(),
                    provenance,
                    running.state()));
    try {
      return run(running.listener(writer));
    } finally {
      writer.end();
      writer.failure().ifPresent(warnings::add);
    }
  }

  private Setup setup() {
    Setup present = setup;
    if (present == null) {
      present = new Preparation(source, options, given, strict, parent, resumed).setup();
      setup = present;
    }
    return present;
  }

  private ModelTrainer of(Source newSource) {
    source = newSource;
    setup = null;
    return this;
  }

  private LanguageSource texts() {
    if (source instanceof LanguageSource texts) {
      return texts;
    }
    throw new IllegalArgumentException(
        "train: expected a text beside a text, got something else. Give texts.");
  }

  private Source.OfTable tables() {
    if (source instanceof Source.OfTable tables) {
      return tables;
    }
    throw new IllegalArgumentException(
        "train: expected images beside images, got a table. Give images.");
  }

  private Source.OfImages pictures() {
    if (source instanceof Source.OfImages pictures) {
      return pictures;
    }
    throw new IllegalArgumentException(
        "train: expected tables beside a table, got images. Give a table.");
  }
}
