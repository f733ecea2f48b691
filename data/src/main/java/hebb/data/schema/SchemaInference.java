package hebb.data.schema;

import hebb.data.DataException;
import hebb.data.Names;
import hebb.data.Task;
import hebb.data.kind.Column;
import hebb.data.kind.Flag;
import hebb.data.kind.Frequencies;
import hebb.data.kind.Kind;
import hebb.data.table.Cell;
import hebb.data.table.Cells;
import hebb.data.table.Numbers;
import hebb.data.table.Table;
import hebb.data.table.Texts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// The rules by which a schema is found.
final class SchemaInference {
  private static final int MOST_WHOLE_CLASSES = 20;
  private static final int MOST_CLASSES = 1000;
  private static final String COUNTING = "one distinct whole number per row, in steps of one";

  private final Table table;
  private final SchemaOptions options;
  private final int target;
  private final Set<Integer> ignored;
  private final Set<Integer> categorical;
  private final Set<Integer> numeric;
  private final List<String> notes = new ArrayList<>();

  SchemaInference(Table table, SchemaOptions options) {
    this.table = table;
    this.options = options;
    if (table.columns().size() < 2) {
      throw new DataException(
          table.name()
              + ": expected at least 2 columns, one of them the target, got 1. Separate cells by one of , ; tab |.");
    }
    this.target = Names.resolve(table.name(), table.columns(), options.target());
    this.ignored = places(options.ignore());
    this.categorical = places(options.categorical());
    this.numeric = places(options.numeric());
    for (int column : numeric) {
      if (categorical.contains(column)) {
        throw new DataException(
            place(column)
                + ": expected one kind, got it as --numeric and as --categorical. Name it once.");
      }
    }
    if (ignored.contains(target)) {
      throw new DataException(
          place(target)
              + ": expected a target that is used, got one in --ignore. Take it out there.");
    }
    if (table.rows() < 2) {
      throw new DataException(
          table.name() + ": expected at least 2 rows, got " + table.rows() + ". Give more data.");
    }
  }

  Schema schema() {
    Task task = task();
    var columns = new ArrayList<Column>();
    for (int i = 0; i < table.columns().size(); i++) {
      columns.add(i == target ? targetColumn(task) : feature(i));
    }
    var schema = new Schema(columns, table.columns().get(target), task, notes);
    if (schema.features().isEmpty()) {
      keepCounting(columns);
      schema = new Schema(columns, schema.target(), task, notes);
    }
    if (schema.features().isEmpty()) {
      List<String> reasons =
          columns.stream()
              .filter(c -> c.kind() == Kind.SKIPPED)
              .map(c -> c.name() + " (" + c.reason() + ")")
              .toList();
      throw new DataException(
          table.name()
              + ": expected a column to learn from besides the target, got "
              + (reasons.isEmpty()
                  ? "none. Check the delimiter."
                  : "only skipped ones: "
                      + String.join(", ", reasons.subList(0, Math.min(5, reasons.size())))
                      + ". Name those that matter with --numeric or --categorical."));
    }
    return schema;
  }

