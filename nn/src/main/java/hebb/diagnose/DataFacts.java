package hebb.diagnose;

import hebb.dataset.Dataset;
import hebb.dataset.InputSpec;
import hebb.nn.activation.Activation;
import hebb.nn.loss.Loss;
import hebb.tensor.Shape;
import hebb.train.StepGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is measured of the rows themselves.
///
/// @param columns the numbers that the network gets of a row
/// @param targets those of them that are quantities
/// @param baseline the loss of the best guess that is the same for all rows, on the training part;
///   empty where the loss has no formula for it
/// @param judgedBaseline what the same guess costs on the validation part, or on the training part
///   without one
/// @param unweighted the same of the guess that is best where all rows count alike
/// @param floor the loss of predictions that are right, of the training part; 0 of most losses
/// @param judgedFloor the same of the validation part, or of the training part without one
/// @param judged how many rows the validation part has, or the training part without one
/// @param classes how many rows there are of each class; empty for quantities
/// @param shares how much the rows of each class count together, as a share of all
/// @param rows how many rows those are
/// @param heaviest how much the row counts that counts most, as a share of all
/// @param repeated the share of validation rows that are in the training part, target and all
/// @param continuous whether rows have so many different numbers that equal ones are no chance
/// @param outlier the column of which one row has nearly all variance, though others differ
/// @param shift what is not as in the training part, of the validation part
record DataFacts(
    List<Column> columns,
    List<Column> targets,
    Optional<Double> baseline,
    Optional<Double> judgedBaseline,
    Optional<Double> unweighted,
    double floor,
    double judgedFloor,
    int judged,
    List<Integer> classes,
    List<Double> shares,
    int rows,
    double heaviest,
    double repeated,
    boolean continuous,
    Optional<Column> outlier,
    Optional<DistributionShift.Moved> shift) {
  private static final int SAMPLE = 2000;

  /// All rows are read where that costs less than an epoch.
  private static final long MOST_NUMBERS = 50_000_000;

  /// So many are added up.
  private static final long MOST_ADDED = 1_000_000;

  private static final int MOST_VALIDATED = 1000;
  private static final int BLOCK = 256;

  /// So few rows that are equal by chance are none.
  private static final double RARE = 0.01;

  /// A column with fewer different numbers among some rows may be one of codes or of rare marks.
  private static final int MANY = 20;

  /// One number of the rows.
  ///
  /// @param most the largest magnitude
  /// @param farthest the number farthest from the mean
  /// @param outlying the share of the variance that is gone without that
  /// @param rows how many were looked at
  record Column(
      String name,
      double mean,
      double deviation,
      double most,
      double farthest,
      double outlying,
      int rows) {
    /// The standard error of the mean.
    double error() {
      return deviation / Math.sqrt(rows);
    }

    double rootMeanSquare() {
      return Math.sqrt(mean * mean + deviation * deviation);
    }
  }

  /// Copies the lists.
  DataFacts {
    columns = List.copyOf(columns);
    targets = List.copyOf(targets);
    classes = List.copyOf(classes);
    shares = List.copyOf(shares);
  }

  /// What was said of the rows.
  ///
  /// @param names those of the numbers of an input, where they have any
  /// @param varied those of them that are quantities of many values
  /// @param guess what another guess costs, of the training part; infinite without one
  /// @param judgedGuess the same of the validation part, or of the training part without one
  record Said(
      Map<String, List<String>> names, Set<String> varied, double guess, double judgedGuess) {}

  static DataFacts of(StepGraph step, Dataset train, @Nullable Dataset validation, Said said) {
    Rows sample = Rows.spread(train, SAMPLE);
    Rows judged = validation == null ? sample : some(validation);
    Repeats repeats =
        new Repeats(
            !isRead(train) || validation == null || validation.readsAhead()
                ? Rows.spread(train, 0)
                : Rows.spread(validation, MOST_VALIDATED));
    var tally = new Tally(train.width());
    Targets targets = isRead(train) ? read(train, repeats, tally) : sample.targets(train);
    if (!isAdded(train)) {
      tally.add(sample.numbers());
    }
    Targets judgedTargets = validation == null ? targets : judged.targets(validation);
    List<Integer> classes = classes(step, targets);
    Optional<Guess> guess = Guess.of(step.loss(), targets, classes.size());
    Optional<Double> judgedBaseline =
        guess.map(best -> Math.min(said.judgedGuess, best.loss(judgedTargets)));
    List<Column> columns = columns(train.inputs(), tally, said.names);
    List<Column> quantities = quantities(step, targets);
    return new DataFacts(
        columns,
        quantities,
        guess.map(best -> Math.min(said.guess, best.loss(targets))),
        judgedBaseline,
        train.weighted()
            ? Guess.of(step.loss(), targets.unweighted(), classes.size())
                .map(best -> best.loss(judgedTargets))
            : judgedBaseline,
        floor(step.loss(), targets),
        floor(step.loss(), judgedTargets),
        (validation == null ? train : validation).rows(),
        classes,
        Arrays.stream(targets.shares(classes.size())).boxed().toList(),
        targets.rows(),
        targets.heaviest(),
        repeats.share(),
        continuous(sample, train.width(), train.rows()),
        outlier(train, sample, columns, said.varied),
        validation == null
            ? Optional.empty()
            : DistributionShift.moved(
                columns,
                columns(train.inputs(), tally(judged, train.width()), said.names),
                quantities,
                quantities(step, judgedTargets)));
  }

  private static boolean isRead(Dataset data) {
    return !data.readsAhead() && (long) data.rows() * data.width() <= MOST_NUMBERS;
  }

  private static boolean isAdded(Dataset data) {
    return isRead(data) && (long) data.rows() * data.width() <= MOST_ADDED;
  }

  private static Rows some(Dataset data) {
    return Rows.spread(data, isAdded(data) ? data.rows() : SAMPLE);
  }

  private static Tally tally(Rows rows, int width) {
    var tally = new Tally(width);
    tally.add(rows.numbers());
    return tally;
  }

  /// The targets of all rows, which are looked for among others, and whose numbers are added up, on
  /// the way.
  private static Targets read(Dataset train, Repeats repeats, Tally tally) {
    int size = train.targets().size();
    float[] targets = new float[train.rows() * size];
    float[] weights = new float[train.weighted() ? train.rows() : 0];
    boolean added = isAdded(train);
    for (int from = 0; from < train.rows(); from += BLOCK) {
      Rows some = Rows.between(train, from, Math.min(train.rows(), from + BLOCK));
      System.arraycopy(some.targets(), 0, targets, from * size, some.targets().length);
      System.arraycopy(
          some.weights(), 0, weights, Math.min(from, weights.length), some.weights().length);
      repeats.look(some);
      if (added) {
        tally.add(some.numbers());
      }
    }
    return new Targets(targets, size, weights);
  }

  private static List<Column> columns(
      List<InputSpec> inputs, Tally tally, Map<String, List<String>> names) {
    List<Column> columns = new ArrayList<>();
    int at = 0;
    for (InputSpec input : inputs) {
      at += input.varies() ? 1 : 0;
      List<String> own = names.getOrDefault(input.name(), List.of());
      for (int i = 0; i < input.row().size(); i++, at++) {
        if (input.indices() == 0) {
          String name = i < own.size() ? own.get(i) : input.name() + "[" + i + "]";
          columns.add(tally.column(name, at));
        }
      }
    }
    return columns;
  }

  /// Targets that are numbers of any size.
  private static List<Column> quantities(StepGraph step, Targets targets) {
    if (step.loss() instanceof Loss.Standard loss
        && (loss.prediction() == Activation.Standard.IDENTITY || loss == Loss.Standard.POISSON)) {
      var tally = new Tally(targets.width());
      tally.add(targets.values());
      List<Column> quantities = new ArrayList<>();
      for (int t = 0; t < targets.width(); t++) {
        quantities.add(tally.column("", t));
      }
      return quantities;
    }
    return List.of();
  }

  private static Optional<Column> outlier(
      Dataset train, Rows sample, List<Column> columns, Set<String> varied) {
    boolean plain = train.inputs().size() == 1 && train.inputs().getFirst().row().rank() == 1;
    return !plain || columns.size() != train.width()
        ? Optional.empty()
        : columns.stream()
            .filter(column -> column.outlying() > Outlier.MOST)
            .filter(
                column ->
                    varied.contains(column.name())
                        || counts(sample, sample.count(), columns.indexOf(column)).size() > MANY)
            .max(Comparator.comparingDouble(Column::outlying));
  }

  /// Of one target that is a class index, or a label of 0 and 1.
  private static List<Integer> classes(StepGraph step, Targets all) {
    Activation prediction = step.loss().prediction();
    boolean indices = prediction == Activation.Standard.SOFTMAX;
    boolean labels = prediction == Activation.Standard.SIGMOID;
    Shape outputs = step.network().outputShape(step.inputs());
    boolean one = step.target().size() == 1 && !step.loss().perStep();
    if (!one || !(indices || labels)) {
      return List.of();
    }
    Integer[] counts = new Integer[indices ? outputs.size() : 2];
    Arrays.fill(counts, 0);
    for (float target : all.values()) {
      int index = (int) target;
      if (index != target || index < 0 || index >= counts.length) {
        return List.of();
      }
      counts[index]++;
    }
    return List.of(counts);
  }

  /// Counts have an entropy of their own: the loss of a prediction that is right may be below 0.
  private static double floor(Loss loss, Targets rows) {
    if (loss != Loss.Standard.POISSON) {
      return 0;
    }
    return rows.mean(
        at -> {
          double sum = 0;
          for (int t = 0; t < rows.width(); t++) {
            sum += likelihood(rows.values()[at + t]);
          }
          return sum;
        });
  }

  /// The Poisson loss of a count that is predicted: `y - y log y`.
  private static double likelihood(double y) {
    return y <= 0 ? 0 : y - y * Math.log(y);
  }

  /// Whether a row that is equal to another one is no chance: more than half of some rows have a
  /// number of their own in a column, or it is rare that two rows have the same number in each
  /// column, where that columns go together makes it likelier, about by a root.
  private static boolean continuous(Rows rows, int width, int all) {
    int count = Math.min(rows.count(), BLOCK);
    double same = 1;
    for (int c = 0; c < width; c++) {
      Map<Float, Integer> counts = counts(rows, count, c);
      if (counts.size() > count / 2) {
        return true;
      }
      double pairs = 0;
      for (int n : counts.values()) {
        pairs += (double) n * n;
      }
      same *= pairs / ((double) count * count);
    }
    return all * Math.sqrt(same) < RARE;
  }

  /// How often each number of a column comes among some of the rows.
  private static Map<Float, Integer> counts(Rows rows, int count, int column) {
    int width = rows.numbers().length / rows.count();
    int step = rows.count() / Math.max(1, count);
    Map<Float, Integer> counts = new HashMap<>();
    for (int r = 0; r < count; r++) {
      counts.merge(rows.numbers()[r * step * width + column], 1, Integer::sum);
    }
    return counts;
  }
}
