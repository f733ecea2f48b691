package hebb.model;

import hebb.check.GradientCheck;
import hebb.check.GradientReport;
import hebb.data.Baseline;
import hebb.data.Task;
import hebb.data.forecast.Ridge;
import hebb.data.forecast.Windows;
import hebb.data.image.Images;
import hebb.data.kind.ColumnCode;
import hebb.data.kind.Series;
import hebb.data.kind.Sound;
import hebb.data.kind.Text;
import hebb.data.language.Corpus;
import hebb.data.language.TextWindows;
import hebb.data.table.Folder;
import hebb.data.table.Table;
import hebb.data.text.LanguageCode;
import hebb.data.translation.TranslationCode;
import hebb.dataset.Dataset;
import hebb.dataset.InputSpec;
import hebb.diagnose.Diagnosis;
import hebb.diagnose.LayerRecorder;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.layer.Embedding;
import hebb.nn.loss.Loss;
import hebb.nn.optim.Ema;
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
import java.util.LinkedHashMap;
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

  /// What is found out before the first step.
  private record Setup(
      Source.Prepared rows,
      Dataset training,
      Network network,
      Loss loss,
      Parameters parameters,
      Optional<String> symmetry,
      Plan plan) {}

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
    Provenance provenance = provenance(plan);
    String message = message(result, diagnosis.findings());
    Results none = new Results(result.outcome(), message, 0, 0, Map.of());
    Model unmeasured = model(ready, provenance, none, Optional.empty(), ridge);
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
    return new Trained(model(ready, provenance, results, intervals, ridge), report);
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
        parts = reports(model, rows);
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

  private Provenance provenance(Plan plan) {
    TrainOptions used = plan.used();
    return Provenance.of(source, plan.rows(), used.training().seed(), fixes, fork(used));
  }

  private Optional<Fork> fork(TrainOptions used) {
    return Optional.ofNullable(parent).map(of -> of.fork(used));
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
    return new Diagnosis(
            ready.network(),
            ready.loss(),
            used.loop(),
            ready.parameters(),
            ready.training(),
            ready.rows().parts().get("validation"))
        .style(text ? Diagnosis.Style.TEXT : Diagnosis.Style.OPTIONS)
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
    ModelDocument document = document(ready, provenance(ready.plan()), none, Optional.empty());
    ModelFile.save(file, document, ready.parameters(), Optional.empty());
  }

  private TrainingResult run(Trainer running, Setup ready, Path file, List<String> warnings) {
    Map<String, DataPart> data = source.parts();
    Provenance provenance = provenance(ready.plan());
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

  private static Model model(
      Setup ready,
      Provenance provenance,
      Results results,
      Optional<Intervals> intervals,
      Optional<Ridge> ridge) {
    return new Model(document(ready, provenance, results, intervals), ready.parameters(), ridge);
  }

  private static ModelDocument document(
      Setup ready, Provenance provenance, Results results, Optional<Intervals> intervals) {
    return new ModelDocument(
        ModelDocument.FORMAT,
        ready.rows().input(),
        ready.network(),
        ready.loss(),
        ready.plan().used(),
        results,
        intervals,
        provenance);
  }

  private static Map<String, PartReport> reports(Model model, Source.Prepared rows) {
    Function<Dataset, Map<String, Double>> baseline = baseline(model.task(), rows);
    Map<String, PartReport> reports = new LinkedHashMap<>();
    rows.parts()
        .forEach(
            (name, part) -> {
              PartReport report = model.evaluate(part);
              reports.put(
                  name,
                  (report.baseline().isEmpty() ? report.withBaseline(baseline.apply(part)) : report)
                      .withUnknownClass(rows.unknownClass().getOrDefault(name, 0)));
            });
    return reports;
  }

  /// What the simplest guess reaches on a part; for an autoencoder its r2 tells that, and a
  /// forecast and a translation have baselines of their own.
  private static Function<Dataset, Map<String, Double>> baseline(Task task, Source.Prepared rows) {
    if (task == Task.AUTOENCODER || task == Task.FORECAST || task == Task.TRANSLATE) {
      return part -> Map.of();
    }
    if (task == Task.LANGUAGE) {
      return part -> LanguageTask.baseline(part(rows.parts(), "train"), part);
    }
    Baseline baseline = Baseline.of(part(rows.parts(), "train"), task);
    return task == Task.CLASSIFICATION
        ? part -> Map.of("accuracy", baseline.accuracy(part))
        : part -> errors(baseline, part, rows.input().units());
  }

  private static Map<String, Double> errors(Baseline baseline, Dataset part, double[] units) {
    Map<String, Double> errors = new LinkedHashMap<>();
    errors.put("rmse", baseline.rmse(part, units));
    errors.put("mae", baseline.mae(part, units));
    return errors;
  }

  private Setup setup() {
    Setup present = setup;
    if (present == null) {
      present = prepare();
      setup = present;
    }
    return present;
  }

  private Setup prepare() {
    Source.Prepared rows = source.prepare(options, parent == null ? null : parent.input(options));
    if (strict) {
      source.requireReadable(rows.input());
    }
    Input input = rows.input();
    Dataset train = part(rows.parts(), "train");
    options
        .training()
        .monitor()
        .ifPresent(metric -> Objective.requireFits("monitor", metric, input));
    Loss loss = Objective.loss(options.loss(), input);
    int outputs = Objective.outputs(loss, input);
    TrainOptions own =
        parent == null ? usual(rows.options(), input, outputs, train) : rows.options();
    Network given =
        parent == null
            ? withBranches(
                Flattened.of(own.network().network(outputs, input.task()), input.inputs()), input)
            : parent.model().network();
    if (input instanceof Input.OfTranslation) {
      Translator.layer(given);
    }
    Head head = Head.of(given, input, loss, outputs);
    Network network = head.network();
    if (parent != null) {
      parent.requireFits(network, loss);
    }
    TrainOptions used =
        own.withLoss(loss)
            .withBatchSize(own.batchSizeFor(train.rows()))
            .withEmaDecay(own.emaDecayFor(train.rows()));
    if (resumed != null) {
      resumed.requireSame(source.parts(), used, fork(used));
    }
    Parameters parameters = Parameters.toTrain(network, input.inputs(), used.training().seed());
    if (parent != null) {
      parent.fill(parameters);
    }
    if (input instanceof Input.OfLanguage(LanguageCode code)) {
      LanguageTask.requireFits(network, parameters, code);
    }
    used.training().requireRates(parameters);
    Dataset training = options.classWeights().weighted(train, input.targets());
    new Trainer(network, loss, used.loop(), training).start(parameters).requireFits();
    if (used.network().pretrain() > 0) {
      new Pretraining(network, parameters, input).trainer(0, train, used.loop(), 1).requireFits();
    }
    Map<String, Integer> counts = new LinkedHashMap<>();
    rows.parts().forEach((name, part) -> counts.put(name, size(part)));
    List<String> warnings = new ArrayList<>(rows.warnings());
    Optional<String> symmetry = SymmetryCheck.warning(network, parameters);
    symmetry.ifPresent(warnings::add);
    if (parent != null) {
      parent.say(source, used, counts, warnings);
    }
    Plan plan =
        new Plan(
            source.name(),
            input.task(),
            source.reading(),
            input.targets(),
            counts,
            Source.columns(input),
            train.width() - (int) train.inputs().stream().filter(InputSpec::varies).count(),
            LayerLine.text(network.layers()),
            LayerLine.of(network, parameters, input.inputs()),
            parameters.count(),
            used,
            notes(rows, own, head, train),
            warnings);
    return new Setup(rows, training, network, loss, parameters, symmetry, plan);
  }

  /// The options with what is usual for the data, as far as nothing else is said.
  private TrainOptions usual(TrainOptions said, Input input, int outputs, Dataset train) {
    int rows = train.rows();
    return switch (input) {
      case Input.OfForecast _ -> ForecastDefaults.of(said, given, outputs);
      case Input.OfLanguage(LanguageCode code) ->
          LanguageTask.usual(said, given, code, (TextWindows) train);
      case Input.OfTranslation(TranslationCode code) ->
          TranslationDefaults.of(said, given, code, rows);
      case Input.OfTable _, Input.OfImages _ -> {
        TrainOptions images = ImageDefaults.of(said, given, input, outputs, rows);
        TrainOptions texts = TextDefaults.of(images, given, input, outputs, rows);
        yield SeriesDefaults.of(texts, given, input, outputs, rows);
      }
    };
  }

  /// How many rows a part has, or what they are made of.
  private static int size(Dataset part) {
    return switch (part) {
      case Windows windows -> windows.steps();
      case TextWindows windows -> Math.toIntExact(windows.tokens());
      case Dataset rows -> rows.rows();
    };
  }

  /// The network with a branch for each input of indices: its own, else an embedding. A network of
  /// one input that begins with an embedding needs none.
  private static Network withBranches(Network network, Input input) {
    boolean embedded = network.layers().getFirst().layer() instanceof Embedding;
    if (input.inputs().size() == 1 && embedded) {
      return network;
    }
    List<Network.Branch> branches = new ArrayList<>(network.branches());
    List<String> there = branches.stream().map(Network.Branch::input).toList();
    input.branches().stream()
        .filter(branch -> !there.contains(branch.input()))
        .forEach(branches::add);
    return network.withBranches(branches);
  }

  private List<String> notes(Source.Prepared prepared, TrainOptions own, Head head, Dataset train) {
    int rows = train.rows();
    List<String> notes = new ArrayList<>(prepared.notes());
    if (parent != null) {
      notes.add(parent.note());
    }
    if (!own.equals(prepared.options())) {
      notes.add(UsualCourse.note(kind(prepared.input()), prepared.options(), own));
    }
    head.note().ifPresent(notes::add);
    if (prepared.input().task() == Task.AUTOENCODER) {
      Codes.note(head.network(), train.inputs()).ifPresent(notes::add);
    }
    if (options.training().monitor().isPresent() && !prepared.parts().containsKey("validation")) {
      notes.add("--monitor has no effect: there is no validation part to measure.");
    }
    if (options.emaStart() == Ema.Start.COMPARED
        && (!prepared.parts().containsKey("validation") || options.emaDecayFor(rows) == 0)) {
      notes.add(
          "--ema compare has no effect: "
              + (options.emaDecayFor(rows) == 0
                  ? "an epoch is one step, so there is no mean unless --ema-decay asks for it."
                  : "there is no validation part to measure."));
    }
    if (!prepared.parts().containsKey("validation")
        && options.training().schedule().plateau().isPresent()) {
      notes.add("--schedule plateau goes by the training loss: there is no validation part.");
    }
    if (options.batchSize() > rows && options.batchSize() != TrainingConfig.FULL_BATCH) {
      notes.add(
          "There are no batches of "
              + options.batchSize()
              + " rows; all "
              + rows
              + " rows for training are in each.");
    }
    return notes;
  }

  /// What a row is, where it is one thing that has a network of its own.
  private static String kind(Input input) {
    return switch (input) {
      case Input.OfImages images -> "images of this size";
      case Input.OfForecast forecast -> "forecasts, a linear path and a small net beside it";
      case Input.OfLanguage language -> "a text of this size";
      case Input.OfTranslation translation -> "translations";
      case Input.OfTable table ->
          switch (table.encoding().columns().getFirst()) {
            case Series.Code series -> "series";
            case Sound.Code sound -> "sounds";
            case Text.Code text -> "texts";
            case ColumnCode image -> "images of this size";
          };
    };
  }

  private static Dataset part(Map<String, Dataset> parts, String name) {
    Dataset part = parts.get(name);
    if (part == null) {
      throw new IllegalStateException(
          "parts: expected a part " + name + ", got " + parts.keySet() + ".");
    }
    return part;
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
