package hebb.data.date;

import java.util.Locale;

/// Days of the proleptic Gregorian calendar (ISO 8601) counted from 1970-01-01, which is day 0.
///
/// Both directions are the closed formulas of Hinnant, "chrono-compatible low-level date
/// algorithms" (2013), in which a year begins in March, so that the leap day comes last. Years from
/// 1 to 9999.
final class Days {
  /// Seconds in a day.
  static final int SECONDS = 86_400;

  /// What is no day.
  static final long NONE = Long.MIN_VALUE;

  private static final int PER_ERA = 146_097;
  private static final int FROM_MARCH_0000 = 719_468;
  private static final int FIRST_SHORT_YEAR = 69;

  private Days() {}

  /// The day of a date, [#NONE] if the calendar has no such date.
  static long of(int year, int month, int day) {
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) {
      return NONE;
    }
    if (day > 28 && day > length(year, month)) {
      return NONE;
    }
    int marchYear = month > 2 ? year : year - 1;
    int era = marchYear / 400;
    int yearOfEra = marchYear - era * 400;
    int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return (long) era * PER_ERA + dayOfEra - FROM_MARCH_0000;
  }

  /// How many days a month has.
  static int length(int year, int month) {
    return switch (month) {
      case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  /// The date of a day from 0001-01-01 on as `year << 9 | month << 5 | day`: see [#year], [#month],
  /// [#day].
  static int date(long days) {
    int day = (int) days + FROM_MARCH_0000;
    int era = day / PER_ERA;
    int dayOfEra = day - era * PER_ERA;
    int yearOfEra =
        (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / (PER_ERA - 1)) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int fromMarch = (5 * dayOfYear + 2) / 153;
    int month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
    int year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    return year << 9 | month << 5 | (dayOfYear - (153 * fromMarch + 2) / 5 + 1);
  }

  /// The year of [#date].
  static int year(int date) {
    return date >> 9;
  }

  /// The month of [#date], 1 to 12.
  static int month(int date) {
    return date >> 5 & 15;
  }

  /// The day of the month of [#date], 1 to 31.
  static int day(int date) {
    return date & 31;
  }

  /// The day of the week: 0 for Monday to 6 for Sunday.
  static int weekday(long days) {
    return (int) Math.floorMod(days + 3, 7L);
  }

  /// The year that two digits stand for: 69 to 99 are 1969 to 1999, 0 to 68 are 2000 to 2068, as
  /// `strptime` of POSIX has it.
  static int yearOfTwoDigits(int digits) {
    return digits < FIRST_SHORT_YEAR ? 2000 + digits : 1900 + digits;
  }

  /// A day as text, `2024-01-31`.
  static String text(long days) {
    int date = date(days);
    return String.format(Locale.ROOT, "%04d-%02d-%02d", year(date), month(date), day(date));
  }
}
