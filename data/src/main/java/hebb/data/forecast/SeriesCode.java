package hebb.data.forecast;

import hebb.data.DataException;
import hebb.data.Statistics;
import hebb.data.date.DateForm;
import hebb.data.date.DateFormat;
import hebb.data.kind.Column;
import hebb.data.schema.TargetCode;
import hebb.data.table.Cell;
import hebb.data.table.MissingWords;
import hebb.data.table.ReadOptions;
import hebb.data.table.Table;
import hebb.dataset.InputSpec;
import hebb.tensor.Shape;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// How the rows of a table become windows of a series: what was found out and learned from the
/// training part, as plain data.
///
/// @param columns of the table, each of the kind `target`, `covariate`, `time` or `skipped`
/// @param step how far a step is in time
/// @param targets how the targets are standardised
/// @param covariates how the covariates are
/// @param window how many steps a forecast looks back
/// @param horizon how many steps ahead it goes
/// @param season how many steps a season is; 0 if none was found
/// @param interpolate gaps of up to so many steps are filled in
/// @param missing the words for missing as a person said them; empty for the usual ones
public record SeriesCode(
    List<Column> columns,
    TimeStep step,
    List<TargetCode.Quantity> targets,
    List<TargetCode.Quantity> covariates,
    int window,
    int horizon,
    int season,
    int interpolate,
    List<String> missing) {
  private static final int MOST_NUMBERS = 1 << 24;
  private static final long MOST_STEPS_A_ROW = 1000;

  /// Numbers in range, and columns that are there.
  public SeriesCode {
    columns = List.copyOf(columns);
    targets = List.copyOf(targets);
    covariates = List.copyOf(covariates);
    missing = List.copyOf(missing);
    String time = SeriesReader.timeFormat(columns);
    if (!time.isEmpty()) {
      DateFormat.of(time);
    }
    if (window < 1
        || horizon < 1
        || season < 0
        || interpolate < 0
        || targets.isEmpty()
        || (long) window * (1 + covariates.size()) > MOST_NUMBERS
        || !names(columns, SeriesReader.TARGET).equals(names(targets))
        || !names(columns, SeriesReader.COVARIATE).equals(names(covariates))) {
      throw new IllegalArgumentException(
          "series: expected a window and a horizon of 1 or more and the columns' own targets and"
              + " covariates, got a window of "
              + window
              + ", a horizon of "
              + horizon
              + " and "
              + names(targets)
              + " beside "
              + names(covariates)
              + ".");
    }
  }

  private static List<String> names(List<Column> columns, String kind) {
    return columns.stream().filter(column -> column.kind().equals(kind)).map(Column::name).toList();
  }

  private static List<String> names(List<TargetCode.Quantity> codes) {
    return codes.stream().map(TargetCode.Quantity::column).toList();
  }

  /// Learns how columns are standardised from the first steps of a series.
  ///
  /// @throws DataException if a target does not vary there
  static List<TargetCode.Quantity> learn(
      Series series, List<Column> columns, String kind, int first, int steps) {
    List<TargetCode.Quantity> codes = new ArrayList<>();
    for (Column column : columns.stream().filter(each -> each.kind().equals(kind)).toList()) {
      double[] all = series.column(first + codes.size());
      double[] known = Arrays.stream(all, 0, steps).filter(x -> !Double.isNaN(x)).toArray();
      Statistics statistics = Statistics.of(known, known.length);
      if (statistics.std() == 0 && kind.equals(SeriesReader.TARGET)) {
        throw new DataException(
            series.name()
                + ", column "
                + DataException.quote(column.name())
                + ": expected a target that varies in the training part, got "
                + (known.length == 0 ? "no value" : "the same value in all its rows")
                + ". Name another target, or give more rows.");
      }
      double std = statistics.std() == 0 ? 1 : statistics.std();
      codes.add(new TargetCode.Quantity(column.name(), column.format(), statistics.mean(), std));
    }
    return codes;
  }

  /// The series in a table that has the columns of this one.
  ///
  /// @throws DataException if a column is not there, a cell holds something else than a number, or
  ///   times do not rise or leave the steps of this series
  public Series read(Table table) {
    Series series = SeriesReader.read(table, columns);
    double[] times = series.times();
    if (times.length > 1 && step.unit() != TimeStep.Unit.ROW) {
      requireSteps(table.name(), times);
    }
    return series.spaced(step).interpolated(interpolate);
  }

  private void requireSteps(String name, double[] times) {
    double last = times[times.length - 1];
    boolean on = step.isOn(times);
    if (on && step.usual(times) > 1 + interpolate) {
      throw new DataException(
          name
              + ": expected times that are "
              + step
              + " apart, as in the training data, got rows that mostly lie "
              + step.usual(times)
              + " such steps apart, such as "
              + text(times[0])
              + " and "
              + text(times[1])
              + ". Give one row for each step, or train a model on rows like these.");
    }
    if (!on || step.steps(times[0], last) > MOST_STEPS_A_ROW * times.length) {
      throw new DataException(
          name
              + ": expected times that are "
              + step
              + " apart, as in the training data, got "
              + (on ? times.length + " rows" : "others, such as")
              + " from "
              + text(times[0])
              + " to "
              + text(on ? last : times[1])
              + ". Give one row for each step.");
    }
  }

  /// What a network gets of a row: `[window, 1 + covariates]`.
  public InputSpec input() {
    return InputSpec.features(Shape.of(window, 1 + covariates.size()));
  }

  /// The windows of a series whose horizons lie from one step to before another.
  public Windows windows(Series series, int from, int to) {
    List<TargetCode.Quantity> codes = Stream.concat(targets.stream(), covariates.stream()).toList();
    float[][] scaled = new float[codes.size()][series.steps()];
    for (int c = 0; c < scaled.length; c++) {
      for (int i = 0; i < scaled[c].length; i++) {
        scaled[c][i] = (float) ((series.column(c)[i] - codes.get(c).mean()) / codes.get(c).std());
      }
    }
    return new Windows(scaled, targets.size(), window, horizon, from, to);
  }

  /// The last window of each target, one after the other as a network sees them.
  ///
  /// @throws DataException if the series has too few steps, or a gap in the last ones
  public float[] last(Series series) {
    int steps = series.steps();
    for (int i = steps - 1; i >= steps - window; i--) {
      if (i < 0 || series.isGap(i)) {
        throw new DataException(
            series.name()
                + ": expected "
                + window
                + " steps without a gap at the end, which a forecast looks back at, got "
                + (steps - 1 - i)
                + (i < 0
                    ? ". Give more rows."
                    : ". Fill in what is missing there, or train with --interpolate."));
      }
    }
    return windows(series, steps, steps).last();
  }

  /// The last value of a target in its own unit.
  public double lastValue(Series series, int target) {
    return series.column(target)[series.steps() - 1];
  }

  /// The time so many steps after the last of a series, as text; empty where it has none.
  ///
  /// @param like a time as the file writes it, whose form is taken where it has date and time in
  ///   numbers; else that of ISO 8601 is
  public String timeAfter(Series series, int steps, String like) {
    double[] times = series.times();
    if (times.length == 0 || step.unit() == TimeStep.Unit.ROW) {
      return "";
    }
    double time = step.after(times[times.length - 1], steps);
    String format = SeriesReader.timeFormat(columns);
    return format.isEmpty()
        ? text(time)
        : DateForm.write(DateFormat.of(format), like, (long) time).orElseGet(() -> text(time));
  }

  /// The column of times; empty where there is none.
  public String time() {
    return names(columns, SeriesReader.TIME).stream().findFirst().orElse("");
  }

  /// A time as ISO 8601 has it with a blank, as far as it varies: `2024-01`, `2024-01-31`,
  /// `2024-01-31 15:30`; a number as it is.
  String text(double time) {
    String format = SeriesReader.timeFormat(columns);
    if (format.isEmpty()) {
      return Cell.text(time);
    }
    LocalDateTime date = LocalDateTime.ofEpochSecond((long) time, 0, ZoneOffset.UTC);
    boolean midnight = date.toLocalTime().toSecondOfDay() == 0;
    boolean months =
        switch (DateFormat.of(format).order()) {
          case YEAR_MONTH, MONTH_YEAR, NAME_YEAR -> true;
          default -> false;
        };
    String pattern =
        months
            ? "uuuu-MM"
            : midnight && step.isOfDays()
                ? "uuuu-MM-dd"
                : date.getSecond() == 0 ? "uuuu-MM-dd HH:mm" : "uuuu-MM-dd HH:mm:ss";
    return DateTimeFormatter.ofPattern(pattern).format(date);
  }

  /// How a file is read for this series.
  public ReadOptions readOptions(ReadOptions given) {
    List<Column> used = columns.stream().filter(column -> !column.skipped()).toList();
    return given
        .withText(
            used.stream()
                .filter(
                    column ->
                        !column.format().isEmpty() && !column.kind().equals(SeriesReader.TIME))
                .map(Column::name)
                .toList())
        .withExpected(used.stream().map(Column::name).toList())
        .withMissing(MissingWords.read(missing));
  }
}
