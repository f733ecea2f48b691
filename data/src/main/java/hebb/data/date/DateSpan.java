package hebb.data.date;

import java.util.List;

/// What the distinct dates of a column have of years, months and days.
///
/// @param first the first year
/// @param last the last year
/// @param months how many different months of the year there are
/// @param days how many different days of the month there are
/// @param seasons how many of the dates have as month the two digits of the next year, as `2009-10`
/// @param dates how many dates there are
record DateSpan(int first, int last, int months, int days, int seasons, int dates) {
  /// Looks at the texts that a format reads.
  static DateSpan of(DateFormat format, List<String> distinct) {
    int first = Integer.MAX_VALUE;
    int last = Integer.MIN_VALUE;
    int months = 0;
    int days = 0;
    int seasons = 0;
    int dates = 0;
    for (String text : distinct) {
      long seconds = format.parse(text);
      if (seconds == DateFormat.NO_DATE) {
        continue;
      }
      int date = Days.date(Math.floorDiv(seconds, (long) Days.SECONDS));
      int year = Days.year(date);
      first = Math.min(first, year);
      last = Math.max(last, year);
      months |= 1 << Days.month(date);
      days |= 1 << (Days.day(date) - 1);
      seasons += (year + 1) % 100 == Days.month(date) ? 1 : 0;
      dates++;
    }
    return new DateSpan(
        first, last, Integer.bitCount(months), Integer.bitCount(days), seasons, dates);
  }

  /// How many years the dates span, 0 without dates.
  int years() {
    return dates == 0 ? 0 : last - first + 1;
  }

  /// Whether the dates are of one day of the month in several months and years.
  boolean isMonthly() {
    return days == 1 && months > 2 && years() > 1;
  }

  /// Whether all years are of the time that tables are mostly about, 1900 to 2100.
  boolean isModern() {
    return dates > 0 && first >= 1900 && last <= 2100;
  }

  /// Whether all years are from 1500 to 2200, as long series have them.
  boolean isHistoric() {
    return dates > 0 && first >= 1500 && last <= 2200;
  }
}
