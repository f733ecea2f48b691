package hebb.data.schema;

import hebb.data.DataException;
import hebb.data.Statistics;
import hebb.data.Task;
import hebb.data.kind.Column;
import hebb.data.kind.Numeric;
import hebb.data.table.Cells;
import hebb.data.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Finds columns that tell the target all by themselves, as a copy of it under another name does.
/// Such a column is often not known yet when a prediction is needed.
public final class LeakageCheck {
  private static final int FEWEST_ROWS = 30;
  private static final int FEWEST_MISSING = 10;
  private static final int MOST_VALUES = 50;
  private static final int ROWS_PER_VALUE = 5;
  private static final double SURE = 0.999;

  /// A quantity in another unit, rounded, has a correlation of more; what is honest may have .9999.
  private static final double SAME = 0.99999;

  private LeakageCheck() {}

  /// A column that leaks a target.
  ///
  /// @param missing whether it is by which of its cells are missing
  /// @param share of the rows that it tells right; of a quantity, the correlation
  /// @param sentence says so, and what to do
  public record Leakage(
      String column, String target, boolean missing, double share, String sentence) {}

  /// A sentence for each of the [#leaks].
  public static List<String> warnings(Table table, Schema schema, int[] train) {
    return leaks(table, schema, train).stream().map(Leakage::sentence).toList();
  }

  /// Each column that leaks the target in the training part: of a quantity, numbers with a
  /// correlation of more than .99999; of classes, a column of few values that each occur with one
  /// class only, or one that is missing where the class is one of them, and nowhere else. Numbers
  /// that merely lie apart for the classes are no leak, and neither is what the only column tells:
  /// there would be nothing left to learn from.
  public static List<Leakage> leaks(Table table, Schema schema, int[] train) {
    var leaks = new ArrayList<Leakage>();
    if (train.length < FEWEST_ROWS || schema.features().size() < 2) {
      return leaks;
    }
    for (Column target : schema.targetColumns()) {
      leaks.addAll(leaks(table, schema, target, train));
    }
    return leaks;
  }

  private static List<Leakage> leaks(Table table, Schema schema, Column told, int[] train) {
    var leaks = new ArrayList<Leakage>();
    Cells target = table.cells(told.name());
    double[] quantity =
        schema.task() == Task.REGRESSION ? Numeric.values(target, told.format()) : new double[0];
    for (Column column : schema.features()) {
      Cells cells = table.cells(column.name());
      boolean classes = schema.task() == Task.CLASSIFICATION;
      double sure =
          classes
              ? purity(column, cells, target, train)
              : column.kind().equals("numeric")
                  ? Math.abs(correlation(Numeric.values(cells, column.format()), quantity, train))
                  : 0;
      boolean lacks = classes && sure <= SURE && column.missing() >= FEWEST_MISSING;
      double missing = lacks ? missing(cells, target, train) : 0;
      if (sure > (classes ? SURE : SAME) || missing > 0) {
        leaks.add(leakage(column.name(), told.name(), classes, sure, missing));
      }
    }
    return leaks;
  }

  private static Leakage leakage(
      String column, String target, boolean classes, double sure, double missing) {
    double share = missing > 0 ? missing : sure;
    String sentence =
        String.format(
            Locale.ROOT,
            "%s alone tells the target %s (%s in the training part); if it is only known after the target, leave"
                + " it out with --ignore.",
            (missing > 0 ? "Which cells are missing in column " : "Column ")
                + DataException.quote(column),
            DataException.quote(target),
            classes
                ? String.format(Locale.ROOT, "%.1f %% right", 100 * share)
                : String.format(Locale.ROOT, "correlation %.6f", share));
    return new Leakage(column, target, missing > 0, share, sentence);
  }

  /// The share of rows that are right if a missing cell says the class that it occurs with most,
  /// and any other one that the class is another; 0 where cells are missing in other rows too, or
  /// in too few.
  private static double missing(Cells cells, Cells target, int[] rows) {
    Map<String, Integer> classes = new HashMap<>();
    Map<String, Integer> lacking = new HashMap<>();
    int count = 0;
    for (int row : rows) {
      classes.merge(target.text(row), 1, Integer::sum);
      if (cells.isMissing(row)) {
        lacking.merge(target.text(row), 1, Integer::sum);
        count++;
      }
    }
    if (count < FEWEST_MISSING || rows.length - count < FEWEST_MISSING) {
      return 0;
    }
    var most = lacking.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    int all = classes.getOrDefault(most.getKey(), 0);
    int wrong = count + all - 2 * most.getValue();
    return wrong > (1 - SURE) * Math.min(count, all) ? 0 : 1 - (double) wrong / rows.length;
  }

  /// The share of rows that are right if each value of a column says the class it occurs with most;
  /// 0 if it has too many values for that to mean anything (of numbers, more than there are
  /// classes), or too few to tell the classes apart.
  private static double purity(Column column, Cells cells, Cells target, int[] rows) {
    Map<String, Map<String, Integer>> counts = new HashMap<>();
    var classes = new HashSet<String>();
    for (int row : rows) {
      counts
          .computeIfAbsent(cells.text(row), value -> new HashMap<>())
          .merge(target.text(row), 1, Integer::sum);
      classes.add(target.text(row));
      if (counts.size() > Math.min(MOST_VALUES, rows.length / ROWS_PER_VALUE)) {
        return 0;
      }
    }
    var told = new HashSet<String>();
    int right = 0;
    for (Map<String, Integer> value : counts.values()) {
      var most = value.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
      right += most.getValue();
      told.add(most.getKey());
    }
    boolean apart = column.kind().equals("numeric") && counts.size() > classes.size();
    return apart || told.size() < classes.size() ? 0 : (double) right / rows.length;
  }

  /// Pearson's correlation over the rows that have both values.
  private static double correlation(double[] a, double[] b, int[] rows) {
    double[] x = new double[rows.length];
    double[] y = new double[rows.length];
    int count = 0;
    for (int row : rows) {
      if (!Double.isNaN(a[row]) && !Double.isNaN(b[row])) {
        x[count] = a[row];
        y[count++] = b[row];
      }
    }
    Statistics statsX = Statistics.of(x.clone(), count);
    Statistics statsY = Statistics.of(y.clone(), count);
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += (x[i] - statsX.mean()) * (y[i] - statsY.mean());
    }
    double scale = count * statsX.std() * statsY.std();
    return count < FEWEST_ROWS || scale == 0 ? 0 : sum / scale;
  }
}
