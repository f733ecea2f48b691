package hebb.data.schema;

import hebb.data.DataException;
import hebb.data.Task;
import hebb.data.kind.Column;
import hebb.data.kind.Kinds;
import hebb.data.kind.Numeric;
import hebb.data.table.Cells;
import hebb.data.table.Table;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What the columns of a table are, which of them are predicted, and how.
///
/// @param columns all columns in the table's order, the targets among them
/// @param targets the names of the columns to predict, mostly one; several are all quantities or
///   all of two classes; none for an autoencoder
/// @param weight the name of the column of the rows' weights; empty if all count alike
/// @param task what is predicted
/// @param notes sentences on what was decided that a person may want to decide otherwise
public record Schema(
    List<Column> columns, List<String> targets, String weight, Task task, List<String> notes) {
  /// Fewer rows of a class tell nothing of it, and weights do not help.
  public static final int FEWEST_OF_A_CLASS = 5;

  /// Copies the lists. Features are of kinds that there are.
  public Schema {
    columns = List.copyOf(columns);
    targets = List.copyOf(targets);
    notes = List.copyOf(notes);
    features(columns, targets, weight).forEach(column -> Kinds.feature(column.kind()));
  }

  /// Finds out what the columns of a table are.
  ///
  /// Each kind of column ([hebb.data.kind.Kinds]) says what speaks for it, and the strongest wins;
  /// a note tells what came near, and which cells were left out of the decision. The target is
  /// decided by the same evidence: words for yes and no, other texts and at most 20 distinct whole
  /// numbers are classes (of the last a note says so), other numbers are a quantity. An autoencoder
  /// has no target.
  ///
  /// @throws DataException if the target or another named column is not there, the target has fewer
  ///   than two classes, more than 1,000 or no value at all, the table has fewer than two rows, or
  ///   no column is left to learn from
  public static Schema infer(Table table, SchemaOptions options) {
    return infer(table, options, true);
  }

  /// Finds out what the columns of a table are.
  ///
  /// @param embed whether columns of many categories are [embedded][hebb.data.kind.Embedded] though
  ///   nobody says so; a linear model has no use for it, and an autoencoder does not take it
  /// @throws DataException as [#infer(Table, SchemaOptions)]
  public static Schema infer(Table table, SchemaOptions options, boolean embed) {
    return SchemaInference.of(table, options, embed).schema();
  }

  /// A schema and what spoke for it.
  ///
  /// @param reasons by column, why it is taken for its kind, as in `words for yes and no`
  public record Explained(Schema schema, Map<String, String> reasons) {
    /// Copies the map.
    public Explained {
      reasons = Map.copyOf(reasons);
    }
  }

  /// As [#infer(Table, SchemaOptions)], with the reasons.
  ///
  /// @throws DataException as [#infer(Table, SchemaOptions)]
  public static Explained explain(Table table, SchemaOptions options) {
    return SchemaInference.of(table, options, true).explained();
  }

  /// As [#explain], of a table whose target is not known yet: the schema has none, the target of
  /// the options does not count, and columns may all be left out.
  ///
  /// @throws DataException if a named column is not there, or the table has fewer than two rows
  public static Explained explainWithoutTarget(Table table, SchemaOptions options) {
    return SchemaInference.withoutTarget(table, options).explained();
  }

  /// The columns that features are made from.
  public List<Column> features() {
    return features(columns, targets, weight).toList();
  }

  private static Stream<Column> features(
      List<Column> columns, List<String> targets, String weight) {
    return columns.stream()
        .filter(column -> !column.skipped() && !targets.contains(column.name()))
        .filter(column -> !column.name().equals(weight));
  }

  /// The targets, in their order.
  public List<Column> targetColumns() {
    return targets.stream().map(this::column).toList();
  }

  private Column column(String name) {
    return columns.stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("schema: expected a column " + name + "."));
  }

  /// How much each of some rows of a table counts.
  ///
  /// @return none if all count alike
  /// @throws DataException if the table has no such column, a cell of it holds no number of 0 or
  ///   more, or all are 0
  public double[] weights(Table table, int[] rows) {
    if (weight.isEmpty()) {
      return new double[0];
    }
    Cells cells = table.cells(weight);
    double[] values = Numeric.values(cells, column(weight).format());
    double[] picked = IntStream.of(rows).mapToDouble(row -> values[row]).toArray();
    double sum = 0;
    for (int i = 0; i < picked.length; i++) {
      if (!(picked[i] >= 0 && picked[i] < Double.POSITIVE_INFINITY)) {
        throw new DataException(
            table.name()
                + ", row "
                + (rows[i] + 1)
                + ", column "
                + DataException.quote(weight)
                + ": expected a weight, a number of 0 or more, got "
                + (cells.isMissing(rows[i])
                    ? "an empty or missing one"
                    : DataException.quote(cells.text(rows[i])))
                + ". Correct the cell.");
      }
      sum += picked[i];
    }
    if (sum == 0) {
      throw new DataException(
          table.name()
              + ", column "
              + DataException.quote(weight)
              + ": expected weights that are not all 0, got only 0 in "
              + rows.length
              + (rows.length == 1 ? " row" : " rows")
              + ". Name another column, or leave --weight-column out.");
    }
    return picked;
  }

  /// Of some rows of a table those whose images and sounds can be read; all where no column names
  /// such files. A row without one stays.
  ///
  /// @throws DataException if there are none
  public int[] withReadableFiles(Table table, int[] rows) {
    UnreadableFiles wrong = UnreadableFiles.of(table, this);
    return rows.length == 0 ? rows : wrong.without(rows);
  }

  /// Says of the files that a table names which cannot be read and are left out; nothing if all
  /// can.
  public List<String> notesOnFiles(Table table) {
    return UnreadableFiles.of(table, this).notes();
  }

  /// Checks that all files that a table names can be read.
  ///
  /// @throws DataException that names those that cannot
  public void requireFiles(Table table) {
    UnreadableFiles.of(table, this).refuse();
  }

  /// Says the same where such cells are counted, and how many images are of another size than those
  /// of training are brought to.
  ///
  /// @throws DataException if there are any, and they are refused
  public void lookAtFiles(Table table, Unseen unseen) {
    UnreadableFiles.of(table, this).look(this, unseen);
  }

  /// The rows of a table of which all targets are known, and all images can be read.
  ///
  /// @throws DataException if the table has no such column, or no such row
  public int[] rowsWithTarget(Table table) {
    int[] rows = IntStream.range(0, table.rows()).toArray();
    for (Column target : targetColumns()) {
      Cells cells = table.cells(target.name());
      double[] values =
          task == Task.REGRESSION
              ? Numeric.values(cells, target.format())
              : new double[table.rows()];
      rows =
          IntStream.of(rows)
              .filter(row -> !cells.isMissing(row) && !Double.isNaN(values[row]))
              .toArray();
    }
    rows = withReadableFiles(table, rows);
    if (rows.length == 0) {
      throw new DataException(
          table.name()
              + (targets.size() == 1 ? ", column " : ", columns ")
              + String.join(", ", targets.stream().map(DataException::quote).toList())
              + ": expected values to learn or compare with, got none."
              + " Name another target.");
    }
    return rows;
  }
}
