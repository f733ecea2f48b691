package hebb.data.schema;

import hebb.data.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a person says about the columns of a table. Columns are named, or given as a number from 1
/// or `last`.
///
/// @param target the column to predict
/// @param task what is predicted; null to tell it from the target
/// @param ignore columns that are not used
/// @param categorical columns whose numbers stand for kinds
/// @param numeric columns that are quantities, even where they look like an identifier
public record SchemaOptions(
    String target,
    @Nullable Task task,
    List<String> ignore,
    List<String> categorical,
    List<String> numeric) {
  /// Copies the lists.
  public SchemaOptions {
    ignore = List.copyOf(ignore);
    categorical = List.copyOf(categorical);
    numeric = List.copyOf(numeric);
  }

  /// A target, and everything else inferred.
  public static SchemaOptions target(String column) {
    return new SchemaOptions(column, null, List.of(), List.of(), List.of());
  }

  /// These options with a given task; null to tell it from the target.
  public SchemaOptions withTask(@Nullable Task newTask) {
    return new SchemaOptions(target, newTask, ignore, categorical, numeric);
  }

  /// These options with other columns left out.
  public SchemaOptions withIgnore(List<String> columns) {
    return new SchemaOptions(target, task, columns, categorical, numeric);
  }

  /// These options with other columns taken as kinds. Read the table with the same columns as
  /// [text][ReadOptions#withText], so that `007` and `7` stay apart.
  public SchemaOptions withCategorical(List<String> columns) {
    return new SchemaOptions(target, task, ignore, columns, numeric);
  }

  /// These options with other columns taken as quantities.
  public SchemaOptions withNumeric(List<String> columns) {
    return new SchemaOptions(target, task, ignore, categorical, columns);
  }
}
