package hebb.data.schema;

import hebb.data.Task;
import hebb.data.kind.Kinds;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a person says about the columns of a table. Columns are named, or given as a number from 1
/// or `last`.
///
/// @param target the column to predict, or several as a list between commas; `last`, as it is
///   unless said, where the task has none
/// @param weight the column of the rows' weights; empty for none
/// @param task what is predicted; null to tell it from the target
/// @param ignore columns that are not used
/// @param kinds columns by the name of the [kind][hebb.data.kind.Kinds] that they are, as in
///   `categorical`; the rest is told from the cells
public record SchemaOptions(
    String target,
    String weight,
    @Nullable Task task,
    List<String> ignore,
    Map<String, List<String>> kinds) {
  /// Copies list and map, in its order and without empty lists.
  public SchemaOptions {
    ignore = List.copyOf(ignore);
    var copy = new LinkedHashMap<String, List<String>>();
    kinds.forEach(
        (kind, columns) -> {
          Kinds.feature(kind);
          if (!columns.isEmpty()) {
            copy.put(kind, List.copyOf(columns));
          }
        });
    kinds = Collections.unmodifiableMap(copy);
  }

  /// A target, and everything else inferred.
  public static SchemaOptions target(String column) {
    return new SchemaOptions(column, "", null, List.of(), Map.of());
  }

  /// The columns that are said to be of a kind.
  public List<String> columns(String kind) {
    return kinds.getOrDefault(kind, List.of());
  }

  /// These options with another column to predict, or several as a list between commas.
  public SchemaOptions withTarget(String columns) {
    return new SchemaOptions(columns, weight, task, ignore, kinds);
  }

  /// These options with a column that says how much each row counts; empty for none.
  public SchemaOptions withWeight(String column) {
    return new SchemaOptions(target, column, task, ignore, kinds);
  }

  /// These options with a given task; null to tell it from the target.
  public SchemaOptions withTask(@Nullable Task newTask) {
    return new SchemaOptions(target, weight, newTask, ignore, kinds);
  }

  /// These options with other columns left out.
  public SchemaOptions withIgnore(List<String> columns) {
    return new SchemaOptions(target, weight, task, columns, kinds);
  }

  /// These options with other columns taken for a kind, as in `date`.
  public SchemaOptions withKind(String kind, List<String> columns) {
    var changed = new LinkedHashMap<>(kinds);
    changed.put(kind, columns);
    return new SchemaOptions(target, weight, task, ignore, changed);
  }

  /// These options with other columns taken as categories. Read the table with the same columns as
  /// [text][hebb.data.table.ReadOptions#withText], so that `007` and `7` stay apart.
  public SchemaOptions withCategorical(List<String> columns) {
    return withKind("categorical", columns);
  }

  /// These options with other columns taken as quantities.
  public SchemaOptions withNumeric(List<String> columns) {
    return withKind("numeric", columns);
  }
}
