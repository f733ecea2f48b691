package hebb.cli.doctor;

import hebb.cli.doctor.FaultyNetwork.OfNumbers;
import hebb.cli.doctor.FaultyNetwork.OfOptions;
import hebb.cli.doctor.FaultyNetwork.Training;
import hebb.data.RandomStream;
import hebb.data.Task;
import hebb.data.demo.Demo;
import hebb.data.image.Images;
import hebb.data.table.Numbers;
import hebb.data.table.Table;
import hebb.data.table.TableReader;
import hebb.data.table.Texts;
import hebb.dataset.Dataset;
import hebb.model.ModelTrainer;
import hebb.model.TrainOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Trainings with known faults, and sound ones, written by somebody who had not read the rules that
/// find faults: a second table beside [FaultyNetworkCases], to see whether those rules know
/// mechanisms or examples. So rules are not fitted to it, and its rows not to the rules.
public final class IndependentFaultyCases {
  private static final int ROWS = 400;
  private static final int EPOCHS = 15;
  private static final double VALIDATION = 0.2;
  private static final long SEED = 5;
  private static final String CODES = "qzbxtm";
  private static final String NO_OPTION = "no option";

  /// The first finding by the mechanism, and after a comma what is as right; what is wrong; the
  /// rows; the options of `train`, over 15 epochs unless they say; what fixes it; of sound ones
  /// what is unusual, the rows and the options.
  private static final String CASES =
      """
      symmetry | filters and head that begin alike | bars | --network 'conv(8, init=constant(0.1)) relu global_average_pool dense(3, init=constant(0.1))' | random weights in --network
      symmetry | an lstm and a head that begin alike | tones | --network 'lstm(16, init=constant(0.1), recurrent=constant(0.1)) dense(3, init=constant(0.1))' | random weights in --network
      symmetry | a code whose units begin alike | mixtures | --network 'dense(6, init=constant(0.2)) tanh dense(12, init=constant(0.2))' | random weights in --network
      symmetry | zeros in the second layer and the last | friedman | --network 'dense(32) relu dense(16, init=zeros) relu dense(1, init=zeros)' | random weights in --network
      saturation | tanh with biases of 8 | moons | --network 'dense(32, bias_init=constant(8)) tanh dense(16) tanh' | biases of 0 in --network
      saturation | sigmoid over weights of deviation 8 | friedman | --hidden 40,40 --activation sigmoid --init normal(8) | --init auto
      saturation | a recurrence pushed to its ends | tones | --network 'rnn(24, init=normal(15))' --epochs 10 | smaller weights in --network
      saturation,dead-units | relu6 with biases of 30 | checkers | --network 'dense(32, bias_init=constant(30)) relu6 dense(16) relu6' | biases of 0 in --network
      saturation | four hard tanh over weights of deviation 4 | shells | --hidden 32,32,32,32 --activation hard_tanh --init normal(4) | --init auto
      vanishing-gradient | 12 narrow sigmoid layers | checkers | --network 'repeat(12, dense(20) sigmoid)' | relu in --network
      vanishing-gradient | a small recurrence over 60 steps | memory | --network 'rnn(16, recurrent=normal(0.05))' --epochs 8 | an lstm or orthogonal recurrent weights in --network
      vanishing-gradient | ten sigmoid convolutions | bars | --network 'repeat(10, conv(6) sigmoid) flatten' --epochs 8 | relu in --network
      vanishing-gradient | 14 tanh layers from weights of .03 | shells | --network 'repeat(14, dense(32, init=normal(0.03)) tanh)' | initialisers of --network
      vanishing-gradient | ten relu layers from weights of .02 | friedman | --hidden 48,48,48,48,48,48,48,48,48,48 --init normal(0.02) | --init auto
      exploding-gradient | ten relu layers from weights of .7 | shells | --hidden 48,48,48,48,48,48,48,48,48,48 --init normal(0.7) | --init auto
      exploding-gradient | a linear recurrence that grows | memory | --network 'rnn(16, activation=identity, recurrent=orthogonal(1.3))' --optimizer sgd --epochs 8 | gain 1, or --clip-norm
      exploding-gradient | 24 residual blocks without a norm | friedman | --network 'dense(32) repeat(24, residual(dense(32, init=he_normal) relu dense(32, init=he_normal)))' --optimizer momentum --epochs 8 | norms in --network
      dead-units | a convolution with biases of -20 | bars | --network 'conv(8, bias_init=constant(-20)) relu max_pool flatten dense(16) relu' --epochs 10 | biases of 0 in --network
      dead-units | negative weights behind relu | checkers | --network 'dense(32) relu dense(32, init=uniform(low=-0.4, high=-0.1)) relu' | initialisers of --network
      unscaled-input | areas and years beside numbers of rooms | numbers: houses | --network 'dense(32) relu dense(16) relu dense(1)' --loss half_squared_error | no option
      unscaled-input | pixels from 0 to 255 into tanh | numbers: pixels | --network 'dense(32) tanh dense(3)' --loss softmax_cross_entropy | no option
      unscaled-input | prices of 50,000 into an rnn | numbers: prices | --network 'rnn(16) dense(1)' --loss binary_cross_entropy --optimizer adam --lr 0.003 | no option
      unscaled-input | kelvins that all are near 300 | numbers: kelvin | --network 'dense(32) tanh dense(1)' --loss half_squared_error --optimizer sgd | no option
      learning-rate-too-low,underfitting | a target of 200,000 as it is | numbers: far target | --network 'dense(32) relu dense(16) relu dense(1)' --loss half_squared_error --optimizer adam | no option
      learning-rate-too-high | momentum of .95 at 2 | checkers | --optimizer momentum(momentum=0.95) --lr 2 | --lr
      learning-rate-too-high | rmsprop at 1 | friedman | --optimizer rmsprop --lr 1 | --lr
      learning-rate-too-high | a transformer at .3 | weather | --network 'embedding(16) positions transformer(2) global_average_pool' --optimizer adam --lr 0.3 --epochs 6 | --lr
      learning-rate-too-high | an lstm by adam at 2 | tones | --network 'lstm(16)' --optimizer adam --lr 2 --epochs 10 | --lr
      learning-rate-too-high | convolutions at .5 | bars | --network 'conv(8) relu max_pool conv(16) relu flatten' --optimizer adam --lr 0.5 --epochs 8 | --lr
      learning-rate-too-high | a line by sgd at 3 | friedman | --hidden none --optimizer sgd --lr 3 | --lr
      learning-rate-too-high | one cycle up to 3 | shells | --optimizer adam --lr 3 --schedule one_cycle | --lr
      learning-rate-too-high | lion at .3 | moons | --optimizer lion --lr 0.3 | --lr
      learning-rate-too-high | one layer 100,000 times as fast | shells | --optimizer sgd --lr 0.02 --lr-of '*hidden1*=100000' | --lr-of
      learning-rate-too-high | counts of hundreds under the poisson loss | counts | --loss poisson --optimizer sgd --lr 1 | --lr, or --clip-norm
      learning-rate-too-low | adagrad at 1e-5 | shells | --optimizer adagrad --lr 1e-5 | --lr
      learning-rate-too-low | convolutions by momentum at 1e-6 | bars | --network 'conv(8) relu max_pool flatten' --optimizer momentum --lr 1e-6 --epochs 8 | --lr
      learning-rate-too-low | no parameter may move | friedman | --lr-of '*=0' | --lr-of
      learning-rate-too-low | an lstm by sgd at 1e-4 | tones | --network 'lstm(16)' --optimizer sgd --lr 1e-4 --epochs 10 | --lr
      learning-rate-too-low,underfitting | three steps in all | moons | --batch-size full --epochs 3 | --epochs, --batch-size
      learning-rate-too-low | a fiftieth of the rate from epoch to epoch | checkers | --optimizer adam --lr 0.003 --schedule 'step(every_epochs=1, factor=0.02)' | --schedule
      leak | the price with tax | leak: tax | --epochs 15 | --ignore
      leak | six codes, two for each class | leak: codes | --epochs 15 | --ignore
      leak | days until the end, of those who left | leak: customers | --epochs 15 | --ignore
      leak | a curved function of the target | leak: curve | --epochs 15 | --ignore
      imbalance | one fraud in 300 that looks like the rest | fraud | --epochs 4 | --class-weight balanced
      imbalance | the rarest of three grades | grades | --epochs 6 | --class-weight balanced
      nothing-to-learn | coins | coins | --epochs 25 | no option
      nothing-to-learn | a quantity that is noise | noise | --epochs 25 | no option
      nothing-to-learn | pictures with drawn classes | drawn bars | --network 'conv(8) relu max_pool flatten' --epochs 8 | no option
      nothing-to-learn | texts with drawn classes | drawn reviews | --network 'embedding(16) global_average_pool dense(16) relu' | no option
      overfitting | 60 rows of 40 features | wide | --hidden 256,256 --epochs 60 --patience none | --dropout, --patience, fewer units
      overfitting | 60 rows of a noisy quantity | few friedman | --hidden 256,256 --epochs 120 --patience none --weight-decay 0 | --weight-decay, --patience, fewer units
      overfitting | 80 texts, a quarter with the wrong class | flipped reviews | --network 'embedding(64) global_average_pool dense(128) relu' --lr 0.01 --epochs 40 --patience none | --dropout, --patience
      underfitting | a line for a board of checkers | checkers | --hidden none --epochs 30 | --hidden
      underfitting | dropout of .9 | shells | --hidden 16,16,16 --dropout .9 --epochs 30 --lr 0.003 | --dropout
      underfitting | a penalty of 1 on each weight | friedman | --l1 1 --epochs 30 | --l1
      underfitting | one number for six | mixtures | --network 'dense(24) tanh dense(1) dense(24) tanh' --lr 0.01 --epochs 40 | a wider code in --network
      underfitting | a weight decay of 300 | friedman | --optimizer adamw --weight-decay 300 --epochs 20 | --weight-decay
      underfitting | two units for spirals | spirals | --hidden 2 --activation tanh --lr 0.01 --epochs 40 | --hidden
      underfitting | filters of one pixel | bars | --network 'conv(8, kernel=1) relu global_average_pool' --lr 0.01 --epochs 15 | larger kernels in --network
      underfitting | noise of 30 deviations on the inputs | friedman | --network 'gaussian_noise(30) dense(32) relu' --epochs 30 | less noise in --network
      duplicate-rows | each row four times before the split | duplicates: four times | --epochs 15 | no option
      duplicate-rows | validation pictures are among those of training | duplicates: bars | --network 'conv(8) relu max_pool flatten' --epochs 8 | no option
      duplicate-rows | validation is the first rows of training | duplicates: customers | --epochs 15 | no option
      not-finite | a target whose square no float holds | numbers: endless target | --network 'dense(32) relu dense(1)' --loss half_squared_error --optimizer adam | no option
      symmetry | wine from zeros | wine.csv | --activation tanh --init zeros | --init auto
      saturation | digits by sigmoid over weights of deviation 6 | digits.csv | --activation sigmoid --init normal(6) --epochs 5 | --init auto
      learning-rate-too-high | breast cancer by sgd at 200 | breast_cancer.csv | --optimizer sgd --lr 200 | --lr
      learning-rate-too-low | breast cancer by rmsprop at 1e-8 | breast_cancer.csv | --optimizer rmsprop --lr 1e-8 | --lr
      sound | 30 rows | few clouds | --hidden 8 --lr 0.01 --epochs 60
      sound | ten residual blocks with layer norm | spirals | --network 'dense(32) repeat(10, residual(layer_norm dense(32) relu dense(32)))' --optimizer adam --lr 0.003 --epochs 40
      sound | sgd at 1 with batch norm and a cosine | many shells | --network 'dense(64) batch_norm relu dense(64) batch_norm relu' --optimizer sgd --lr 1 --schedule cosine --epochs 20
      sound | prices of hundreds of thousands | houses | --lr 0.01 --epochs 40
      sound | a class of 4 % that stands apart | far fraud | --epochs 20
      sound | a gru over waves | tones | --network 'gru(16)' --lr 0.01 --epochs 25
      sound | convolutions | bars | --network 'conv(8) relu max_pool conv(16) relu flatten' --lr 0.005 --epochs 12
      sound | two units for two sides | sides | --hidden 2 --lr 0.02 --epochs 40
      sound | a transformer from embeddings of 0, warmed up | reviews | --network 'embedding(16, init=zeros) positions transformer(2) global_average_pool' --optimizer adam --lr 0.01 --schedule 'cosine(warmup_epochs=2)' --epochs 10
      sound | a last layer of zeros | clouds | --network 'dense(48) relu dense(32) relu dense(4, init=zeros)' --lr 0.003 --epochs 25
      sound | first weights that are the identity | many friedman | --hidden 10,10 --init identity --lr 0.01 --epochs 40
      sound | an autoencoder with as many units as there are causes | mixtures | --network 'dense(24) tanh dense(6) dense(24) tanh' --lr 0.01 --epochs 60
      sound | three sigmoid layers | moons | --hidden 24,24,24 --activation sigmoid --lr 0.02 --epochs 80
      sound | eight selu layers | clouds | --hidden 32,32,32,32,32,32,32,32 --activation selu --init lecun_normal
      sound | half of all units dropped | clouds | --hidden 128,128 --dropout .5 --lr 0.003 --epochs 30
      sound | a faint signal | faint | --lr 0.003 --epochs 30
      sound | pixels from 0 to 1 | numbers: pixels of 1 | --network 'dense(32) relu dense(3)' --loss softmax_cross_entropy --optimizer adam --lr 0.003 --epochs 25
      sound | softmax regression by lbfgs | clouds | --hidden none --optimizer lbfgs --ema-decay 0 --epochs 40
      sound | a first layer that is kept as it is | clouds | --lr-of '*hidden1*=0' --lr 0.01 --epochs 25
      sound | a first layer that begins alike, the rest not | moons | --network 'dense(32, init=constant(0.1)) relu dense(32) relu' --lr 0.01 --epochs 60
      sound | a column that tells 19 of 20 | strong | --epochs 20
      sound | rows that repeat since there are only 27 | levels | --epochs 20
      sound | rprop over all rows | moons | --optimizer rprop --batch-size full --ema-decay 0 --epochs 100
      sound | 12 leaky layers | clouds | --hidden 32,32,32,32,32,32,32,32,32,32,32,32 --activation leaky_relu --lr 0.002
      sound | weights of classes | customers | --class-weight balanced --lr 0.003 --epochs 25
      sound | iris | iris.csv | --epochs 100
      sound | wine | wine.csv | --epochs 60
      sound | breast cancer | breast_cancer.csv | --epochs 40
      sound | digits | digits.csv | --epochs 15
      """;

