package hebb.data.forecast;

import hebb.data.DataException;
import hebb.data.Names;
import hebb.data.date.DateFormat;
import hebb.data.kind.Column;
import hebb.data.kind.ColumnView;
import hebb.data.kind.Evidence;
import hebb.data.kind.FeatureKind;
import hebb.data.kind.Kinds;
import hebb.data.kind.Numeric;
import hebb.data.schema.SchemaOptions;
import hebb.data.table.Cells;
import hebb.data.table.MissingWords;
import hebb.data.table.Numbers;
import hebb.data.table.Table;
import hebb.data.table.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds out which columns of a table are series of numbers and which holds their times, and reads
/// them. A cell that holds no number is met with its row; one that is empty is a gap.
final class SeriesReader {
  static final String TIME = "time";
  static final String TARGET = "target";
  static final String COVARIATE = "covariate";
  private static final String SKIPPED = "skipped";
  private static final FeatureKind NUMERIC = Kinds.feature("numeric");
  private static final FeatureKind DATE = Kinds.feature("date");
  private static final double ENOUGH = 0.6;

  private SeriesReader() {}

  /// The columns of a table, each of a kind `target`, `covariate`, `time` or, with a reason,
  /// `skipped`; notes on how they are read are added.
  ///
  /// @throws DataException if a named column is not there or holds no numbers
  static List<Column> columns(Table table, SchemaOptions options, String time, List<String> notes) {
    List<String> names = table.columns();
    List<Integer> targets = Names.resolveAll(table.name(), names, options.target());
    int clock = time.isEmpty() ? -1 : Names.resolve(table.name(), names, time);
    List<Integer> ignored =
        options.ignore().stream().map(each -> Names.resolve(table.name(), names, each)).toList();
    for (int target : targets) {
      if (target == clock || ignored.contains(target)) {
        throw new DataException(
            place(table, names.get(target))
                + ": expected a target that is a column of its own, got it as "
                + (target == clock ? "the time" : "one to ignore")
                + " too. Name it once.");
      }
    }
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      ColumnView view = view(table, i);
      if (i == clock) {
        columns.add(time(table, view));
      } else if (ignored.contains(i)) {
        columns.add(skipped(view, "--ignore"));
      } else if (targets.contains(i)) {
        columns.add(target(table, view, notes));
      } else {
        columns.add(covariate(table, view, clock < 0, notes));
      }
    }
    return columns;
  }

  private static Column time(Table table, ColumnView view) {
    Optional<Evidence> dates = DATE.asSaid(view, "", table.options().decimal());
    if (dates.isEmpty() && view.cells() instanceof Numbers) {
      return column(view, TIME, NUMERIC, "");
    }
    Evidence evidence =
        dates.orElseThrow(
            () ->
                new DataException(
                    place(table, view.name())
                        + ": expected times, dates or rising numbers, got others such as "
                        + DataException.quote(view.cells().text(0))
                        + ". Name another column with --time, or leave it out."));
    return column(view, TIME, DATE, evidence.format());
  }

  private static Column target(Table table, ColumnView view, List<String> notes) {
    Evidence evidence =
        NUMERIC
            .asSaid(view, "", table.options().decimal())
            .orElseThrow(
                () ->
                    new DataException(
                        place(table, view.name())
                            + ": expected numbers to forecast, got "
                            + (view.known() == 0 ? "no value at all" : "texts")
                            + ". Name another column with --target."));
    note(view, evidence, notes);
    return column(view, TARGET, NUMERIC, evidence.format());
  }

  private static Column covariate(
      Table table, ColumnView view, boolean timeless, List<String> notes) {
    if (Kinds.named("constant")
        .orElseThrow()
        .evidence(view, table.options().decimal())
        .isPresent()) {
      return skipped(view, "it says nothing: one value or none");
    }
    Optional<Evidence> dates = DATE.evidence(view, table.options().decimal());
    if (dates.filter(found -> found.weight() > ENOUGH).isPresent()) {
      if (timeless) {
        notes.add(
            "The order of the rows is taken for that of time; --time "
                + view.name()
                + " checks it, finds gaps and gives forecasts their times.");
      }
      return skipped(view, "dates");
    }
    Optional<Evidence> numbers = NUMERIC.evidence(view, table.options().decimal());
    if (numbers.filter(found -> found.weight() > ENOUGH).isEmpty()) {
      return skipped(view, "texts; a forecast takes numbers");
    }
    note(view, numbers.get(), notes);
    return column(view, COVARIATE, NUMERIC, numbers.get().format());
  }

  private static void note(ColumnView view, Evidence evidence, List<String> notes) {
    if (!evidence.note().isEmpty()) {
      notes.add("Column " + DataException.quote(view.name()) + " " + evidence.note() + ".");
    }
  }

  private static Column column(ColumnView view, String kind, FeatureKind read, String format) {
    return new Column(
        view.name(), kind, format, "", read.missing(view, format), read.summary(view, format));
  }

  private static Column skipped(ColumnView view, String reason) {
    return new Column(view.name(), SKIPPED, "", reason, view.cells().missing(), "");
  }

  private static ColumnView view(Table table, int column) {
    Character delimiter = table.options().delimiter();
    return new ColumnView(
        table.columns().get(column),
        table.cells(column),
        table.options().missing(),
        delimiter == null ? ',' : delimiter,
        false,
        table.folder());
  }

  /// Reads the columns of a table: targets first, then covariates.
  ///
  /// @throws DataException if a column is not there, a cell holds something else than a number, or
  ///   times do not rise
  static Series read(Table table, List<Column> columns) {
    double[] times =
        columns.stream()
            .filter(column -> column.kind().equals(TIME))
            .findFirst()
            .map(column -> times(table, column))
            .orElse(new double[0]);
    double[][] values =
        Stream.of(TARGET, COVARIATE)
            .flatMap(kind -> columns.stream().filter(column -> column.kind().equals(kind)))
            .map(column -> numbers(table, column))
            .toArray(double[][]::new);
    return new Series(table.name(), times, values);
  }

  /// How times are written; empty where they are numbers or there are none.
  static String timeFormat(List<Column> columns) {
    return columns.stream()
        .filter(column -> column.kind().equals(TIME))
        .map(Column::format)
        .findFirst()
        .orElse("");
  }

  private static double[] numbers(Table table, Column column) {
    Cells cells = table.cells(column.name());
    double[] values = Numeric.values(cells, column.format());
    MissingWords words = table.options().missing();
    for (int row = 0; row < values.length; row++) {
      boolean wrong =
          Double.isNaN(values[row])
              ? !cells.isMissing(row) && !words.isMissingAmongNumbers(cells.text(row))
              : Double.isInfinite(values[row]);
      if (wrong) {
        throw new DataException(
            place(table, row, column.name())
                + ": expected a number, got "
                + DataException.quote(cells.text(row))
                + ". Correct the cell, or leave it empty: it is a gap then.");
      }
    }
    return values;
  }

  /// The times of all rows: seconds of dates, or plain numbers.
  private static double[] times(Table table, Column column) {
    Cells cells = table.cells(column.name());
    double[] times = new double[table.rows()];
    for (int row = 0; row < times.length; row++) {
      times[row] = time(cells, row, column.format());
      if (Double.isNaN(times[row])) {
        throw new DataException(
            place(table, row, column.name())
                + ": expected a time, got "
                + (cells.isMissing(row) ? "none" : DataException.quote(cells.text(row)))
                + ". Correct the cell.");
      }
      if (row > 0 && !(times[row] > times[row - 1])) {
        throw new DataException(
            place(table, row, column.name())
                + ": expected times that rise from row to row, got "
                + DataException.quote(cells.text(row))
                + " after "
                + DataException.quote(cells.text(row - 1))
                + (times[row] == times[row - 1]
                    ? ". Keep one row of each time."
                    : ". Sort the rows by that column."));
      }
    }
    return times;
  }

  private static double time(Cells cells, int row, String format) {
    if (cells.isMissing(row)) {
      return Double.NaN;
    }
    if (format.isEmpty()) {
      return cells instanceof Numbers numbers ? numbers.get(row) : Double.NaN;
    }
    DateFormat dates = DateFormat.of(format);
    long seconds =
        switch (cells) {
          case Numbers numbers -> dates.parse(numbers.get(row));
          case Texts texts -> dates.parse(texts.text(row));
        };
    return seconds == DateFormat.NO_DATE ? Double.NaN : seconds;
  }

  private static String place(Table table, String column) {
    return table.name() + ", column " + DataException.quote(column);
  }

  private static String place(Table table, int row, String column) {
    return table.name() + ", row " + (row + 1) + ", column " + DataException.quote(column);
  }
}
