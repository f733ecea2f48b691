package hebb.data.date;

import hebb.data.date.DateFeatures.Part;
import java.util.ArrayList;
import java.util.List;

/// Which parts of dates vary, the first and the last date, and the spread of years and days.
///
/// Years and days are summed up as whole numbers from those of the date that came first, so that
/// the sums are exact and their order does not matter (below 2^53).
final class DateParts {
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;
  private int firstDate;
  private int firstSecond;
  private long firstDays;
  private int count;
  private double yearSum;
  private double yearSquares;
  private double daySum;
  private double daySquares;
  private boolean years;
  private boolean months;
  private boolean days;
  private boolean weekdays;
  private boolean hours;
  private boolean minutes;

  void add(long seconds) {
    long day = Math.floorDiv(seconds, (long) Days.SECONDS);
    int date = Days.date(day);
    int second = (int) (seconds - day * Days.SECONDS);
    if (first > last) {
      firstDate = date;
      firstSecond = second;
      firstDays = day;
    }
    first = Math.min(first, seconds);
    last = Math.max(last, seconds);
    years |= Days.year(date) != Days.year(firstDate);
    months |= Days.month(date) != Days.month(firstDate);
    days |= Days.day(date) != Days.day(firstDate);
    int ahead = (int) (day - firstDays);
    int yearsAhead = Days.year(date) - Days.year(firstDate);
    count++;
    daySum += ahead;
    daySquares += (double) ahead * ahead;
    yearSum += yearsAhead;
    yearSquares += (double) yearsAhead * yearsAhead;
    weekdays |= ahead % 7 != 0;
    hours |= second / 3600 != firstSecond / 3600;
    minutes |= second % 3600 != firstSecond % 3600;
  }

  long first() {
    return first;
  }

  long last() {
    return last;
  }

  double yearMean() {
    return Days.year(firstDate) + yearSum / count;
  }

  double yearStd() {
    return deviation(yearSum / count, yearSquares / count);
  }

  /// The mean of the days since the first date of all.
  double daysMean() {
    return firstDays - Math.floorDiv(first, (long) Days.SECONDS) + daySum / count;
  }

  double daysStd() {
    return deviation(daySum / count, daySquares / count);
  }

  private static double deviation(double mean, double squares) {
    return Math.sqrt(Math.max(0, squares - mean * mean));
  }

  /// What gives features. Where the year alone varies, days since the first date say nothing new,
  /// and the weekday is only what the calendar makes of the year.
  List<Part> varying() {
    boolean inYear = months || days;
    var parts = new ArrayList<Part>();
    add(parts, Part.YEAR, years);
    add(parts, Part.MONTH, months);
    add(parts, Part.DAY, days);
    add(parts, Part.WEEKDAY, weekdays && inYear);
    add(parts, Part.HOUR, hours);
    add(parts, Part.MINUTE, minutes);
    add(parts, Part.DAYS, inYear);
    return parts;
  }

  private static void add(List<Part> parts, Part part, boolean varies) {
    if (varies) {
      parts.add(part);
    }
  }
}
