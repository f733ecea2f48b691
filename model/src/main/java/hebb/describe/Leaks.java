package hebb.describe;

import hebb.data.Names;
import hebb.data.Task;
import hebb.data.kind.Column;
import hebb.data.kind.Numeric;
import hebb.data.schema.LeakageCheck;
import hebb.data.schema.Schema;
import hebb.data.table.Cells;
import hebb.data.table.Table;
import hebb.diagnose.Leak;
import hebb.train.Finding;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Columns that tell the target, as findings.
public final class Leaks {
  private static final int FEWEST_ROWS = 100;

  /// So many cells are looked at for columns that predict the target without being it.
  private static final int MOST_CELLS = 500_000;

  private static final int MOST_ROWS = 10_000;

  /// What one value of is a quantity or a category.
  private static final Set<String> SINGLE =
      Set.of("numeric", "categorical", "embedded", "boolean", "date");

  private Leaks() {}

  /// Each such column of some rows, by the sentence that warns of it: those that are the target in
  /// other words, and those that predict it nearly alone.
  public static Map<String, Finding> of(Table table, Schema schema, int[] rows) {
    Map<String, Finding> leaks = new LinkedHashMap<>();
    for (LeakageCheck.Leakage leak : LeakageCheck.leaks(table, schema, rows)) {
      leaks.put(
          leak.sentence(),
          Leak.of(
              leak.missing() ? Leak.Sign.MISSING : Leak.Sign.CELLS,
              leak.column(),
              leak.target(),
              leak.share(),
              ignoring(leak.column())));
    }
    List<String> known = leaks.values().stream().map(Finding::where).toList();
    boolean told = schema.task() == Task.CLASSIFICATION || schema.task() == Task.REGRESSION;
    if (told && rows.length >= FEWEST_ROWS && schema.features().size() > 1) {
      List<Column> columns =
          schema.features().stream()
              .filter(each -> SINGLE.contains(each.kind()) && !known.contains(each.name()))
              .toList();
      for (Column target : schema.targetColumns()) {
        strong(table, schema, target, columns, rows)
            .forEach(each -> leaks.putIfAbsent(each.why(), each));
      }
    }
    return leaks;
  }

  private static List<Finding> strong(
      Table table, Schema schema, Column target, List<Column> columns, int[] rows) {
    int most = Math.clamp(MOST_CELLS / Math.max(1, columns.size()), FEWEST_ROWS, MOST_ROWS);
    int[] some = Pairs.spread(rows.length, most);
    for (int i = 0; i < some.length; i++) {
      some[i] = rows[some[i]];
    }
    boolean classes = schema.task() == Task.CLASSIFICATION;
    return OneColumn.of(ColumnCells.of(table, target, schema), schema.task(), some).stream()
        .flatMap(
            one ->
                columns.stream()
                    .map(
                        column -> {
                          String name = column.name();
                          if (classes && counts(table, column, target, rows)) {
                            return Leak.counts(name, target.name(), ignoring(name));
                          }
                          double share = one.share(ColumnCells.of(table, column));
                          return classes
                              ? Leak.predictsClasses(
                                  name, target.name(), share, some.length, ignoring(name))
                              : Leak.predictsQuantity(
                                  name, target.name(), share, some.length, ignoring(name));
                        }))
        .filter(leak -> Leak.isStrong(leak.measure(), some.length))
        .toList();
  }

  /// Whether a number never falls from row to row, as one that counts them does, where the rows of
  /// each class follow each other.
  private static boolean counts(Table table, Column column, Column target, int[] rows) {
    if (!column.kind().equals("numeric")) {
      return false;
    }
    Cells classes = table.cells(target.name());
    double[] numbers = Numeric.values(table.cells(column.name()), column.format());
    int[] order = rows.clone();
    Arrays.sort(order);
    Set<String> met = new HashSet<>();
    String last = "";
    for (int i = 0; i < order.length; i++) {
      String of = classes.text(order[i]);
      boolean grows = i == 0 || numbers[order[i]] >= numbers[order[i - 1]];
      if (!grows || (!of.equals(last) && !met.add(of))) {
        return false;
      }
      last = of;
    }
    return met.size() > 1;
  }

  /// The option that leaves a column out, as it has to be typed in a shell.
  private static String ignoring(String column) {
    String text = Names.listed(List.of(column));
    return "--ignore "
        + (text.matches("[\\w./-]+") ? text : "'" + text.replace("'", "'\\''") + "'");
  }
}