  private final Map<String, Function<TrainOptions, Training>> rows = new HashMap<>();

  private IndependentFaultyCases() {
    tables();
    told();
    images();
    numbers();
  }

  /// All of them.
  ///
  /// @param folder where the real tables are, `iris.csv` and others; null for none
  /// @param skipped is told the names of cases that are left out, since their table is not there
  public static List<FaultyNetwork> all(@Nullable Path folder, Consumer<String> skipped) {
    var table = new IndependentFaultyCases();
    var cases = new ArrayList<FaultyNetwork>();
    for (String line : CASES.lines().toList()) {
      String[] part = line.split(" \\| ");
      Function<TrainOptions, Training> training = table.rows(part[2], folder);
      if (training == null) {
        skipped.accept(part[1]);
      } else {
        cases.add(network(part, training));
      }
    }
    return List.copyOf(cases);
  }

  private static FaultyNetwork network(String[] part, Function<TrainOptions, Training> training) {
    List<String> right = List.of(part[0].split(","));
    var usual = new TrainOptions().withValidationSplit(VALIDATION);
    TrainOptions options = FixOptions.apply(usual, part[3]);
    boolean sound = right.contains(FaultyNetwork.SOUND);
    return new FaultyNetwork(
        part[1],
        right.getFirst(),
        Set.copyOf(right),
        !sound && !part[4].equals(NO_OPTION),
        sound && !part[3].contains("--network"),
        training.apply(part[3].contains("--epochs") ? options : options.withEpochs(EPOCHS)));
  }

