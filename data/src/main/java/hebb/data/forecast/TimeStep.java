package hebb.data.forecast;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

/// How far a step of a series is in its column of times.
///
/// @param unit what is counted
/// @param length how many units a step is: a whole number above 0, but for [Unit#NUMBER]; 1 for
///   [Unit#ROW] and [Unit#WEEKDAY]
public record TimeStep(Unit unit, double length) {
  /// What steps are counted in.
  public enum Unit {
    /// Rows: times are not evenly spaced, or there are none.
    ROW("row"),
    /// The unit of times that are plain numbers, such as years.
    NUMBER(""),
    /// Seconds.
    SECOND("second"),
    /// Days from Monday to Friday.
    WEEKDAY("weekday"),
    /// Months of the calendar.
    MONTH("month"),
    /// The last days of months of the calendar.
    MONTH_END("month");

    private final String word;

    Unit(String word) {
      this.word = word;
    }
  }

  /// Steps are rows.
  public static final TimeStep ROWS = new TimeStep(Unit.ROW, 1);

  private static final double DAY = 86_400;
  private static final double MOST_INSERTED = 1.5;
  private static final double EVEN = 1e-6;
  private static final String[] WORDS = {"week", "day", "hour", "minute"};
  private static final double[] SECONDS = {7 * DAY, DAY, 3600, 60};

  /// A length above 0, a whole number but for [Unit#NUMBER].
  public TimeStep {
    boolean whole = unit == Unit.NUMBER || length == Math.rint(length);
    if (!(length > 0 && length < Double.POSITIVE_INFINITY && whole)) {
      throw new IllegalArgumentException(
          "time step: expected a length above 0, whole but for numbers, got " + length + ".");
    }
  }

  /// The step of times that rise: their most frequent distance, if all lie on its multiples and no
  /// more than a third of these are without a row; else rows.
  ///
  /// @param dates whether they are seconds of dates, not plain numbers
  static TimeStep of(double[] times, boolean dates) {
    if (times.length < 2) {
      return ROWS;
    }
    if (!dates) {
      return fitting(Unit.NUMBER, times);
    }
    if (isOnWeekdays(times)) {
      return new TimeStep(Unit.WEEKDAY, 1);
    }
    Unit months = isOnDays(times, YearMonth::lengthOfMonth) ? Unit.MONTH_END : Unit.MONTH;
    int day = date(times[0]).getDayOfMonth();
    if (months == Unit.MONTH_END || isOnDays(times, month -> day)) {
      TimeStep step = fitting(months, times);
      if (!step.equals(ROWS)) {
        return step;
      }
    }
    return fitting(Unit.SECOND, times);
  }

  private static TimeStep fitting(Unit unit, double[] times) {
    TimeStep one = new TimeStep(unit, 1);
    Map<Double, Integer> counts = new HashMap<>();
    double length = 0;
    for (int i = 1; i < times.length; i++) {
      double distance = Math.rint((one.place(times[i]) - one.place(times[i - 1])) / EVEN) * EVEN;
      int count = counts.merge(distance, 1, Integer::sum);
      length = count > counts.getOrDefault(length, 0) ? distance : length;
    }
    if (!(length > 0)) {
      return ROWS;
    }
    TimeStep step = new TimeStep(unit, unit == Unit.NUMBER ? length : Math.rint(length));
    return step.fits(times) ? step : ROWS;
  }

  private boolean fits(double[] times) {
    return isOn(times) && steps(times[0], times[times.length - 1]) < MOST_INSERTED * times.length;
  }

  /// Whether times lie on multiples of the step from the first of them.
  boolean isOn(double[] times) {
    for (double time : times) {
      double steps = (place(time) - place(times[0])) / length;
      if (Math.abs(steps - Math.rint(steps)) > EVEN * Math.max(1, steps)) {
        return false;
      }
    }
    return true;
  }

  /// How many steps two times in order are mostly apart: the median; times are two or more.
  long usual(double[] times) {
    long[] apart = new long[times.length - 1];
    Arrays.setAll(apart, i -> steps(times[i], times[i + 1]));
    Arrays.sort(apart);
    return apart[(apart.length - 1) / 2];
  }

