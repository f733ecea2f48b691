package hebb.diagnose;

import hebb.dataset.Dataset;
import hebb.dataset.InputSpec;
import hebb.nn.activation.Activation;
import hebb.nn.loss.Loss;
import hebb.tensor.Shape;
import hebb.train.StepGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is measured of the rows themselves.
///
/// @param columns the numbers that the network gets of a row
/// @param baseline the loss of the best guess that is the same for all rows; empty where the loss
///   has no formula for it
/// @param floor the loss of predictions that are right, of the training part; 0 of most losses
/// @param judgedFloor the same of the validation part, or of the training part without one
/// @param judged how many rows the validation part has, or the training part without one
/// @param classes how many rows there are of each class; empty for quantities
/// @param rows how many rows those are
/// @param repeated the share of validation rows that are in the training part, target and all
/// @param continuous whether a column has so many different numbers that equal rows are no chance
record DataFacts(
    List<Column> columns,
    Optional<Double> baseline,
    double floor,
    double judgedFloor,
    int judged,
    List<Integer> classes,
    int rows,
    double repeated,
    boolean continuous) {
  private static final int SAMPLE = 2000;

  /// All rows are read where that costs less than an epoch.
  private static final long MOST_NUMBERS = 50_000_000;

  private static final int MOST_VALIDATED = 1000;
  private static final int BLOCK = 256;

  /// One number of the rows.
  record Column(String name, double mean, double deviation, double most) {
    double rootMeanSquare() {
      return Math.sqrt(mean * mean + deviation * deviation);
    }
  }

  /// Copies the lists.
  DataFacts {
    columns = List.copyOf(columns);
    classes = List.copyOf(classes);
  }

  static DataFacts of(StepGraph step, Dataset train, @Nullable Dataset validation) {
    boolean all = !train.readsAhead() && (long) train.rows() * train.width() <= MOST_NUMBERS;
    Rows sample = Rows.spread(train, SAMPLE);
    Repeats repeats =
        new Repeats(
            !all || validation == null || validation.readsAhead()
                ? Rows.spread(train, 0)
                : Rows.spread(validation, MOST_VALIDATED));
    float[] targets = all ? targets(train, repeats) : sample.targets();
    List<Integer> classes = classes(step, targets);
    double floor = floor(step.loss(), train.targets().size(), targets);
    return new DataFacts(
        columns(train.inputs(), sample),
        baseline(step.loss(), train.targets().size(), classes, targets),
        floor,
        validation == null || step.loss() != Loss.Standard.POISSON
            ? floor
            : floor(step.loss(), train.targets().size(), all(validation).targets()),
        (validation == null ? train : validation).rows(),
        classes,
        targets.length / train.targets().size(),
        repeats.share(),
        continuous(sample, train.width()));
  }

  private static Rows all(Dataset data) {
    return Rows.spread(data, data.rows());
  }

  /// The targets of all rows, which are looked for among others on the way.
  private static float[] targets(Dataset train, Repeats repeats) {
    int size = train.targets().size();
    float[] targets = new float[train.rows() * size];
    for (int from = 0; from < train.rows(); from += BLOCK) {
      Rows some = Rows.between(train, from, Math.min(train.rows(), from + BLOCK));
      System.arraycopy(some.targets(), 0, targets, from * size, some.targets().length);
      repeats.look(some);
    }
    return targets;
  }

  private static List<Column> columns(List<InputSpec> inputs, Rows rows) {
    List<Column> columns = new ArrayList<>();
    int width = InputSpec.size(inputs);
    int at = 0;
    for (InputSpec input : inputs) {
      at += input.varies() ? 1 : 0;
      for (int i = 0; i < input.row().size(); i++, at++) {
        if (input.indices() == 0) {
          columns.add(column(input.name() + "[" + i + "]", rows, at, width));
        }
      }
    }
    return columns;
  }

  private static Column column(String name, Rows rows, int at, int width) {
    double sum = 0;
    double most = 0;
    for (int r = 0; r < rows.count(); r++) {
      double x = rows.numbers()[r * width + at];
      sum += x;
      most = Math.max(most, Math.abs(x));
    }
    double mean = sum / rows.count();
    double squares = 0;
    for (int r = 0; r < rows.count(); r++) {
      double d = rows.numbers()[r * width + at] - mean;
      squares += d * d;
    }
    return new Column(name, mean, Math.sqrt(squares / rows.count()), most);
  }

  /// Of one target that is a class index, or a label of 0 and 1.
  private static List<Integer> classes(StepGraph step, float[] all) {
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
    for (float target : all) {
      int index = (int) target;
      if (index != target || index < 0 || index >= counts.length) {
        return List.of();
      }
      counts[index]++;
    }
    return List.of(counts);
  }

  private static Optional<Double> baseline(
      Loss loss, int width, List<Integer> classes, float[] targets) {
    if (loss == Loss.Standard.HALF_SQUARED_ERROR) {
      double sum = 0;
      for (int t = 0; t < width; t++) {
        sum += variance(targets, t, width) / 2;
      }
      return Optional.of(sum);
    }
    if (loss == Loss.Standard.POISSON) {
      double sum = 0;
      for (int t = 0; t < width; t++) {
        sum += likelihood(mean(targets, t, width));
      }
      return Optional.of(sum);
    }
    if (loss instanceof Loss.TokenCrossEntropy) {
      return Optional.of(tokens(targets));
    }
    boolean binary = loss == Loss.Standard.BINARY_CROSS_ENTROPY;
    if (binary && classes.isEmpty()) {
      double sum = 0;
      for (int t = 0; t < width; t++) {
        double p = mean(targets, t, width);
        sum += entropy(p) + entropy(1 - p);
      }
      return Optional.of(sum);
    }
    boolean known = binary || loss == Loss.Standard.SOFTMAX_CROSS_ENTROPY;
    return known && !classes.isEmpty()
        ? Optional.of(classes.stream().mapToDouble(n -> entropy(n / (double) targets.length)).sum())
        : Optional.empty();
  }

  /// Counts have an entropy of their own: the loss of a prediction that is right may be below 0.
  private static double floor(Loss loss, int width, float[] targets) {
    if (loss != Loss.Standard.POISSON) {
      return 0;
    }
    double sum = 0;
    for (float target : targets) {
      sum += likelihood(target);
    }
    return sum * width / targets.length;
  }

  /// The Poisson loss of a count that is predicted: `y - y log y`.
  private static double likelihood(double y) {
    return y <= 0 ? 0 : y - y * Math.log(y);
  }

  /// The loss of guessing each token by how often it comes, of those steps that have one.
  private static double tokens(float[] targets) {
    Map<Float, Integer> counts = new HashMap<>();
    int all = 0;
    for (float target : targets) {
      if (target >= 0) {
        counts.merge(target, 1, Integer::sum);
        all++;
      }
    }
    double tokens = all;
    return counts.values().stream().mapToDouble(n -> entropy(n / tokens)).sum();
  }

  private static double entropy(double p) {
    return p <= 0 ? 0 : -p * Math.log(p);
  }

  private static double mean(float[] numbers, int at, int width) {
    double sum = 0;
    for (int i = at; i < numbers.length; i += width) {
      sum += numbers[i];
    }
    return sum * width / numbers.length;
  }

  private static double variance(float[] numbers, int at, int width) {
    double mean = mean(numbers, at, width);
    double sum = 0;
    for (int i = at; i < numbers.length; i += width) {
      sum += (numbers[i] - mean) * (numbers[i] - mean);
    }
    return sum * width / numbers.length;
  }

  /// More than half of some rows have a number of their own in a column.
  private static boolean continuous(Rows rows, int width) {
    int count = Math.min(rows.count(), BLOCK);
    int step = rows.count() / Math.max(1, count);
    for (int c = 0; c < width; c++) {
      Set<Float> distinct = new HashSet<>();
      for (int r = 0; r < count; r++) {
        distinct.add(rows.numbers()[r * step * width + c]);
      }
      if (distinct.size() > count / 2) {
        return true;
      }
    }
    return false;
  }
}
