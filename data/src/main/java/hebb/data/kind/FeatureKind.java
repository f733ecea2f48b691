package hebb.data.kind;

import hebb.data.table.DecodedFiles;
import hebb.data.table.Folder;
import hebb.data.table.ReadOptions;
import java.util.Optional;

/// A kind of which a network gets something.
public non-sealed interface FeatureKind extends Kind {
  /// The option that takes a column for this kind, as in `--numeric`.
  default String option() {
    return "--" + name();
  }

  /// Whether a column of this kind can be predicted.
  default boolean canBeTarget() {
    return true;
  }

  /// The type of what is learned, a record of plain values, by which a model stores it.
  Class<? extends ColumnCode> code();

  /// How a column is read that a person says is of this kind; nothing where that cannot be.
  ///
  /// @param format how cells are read, as the person says; empty to find it out
  /// @throws IllegalArgumentException if that is no format of the kind
  Optional<Evidence> asSaid(ColumnView column, String format, ReadOptions.Decimal decimal);

  /// What a format looks like that a person may say, as in `dd.MM.yyyy`; empty if there is none.
  default String formatExample() {
    return "";
  }

  /// What a person may say after the column, as in `a format such as dd.MM.yyyy`.
  default String formatWords() {
    return "a format such as " + formatExample();
  }

  /// Learns from some rows.
  ///
  /// @param column the whole column, of which only the rows are looked at
  /// @param format how cells are read, as the evidence has it
  /// @param rows the training part
  ColumnCode learn(ColumnView column, String format, int[] rows);

  /// The files that cells name, as they are read; nothing where cells name none.
  ///
  /// @param folder what names are relative to
  /// @param format how cells are read, as the evidence has it
  default Optional<DecodedFiles> files(Folder folder, String format) {
    return Optional.empty();
  }

  /// How many rows have no value that the kind can read.
  default int missing(ColumnView column, String format) {
    return column.cells().missing();
  }

  /// What numbers tell how the cells are distributed: `value`, `date`, `words`, `steps`; empty
  /// where cells are categories.
  ///
  /// @param format how cells are read, as the evidence has it
  default String measured(String format) {
    return "";
  }

  /// These numbers by row, NaN where there is none: the values, dates in seconds since 1970, or
  /// lengths.
  ///
  /// @param format how cells are read, as the evidence has it
  default double[] measures(ColumnView column, String format) {
    return new double[0];
  }

  /// What the column holds, to be read.
  String summary(ColumnView column, String format);
}