  /// Null where the table is a file that is not there.
  private @Nullable Function<TrainOptions, Training> rows(String name, @Nullable Path folder) {
    if (!name.endsWith(".csv")) {
      return Objects.requireNonNull(rows.get(name), name);
    }
    Path file = folder == null ? null : folder.resolve(name);
    return file != null && Files.exists(file) ? table(TableReader.read(file)) : null;
  }

  private void tables() {
    rows.put("moons", table(Demo.MOONS.table(ROWS, SEED)));
    rows.put("spirals", table(Demo.SPIRALS.table(ROWS, SEED)));
    rows.put("clouds", table(FaultyData.clouds(ROWS, 0.7).classes()));
    rows.put("few clouds", table(FaultyData.clouds(30, 0.5).classes()));
    rows.put("friedman", table(FaultyRows.friedman(ROWS, 1).quantity()));
    rows.put("many friedman", table(FaultyRows.friedman(2 * ROWS, 1).quantity()));
    rows.put("few friedman", table(FaultyRows.friedman(60, 4).quantity()));
    rows.put("checkers", table(FaultyRows.checkers(ROWS).classes()));
    rows.put("shells", table(FaultyRows.shells(ROWS).classes()));
    rows.put("many shells", table(FaultyRows.shells(2 * ROWS).classes()));
    rows.put("sides", table(FaultyRows.sides(ROWS).classes()));
    rows.put("wide", table(FaultyRows.wide(60).classes()));
    rows.put("strong", table(FaultyRows.strong(ROWS).classes()));
    rows.put("fraud", table(FaultyRows.fraud(3000, 300, 0.3).classes()));
    rows.put("far fraud", table(FaultyRows.fraud(1000, 25, 2.5).classes()));
    rows.put("grades", table(FaultyRows.grades(2000).classes()));
    rows.put("coins", table(FaultyRows.coins(ROWS).classes()));
    rows.put("noise", table(FaultyRows.faint(ROWS, 0).quantity()));
    rows.put("faint", table(FaultyRows.faint(2 * ROWS, 0.4).quantity()));
    rows.put("houses", table(FaultyRows.houses(ROWS).quantity()));
    rows.put("counts", table(FaultyRows.counts(ROWS).quantity()));
    rows.put("levels", table(FaultyRows.levels(ROWS)));
    rows.put("customers", table(FaultyRows.customers(ROWS, false)));
    Function<TrainOptions, Training> mixtures = table(FaultyRows.mixtures(ROWS).quantity());
    rows.put(
        "mixtures", o -> mixtures.apply(o.withTask(Task.AUTOENCODER).withIgnore(List.of("y"))));
    kind("tones", "series", "wave", FaultyRows.tones(ROWS));
    kind("memory", "series", "noise", FaultyRows.memory(ROWS, 60));
    kind("reviews", "text", "review", FaultyRows.reviews(ROWS, 0));
    kind("weather", "text", "weather", FaultyRows.weather(ROWS));
    kind("drawn reviews", "text", "review", FaultyRows.reviews(ROWS, 0.5));
    kind("flipped reviews", "text", "review", FaultyRows.reviews(80, 0.25));
  }

