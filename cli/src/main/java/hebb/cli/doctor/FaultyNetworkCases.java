package hebb.cli.doctor;

import hebb.cli.doctor.FaultyNetwork.OfNumbers;
import hebb.cli.doctor.FaultyNetwork.OfOptions;
import hebb.data.Task;
import hebb.data.demo.Demo;
import hebb.data.image.Images;
import hebb.data.table.Table;
import hebb.dataset.Dataset;
import hebb.model.ModelTrainer;
import hebb.model.TrainOptions;
import hebb.nn.Network;
import hebb.nn.activation.Activation;
import hebb.nn.activation.Activation.Standard;
import hebb.nn.init.Initializer;
import hebb.nn.layer.Dense;
import hebb.nn.layer.Rnn;
import hebb.nn.loss.Loss;
import hebb.nn.optim.Adam;
import hebb.nn.optim.Ema;
import hebb.nn.optim.Momentum;
import hebb.nn.optim.Schedule;
import hebb.nn.optim.Sgd;
import hebb.train.TrainingConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Trainings with known faults, each with the finding that should come first, and sound ones beside
/// them. A finding has at least one row here.
public final class FaultyNetworkCases {
  static final long SEED = 1;
  static final int ROWS = 400;
  private static final int EPOCHS = 15;
  private static final Set<String> NO_OPTION =
      Set.of(
          "nothing-to-learn",
          "duplicate-rows",
          "distribution-shift",
          "outlier",
          FaultyNetwork.SOUND);
  private static final List<Integer> DEEP = Collections.nCopies(10, 48);

  private final List<FaultyNetwork> cases = new ArrayList<>();

  private FaultyNetworkCases() {}

  /// All of them: one row each.
  public static List<FaultyNetwork> all() {
    var table = new FaultyNetworkCases();
    table.firstWeights();
    table.learningRates();
    table.deadUnits();
    table.inputs();
    FaultyRowCases.addTo(table);
    table.sizes();
    table.sound();
    return List.copyOf(table.cases);
  }

  private void firstWeights() {
    Table clouds = FaultyData.clouds(ROWS, 0.7).classes();
    Table waves = FaultyData.waves(ROWS).quantity();
    Table moons = Demo.MOONS.table(ROWS, SEED);
    var zeros = new Initializer.Zeros();
    slow("symmetry", "zeros, tanh", moons, o -> tanh(o).withInitializer(zeros));
    quick("symmetry", "zeros, relu", clouds, o -> o.withInitializer(zeros));
    slow("symmetry", "zeros, sigmoid, a quantity", waves, o -> sigmoid(o).withInitializer(zeros));
    quick(
        "symmetry",
        "all weights .5",
        Demo.FLOWER.table(ROWS, SEED),
        o -> tanh(o).withInitializer(new Initializer.Constant(0.5)));
    images("symmetry", "zeros, digits", o -> o.withInitializer(zeros));
    quick("saturation", "sigma 1, 10 tanh", clouds, o -> tanh(deep(o)).withInitializer(sigma(1)));
    slow(
        "saturation",
        "sigma 1, 10 sigmoid",
        waves,
        o -> sigmoid(deep(o)).withInitializer(sigma(1)));
    quick(
        "vanishing-gradient",
        "sigma .001, 10 tanh",
        clouds,
        o -> tanh(deep(o)).withInitializer(sigma(.001)));
    slow(
        "vanishing-gradient",
        "sigma .001, 10 sigmoid",
        moons,
        o -> sigmoid(deep(o)).withInitializer(sigma(.001)));
    slow("vanishing-gradient", "10 sigmoid", clouds, o -> sigmoid(deep(o)));
    images("vanishing-gradient", "8 sigmoid, digits", o -> sigmoid(o.withHidden(eight())));
    quick("exploding-gradient", "sigma 1, 10 relu", waves, o -> deep(o).withInitializer(sigma(1)));
    slow(
        "exploding-gradient",
        "weights that overflow",
        clouds,
        o -> deep(o).withInitializer(sigma(1e5)));
  }