  /// Days without a Saturday or Sunday, at one time of day, and over more than a week.
  private static boolean isOnWeekdays(double[] times) {
    TimeStep step = new TimeStep(Unit.WEEKDAY, 1);
    for (double time : times) {
      if (date(time).getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0
          || Math.floorMod((long) (time - times[0]), (long) DAY) != 0) {
        return false;
      }
    }
    return step.fits(times) && step.steps(times[0], times[times.length - 1]) > 5;
  }

  /// Whether all are on a given day of their months, at one time of day.
  private static boolean isOnDays(double[] times, ToIntFunction<YearMonth> day) {
    LocalTime clock = date(times[0]).toLocalTime();
    return Arrays.stream(times)
        .mapToObj(TimeStep::date)
        .allMatch(
            date ->
                date.toLocalTime().equals(clock)
                    && date.getDayOfMonth() == day.applyAsInt(YearMonth.from(date)));
  }

  private static LocalDateTime date(double seconds) {
    return LocalDateTime.ofEpochSecond((long) seconds, 0, ZoneOffset.UTC);
  }

  private static double seconds(LocalDateTime date) {
    return date.toEpochSecond(ZoneOffset.UTC);
  }

  /// A time in units from a fixed one.
  private double place(double time) {
    return switch (unit) {
      case ROW, NUMBER, SECOND -> time;
      case WEEKDAY -> {
        long days = (long) Math.floor(time / DAY) + 3; // from a Monday
        yield Math.floorDiv(days, 7L) * 5.0 + Math.min(5, Math.floorMod(days, 7L));
      }
      case MONTH, MONTH_END -> {
        LocalDateTime date = date(time);
        yield date.getYear() * 12.0 + date.getMonthValue();
      }
    };
  }

  /// How many steps lie between two times; not for rows.
  long steps(double from, double to) {
    return Math.round((place(to) - place(from)) / length);
  }

  /// The time so many steps after another; not for rows.
  public double after(double time, long steps) {
    return switch (unit) {
      case ROW -> throw new IllegalStateException("time step: expected steps of time, got rows.");
      case NUMBER, SECOND -> time + steps * length;
      case WEEKDAY -> {
        long days = Math.floorMod((long) Math.floor(time / DAY) + 3, 7L) + steps;
        yield time + (steps + 2 * Math.floorDiv(days, 5L)) * DAY;
      }
      case MONTH -> seconds(date(time).plusMonths(Math.round(steps * length)));
      case MONTH_END -> {
        LocalDateTime later = date(time).plusMonths(Math.round(steps * length));
        yield seconds(later.withDayOfMonth(YearMonth.from(later).lengthOfMonth()));
      }
    };
  }

  /// How many steps the turns of the calendar are, those that a person would look for a season in:
  /// a day, a week, a year.
  int[] seasons() {
    double[] turns =
        switch (unit) {
          case ROW, NUMBER -> new double[0];
          case SECOND -> new double[] {DAY, 7 * DAY, 365 * DAY, 364 * DAY};
          case WEEKDAY -> new double[] {5, 261};
          case MONTH, MONTH_END -> new double[] {12};
        };
    return Arrays.stream(turns)
        .map(turn -> turn / length)
        .filter(steps -> steps >= 2 && steps == Math.rint(steps))
        .mapToInt(steps -> (int) Math.min(steps, Integer.MAX_VALUE))
        .toArray();
  }

  /// Whether times are dates without a time of day where they begin so.
  boolean isOfDays() {
    return unit != Unit.SECOND || length % DAY == 0;
  }

  /// As in `1 hour`, `15 minutes`, `3 months`; `1 row`.
  @Override
  public String toString() {
    double count = length;
    String word = unit.word;
    for (int i = 0; unit == Unit.SECOND && i < WORDS.length; i++) {
      if (length % SECONDS[i] == 0) {
        count = length / SECONDS[i];
        word = WORDS[i];
        break;
      }
    }
    if (word.equals(Unit.MONTH.word) && length % 12 == 0) {
      count = length / 12;
      word = "year";
    }
    String number = count == Math.rint(count) ? Long.toString((long) count) : "" + count;
    return word.isEmpty() ? number : number + " " + word + (count == 1 ? "" : "s");
  }
}
