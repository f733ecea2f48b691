package hebb.data.forecast;

import hebb.data.DataException;
import hebb.data.kind.Column;
import hebb.data.schema.SchemaOptions;
import hebb.data.schema.TargetCode;
import hebb.data.split.Splits;
import hebb.data.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Finds out what the columns of a table over time are, splits its steps by time, and learns from
/// the training part how they become windows.
public final class SeriesLearner {
  private static final int LARGEST_SHARE = 4;
  private static final int LARGEST_WINDOW = 3;
  private static final int FEWEST_WINDOWS = 10;

  private final Table table;
  private final ForecastOptions options;
  private final List<String> notes = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final List<Column> columns;
  private final TimeStep step;
  private final Series series;
  private final @Nullable SeriesCode known;

  /// What was found.
  ///
  /// @param code how rows become windows
  /// @param parts `train`, `validation` and `test`, in this order and only where there are any
  /// @param notes what was decided that a person may want to decide otherwise
  /// @param warnings what may be wrong with the data
  public record Learned(
      SeriesCode code, Map<String, Windows> parts, List<String> notes, List<String> warnings) {}

  /// Shares or numbers of steps for validation and test.
  ///
  /// @param chosen whether a person has chosen that of validation; else it may be another where the
  ///   horizon asks for it
  public record Parts(double validation, double test, boolean chosen) {}

  private SeriesLearner(
      Table table, SchemaOptions schema, ForecastOptions options, @Nullable SeriesCode known) {
    this.table = table;
    this.known = known;
    this.options = options;
    if (options.horizon() == 0) {
      throw new IllegalArgumentException(
          "--horizon: expected how many steps ahead to forecast, got none. Add it, as in --horizon"
              + " 24.");
    }
    if (table.rows() < 2) {
      throw new DataException(
          table.name() + ": expected at least 2 rows, got " + table.rows() + ". Give more data.");
    }
    notes.addAll(table.notes());
    if (known != null) {
      this.columns = known.columns();
      this.step = known.step();
      this.series = known.read(table);
      return;
    }
    this.columns = SeriesReader.columns(table, schema, options.time(), notes);
    Series read = SeriesReader.read(table, columns);
    this.step = TimeStep.of(read.times(), !SeriesReader.timeFormat(columns).isEmpty());
    Series spaced = read.spaced(step);
    this.series = spaced.interpolated(options.interpolate());
    noteSteps(read, spaced);
  }

  /// Learns from a table.
  ///
  /// @throws DataException if columns do not hold numbers, times do not rise, or there are too few
  ///   rows for a window and a horizon in the training part
  /// @throws IllegalArgumentException if no horizon is said
  public static Learned learn(
      Table table, SchemaOptions schema, ForecastOptions options, Parts parts) {
    return new SeriesLearner(table, schema, options, null).learn(parts);
  }

  /// Cuts a table into parts as it was learned before how rows become windows.
  ///
  /// @throws DataException if columns do not fit, or there are too few rows for a window and a
  ///   horizon in the training part
  public static Learned parts(Table table, SeriesCode known, ForecastOptions options, Parts parts) {
    return new SeriesLearner(table, SchemaOptions.target("last"), options, known).learn(parts);
  }

  private void noteSteps(Series read, Series spaced) {
    if (!options.time().isEmpty()) {
      String format = SeriesReader.timeFormat(columns);
      notes.add(
          step.equals(TimeStep.ROWS)
              ? "Times are not evenly spaced, so a step is a row, and forecasts have no times."
              : "A step is "
                  + step
                  + ", as the times have it"
                  + (format.isEmpty() ? "." : " (" + format + ")."));
    }
    int inserted = spaced.steps() - read.steps();
    int gaps = spaced.gaps();
    int left = series.gaps();
    if (gaps > 0) {
      notes.add(
          steps(gaps)
              + (gaps == 1 ? " has" : " have")
              + " a gap"
              + (inserted > 0 ? " (" + inserted + " because no row has the time)" : "")
              + (left == gaps
                  ? "; windows that hold one are left out, and --interpolate N fills in gaps of up"
                      + " to N steps on a straight line."
                  : "; "
                      + (left == 0 ? "all" : gaps - left + " of them")
                      + " are filled in on a straight line"
                      + (left == 0 ? "." : ", windows that hold another are left out.")));
    }
  }

  private static String steps(int count) {
    return count + (count == 1 ? " step" : " steps");
  }