  private void learningRates() {
    Table clouds = FaultyData.clouds(ROWS, 0.7).classes();
    Table waves = FaultyData.waves(ROWS).quantity();
    Table moons = Demo.MOONS.table(ROWS, SEED);
    quick("learning-rate-too-low", "sgd 1e-7", moons, o -> sgd(o, 1e-7));
    quick("learning-rate-too-low", "adam 1e-7", clouds, o -> adam(o, 1e-7));
    slow("learning-rate-too-low", "adam 1e-7, a quantity", waves, o -> adam(o, 1e-7));
    images("learning-rate-too-low", "1e-7, digits", o -> o.withLearningRate(1e-7));
    quick(
        "learning-rate-too-low",
        "a schedule that ends at once",
        clouds,
        o -> adam(o, 1e-3).withSchedule(new Schedule.Exponential(1e-4)));
    quick("learning-rate-too-high", "sgd 100, a quantity", waves, o -> sgd(o, 100));
    slow("learning-rate-too-high", "sgd 100", moons, o -> sgd(o, 100));
    slow("learning-rate-too-high", "sgd 10", clouds, o -> sgd(o, 10));
    quick("learning-rate-too-high", "adam 10", moons, o -> adam(o, 10));
    slow(
        "learning-rate-too-high",
        "adam 10, tanh",
        Demo.SPIRALS.table(ROWS, SEED),
        o -> tanh(adam(o, 10)));
    slow("learning-rate-too-high", "adam 100", waves, o -> adam(o, 100));
    images("learning-rate-too-high", "10, digits", o -> o.withLearningRate(10));
    images("learning-rate-too-high", "1, digits", o -> o.withLearningRate(1));
    Network rnn =
        Network.of(
            new Rnn(
                16,
                Standard.RELU,
                false,
                0,
                0,
                new Initializer.XavierUniform(),
                new Initializer.Orthogonal(1.05),
                new Initializer.Zeros()),
            Dense.of(1));
    add(
        "exploding-gradient",
        "200 steps without clipping",
        false,
        new OfNumbers(
            rnn,
            Loss.Standard.BINARY_CROSS_ENTROPY,
            TrainingConfig.of(4).withOptimizer(new Sgd(0.1)),
            FaultyData.sequences(200, 200, 1),
            FaultyData.sequences(60, 200, 2)));
  }

  private void deadUnits() {
    Table clouds = FaultyData.clouds(ROWS, 0.7).classes();
    quick("dead-units", "biases of -10", clouds, o -> o.withNetwork(dead(-10)));
    slow(
        "dead-units",
        "biases of -10, a quantity",
        FaultyData.waves(ROWS).quantity(),
        o -> o.withNetwork(dead(-10)));
    slow(
        "learning-rate-too-high",
        "relu killed by a step",
        clouds,
        o -> sgd(o, 50).withSchedule(new Schedule.Exponential(1e-3)));
  }

  private static Network dead(double bias) {
    var biases = new Initializer.Constant(bias);
    return Network.of(
        new Dense(32, Standard.RELU, new Initializer.HeNormal(), biases),
        Dense.of(32, Standard.RELU),
        Dense.of(4));
  }

  private void inputs() {
    FaultyData clouds = FaultyData.clouds(ROWS, 0.7);
    FaultyData waves = FaultyData.waves(ROWS);
    Loss classes = Loss.Standard.SOFTMAX_CROSS_ENTROPY;
    Loss quantity = Loss.Standard.HALF_SQUARED_ERROR;
    numbers("unscaled-input", "millions", classes, 4, clouds.moved(1e6, 0));
    numbers("unscaled-input", "millionths", classes, 4, clouds.moved(1e-6, 0));
    numbers("unscaled-input", "shifted by 10,000", classes, 4, clouds.moved(1, 1e4));
    numbers("unscaled-input", "millions, a quantity", quantity, 1, waves.moved(1e6, 0));
    numbers(FaultyNetwork.SOUND, "as they are", classes, 4, clouds);
    numbers(FaultyNetwork.SOUND, "in tenths", classes, 4, clouds.moved(0.1, 0));
  }

