package hebb.data.split;

import hebb.data.DataException;
import hebb.data.RandomStream;
import hebb.data.Task;
import hebb.data.image.Images;
import hebb.data.kind.Frequencies;
import hebb.data.schema.Schema;
import hebb.data.table.Cells;
import hebb.data.table.Table;
import java.util.Arrays;
import java.util.HashMap;
import java.util.stream.IntStream;

/// The rows of a training, a validation and a test part: disjoint, together all rows that were
/// given, each in ascending order. The same seed gives the same parts.
public final class Splits {
  private final int[] train;
  private final int[] validation;
  private final int[] test;

  private Splits(int[] train, int[] validation, int[] test) {
    this.train = train;
    this.validation = validation;
    this.test = test;
  }

  /// Splits rows at random.
  ///
  /// @param rows the rows to split
  /// @param validation the share of the validation part, from 0 to less than 1, or its number of
  ///   rows
  /// @param test the same of the test part; together shares are less than 1
  /// @param seed the seed
  /// @throws DataException if there are too few rows for the parts that are asked for
  public static Splits random(int[] rows, double validation, double test, long seed) {
    return stratified(rows, new int[rows.length], validation, test, seed);
  }

  /// Splits rows so that the classes have nearly the same shares in each part: within one row for
  /// each class. One row of each class is always for training.
  ///
  /// @param rows the rows to split
  /// @param classes the class of each of them, any numbers
  /// @param validation the share of the validation part, from 0 to less than 1, or its number of
  ///   rows
  /// @param test the same of the test part; together shares are less than 1
  /// @param seed the seed
  /// @throws DataException if there are too few rows for the parts that are asked for
  public static Splits stratified(
      int[] rows, int[] classes, double validation, double test, long seed) {
    requireParts(validation, test);
    if (rows.length != classes.length) {
      throw new IllegalArgumentException(
          "split: expected a class for each of "
              + rows.length
              + " rows, got "
              + classes.length
              + " classes.");
    }
    int[] order = shuffled(rows, classes, seed);
    int[] parts = new int[order.length];
    assign(order, classes, parts, wanted(rows.length, test), 2);
    assign(order, classes, parts, wanted(rows.length, validation), 1);
    return new Splits(part(rows, parts, 0), part(rows, parts, 1), part(rows, parts, 2));
  }

  /// Splits the rows of a table of which the targets are known: stratified for classes, at random
  /// for a quantity, several targets or none.
  ///
  /// @throws DataException if there are too few rows for the parts that are asked for
  public static Splits of(Table table, Schema schema, double validation, double test, long seed) {
    int[] rows = schema.rowsWithTarget(table);
    if (schema.task() != Task.CLASSIFICATION || schema.targets().size() > 1) {
      return random(rows, validation, test, seed);
    }
    Cells cells = table.cells(schema.targets().getFirst());
    var places = Frequencies.of(cells, rows).values();
    var classes = new HashMap<String, Integer>();
    places.forEach(label -> classes.put(label, classes.size()));
    return stratified(
        rows,
        Arrays.stream(rows).map(row -> classes.get(cells.text(row))).toArray(),
        validation,
        test,
        seed);
  }

  /// Splits steps of time: those of training come first, then those of validation, then those of
  /// the test.
  ///
  /// @param steps how many there are
  /// @param validation the share of the validation part below 1, or how many steps it has
  /// @param test the same of the test part
  /// @throws DataException if no step is left for training
  public static Splits byTime(int steps, double validation, double test) {
    requireParts(validation, test);
    int tested = wanted(steps, test);
    int validated = wanted(steps, validation);
    if ((long) tested + validated >= steps) {
      throw new DataException(
          "split: expected steps that are left for training, got "
              + (tested + (long) validated)
              + " for validation and test of "
              + steps
              + ". Split off less.");
    }
    int trained = steps - tested - validated;
    return new Splits(
        IntStream.range(0, trained).toArray(),
        IntStream.range(trained, trained + validated).toArray(),
        IntStream.range(trained + validated, steps).toArray());
  }

  /// Splits images, stratified by label.
  ///
  /// @throws DataException if there are too few for the parts that are asked for
  public static Splits of(Images images, double validation, double test, long seed) {
    int[] all = IntStream.range(0, images.rows()).toArray();
    int[] labels = IntStream.of(all).map(images::label).toArray();
    return stratified(all, labels, validation, test, seed);
  }

  /// All rows for training.
  public static Splits none(int[] rows) {
    return new Splits(rows.clone(), new int[0], new int[0]);
  }

  /// The rows of the training part.
  public int[] train() {
    return train.clone();
  }

  /// The rows of the validation part.
  public int[] validation() {
    return validation.clone();
  }

  /// The rows of the test part.
  public int[] test() {
    return test.clone();
  }

  /// Checks two shares or numbers of rows.
  private static void requireParts(double validation, double test) {
    if (!isPart(validation)
        || !isPart(test)
        || (validation < 1 && test < 1 && validation + test >= 1)) {
      throw new IllegalArgumentException(
          "split: expected shares from 0 that add up to less than 1, or whole numbers of rows from 2, got"
              + " validation "
              + validation
              + " and test "
              + test
              + ". Leave some rows for training.");
    }
  }

  /// Whether a number is a share below 1 or a number of rows from 2, since 1 may mean all of them.
  public static boolean isPart(double part) {
    return part >= 0
        && (part < 1 || (part > 1 && part == Math.rint(part) && part <= Integer.MAX_VALUE));
  }

  /// How many rows a share asks for: at least one if it is above 0; a number from 1 is itself.
  private static int wanted(int rows, double part) {
    return part == 0 ? 0 : part >= 1 ? (int) part : Math.max(1, (int) Math.rint(rows * part));
  }

  /// The places of the rows in random order, class after class.
  private static int[] shuffled(int[] rows, int[] classes, long seed) {
    int[] order = IntStream.range(0, rows.length).toArray();
    new RandomStream(seed, "split").shuffle(order);
    return IntStream.of(order)
        .boxed()
        .sorted((a, b) -> Integer.compare(classes[a], classes[b]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /// Gives a part its rows: at even distances in an order by class, so that each class gives its
  /// share. What has a part already is passed over, and so is the first row of each class, which is
  /// for training.
  private static void assign(int[] order, int[] classes, int[] parts, int wanted, int part) {
    int[] free =
        IntStream.range(0, order.length)
            .filter(
                i -> i > 0 && classes[order[i]] == classes[order[i - 1]] && parts[order[i]] == 0)
            .map(i -> order[i])
            .toArray();
    if (wanted > free.length) {
      boolean alike = IntStream.of(classes).distinct().count() < 2;
      throw new DataException(
          "split: expected enough rows for each part with one "
              + (alike ? "" : "of each class ")
              + "for training, got "
              + order.length
              + (order.length == 1 ? " row" : " rows")
              + ". Give more rows or split off less.");
    }
    for (int i = 0; i < free.length; i++) {
      if ((long) (i + 1) * wanted / free.length > (long) i * wanted / free.length) {
        parts[free[i]] = part;
      }
    }
  }

  private static int[] part(int[] rows, int[] parts, int part) {
    return IntStream.range(0, rows.length)
        .filter(i -> parts[i] == part)
        .map(i -> rows[i])
        .sorted()
        .toArray();
  }
}
