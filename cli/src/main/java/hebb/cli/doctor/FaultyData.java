package hebb.cli.doctor;

import hebb.data.RandomStream;
import hebb.data.table.Cells;
import hebb.data.table.Numbers;
import hebb.data.table.Table;
import hebb.data.table.Texts;
import hebb.dataset.Dataset;
import hebb.tensor.Shape;
import hebb.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/// Rows by seed for trainings with known faults.
final class FaultyData {
  static final int FEATURES = 6;
  private static final int CLASSES = 4;

  private final double[][] columns;
  private final double[] targets;

  FaultyData(double[][] columns, double[] targets) {
    this.columns = columns;
    this.targets = targets;
  }

  /// Clouds around a centre for each of four classes.
  static FaultyData clouds(int rows, double spread) {
    var random = new RandomStream(1, "clouds");
    double[][] centres = new double[CLASSES][FEATURES];
    for (double[] centre : centres) {
      fill(centre, random);
    }
    double[][] columns = new double[FEATURES][rows];
    double[] targets = new double[rows];
    for (int r = 0; r < rows; r++) {
      targets[r] = r % CLASSES;
      for (int c = 0; c < FEATURES; c++) {
        columns[c][r] = centres[r % CLASSES][c] + spread * random.normal();
      }
    }
    return new FaultyData(columns, targets);
  }

  /// A quantity that waves over three of six inputs.
  static FaultyData waves(int rows) {
    var random = new RandomStream(1, "waves");
    double[][] columns = new double[FEATURES][rows];
    for (double[] column : columns) {
      fill(column, random);
    }
    double[] targets = new double[rows];
    for (int r = 0; r < rows; r++) {
      targets[r] =
          StrictMath.sin(2 * columns[0][r]) + columns[1][r] * columns[2][r] + 0.1 * random.normal();
    }
    return new FaultyData(columns, targets);
  }

  /// A rare class of `rows / 200` rows that overlaps the other.
  static FaultyData rare(int rows) {
    var random = new RandomStream(1, "rare");
    double[][] columns = new double[2][rows];
    double[] targets = new double[rows];
    for (int r = 0; r < rows; r++) {
      targets[r] = r % 200 == 0 ? 1 : 0;
      columns[0][r] = random.normal() + 1.2 * targets[r];
      columns[1][r] = random.normal();
    }
    return new FaultyData(columns, targets);
  }

  private static void fill(double[] numbers, RandomStream random) {
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = random.normal();
    }
  }

  /// The same rows with targets that belong to others.
  FaultyData shuffled() {
    int[] order = IntStream.range(0, targets.length).toArray();
    new RandomStream(2, "order").shuffle(order);
    return new FaultyData(columns, IntStream.of(order).mapToDouble(i -> targets[i]).toArray());
  }

  /// The rows with all numbers `factor x + shift`.
  FaultyData moved(double factor, double shift) {
    double[][] moved = new double[columns.length][];
    for (int c = 0; c < moved.length; c++) {
      moved[c] = Arrays.stream(columns[c]).map(x -> factor * x + shift).toArray();
    }
    return new FaultyData(moved, targets);
  }

  /// The rows with other targets.
  FaultyData targets(DoubleUnaryOperator change) {
    return new FaultyData(columns, Arrays.stream(targets).map(change).toArray());
  }

  /// The rows with another target in one of them.
  FaultyData replaced(int row, double target) {
    double[] changed = targets.clone();
    changed[row] = target;
    return new FaultyData(columns, changed);
  }

  /// The rows with another number in one of them.
  FaultyData spoilt(int column, int row, double number) {
    double[][] changed = columns.clone();
    changed[column] = columns[column].clone();
    changed[column][row] = number;
    return new FaultyData(changed, targets);
  }

  /// The targets, changed, as a column.
  Numbers told(DoubleUnaryOperator change) {
    return Numbers.of(Arrays.stream(targets).map(change).toArray());
  }

  /// Each row `times` times.
  FaultyData repeated(int times) {
    return at(IntStream.range(0, targets.length * times).map(i -> i % targets.length));
  }

  /// The rows by their targets.
  FaultyData sorted() {
    return at(
        IntStream.range(0, targets.length)
            .boxed()
            .sorted(Comparator.comparingDouble(r -> targets[r]))
            .mapToInt(r -> r));
  }

  private FaultyData at(IntStream rows) {
    int[] order = rows.toArray();
    double[][] many = new double[columns.length][];
    for (int c = 0; c < many.length; c++) {
      double[] column = columns[c];
      many[c] = IntStream.of(order).mapToDouble(i -> column[i]).toArray();
    }
    return new FaultyData(many, IntStream.of(order).mapToDouble(i -> targets[i]).toArray());
  }

  /// As a table of classes.
  Table classes() {
    return table(Texts.of(text(targets)));
  }

  /// As a table of classes with a column that is one too, under another name.
  Table classesTwice() {
    var names = new ArrayList<>(names());
    names.add(0, "verdict");
    var cells = new ArrayList<Cells>(cells());
    cells.add(0, Texts.of(text(targets)));
    names.add("y");
    cells.add(Texts.of(text(targets)));
    return Table.of("classes", names, cells);
  }

  /// As a table of a quantity.
  Table quantity() {
    return table(Numbers.of(targets));
  }

  /// As a table of a quantity with a column that is the same in another unit.
  Table quantityTwice() {
    var names = new ArrayList<>(names());
    names.add(0, "in_grams");
    var cells = new ArrayList<Cells>(cells());
    cells.add(0, Numbers.of(Arrays.stream(targets).map(x -> 1000 * x).toArray()));
    names.add("y");
    cells.add(Numbers.of(targets));
    return Table.of("quantity", names, cells);
  }

  /// Some of the rows.
  FaultyData rows(int from, int to) {
    double[][] some = new double[columns.length][];
    for (int c = 0; c < some.length; c++) {
      some[c] = Arrays.copyOfRange(columns[c], from, to);
    }
    return new FaultyData(some, Arrays.copyOfRange(targets, from, to));
  }

  /// As numbers, one target each.
  Dataset numbers() {
    int rows = targets.length;
    float[] features = new float[rows * columns.length];
    float[] goals = new float[rows];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns.length; c++) {
        features[r * columns.length + c] = (float) columns[c][r];
      }
      goals[r] = (float) targets[r];
    }
    return Dataset.of(
        Tensor.of(Shape.of(rows, columns.length), features), Tensor.of(Shape.of(rows, 1), goals));
  }

  /// Sequences whose class is the sign of the last step.
  static Dataset sequences(int rows, int steps, long seed) {
    var random = new RandomStream(seed, "sequences");
    float[] features = new float[rows * steps];
    float[] goals = new float[rows];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) random.normal();
    }
    for (int r = 0; r < rows; r++) {
      goals[r] = features[(r + 1) * steps - 1] > 0 ? 1 : 0;
    }
    return Dataset.of(
        Tensor.of(Shape.of(rows, steps, 1), features), Tensor.of(Shape.of(rows, 1), goals));
  }

  private List<String> names() {
    return IntStream.range(0, columns.length).mapToObj(i -> "x" + i).toList();
  }

  private List<Numbers> cells() {
    return Arrays.stream(columns).map(Numbers::of).toList();
  }

  private Table table(Cells target) {
    var names = new ArrayList<>(names());
    names.add("y");
    var cells = new ArrayList<Cells>(cells());
    cells.add(target);
    return Table.of("rows", names, cells);
  }

  private static String[] text(double[] targets) {
    return Arrays.stream(targets).mapToObj(t -> "c" + (int) t).toArray(String[]::new);
  }
}