  /// Where numbers that count the rows are all there is, they are no identifier but the x of a
  /// curve.
  private void keepCounting(List<Column> columns) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).reason().equals(COUNTING)) {
        Column old = columns.get(i);
        columns.set(i, new Column(old.name(), Kind.NUMERIC, "", old.missing(), old.summary()));
      }
    }
  }

  private Column feature(int i) {
    Cells cells = table.cells(i);
    Column column = describe(i, kind(i, cells));
    if (ignored.contains(i)) {
      return column.skipped("--ignore");
    }
    if (cells.missing() == cells.size()) {
      return column.skipped("no value in any row");
    }
    if (cells.missing() == 0 && isConstant(cells)) {
      return column.skipped("the same value in every row");
    }
    if (numeric.contains(i) || categorical.contains(i)) {
      return column;
    }
    if (cells instanceof Numbers numbers && countsRows(numbers)) {
      return column.skipped(COUNTING);
    }
    if (cells instanceof Texts texts && isIdentifier(texts)) {
      return column.skipped("one distinct text per row");
    }
    noteOddTexts(i, cells);
    return column;
  }

  private Kind kind(int i, Cells cells) {
    if (numeric.contains(i) && cells instanceof Texts texts) {
      requireNumbers(i, texts);
    }
    if (numeric.contains(i) || (cells instanceof Numbers && !categorical.contains(i))) {
      return Kind.NUMERIC;
    }
    return !categorical.contains(i)
            && cells instanceof Texts texts
            && Flag.isFlag(texts.dictionary())
        ? Kind.BOOLEAN
        : Kind.CATEGORICAL;
  }

  /// A column that was said to be numeric must be.
  private void requireNumbers(int i, Texts texts) {
    for (int row = 0; row < texts.size(); row++) {
      if (!texts.isMissing(row) && !Double.isFinite(Cell.number(texts.text(row)))) {
        throw new DataException(
            table.name()
                + ", row "
                + (row + 1)
                + ", column "
                + DataException.quote(table.columns().get(i))
                + ": expected a number as --numeric says, got "
                + DataException.quote(texts.text(row))
                + ". Correct the cell, leave it empty, or take the column out of --numeric.");
      }
    }
  }

  private static boolean isConstant(Cells cells) {
    return switch (cells) {
      case Texts texts -> texts.dictionary().size() == 1;
      case Numbers numbers -> {
        int row = 1;
        while (row < numbers.size() && numbers.get(row) == numbers.get(0)) {
          row++;
        }
        yield row == numbers.size();
      }
    };
  }

  private static boolean isIdentifier(Texts texts) {
    int distinct = texts.dictionary().size();
    return distinct > 2 && distinct == texts.size() - texts.missing();
  }

  /// Whether every row has another whole number and together they are a stretch without gaps.
  private static boolean countsRows(Numbers numbers) {
    int rows = numbers.size();
    double least = Double.POSITIVE_INFINITY;
    for (int row = 0; row < rows; row++) {
      double value = numbers.get(row);
      if (value != Math.rint(value)) {
        return false;
      }
      least = Math.min(least, value);
    }
    var seen = new BitSet();
    for (int row = 0; row < rows; row++) {
      double place = numbers.get(row) - least;
      if (place >= rows || seen.get((int) place)) {
        return false;
      }
      seen.set((int) place);
    }
    return rows > 2;
  }

  /// Says so where a few words make a column of numbers a column of texts.
  private void noteOddTexts(int i, Cells cells) {
    if (!(cells instanceof Texts texts) || categorical.contains(i)) {
      return;
    }
    List<String> distinct = texts.dictionary();
    List<String> odd = distinct.stream().filter(text -> Double.isNaN(Cell.number(text))).toList();
    String name = DataException.quote(table.columns().get(i));
    if (odd.stream().allMatch(text -> text.matches("[-+]?\\d+,\\d+")) && !odd.isEmpty()) {
      notes.add(
          "Column "
              + name
              + " seems to hold numbers with a decimal comma and is taken as text; write them with a"
              + " point if they are quantities.");
    } else if (distinct.size() > 10 && odd.size() * 10 <= distinct.size() && !odd.isEmpty()) {
      int row =
          IntStream.range(0, texts.size())
              .filter(r -> texts.text(r).equals(odd.getFirst()))
              .findFirst()
              .orElse(0);
      notes.add(
          "Column "
              + name
              + " is taken as text because of "
              + DataException.quote(odd.getFirst())
              + " in row "
              + (row + 1)
              + (odd.size() > 1 ? " and others" : "")
              + "; leave such cells empty if it is a quantity.");
    }
  }

  private Task task() {
    Cells cells = table.cells(target);
    if (cells.missing() == cells.size()) {
      throw new DataException(
          place(target) + ": expected a target with values, got none in any row. Name another.");
    }
    if (cells.missing() > 0) {
      notes.add(cells.missing() + " rows without a value of the target are left out.");
    }
    Task task = options.task() == null ? taskOf(cells) : options.task();
    if (task == Task.CLASSIFICATION) {
      checkClasses(cells);
    } else if (cells instanceof Texts texts) {
      requireNumbers(target, texts);
    } else if (isConstant(cells)) {
      throw new DataException(
          place(target)
              + ": expected a target that differs between rows, got one value. Name another.");
    }
    return task;
  }

  private Task taskOf(Cells cells) {
    if (numeric.contains(target)) {
      return Task.REGRESSION;
    }
    if (cells instanceof Texts || categorical.contains(target)) {
      return Task.CLASSIFICATION;
    }
    int distinct = distinctWhole((Numbers) cells);
    if (distinct > MOST_WHOLE_CLASSES) {
      return Task.REGRESSION;
    }
    notes.add(
        "The target "
            + DataException.quote(table.columns().get(target))
            + " holds "
            + distinct
            + " different whole numbers, which are taken as classes; --task regression takes them as a quantity.");
    return Task.CLASSIFICATION;
  }

  /// How many different whole numbers there are; more than any limit if some number is not whole.
  private static int distinctWhole(Numbers numbers) {
    var seen = new HashSet<Double>();
    for (int row = 0; row < numbers.size() && seen.size() <= MOST_WHOLE_CLASSES; row++) {
      double value = numbers.get(row);
      if (!Double.isNaN(value) && value != Math.rint(value)) {
        return Integer.MAX_VALUE;
      }
      if (!Double.isNaN(value)) {
        seen.add(value);
      }
    }
    return seen.size();
  }

  private void checkClasses(Cells cells) {
    var classes = new HashSet<String>();
    for (int row = 0; row < cells.size(); row++) {
      if (!cells.isMissing(row)) {
        classes.add(cells.text(row));
      }
    }
    if (classes.size() < 2) {
      throw new DataException(
          place(target)
              + ": expected at least 2 classes, got only "
              + DataException.quote(classes.iterator().next())
              + ". Name another target.");
    }
    int rows = cells.size() - cells.missing();
    if (classes.size() > MOST_CLASSES || (classes.size() == rows && rows > 2)) {
      throw new DataException(
          place(target)
              + ": expected at most "
              + Math.min(MOST_CLASSES, rows - 1)
              + " classes, got "
              + classes.size()
              + " in "
              + rows
              + " rows. Name another target"
              + (cells instanceof Numbers ? ", or say --task regression." : "."));
    }
  }

  private Column targetColumn(Task task) {
    boolean flag = table.cells(target) instanceof Texts texts && Flag.isFlag(texts.dictionary());
    Kind kind = task == Task.REGRESSION ? Kind.NUMERIC : flag ? Kind.BOOLEAN : Kind.CATEGORICAL;
    return describe(target, kind);
  }

  private Column describe(int i, Kind kind) {
    Cells cells = table.cells(i);
    String summary =
        kind == Kind.NUMERIC && cells instanceof Numbers numbers
            ? range(numbers)
            : Frequencies.of(cells).shown();
    return new Column(table.columns().get(i), kind, "", cells.missing(), summary);
  }

  private static String range(Numbers numbers) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int row = 0; row < numbers.size(); row++) {
      if (!numbers.isMissing(row)) {
        least = Math.min(least, numbers.get(row));
        most = Math.max(most, numbers.get(row));
      }
    }
    return least > most ? "" : Cell.shown(least) + " to " + Cell.shown(most);
  }

  private Set<Integer> places(List<String> columns) {
    var places = new HashSet<Integer>();
    for (String column : columns) {
      places.add(Names.resolve(table.name(), table.columns(), column));
    }
    return places;
  }

  private String place(int column) {
    return table.name() + ", column " + DataException.quote(table.columns().get(column));
  }
}
