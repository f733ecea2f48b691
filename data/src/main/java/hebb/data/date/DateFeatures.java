package hebb.data.date;

import hebb.data.FarNumbers;
import hebb.data.Statistics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// How a date becomes features: what was learned of the dates of the training part.
///
/// Only what varies in the training part gives features. Cyclic parts are a point on a circle, the
/// sine and the cosine of the share of the turn, so that December stands beside January:
///
/// | part | features | turn |
/// |---|---|---|
/// | year | `(year - mean) / std` | |
/// | month | sine, cosine | `(month - 1) / 12` |
/// | day of the month | sine, cosine | `(day - 1) / 31` |
/// | weekday | sine, cosine | `(weekday - 1) / 7`, Monday is 1 |
/// | hour | sine, cosine | `(hour + minute / 60) / 24` |
/// | minute | sine, cosine | `(minute + second / 60) / 60` |
/// | days since the first date | `(days - mean) / std` | |
///
/// Days are whole days of the calendar. They are left out where the year says the same: where
/// neither month nor day of the month varies. Far numbers count as [FarNumbers] says. Sines are
/// from tables that are computed by [StrictMath], so that features have the same bits on every
/// machine.
///
/// @param parts what gives features, in the order of the features
/// @param first the first date of the training part, in seconds as [DateFormat#parse] gives them
/// @param last the last date
/// @param median the date in the middle, which stands for a missing one
/// @param yearMean the mean of the years
/// @param yearStd their population's standard deviation; above 0 if years give a feature
/// @param daysMean the mean of the days since the first date
/// @param daysStd their population's standard deviation; above 0 if days give a feature
/// @param far from where the logarithm counts, in deviations; above 0
public record DateFeatures(
    List<Part> parts,
    long first,
    long last,
    long median,
    double yearMean,
    double yearStd,
    double daysMean,
    double daysStd,
    double far) {
  /// A part of a date that gives features.
  public enum Part {
    /// The year as a standardised number.
    YEAR("year"),
    /// The month of the year as a point on a circle.
    MONTH("month"),
    /// The day of the month as a point on a circle.
    DAY("day"),
    /// The day of the week as a point on a circle.
    WEEKDAY("weekday"),
    /// The hour, with its minutes, as a point on a circle.
    HOUR("hour"),
    /// The minute, with its seconds, as a point on a circle.
    MINUTE("minute"),
    /// The days since the first date as a standardised number.
    DAYS("days");

    private final String word;

    Part(String word) {
      this.word = word;
    }

    /// How many features the part gives: 2 on a circle, else 1.
    public int size() {
      return this == YEAR || this == DAYS ? 1 : 2;
    }
  }

  /// Checks that the numbers fit together.
  public DateFeatures {
    parts = List.copyOf(parts);
    if (!parts.stream().sorted(Comparator.naturalOrder()).distinct().toList().equals(parts)) {
      throw new IllegalArgumentException(
          "date features: expected each part once and in order, got " + parts + ".");
    }
    if (first < Days.of(1, 1, 1) * Days.SECONDS
        || last > Days.of(9999, 12, 31) * Days.SECONDS + Days.SECONDS
        || median < first
        || median > last) {
      throw new IllegalArgumentException(
          ("date features: expected first, median and last in order within the years 1 to 9999,"
                  + " got %d, %d and %d.")
              .formatted(first, median, last));
    }
    if (!isScale(yearMean, yearStd, parts.contains(Part.YEAR))
        || !isScale(daysMean, daysStd, parts.contains(Part.DAYS))
        || !FarNumbers.isInRange(far)) {
      throw new IllegalArgumentException(
          ("date features: expected finite means, deviations above 0 where they are used and far"
                  + " above 0, got year %s +- %s, days %s +- %s, far %s.")
              .formatted(yearMean, yearStd, daysMean, daysStd, far));
    }
  }

  private static boolean isScale(double mean, double std, boolean used) {
    return Double.isFinite(mean) && Double.isFinite(std) && (used ? std > 0 : std >= 0);
  }

  /// Learns from the first `count` dates of an array, which stays as it is.
  ///
  /// @param seconds dates as [DateFormat#parse] gives them, without [DateFormat#NO_DATE]
  /// @param count how many of them; without any there are no features
  /// @param far from where the logarithm counts, in deviations, as [FarNumbers#USUAL]
  public static DateFeatures learn(long[] seconds, int count, double far) {
    if (count == 0) {
      return new DateFeatures(List.of(), 0, 0, 0, 0, 0, 0, 0, far);
    }
    var seen = new DateParts();
    for (int i = 0; i < count; i++) {
      seen.add(seconds[i]);
    }
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = seconds[i];
    }
    return new DateFeatures(
        seen.varying(),
        seen.first(),
        seen.last(),
        (long) Math.floor(Statistics.of(numbers, count).median()),
        seen.yearMean(),
        seen.yearStd(),
        seen.daysMean(),
        seen.daysStd(),
        far);
  }

  /// The same for a model that is to be linear in its columns: far dates count as they are.
  public DateFeatures linear() {
    return new DateFeatures(
        parts, first, last, median, yearMean, yearStd, daysMean, daysStd, FarNumbers.LINEAR);
  }

  private static long day(long seconds) {
    return Math.floorDiv(seconds, (long) Days.SECONDS);
  }

  /// How many features there are; 0 if all dates of the training part are the same.
  public int size() {
    int size = 0;
    for (Part part : parts) {
      size += part.size();
    }
    return size;
  }

  /// The names of the features of a column, as in `date year`, `date month sin`, `date month cos`,
  /// `date days`.
  public List<String> names(String column) {
    var names = new ArrayList<String>();
    for (Part part : parts) {
      String name = column + " " + part.word;
      names.addAll(part.size() == 1 ? List.of(name) : List.of(name + " sin", name + " cos"));
    }
    return names;
  }

  /// Writes the features of a date from a place on; allocates nothing.
  ///
  /// @param seconds a date as [DateFormat#parse] gives it, not [DateFormat#NO_DATE]
  public void write(long seconds, float[] out, int at) {
    long days = day(seconds);
    int date = Days.date(days);
    int second = (int) (seconds - days * Days.SECONDS);
    int place = at;
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      switch (part) {
        case YEAR -> out[place] = scaled(Days.year(date), yearMean, yearStd);
        case MONTH -> Circle.MONTHS.write(Days.month(date) - 1, out, place);
        case DAY -> Circle.DAYS.write(Days.day(date) - 1, out, place);
        case WEEKDAY -> Circle.WEEKDAYS.write(Days.weekday(days), out, place);
        case HOUR -> Circle.DAY_MINUTES.write(second / 60, out, place);
        case MINUTE -> Circle.HOUR_SECONDS.write(second % 3600, out, place);
        case DAYS -> out[place] = scaled((double) (days - day(first)), daysMean, daysStd);
      }
      place += part.size();
    }
  }

  /// Writes the features of a missing date: those of the median.
  public void missing(float[] out, int at) {
    write(median, out, at);
  }

  private float scaled(double value, double mean, double std) {
    return (float) FarNumbers.of((value - mean) / std, far);
  }

  /// The dates of the training part to be read: `2019-01-01 to 2024-12-31`, or `05:54 to 23:51`
  /// where all are of one day.
  public String shown() {
    if (day(first) != day(last)) {
      return Days.text(day(first)) + " to " + Days.text(day(last));
    }
    String clock = clock(first) + (first == last ? "" : " to " + clock(last));
    if (day(first) == 0) {
      return clock;
    }
    return Days.text(day(first)) + (first == last ? "" : ", " + clock);
  }

  private static String clock(long seconds) {
    int second = (int) Math.floorMod(seconds, (long) Days.SECONDS);
    String text = two(second / 3600) + ":" + two(second / 60 % 60);
    return second % 60 == 0 ? text : text + ":" + two(second % 60);
  }

  private static String two(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }
}
