package hebb.data.schema;

import hebb.data.DataException;
import hebb.data.Task;
import hebb.data.kind.Column;
import hebb.data.kind.Kind;
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
  /// A column of numbers is numeric, one of `true` and `false` or `yes` and `no` is boolean, other
  /// texts are categorical. Skipped are columns without any value, with the same value in every
  /// row, and those that look like identifiers: texts or whole numbers in steps of one with another
  /// value in every row. A target of texts or booleans is classes, so is one of whole numbers with
  /// at most 20 distinct values (a note says so); other numbers are a quantity.
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
        .filter(column -> column.kind() != Kind.SKIPPED && !column.name().equals(target))
        .toList();
  }

  /// The rows of a table of which the target is known.
  ///
  /// @throws DataException if the table has no such column, or no such row
  public int[] rowsWithTarget(Table table) {
    Cells cells = table.cells(target);
    int[] rows = IntStream.range(0, table.rows()).filter(row -> !cells.isMissing(row)).toArray();
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
