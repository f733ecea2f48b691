package hebb.model;

import hebb.data.Task;
import hebb.data.forecast.ForecastOptions;
import hebb.data.image.Augmentation;
import hebb.data.image.ImageSize;
import hebb.data.kind.Image;
import hebb.data.kind.Kinds;
import hebb.data.kind.Text;
import hebb.data.language.LanguageOptions;
import hebb.data.schema.SchemaOptions;
import hebb.data.text.Tokenizer;
import hebb.metric.Metric;
import hebb.nn.Network;
import hebb.nn.activation.Activation;
import hebb.nn.init.Initializer;
import hebb.nn.loss.Loss;
import hebb.nn.optim.Adam;
import hebb.nn.optim.AdamW;
import hebb.nn.optim.Ema;
import hebb.nn.optim.Lbfgs;
import hebb.nn.optim.Lion;
import hebb.nn.optim.Optimizer;
import hebb.nn.optim.Schedule;
import hebb.nn.spec.Check;
import hebb.train.TrainingConfig;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// How a model is trained: everything that can be said, with a default for all of it.
///
/// ```java
/// new TrainOptions().withTarget("species").withHidden(16).withEpochs(50)
/// ```
///
/// Values out of range are met by an `IllegalArgumentException` as they are given.
///
/// @param columns the target (the last column unless said) and what the others are taken for
/// @param forecast what is said of a forecast; [ForecastOptions#NONE] for any other task
/// @param language what is said of a language model; [LanguageOptions#NONE] for any other task
/// @param splits the shares for validation and test
/// @param network the layers
/// @param loss what is made small; unless said, by the task: half squared error for a quantity,
///   binary cross-entropy for two classes, softmax cross-entropy for more
/// @param classWeights how much rows count by their class in what is minimised
/// @param augmentation how images that are trained on are changed at random; not at all unless said
/// @param batchSize rows for each step, [TrainingConfig#FULL_BATCH], or [#BATCH_BY_ROWS] (as it is
///   unless said): 32 below 10,000 rows, 128 below 100,000, 256 above
/// @param emaDecay how much of the running mean of the weights stays at each step, in `[0, 1)`; 0
///   for no mean; unless said, that of `training`, or by the steps of an epoch: `1 - 1/steps`, at
///   most .999. The mean is what is evaluated and kept
/// @param emaStart what that mean begins with, unless `training` has one
/// @param training everything else; unless said, AdamW with a weight decay of .1 and at most 200
///   epochs
public record TrainOptions(
    SchemaOptions columns,
    ForecastOptions forecast,
    LanguageOptions language,
    SplitOptions splits,
    NetworkOptions network,
    Optional<Loss> loss,
    ClassWeights classWeights,
    Augmentation augmentation,
    int batchSize,
    OptionalDouble emaDecay,
    Ema.Start emaStart,
    TrainingConfig training) {
  /// The batch size is chosen by the number of rows.
  public static final int BATCH_BY_ROWS = 0;

  /// What running means begin with, by name.
  public static final Map<Ema.Start, String> EMA =
      Map.of(
          Ema.Start.BIAS_CORRECTED, "corrected",
          Ema.Start.COPY_FIRST, "copy_first",
          Ema.Start.COMPARED, "compare");

  private static final int EPOCHS = 200;
  private static final Optimizer OPTIMIZER = new AdamW().withWeightDecay(0.1);
  private static final double MOST_DECAY = 0.999;

  /// A batch size of at least 1, or [#BATCH_BY_ROWS], and a decay in range.
  public TrainOptions {
    Check.atLeast(BATCH_BY_ROWS, "batch size", batchSize);
    emaDecay.ifPresent(decay -> Check.fraction("ema decay", decay));
  }

  /// The defaults.
  public TrainOptions() {
    this(
        SchemaOptions.target("last"),
        ForecastOptions.NONE,
        LanguageOptions.NONE,
        new SplitOptions(),
        new NetworkOptions(),
        Optional.empty(),
        ClassWeights.NONE,
        Augmentation.NONE,
        BATCH_BY_ROWS,
        OptionalDouble.empty(),
        Ema.Start.BIAS_CORRECTED,
        TrainingConfig.of(EPOCHS).withOptimizer(OPTIMIZER));
  }

  /// The components, of which some are changed.
  private static final class Copy {
    private SchemaOptions columns;
    private ForecastOptions forecast;
    private LanguageOptions language;
    private SplitOptions splits;
    private NetworkOptions network;
    private Optional<Loss> loss;
    private ClassWeights classWeights;
    private Augmentation augmentation;
    private int batchSize;
    private OptionalDouble emaDecay;
    private Ema.Start emaStart;
    private TrainingConfig training;

    Copy(TrainOptions from) {
      columns = from.columns;
      forecast = from.forecast;
      language = from.language;
      splits = from.splits;
      network = from.network;
      loss = from.loss;
      classWeights = from.classWeights;
      augmentation = from.augmentation;
      batchSize = from.batchSize;
      emaDecay = from.emaDecay;
      emaStart = from.emaStart;
      training = from.training;
    }

    TrainOptions made() {
      return new TrainOptions(
          columns,
          forecast,
          language,
          splits,
          network,
          loss,
          classWeights,
          augmentation,
          batchSize,
          emaDecay,
          emaStart,
          training);
    }
  }

  private TrainOptions with(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return copy.made();
  }

  /// With a column to predict: its name, its number from 1, or `last`; several as a list between
  /// commas, all quantities or all of two classes.
  public TrainOptions withTarget(String column) {
    return withColumns(columns.withTarget(column));
  }

  /// With a column that says how much each row counts, in what is minimised and in all measures.
  public TrainOptions withWeightColumn(String column) {
    return withColumns(columns.withWeight(column));
  }

  /// With a task that is not told from the target; [Task#AUTOENCODER] has none.
  public TrainOptions withTask(Task task) {
    return withColumns(columns.withTask(task));
  }

  /// With columns that are not used.
  public TrainOptions withIgnore(List<String> names) {
    return withColumns(columns.withIgnore(names));
  }

  /// With columns taken for a kind of [hebb.data.kind.Kinds], as in `date`.
  public TrainOptions withKind(String kind, List<String> names) {
    return withColumns(columns.withKind(kind, names));
  }

  /// With columns whose texts are categories, even where they are numbers.
  public TrainOptions withCategorical(List<String> names) {
    return withColumns(columns.withCategorical(names));
  }

  /// With columns that are quantities in any case.
  public TrainOptions withNumeric(List<String> names) {
    return withColumns(columns.withNumeric(names));
  }

  /// With other words on the columns.
  public TrainOptions withColumns(SchemaOptions newColumns) {
    return with(copy -> copy.columns = newColumns);
  }

  /// With a forecast of the next `horizon` steps of the targets, by a column of times that rise;
  /// empty where the rows are in order.
  public TrainOptions withForecast(String time, int horizon) {
    return withForecast(forecast.withTime(time).withHorizon(horizon));
  }

  /// With other words on a forecast.
  public TrainOptions withForecast(ForecastOptions newForecast) {
    return with(copy -> copy.forecast = newForecast);
  }

  /// With other words on a language model.
  public TrainOptions withLanguage(LanguageOptions newLanguage) {
    return with(copy -> copy.language = newLanguage);
  }

  /// With another share of rows for validation, or a number of them.
  public TrainOptions withValidationSplit(double share) {
    return withSplits(new SplitOptions(share, splits.test()));
  }

  /// With a share of rows for a test, or a number of them.
  public TrainOptions withTestSplit(double share) {
    return withSplits(new SplitOptions(splits.validation(), share));
  }

  private TrainOptions withSplits(SplitOptions newSplits) {
    return with(copy -> copy.splits = newSplits);
  }

  /// With hidden layers of these units; none for a linear model.
  public TrainOptions withHidden(int... units) {
    return withHidden(Arrays.stream(units).boxed().toList());
  }

  /// With hidden layers of these units; none for a linear model. A linear model has no weight decay
  /// unless it is asked for after this, so that it ends at the one optimum it has.
  public TrainOptions withHidden(List<Integer> units) {
    return withAlike(
        new NetworkOptions(units, network.activation(), network.initializer(), network.dropout()));
  }

  private TrainOptions withAlike(NetworkOptions layers) {
    return withNetwork(layers.withPretrain(network.pretrain()));
  }

  /// With each hidden layer first trained by itself for so many epochs, to make its inputs again
  /// (Bengio et al. 2007); then all are trained together. 0 for none.
  public TrainOptions withPretrain(int epochs) {
    return withNetwork(network.withPretrain(epochs));
  }

  /// With another activation of the hidden layers.
  public TrainOptions withActivation(Activation activation) {
    return withAlike(
        new NetworkOptions(network.hidden(), activation, network.initializer(), network.dropout()));
  }

  /// With one initialiser for all weights.
  public TrainOptions withInitializer(Initializer initializer) {
    return withAlike(
        new NetworkOptions(
            network.hidden(), network.activation(), Optional.of(initializer), network.dropout()));
  }

  /// With dropout after each hidden layer.
  public TrainOptions withDropout(double rate) {
    return withAlike(
        new NetworkOptions(network.hidden(), network.activation(), network.initializer(), rate));
  }

  /// With any layers, of the library's or one's own, as from [Network#parse]; if they do not end in
  /// what the loss takes, a layer that does is added. It takes the place of hidden layers that are
  /// all alike, and they of it: what is said last counts.
  public TrainOptions withNetwork(Network layers) {
    return withAlike(NetworkOptions.of(layers));
  }

  /// With another network. A linear one has no weight decay unless it is asked for after this.
  public TrainOptions withNetwork(NetworkOptions newNetwork) {
    TrainOptions changed = with(copy -> copy.network = newNetwork);
    return newNetwork.isLinear() && training.optimizer().equals(OPTIMIZER)
        ? changed.withOptimizer(new Adam())
        : changed;
  }

  /// With a loss that is not told from the task.
  public TrainOptions withLoss(Loss newLoss) {
    return with(copy -> copy.loss = Optional.of(newLoss));
  }

  /// With rows that count by their class in what is minimised.
  public TrainOptions withClassWeights(ClassWeights weights) {
    return with(copy -> copy.classWeights = weights);
  }

  /// With images that are changed at random as they are trained on, anew in each epoch.
  public TrainOptions withAugmentation(Augmentation changes) {
    return with(copy -> copy.augmentation = changes);
  }

  /// With the size that images are brought to, where none is said for a column: `64x48` (height,
  /// width), `64` or `auto`, and `:crop` behind it for those that are to be cut rather than fitted
  /// in.
  public TrainOptions withImageSize(String size) {
    ImageSize.of(size, List.of());
    return withFormat(Image.NAME, size);
  }

  /// With how texts are cut, where it is not said for a column: `chars`, `words`, `bpe` or
  /// `bpe=8000`.
  public TrainOptions withTokens(String tokens) {
    return withFormat(Text.NAME, Tokenizer.of(tokens).toString());
  }

  /// With the format of all columns of a kind for which no other is said.
  private TrainOptions withFormat(String kind, String format) {
    return withKind(
        kind,
        Stream.concat(
                columns.columns(kind).stream().filter(name -> !name.startsWith("=")),
                Stream.of("=" + format))
            .toList());
  }

  /// With another optimiser; its learning rate and weight decay come with it.
  public TrainOptions withOptimizer(Optimizer optimizer) {
    return withTraining(training.withOptimizer(optimizer));
  }

  /// With another learning rate of the optimiser that is set.
  public TrainOptions withLearningRate(double rate) {
    return withOptimizer(training.optimizer().withLearningRate(rate));
  }

  /// With weight decay of the optimiser that is set, which must be Adam, AdamW or Lion; Adam
  /// becomes AdamW.
  public TrainOptions withWeightDecay(double decay) {
    return withOptimizer(
        switch (training.optimizer()) {
          case AdamW adamw -> adamw.withWeightDecay(decay);
          case Lion lion -> lion.withWeightDecay(decay);
          case Adam adam ->
              new AdamW(adam.learningRate(), adam.beta1(), adam.beta2(), adam.epsilon(), decay);
          case Optimizer other ->
              throw new IllegalArgumentException(
                  "weight decay: expected the optimizer adam, adamw or lion, got "
                      + other.spec().name()
                      + ". Choose one of them, or use l2.");
        });
  }

  /// With another course of the learning rate.
  public TrainOptions withSchedule(Schedule schedule) {
    return withTraining(training.withSchedule(schedule));
  }

  /// With another number of rows for each step, or [TrainingConfig#FULL_BATCH].
  public TrainOptions withBatchSize(int rows) {
    return with(copy -> copy.batchSize = rows);
  }

  /// With a running mean of the weights of which so much stays at each step; 0 for none.
  public TrainOptions withEmaDecay(double decay) {
    return with(copy -> copy.emaDecay = OptionalDouble.of(decay));
  }

  /// With another beginning of the running mean of the weights, or with both compared on the
  /// validation part after each epoch.
  public TrainOptions withEmaStart(Ema.Start start) {
    return with(copy -> copy.emaStart = start);
  }

  /// With another most number of epochs.
  public TrainOptions withEpochs(int epochs) {
    return withTraining(training.withEpochs(epochs));
  }

  /// With another patience, or [TrainingConfig#NO_PATIENCE].
  public TrainOptions withPatience(int epochs) {
    return withTraining(training.withPatience(epochs));
  }

  /// With a penalty of `l2/2 sum W^2` on weights.
  public TrainOptions withL1(double l1) {
    return withTraining(training.withL1(l1));
  }

  /// With steps by the gradients of several batches.
  public TrainOptions withAccumulate(int batches) {
    return withTraining(training.withAccumulate(batches));
  }

  /// With factors of the learning rate by patterns of paths, as in `inputs/*`.
  public TrainOptions withRates(Map<String, Double> factors) {
    return withTraining(training.withRates(factors));
  }

  /// With another penalty on squared weights.
  public TrainOptions withL2(double l2) {
    return withTraining(training.withL2(l2));
  }

  /// With gradients cut to a norm.
  public TrainOptions withClipNorm(double norm) {
    return withTraining(training.withClipNorm(norm));
  }

  /// With each number of a gradient held between minus this and this.
  public TrainOptions withClipValue(double value) {
    return withTraining(training.withClipValue(value));
  }

  /// With a measure of the validation part that decides when to stop and which weights are kept, in
  /// place of the loss.
  public TrainOptions withMonitor(Metric metric) {
    return withTraining(training.withMonitor(metric));
  }

  /// With another seed of splits, first weights, shuffling and dropout.
  public TrainOptions withSeed(long seed) {
    return withTraining(training.withSeed(seed));
  }

  /// With another number of threads, which never changes a result.
  public TrainOptions withThreads(int threads) {
    return withTraining(training.withThreads(threads));
  }

  /// With other settings of the training loop; its batch size does not count, see [#withBatchSize].
  public TrainOptions withTraining(TrainingConfig newTraining) {
    return with(copy -> copy.training = newTraining);
  }

  /// Whether a forecast is asked for, by its task or by a word on it.
  boolean isForecast() {
    return columns.task() == Task.FORECAST || !forecast.equals(ForecastOptions.NONE);
  }

  /// The batch size for a training part of so many rows.
  int batchSizeFor(int rows) {
    if (training.optimizer() instanceof Lbfgs) {
      if (batchSize != BATCH_BY_ROWS && batchSize != TrainingConfig.FULL_BATCH) {
        throw new IllegalArgumentException(
            "batch size: expected all rows, as lbfgs needs them, got "
                + batchSize
                + ". Leave the batch size out, or take adamw.");
      }
      return TrainingConfig.FULL_BATCH;
    }
    if (batchSize != BATCH_BY_ROWS) {
      return batchSize == TrainingConfig.FULL_BATCH ? batchSize : Math.min(rows, batchSize);
    }
    return Math.min(rows, rows < 10_000 ? 32 : rows < 100_000 ? 128 : 256);
  }

  /// The decay of the running mean for a training part of so many rows: 0 where an epoch is one
  /// step, else a mean over about an epoch, to three places.
  double emaDecayFor(int rows) {
    double batch = Math.min(rows, batchSizeFor(rows));
    double byEpoch = Math.rint(1000 * (1 - 1 / Math.ceil(rows / batch))) / 1000;
    return emaDecay.orElse(training.ema().map(Ema::decay).orElse(Math.min(MOST_DECAY, byEpoch)));
  }

  /// How the loop is told to train, once batch size and decay are known.
  TrainingConfig loop() {
    TrainingConfig loop = training.withBatchSize(batchSize);
    double decay = emaDecay.orElse(0);
    return decay == 0 || loop.ema().isPresent() ? loop : loop.withEma(new Ema(decay, emaStart));
  }

  /// Each option by its name on the command line, with its value as text, to be read.
  public Map<String, String> used() {
    Map<String, String> used = new LinkedHashMap<>();
    if (columns.task() != Task.AUTOENCODER && columns.task() != Task.LANGUAGE) {
      used.put("target", columns.target());
    }
    used.put(
        "task", columns.task() == null ? "auto" : columns.task().name().toLowerCase(Locale.ROOT));
    if (!columns.weight().isEmpty()) {
      used.put("weight-column", columns.weight());
    }
    if (isForecast()) {
      if (!forecast.time().isEmpty()) {
        used.put("time", forecast.time());
      }
      used.put("horizon", "" + forecast.horizon());
      used.put("window", "" + forecast.window());
      if (forecast.interpolate() > 0) {
        used.put("interpolate", "" + forecast.interpolate());
      }
    }
    if (columns.task() == Task.LANGUAGE) {
      used.put("tokens", columns.columns(Text.NAME).getLast().substring(1));
      used.put("window", "" + language.window());
      if (language.lines()) {
        used.put("lines", "true");
      }
      if (!language.lines()) {
        language.carryState().ifPresent(carried -> used.put("carry-state", "" + carried));
      }
    } else {
      putUnlessEmpty(used, "ignore", columns.ignore());
      columns
          .kinds()
          .forEach(
              (kind, names) -> {
                String option = Kinds.feature(kind).option().substring(2);
                putUnlessEmpty(
                    used, option, names.stream().filter(n -> !n.startsWith("=")).toList());
                names.stream()
                    .filter(name -> name.startsWith("="))
                    .forEach(said -> used.put(ofAll(kind, option), said.substring(1)));
              });
    }
    used.put("validation-split", number(splits.validation()));
    used.put("test-split", number(splits.test()));
    network
        .layers()
        .ifPresentOrElse(
            layers -> used.put("network", LayerLine.text(layers.layers())), () -> putHidden(used));
    if (network.pretrain() > 0) {
      used.put("pretrain", "" + network.pretrain());
    }
    used.put("loss", loss.map(given -> given.spec().toString()).orElse("auto"));
    used.put("class-weight", classWeights.toString());
    if (!augmentation.isNone()) {
      used.put("augment", augmentation.toString());
    }
    used.put("optimizer", training.optimizer().spec().toString());
    used.put("schedule", training.schedule().spec().toString());
    used.put(
        "batch-size",
        batchSize == BATCH_BY_ROWS
            ? "by rows"
            : batchSize == TrainingConfig.FULL_BATCH ? "full" : "" + batchSize);
    used.put(
        "ema-decay",
        emaDecay.isPresent() ? number(emaDecay.getAsDouble()) : "by steps of an epoch");
    used.put("ema", EMA.get(emaStart));
    used.put("epochs", "" + training.epochs());
    used.put(
        "patience",
        training.patience() == TrainingConfig.NO_PATIENCE ? "none" : "" + training.patience());
    used.put("accumulate", "" + training.accumulate());
    if (!training.rates().isEmpty()) {
      used.put(
          "lr-of",
          String.join(
              ",",
              training.rates().entrySet().stream()
                  .map(rate -> rate.getKey() + "=" + number(rate.getValue()))
                  .toList()));
    }
    used.put("l1", number(training.l1()));
    used.put("l2", number(training.l2()));
    used.put(
        "clip-norm",
        training.clipNorm() == TrainingConfig.NO_CLIPPING ? "none" : number(training.clipNorm()));
    used.put(
        "clip-value",
        training.clipValue() == TrainingConfig.NO_CLIPPING ? "none" : number(training.clipValue()));
    used.put("monitor", training.monitor().map(metric -> metric.spec().toString()).orElse("loss"));
    used.put("seed", "" + training.seed());
    used.put("threads", "" + training.threads());
    return used;
  }

  private void putHidden(Map<String, String> used) {
    used.put("hidden", network.hidden().isEmpty() ? "none" : joined(network.hidden()));
    used.put("activation", network.activation().spec().toString());
    used.put("init", network.initializer().map(given -> given.spec().toString()).orElse("auto"));
    used.put("dropout", number(network.dropout()));
  }

  /// The option that says something of all columns of a kind.
  private static String ofAll(String kind, String option) {
    return kind.equals(Text.NAME) ? "tokens" : option + "-size";
  }

  private static void putUnlessEmpty(Map<String, String> used, String name, List<String> values) {
    if (!values.isEmpty()) {
      used.put(name, joined(values));
    }
  }

  private static String joined(List<?> values) {
    return String.join(",", values.stream().map(String::valueOf).toList());
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
