package hebb.data.schema;

import hebb.data.DataException;
import hebb.data.Task;
import hebb.data.kind.Column;
import hebb.data.kind.Numeric;
import hebb.data.table.Cells;
import hebb.data.table.Table;
import java.util.List;
import java.util.stream.IntStream;

/// What the columns of a table are, which of them is predicted, and how.
///
/// @param columns all columns in the table's order, the target among them
/// @param target the name of the column to predict
/// @param task what is predicted
/// @param notes sentences on what was decided that a person may want to decide otherwise
public record Schema(List<Column> columns, String target, Task task, List<String> notes) {
  /// Copies the lists.
  public Schema {
    columns = List.copyOf(columns);
    notes = List.copyOf(notes);
  }

  /// Finds out what the columns of a table are.
  ///
  /// Each kind of column ([hebb.data.kind.Kinds]) says what speaks for it, and the strongest wins;
  /// a note tells what came near, and which cells were left out of the decision. The target is
  /// decided by the same evidence: words for yes and no, other texts and at most 20 distinct whole
  /// numbers are classes (of the last a note says so), other numbers are a quantity.
  ///
  /// @throws DataException if the target or another named column is not there, the target has fewer
  ///   than two classes, more than 1,000 or no value at all, the table has fewer than two rows, or
  ///   no column is left to learn from
  public static Schema infer(Table table, SchemaOptions options) {
    return new SchemaInference(table, options).schema();
  }

  /// The columns that features are made from.
  public List<Column> features() {
    return columns.stream()
        .filter(column -> !column.skipped() && !column.name().equals(target))
        .toList();
  }

  /// The target.
  public Column targetColumn() {
    return columns.stream()
        .filter(column -> column.name().equals(target))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("schema: expected a target, got none."));
  }

  /// The rows of a table of which the target is known.
  ///
  /// @throws DataException if the table has no such column, or no such row
  public int[] rowsWithTarget(Table table) {
    Cells cells = table.cells(target);
    double[] values =
        task == Task.REGRESSION
            ? Numeric.values(cells, targetColumn().format())
            : new double[table.rows()];
    int[] rows =
        IntStream.range(0, table.rows())
            .filter(row -> !cells.isMissing(row) && !Double.isNaN(values[row]))
            .toArray();
    if (rows.length == 0) {
      throw new DataException(
          table.name()
              + ", column "
              + DataException.quote(target)
              + ": expected values to learn or compare with, got none."
              + " Name another target.");
    }
    return rows;
  }
}