  /// Tables with a column that tells the target, or rows that tell those of validation.
  private void told() {
    FaultyData houses = FaultyRows.houses(ROWS);
    FaultyData shells = FaultyRows.shells(ROWS);
    FaultyData friedman = FaultyRows.friedman(ROWS, 1);
    var random = new RandomStream(SEED, "told");
    Numbers taxed = houses.told(price -> 1.19 * price + 500 * random.normal());
    Numbers classes = shells.told(y -> y);
    Texts codes =
        Texts.of(
            IntStream.range(0, ROWS)
                .mapToObj(r -> "k" + CODES.charAt(2 * (int) classes.get(r) + random.below(2)))
                .toArray(String[]::new));
    rows.put("leak: tax", table(FaultyRows.with(houses.quantity(), "with_tax", taxed)));
    rows.put("leak: codes", table(FaultyRows.with(shells.classes(), "code", codes)));
    rows.put("leak: customers", table(FaultyRows.customers(ROWS, true)));
    Numbers curve = friedman.told(y -> 1e3 * StrictMath.exp(-y / 6));
    rows.put("leak: curve", table(FaultyRows.with(friedman.quantity(), "half_life", curve)));
    rows.put("duplicates: four times", table(FaultyRows.friedman(100, 1).repeated(4).quantity()));
    rows.put(
        "duplicates: customers",
        o ->
            new OfOptions(
                o,
                options ->
                    new ModelTrainer(FaultyRows.customers(ROWS, false), options)
                        .validation(FaultyRows.customers(100, false))));
  }