  private Learned learn(Parts wanted) {
    Splits splits = splits(wanted);
    int train = splits.train().length;
    int validated = train + splits.validation().length;
    SeriesCode code = known != null ? known : code(train);
    Map<String, Windows> parts = new LinkedHashMap<>();
    put(parts, "train", code.windows(series, 0, train));
    put(parts, "validation", code.windows(series, train, validated));
    put(parts, "test", code.windows(series, validated, series.steps()));
    requireWindows(code, parts, train);
    warnOfFew(code, parts);
    noteWithout(code, parts, "validation", splits.validation().length);
    noteWithout(code, parts, "test", splits.test().length);
    notes.add(
        "Windows of "
            + steps(code.window())
            + (options.window() == 0 ? " (--window takes another length)" : "")
            + ", "
            + steps(code.horizon())
            + " ahead: "
            + String.join(
                ", ",
                parts.entrySet().stream()
                    .map(part -> part.getValue().windows() + " in " + part.getKey())
                    .toList())
            + "; parts follow each other in time.");
    return new Learned(code, parts, notes, warnings);
  }

  private void noteWithout(SeriesCode code, Map<String, Windows> parts, String part, int steps) {
    if (steps > 0 && !parts.containsKey(part)) {
      notes.add(
          "The "
              + part
              + " part, "
              + steps(steps)
              + ", has no whole horizon of "
              + steps(code.horizon())
              + " without a gap and is not used; --"
              + part
              + "-split takes more or, at 0, leaves its rows to training.");
    }
  }

  /// What is learned of the training part.
  private SeriesCode code(int train) {
    List<TargetCode.Quantity> targets =
        SeriesCode.learn(series, columns, SeriesReader.TARGET, 0, train);
    List<TargetCode.Quantity> covariates =
        SeriesCode.learn(series, columns, SeriesReader.COVARIATE, targets.size(), train);
    int season = Season.of(series.column(0), train, step);
    notes.add(
        season == 0
            ? "No season was found in " + targets.getFirst().column() + "."
            : "A season is "
                + steps(season)
                + ", by the autocorrelation of "
                + targets.getFirst().column()
                + ".");
    return new SeriesCode(
        columns,
        step,
        targets,
        covariates,
        window(train, season),
        options.horizon(),
        season,
        options.interpolate(),
        table.options().missing().said());
  }

  private static void put(Map<String, Windows> parts, String name, Windows windows) {
    if (windows.windows() > 0) {
      parts.put(name, windows);
    }
  }

  /// The share or number that is asked for; where nobody asks, a tenth but no less than two
  /// horizons, and none where that would be more than a quarter.
  private Splits splits(Parts wanted) {
    int steps = series.steps();
    double validation = wanted.validation();
    int least = 2 * options.horizon();
    if (!wanted.chosen() && validation > 0 && validation * steps < least) {
      validation = least <= steps / LARGEST_SHARE ? least : 0;
      notes.add(
          validation == 0
              ? "No validation part is taken: two horizons would be more than a quarter of the"
                  + " rows; --validation-split takes one."
              : "The validation part has two horizons, "
                  + steps(least)
                  + "; --validation-split takes another share.");
    }
    return Splits.byTime(steps, validation, wanted.test());
  }

  /// Four horizons, or a season and a horizon, whichever is more, but no more than a third of the
  /// training part.
  private int window(int train, int season) {
    if (options.window() > 0) {
      return options.window();
    }
    int most = Math.max(1, (train - options.horizon()) / LARGEST_WINDOW);
    return Math.min(most, Math.max(4 * options.horizon(), season + options.horizon()));
  }

  private void warnOfFew(SeriesCode code, Map<String, Windows> parts) {
    int windows = Objects.requireNonNull(parts.get("train")).windows();
    if (windows < FEWEST_WINDOWS) {
      warnings.add(
          table.name()
              + ": expected "
              + FEWEST_WINDOWS
              + " windows or more to train on, got "
              + windows
              + " of "
              + steps(code.window())
              + " and "
              + steps(code.horizon())
              + " ahead, which teach little of what comes next. Shorten --horizon or --window, or"
              + " give more rows.");
    }
  }

  private void requireWindows(SeriesCode code, Map<String, Windows> parts, int train) {
    if (parts.containsKey("train")) {
      return;
    }
    int needed = code.window() + code.horizon();
    throw new DataException(
        table.name()
            + ": expected a window and a horizon, "
            + code.window()
            + " and "
            + code.horizon()
            + " steps, in the training part, got "
            + (train < needed
                ? train + " steps there. Shorten --horizon or --window, or give more rows."
                : "a gap in each. Shorten them, or fill in gaps with --interpolate."));
  }
}