  private void sizes() {
    Table spirals = Demo.SPIRALS.table(ROWS, SEED);
    quick("underfitting", "one unit for spirals", spirals, o -> o.withHidden(1));
    slow("underfitting", "a line for circles", Demo.CIRCLES.table(ROWS, SEED), o -> o.withHidden());
    slow(
        "underfitting",
        "a penalty of 10",
        FaultyData.clouds(ROWS, 0.7).classes(),
        o -> o.withL2(10));
    slow(
        "underfitting",
        "dropout of .95",
        FaultyData.clouds(ROWS, 0.7).classes(),
        o -> o.withDropout(.95).withEpochs(30));
    slow(
        "underfitting",
        "a penalty of 1 that adam brings to 0",
        FaultyData.clouds(ROWS, 0.7).classes(),
        o -> adam(o, 0.001).withL2(1));
    slow(
        "underfitting",
        "dropout of .96 on the rows and behind 64 units",
        FaultyData.clouds(ROWS, 0.7).classes(),
        o ->
            o.withNetwork(Network.parse("dropout(0.96) dense(64) relu dropout(0.96) dense(4)"))
                .withEpochs(30));
    slow(
        "underfitting",
        "hidden layers without an activation",
        Demo.CIRCLES.table(ROWS, SEED),
        o -> o.withNetwork(Network.parse("dense(64) dense(64) dense(1)")));
    slow(
        "underfitting",
        "60 batches to a step",
        FaultyData.clouds(ROWS, 0.7).classes(),
        o -> adam(o, 0.001).withAccumulate(60));
    slow(
        "learning-rate-too-high",
        "momentum of .9999",
        FaultyData.waves(ROWS).quantity(),
        o -> tanh(o).withOptimizer(new Momentum(0.1, 0.9999)));
    slow(
        "learning-rate-too-low",
        "gradients cut to a millionth",
        FaultyData.clouds(ROWS, 0.7).classes(),
        o -> sgd(o, 0.01).withClipNorm(1e-6));
    slow(
        "learning-rate-too-low",
        "a warm-up without end",
        FaultyData.clouds(ROWS, 0.7).classes(),
        o -> o.withSchedule(Schedule.of("cosine(warmup_epochs=1000000)")));
    quick(
        "learning-rate-too-low",
        "a warm-up over 1,000 epochs, sgd",
        FaultyData.clouds(ROWS, 0.7).classes(),
        o -> sgd(o, 0.01).withSchedule(Schedule.of("constant(warmup_epochs=1000)")));
    slow(
        "learning-rate-too-low", "no weight may move", spirals, o -> o.withRates(Map.of("*", 0.0)));
    slow(
        "learning-rate-too-low",
        "numbers of gradients cut to a billionth",
        FaultyData.clouds(ROWS, 0.7).classes(),
        o -> sgd(o, 0.01).withClipValue(1e-9));
    slow(
        "underfitting",
        "batch norm over two rows",
        FaultyData.waves(ROWS).quantity(),
        o ->
            o.withNetwork(Network.parse("dense(16) batch_norm relu dense(16) batch_norm relu"))
                .withBatchSize(2));
    quick(
        "underfitting",
        "six steps",
        FaultyData.clouds(ROWS, 0.7).classes(),
        o -> adam(o, 0.001).withBatchSize(ROWS).withEpochs(6));
    slow(
        "underfitting",
        "a mean that is still the first weights",
        FaultyData.clouds(ROWS, 0.7).classes(),
        o -> o.withEmaDecay(.9999).withEmaStart(Ema.Start.COPY_FIRST));
    slow(
        "underfitting",
        "one sigmoid unit between 64 and 64",
        FaultyData.clouds(ROWS, 0.7).classes(),
        o ->
            o.withNetwork(Network.parse("dense(64) relu dense(1) sigmoid dense(64) relu"))
                .withEpochs(30));
    slow(
        "learning-rate-too-high",
        "momentum .99 at .3",
        FaultyData.waves(ROWS).quantity(),
        o -> o.withOptimizer(new Momentum(0.3, 0.99)));
    slow(
        "learning-rate-too-high",
        "counts, sgd 1",
        FaultyRows.counts(ROWS).quantity(),
        o -> sgd(o, 1).withLoss(Loss.Standard.POISSON));
    quick(
        "learning-rate-too-low",
        "counts, adam 1e-7",
        FaultyRows.counts(ROWS).quantity(),
        o -> adam(o, 1e-7).withLoss(Loss.Standard.POISSON));
    quick(
        "underfitting",
        "one unit between 64 and 64",
        spirals,
        o -> o.withHidden(64, 1, 64).withEpochs(60));
    images("underfitting", "64, 1, 64 for digits", o -> o.withHidden(64, 1, 64));
    slow(
        "underfitting",
        "a penalty of 50, sgd",
        FaultyData.clouds(ROWS, 0.7).classes(),
        o -> sgd(o, 0.01).withL2(50));
    slow(
        "underfitting",
        "a weight decay of 500",
        FaultyData.clouds(ROWS, 0.7).classes(),
        o -> o.withWeightDecay(500));
    images("underfitting", "one unit for digits", o -> o.withHidden(1));
    slow(
        "overfitting",
        "512 units for 80 rows",
        FaultyData.clouds(80, 1.3).classes(),
        o ->
            o.withHidden(512, 512)
                .withEpochs(60)
                .withPatience(TrainingConfig.NO_PATIENCE)
                .withValidationSplit(.4));
  }

