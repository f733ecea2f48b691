package hebb.describe;

import hebb.data.Task;
import hebb.data.kind.Column;
import hebb.data.kind.ColumnView;
import hebb.data.kind.FeatureKind;
import hebb.data.kind.Flag;
import hebb.data.kind.Kinds;
import hebb.data.schema.Schema;
import hebb.data.table.Cell;
import hebb.data.table.Cells;
import hebb.data.table.Numbers;
import hebb.data.table.Table;
import hebb.data.table.Texts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The cells of a column as they are looked at: numbers by row, or categories by row.
final class ColumnCells {
  private final Column column;
  private final ColumnView view;
  private final Cells cells;
  private final String measured;
  private final double[] measures;
  private int[] codes = new int[0];
  private List<String> labels = List.of();

  private ColumnCells(Table table, Column column, String measured, Optional<FeatureKind> kind) {
    this.column = column;
    this.cells = table.cells(column.name());
    this.view = ColumnView.of(column.name(), cells, table.options().missing(), table.folder());
    this.measured = measured;
    boolean plain = measured.isEmpty() || cells instanceof Numbers && measured.equals("value");
    this.measures =
        plain
            ? new double[0]
            : kind.map(of -> of.measures(view, column.format())).orElse(new double[0]);
  }

  /// As the kind has them; of a column that is left out as they were read.
  static ColumnCells of(Table table, Column column) {
    String name = column.kind().equals("weight") ? "numeric" : column.kind();
    Optional<FeatureKind> kind =
        Kinds.features().stream().filter(each -> each.name().equals(name)).findFirst();
    String measured =
        kind.map(of -> of.measured(column.format()))
            .orElse(table.cells(column.name()) instanceof Numbers ? "value" : "");
    return new ColumnCells(table, column, measured, kind);
  }

  /// As a task has them, whose target may be classes.
  static ColumnCells of(Table table, Column column, Schema schema) {
    return schema.task() == Task.CLASSIFICATION && schema.targets().contains(column.name())
        ? ofClasses(table, column)
        : of(table, column);
  }

  /// Of a target whose values are classes, whatever they look like.
  static ColumnCells ofClasses(Table table, Column column) {
    return new ColumnCells(table, column, "", Optional.empty());
  }

  Column column() {
    return column;
  }

  ColumnView view() {
    return view;
  }

  Cells cells() {
    return cells;
  }

  /// What its numbers are; empty for categories.
  String measured() {
    return measured;
  }

  boolean isNumbers() {
    return !measured.isEmpty();
  }

  /// Whether its numbers are quantities of their own, no lengths.
  boolean isQuantity() {
    return measured.equals("value") || measured.equals("date");
  }

  /// The number in a row; NaN where there is none.
  double number(int row) {
    double number = measures.length > 0 ? measures[row] : ((Numbers) cells).get(row);
    return Double.isFinite(number) ? number : Double.NaN;
  }

  /// Whether a row has no value that training can read.
  boolean isMissing(int row) {
    return cells.isMissing(row)
        || (isQuantity() ? Double.isNaN(number(row)) : isYesNo() && code(row) < 0);
  }

  private boolean isYesNo() {
    return column.kind().equals("boolean");
  }

  /// The category of a row, from 0; -1 where there is none. All spellings of yes are one.
  int code(int row) {
    List<String> known = labels();
    return cells instanceof Texts texts && !isYesNo()
        ? texts.code(row)
        : known.isEmpty() ? -1 : codes[row];
  }

  /// The categories, by their codes.
  List<String> labels() {
    if (cells instanceof Texts texts && !isYesNo()) {
      return texts.dictionary();
    }
    if (codes.length < cells.size()) {
      number();
    }
    return labels;
  }

  /// Numbers categories in the order in which they first come.
  private void number() {
    int[] numbered = new int[cells.size()];
    List<String> found = new ArrayList<>();
    Map<Double, Integer> places = new HashMap<>();
    for (int row = 0; row < numbered.length; row++) {
      double key =
          cells instanceof Numbers numbers
              ? numbers.get(row)
              : cells.isMissing(row) ? -1 : Flag.value(cells.text(row));
      if (Double.isNaN(key) || (isYesNo() && key < 0)) {
        numbered[row] = -1;
        continue;
      }
      Integer place = places.get(key);
      if (place == null) {
        place = found.size();
        places.put(key, place);
        found.add(cells instanceof Numbers ? Cell.text(key) : cells.text(row));
      }
      numbered[row] = place;
    }
    codes = numbered;
    labels = found;
  }

  /// How many rows have each category, by their codes.
  int[] counts() {
    int[] counts = new int[labels().size()];
    for (int row = 0; row < cells.size(); row++) {
      int code = code(row);
      if (code >= 0) {
        counts[code]++;
      }
    }
    return counts;
  }
}