  private void images() {
    Images bars = FaultyRows.bars(ROWS, false);
    Images part = bars.part(IntStream.range(0, 100).toArray());
    Images drawn = FaultyRows.bars(ROWS, true);
    rows.put("bars", o -> new OfOptions(o, options -> new ModelTrainer(bars, options)));
    rows.put("drawn bars", o -> new OfOptions(o, options -> new ModelTrainer(drawn, options)));
    rows.put(
        "duplicates: bars",
        o -> new OfOptions(o, options -> new ModelTrainer(bars, options).validation(part)));
  }

  private void numbers() {
    FaultyData waves = FaultyData.waves(ROWS);
    numbers("houses", FaultyRows.houses(ROWS).targets(price -> price / 1e5));
    numbers("pixels", FaultyRows.pixels(ROWS));
    numbers("pixels of 1", FaultyRows.pixels(ROWS).moved(1 / 255.0, 0));
    numbers("kelvin", waves.moved(1, 300));
    numbers("far target", waves.targets(y -> 2e5 + 5e4 * y));
    numbers("endless target", waves.targets(y -> 1e25 * (2 + y)));
    numbers("prices", FaultyRows.prices(ROWS, 1), FaultyRows.prices(100, 2));
  }

  private void numbers(String name, FaultyData data) {
    numbers(name, data.rows(0, 320).numbers(), data.rows(320, ROWS).numbers());
  }

  private void numbers(String name, Dataset train, Dataset validation) {
    rows.put(
        "numbers: " + name,
        o ->
            new OfNumbers(
                o.network().layers().orElseThrow(),
                o.loss().orElseThrow(),
                o.training(),
                train,
                validation));
  }

  private static Function<TrainOptions, Training> table(Table table) {
    return o -> new OfOptions(o, options -> new ModelTrainer(table, options));
  }

  private void kind(String name, String kind, String column, Table table) {
    Function<TrainOptions, Training> rowsOf = table(table);
    rows.put(name, o -> rowsOf.apply(o.withKind(kind, List.of(column))));
  }
}