  private void sound() {
    String sound = FaultyNetwork.SOUND;
    quick(sound, "clouds", FaultyData.clouds(ROWS, 0.7).classes(), o -> o);
    quick(sound, "waves", FaultyData.waves(ROWS).quantity(), o -> o.withEpochs(40));
    slow(sound, "moons, tanh", Demo.MOONS.table(ROWS, SEED), o -> tanh(o).withEpochs(40));
    slow(sound, "circles, sigmoid", Demo.CIRCLES.table(ROWS, SEED), o -> sigmoid(o).withEpochs(80));
    slow(sound, "spirals", Demo.SPIRALS.table(ROWS, SEED), o -> o.withEpochs(100));
    slow(sound, "flower", Demo.FLOWER.table(ROWS, SEED), o -> o.withEpochs(100));
    slow(sound, "10 relu", FaultyData.clouds(ROWS, 0.7).classes(), FaultyNetworkCases::deep);
    slow(
        sound,
        "4 tanh",
        FaultyData.waves(ROWS).quantity(),
        o -> tanh(o).withHidden(32, 32, 32, 32));
    slow(sound, "linear", FaultyData.clouds(ROWS, 0.7).classes(), o -> o.withHidden());
    slow(sound, "sgd .1", FaultyData.clouds(ROWS, 0.7).classes(), o -> sgd(o, 0.1));
    quick(
        sound,
        "batch norm over one row",
        FaultyData.clouds(100, 0.7).classes(),
        o ->
            o.withNetwork(Network.parse("dense(16) batch_norm relu dense(4)"))
                .withEpochs(4)
                .withBatchSize(1));
    slow(
        sound,
        "counts under the poisson loss",
        FaultyRows.counts(ROWS).quantity(),
        o -> adam(o, 0.01).withLoss(Loss.Standard.POISSON).withEpochs(60));
    slow(
        sound,
        "hidden layers kept as they are",
        FaultyData.clouds(ROWS, 0.7).classes(),
        o -> adam(o, 0.01).withRates(Map.of("hidden*", 0.0)).withEpochs(40));
    quick(
        sound,
        "an autoencoder of marks that one row has",
        FaultyRows.marked(FaultyRows.mixtures(ROWS).quantity()),
        o ->
            o.withTask(Task.AUTOENCODER)
                .withIgnore(List.of("y"))
                .withNetwork(Network.parse("dense(24) tanh dense(6) dense(24) tanh"))
                .withEpochs(60));
    images(sound, "digits", o -> o);
  }

  void quick(String expected, String name, Table table, UnaryOperator<TrainOptions> with) {
    add(expected, name, true, new OfOptions(options(with), o -> new ModelTrainer(table, o)));
  }

  void slow(String expected, String name, Table table, UnaryOperator<TrainOptions> with) {
    add(expected, name, false, new OfOptions(options(with), o -> new ModelTrainer(table, o)));
  }

  private void images(String expected, String name, UnaryOperator<TrainOptions> with) {
    Images digits = Demo.DIGITS.images(1000, SEED);
    TrainOptions options = with.apply(new TrainOptions().withHidden(48, 32).withEpochs(6));
    add(
        expected,
        name,
        false,
        new OfOptions(options, o -> new ModelTrainer(digits, o).given(Set.of("hidden", "epochs"))));
  }

  private void numbers(String expected, String name, Loss loss, int outputs, FaultyData data) {
    Network network =
        Network.of(
            Dense.of(32, Activation.Standard.RELU),
            Dense.of(16, Activation.Standard.RELU),
            Dense.of(outputs));
    Dataset train = data.rows(0, 320).numbers();
    TrainingConfig config = TrainingConfig.of(EPOCHS).withOptimizer(new Adam());
    add(
        expected,
        name,
        true,
        new OfNumbers(network, loss, config, train, data.rows(320, ROWS).numbers()));
  }

  void add(String expected, String name, boolean quick, FaultyNetwork.Training training) {
    boolean fixable = training instanceof OfOptions && !NO_OPTION.contains(expected);
    cases.add(new FaultyNetwork(name, expected, Set.of(), fixable, quick, training));
  }

  static TrainOptions options(UnaryOperator<TrainOptions> with) {
    return with.apply(new TrainOptions().withHidden(48, 32).withEpochs(EPOCHS));
  }

  private static TrainOptions deep(TrainOptions options) {
    return options.withHidden(DEEP);
  }

  private static List<Integer> eight() {
    return Collections.nCopies(8, 64);
  }

  private static TrainOptions tanh(TrainOptions options) {
    return options.withActivation(Standard.TANH);
  }

  private static TrainOptions sigmoid(TrainOptions options) {
    return options.withActivation(Standard.SIGMOID);
  }

  private static TrainOptions sgd(TrainOptions options, double rate) {
    return options.withOptimizer(new Sgd(rate));
  }

  private static TrainOptions adam(TrainOptions options, double rate) {
    return options.withOptimizer(new Adam()).withLearningRate(rate);
  }

  private static Initializer sigma(double sigma) {
    return new Initializer.Normal(sigma);
  }
}
