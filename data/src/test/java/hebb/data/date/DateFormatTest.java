package hebb.data.date;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateFormatTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "yyyy-MM-dd|2024-01-31|2024-01-31T00:00",
        "yyyy-MM-dd|2024-1-5|2024-01-05T00:00",
        "yyyy-MM-dd|0001-01-01|0001-01-01T00:00",
        "yyyy-MM-dd|9999-12-31T23:59:59|9999-12-31T23:59:59",
        "yyyy-MM-dd|1969-12-31 23:59:59|1969-12-31T23:59:59",
        "yyyy-MM-dd|2024-01-31T15:30|2024-01-31T15:30",
        "yyyy-MM-dd|2024-01-31t15:30:59|2024-01-31T15:30:59",
        "yyyy-MM-dd|2024-01-31 15:30:59.123456789|2024-01-31T15:30:59",
        "yyyy-MM-dd|2024-01-31 15:30:59,5|2024-01-31T15:30:59",
        "yyyy-MM-dd|2024-01-31  7:05|2024-01-31T07:05",
        "yyyy-MM-dd|2024-01-31T15:30:59Z|2024-01-31T15:30:59",
        "yyyy-MM-dd|2024-01-31T15:30:59.5+02:00|2024-01-31T15:30:59",
        "yyyy-MM-dd|2024-01-31T15:30:59-0830|2024-01-31T15:30:59",
        "yyyy-MM-dd|2024-01-31 15:30 +02|2024-01-31T15:30",
        "yyyy-MM-dd|2024-01-31 15:30:59 UTC|2024-01-31T15:30:59",
        "yyyy-MM-dd|2024-01-31 15:30 CEST|2024-01-31T15:30",
        "yyyy-MM-dd|2024-01-31 UTC|2024-01-31T00:00",
        "yyyy-MM-dd|2024-01-31T15:30+01:00[Europe/Berlin]|2024-01-31T15:30",
        "yyyy-MM-dd|2024-01-31 24:00|2024-02-01T00:00",
        "yyyy-MM-dd|2016-12-31 23:59:60|2017-01-01T00:00",
        "yyyy/MM/dd|2024/01/31 3:05 PM|2024-01-31T15:05",
        "yyyy.MM.dd|2024.01.31|2024-01-31T00:00",
        "yyyyMMdd|20240131|2024-01-31T00:00",
        "yyyyMMdd|202401311530|2024-01-31T15:30",
        "yyyyMMdd|20240131153059|2024-01-31T15:30:59",
        "yyyyMMdd|20240131T153059Z|2024-01-31T15:30:59",
        "yyyyMMdd|20240131 1530|2024-01-31T15:30",
        "yyyyMMdd|20240131 15:30:59|2024-01-31T15:30:59",
        "d.M.y|31.1.2024|2024-01-31T00:00",
        "d.M.y|05.01.24, 15:30|2024-01-05T15:30",
        "d/M/y|31/01/2024 15:30|2024-01-31T15:30",
        "d-M-y|31-1-24|2024-01-31T00:00",
        "M/d/y|1/31/2024 12:05 AM|2024-01-31T00:05",
        "M/d/y|1/31/2024 12:05:10 PM|2024-01-31T12:05:10",
        "M/d/y|1/31/24 3:05 p.m.|2024-01-31T15:05",
        "M/d/y|1/31/24, 3:05\u202fPM|2024-01-31T15:05",
        "M/d/y|1/31/24 3 PM|2024-01-31T15:00",
        "M/d/y|1/31/24 11:59pm EST|2024-01-31T23:59",
        "M/d/y|12/31/69|1969-12-31T00:00",
        "M/d/y|12/31/68|2068-12-31T00:00",
        "M/d/y|12/31/99|1999-12-31T00:00",
        "M/d/y|12/31/00|2000-12-31T00:00",
        "M-d-y|01-31-2024|2024-01-31T00:00",
        "yy-MM-dd|24-01-31|2024-01-31T00:00",
        "yy/MM/dd|99/01/31|1999-01-31T00:00",
        "yyyy-MM|2024-03|2024-03-01T00:00",
        "yyyy/MM|2024/3|2024-03-01T00:00",
        "MM/yyyy|03/2024|2024-03-01T00:00",
        "d MMM y|03 Jan 2024|2024-01-03T00:00",
        "d MMM y|3-Jan-24|2024-01-03T00:00",
        "d MMM y|03JAN2024|2024-01-03T00:00",
        "d MMM y|3rd january, 2024 10:30|2024-01-03T10:30",
        "d MMM y|3. Sept. 2024|2024-09-03T00:00",
        "d MMM y|Wed, 03 Jan 2024 10:30:05 +0000|2024-01-03T10:30:05",
        "d MMM y|03/Jan/2024:10:30:05 +0200|2024-01-03T10:30:05",
        "MMM d y|Jan 3, 2024|2024-01-03T00:00",
        "MMM d y|January 3rd 2024, 3:05 AM|2024-01-03T03:05",
        "MMM d y|Wed Jan 03 2024 10:30:05 GMT+0100 (Central European Standard Time)"
            + "|2024-01-03T10:30:05",
        "MMM y|January 2024|2024-01-01T00:00",
        "MMM y|May-24|2024-05-01T00:00",
        "yyyy MMM d|2024-Jan-03|2024-01-03T00:00",
        "yyyy MMM d|2024 January 3 10:30|2024-01-03T10:30",
        "HH:mm|15:30|1970-01-01T15:30",
        "HH:mm|0:00|1970-01-01T00:00",
        "HH:mm|15:30:59.9|1970-01-01T15:30:59",
        "HH:mm|3:30 PM|1970-01-01T15:30",
        "HH:mm|3 am|1970-01-01T03:00",
        "HH:mm|24:00|1970-01-01T00:00",
      })
  void reads(String pattern, String text, LocalDateTime expected) {
    assertThat(DateFormat.of(pattern).parse(text))
        .isEqualTo(expected.toEpochSecond(ZoneOffset.UTC));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "yyyy-MM-dd|2023-02-29",
        "yyyy-MM-dd|1900-02-29",
        "yyyy-MM-dd|2024-02-30",
        "yyyy-MM-dd|2024-04-31",
        "yyyy-MM-dd|2024-13-01",
        "yyyy-MM-dd|2024-00-10",
        "yyyy-MM-dd|2024-01-00",
        "yyyy-MM-dd|0000-00-00",
        "yyyy-MM-dd|24-01-31",
        "yyyy-MM-dd|2024-01",
        "yyyy-MM-dd|2024-01-",
        "yyyy-MM-dd|2024-01-31T",
        "yyyy-MM-dd|2024-01-31x",
        "yyyy-MM-dd|2024-01-311",
        "yyyy-MM-dd|2024-001-31",
        "yyyy-MM-dd|2024/01/31",
        "yyyy-MM-dd|2024-01/31",
        "yyyy-MM-dd|2024-01-31 25:00",
        "yyyy-MM-dd|2024-01-31 24:01",
        "yyyy-MM-dd|2024-01-31 10:60",
        "yyyy-MM-dd|2024-01-31 10:59:61",
        "yyyy-MM-dd|2024-01-31 10:5",
        "yyyy-MM-dd|2024-01-31 10",
        "yyyy-MM-dd|2024-01-31 13:05 PM",
        "yyyy-MM-dd|2024-01-31 0:05 AM",
        "yyyy-MM-dd|2024-01-31 10:05 nonsense",
        "yyyy-MM-dd|2024-01-31 10:05+15:00",
        "yyyy-MM-dd|2024-01-31 10:05:",
        "yyyy-MM-dd|-2024-01-31",
        "yyyyMMdd|2024013",
        "yyyyMMdd|20240231",
        "yyyyMMdd|202401312",
        "yyyyMMdd|2024013125",
        "yyyyMMdd|202401312460",
        "d.M.y|31.1.204",
        "d.M.y|31.1.",
        "d.M.y|31.1",
        "d.M.y|1.31.2024",
        "d.M.y|1.2.3",
        "M/d/y|31/1/2024",
        "M/d/y|3/4",
        "M/d/y|1/31/20240",
        "d MMM y|31 Feb 2024",
        "d MMM y|3 Jam 2024",
        "d MMM y|3 Ja 2024",
        "d MMM y|Jan 2024",
        "d MMM y|3 Jan",
        "d MMM y|333 Jan 2024",
        "MMM d y|Jan 2024",
        "MMM d y|Jan",
        "MMM d y|Jan ",
        "MMM y|Jan 24",
        "MMM y|January",
        "MMM y|Jan2024",
        "yyyy MMM d|2024-Jan",
        "yyyy MMM d|2024-Jan-",
        "MM/yyyy|13/2024",
        "HH:mm|25:00",
        "HH:mm|7",
        "HH:mm|7:5",
        "HH:mm|7:05:",
        "HH:mm|:05",
        "HH:mm|7:05-",
        "HH:mm|12:30-13:30",
      })
  void refuses(String pattern, String text) {
    assertThat(DateFormat.of(pattern).parse(text)).isEqualTo(DateFormat.NO_DATE);
  }

  @Test
  void readsNoFormatOutOfNothing() {
    for (DateFormat format : DateFormat.ALL) {
      for (String text : new String[] {"", "-", ":", "1", "x", "Jan", "12", "9".repeat(200)}) {
        assertThat(format.parse(text)).as("%s %s", format, text).isEqualTo(DateFormat.NO_DATE);
      }
    }
  }

  @Test
  void survivesWhateverStandsInACell() {
    long seed = 4;
    var random = new Random(seed);
    String letters = "0123456789-/.: TZ+,'JanFebWedPMst[](";
    for (int i = 0; i < 100_000; i++) {
      var text = new StringBuilder();
      int length = random.nextInt(24);
      for (int j = 0; j < length; j++) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      boolean likely = DateShape.of(text) != 0;
      for (DateFormat format : DateFormat.ALL) {
        long seconds = format.parse(text);
        assertThat(seconds == DateFormat.NO_DATE || likely).as("seed %d %s", seed, text).isTrue();
        format.zone(text);
      }
    }
  }

  @Test
  void agreesWithTheCalendarOfJavaOnEveryDate() {
    long seed = 7;
    var random = new Random(seed);
    for (int i = 0; i < 200_000; i++) {
      int year = 1 + random.nextInt(9999);
      int month = random.nextInt(14);
      int day = random.nextInt(33);
      long expected;
      try {
        expected = LocalDate.of(year, month, day).toEpochDay();
      } catch (DateTimeException none) {
        expected = Days.NONE;
      }
      long days = Days.of(year, month, day);
      assertThat(days).as("seed %d %d-%d-%d", seed, year, month, day).isEqualTo(expected);
      if (days != Days.NONE) {
        int date = Days.date(days);
        assertThat(LocalDate.of(Days.year(date), Days.month(date), Days.day(date)).toEpochDay())
            .as("seed %d day %d", seed, days)
            .isEqualTo(days);
        assertThat(Days.weekday(days))
            .isEqualTo(LocalDate.ofEpochDay(days).getDayOfWeek().ordinal());
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "yyyy-MM-dd|yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-dd|yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
        "yyyy/MM/dd|yyyy/M/d h:mm a",
        "yyyyMMdd|yyyyMMdd",
        "yyyyMMdd|yyyyMMddHHmmss",
        "d.M.y|dd.MM.yyyy",
        "d.M.y|d.M.yy HH:mm",
        "d/M/y|dd/MM/yyyy h:mm a",
        "M/d/y|MM/dd/yy",
        "d-M-y|d-M-yyyy",
        "yy-MM-dd|yy-MM-dd",
        "yyyy-MM|yyyy-MM",
        "MM/yyyy|MM/yyyy",
        "d MMM y|d MMMM yyyy",
        "d MMM y|dd-MMM-yy",
        "d MMM y|ddMMMyyyy",
        "d MMM y|EEE, d MMM yyyy HH:mm:ss Z",
        "MMM d y|MMMM d, yyyy",
        "MMM y|MMM-yy",
        "MMM y|MMMM yyyy",
        "yyyy MMM d|yyyy-MMM-dd",
        "HH:mm|HH:mm:ss",
        "HH:mm|h:mm a",
      })
  void readsWhatJavaWrites(String pattern, String written) {
    long seed = 11;
    var random = new Random(seed);
    var writer = DateTimeFormatter.ofPattern(written, Locale.ENGLISH);
    DateFormat format = DateFormat.of(pattern);
    assertThat(DateFormat.of(written)).isEqualTo(format);
    for (int i = 0; i < 2_000; i++) {
      var date = LocalDateTime.ofEpochSecond(random.nextLong(0, 3_000_000_000L), 0, ZoneOffset.UTC);
      String text = date.atOffset(ZoneOffset.UTC).format(writer);
      long expected = dropped(date, written).toEpochSecond(ZoneOffset.UTC);
      assertThat(format.parse(text)).as("seed %d %s", seed, text).isEqualTo(expected);
    }
  }

  /// A date without what a pattern does not write.
  private static LocalDateTime dropped(LocalDateTime date, String pattern) {
    LocalDateTime left = pattern.contains("ss") ? date : date.withSecond(0);
    left = pattern.contains("mm") ? left : left.withMinute(0).withHour(0);
    left = pattern.contains("d") || !pattern.contains("y") ? left : left.withDayOfMonth(1);
    return pattern.contains("y") ? left : left.with(LocalDate.EPOCH);
  }

  @Test
  void patternsAreTheTextForm() {
    for (DateFormat format : DateFormat.ALL) {
      assertThat(DateFormat.of(format.pattern())).isEqualTo(format);
    }
    assertThat(DateFormat.of("YYYY-MM-DD").pattern()).isEqualTo("yyyy-MM-dd");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yyyy", "d.M", "yyyy-dd-MM", "y,M,d", "%Y-%m-%d", "yyMMdd", "date"})
  void otherPatternsAreRefused(String pattern) {
    assertThatThrownBy(() -> DateFormat.of(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "date format: expected a pattern such as yyyy-MM-dd, d.M.y, M/d/y, yyyyMMdd, d MMM y"
                + " or HH:mm, got '"
                + pattern
                + "'.");
  }

  @Test
  void aSeparatorMustFitTheOrder() {
    assertThatThrownBy(() -> new DateFormat(DateFormat.Order.YEAR_MONTH, "."))
        .hasMessage("date format: expected a separator that YEAR_MONTH can have, got '.'.");
    assertThatThrownBy(() -> new DateFormat(DateFormat.Order.TIME, ":"))
        .hasMessage("date format: expected a separator that TIME can have, got ':'.");
    assertThatThrownBy(() -> new DateFormat(DateFormat.Order.YEAR_MONTH_DAY, ""))
        .hasMessage("date format: expected a separator that YEAR_MONTH_DAY can have, got ''.");
  }

  @ParameterizedTest
  @ValueSource(doubles = {20240131, 202401311530.0, 20240131153059.0, 10000101, 99991231})
  void numbersAreCompactDates(double number) {
    DateFormat compact = DateFormat.of("yyyyMMdd");
    assertThat(compact.parse(number))
        .isNotEqualTo(DateFormat.NO_DATE)
        .isEqualTo(compact.parse(Long.toString((long) number)));
    assertThat(DateFormat.of("yyyy-MM-dd").parse(number)).isEqualTo(DateFormat.NO_DATE);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        20240231,
        20240131.5,
        2024,
        0,
        -20240131,
        2024013110.0,
        202401312460.0,
        1e20,
        Double.NaN,
        Double.POSITIVE_INFINITY
      })
  void otherNumbersAreNot(double number) {
    assertThat(DateFormat.of("yyyyMMdd").parse(number)).isEqualTo(DateFormat.NO_DATE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "yyyy-MM-dd|2024-01-12|none",
        "yyyy-MM-dd|2024-01-12 10:30|none",
        "yyyy-MM-dd|2024-01-12 10:30 AM|none",
        "yyyy-MM-dd|2024-01-12T10:30Z|Z",
        "yyyy-MM-dd|2024-01-12T10:30-05:00|-05:00",
        "yyyy-MM-dd|2024-01-12 10:30:05.5 CEST|CEST",
        "yyyy-MM-dd|2024-01-12 10:30 GMT+0200|GMT+0200",
        "yyyyMMdd|20240112T103000Z|Z",
        "d MMM y|3 Oct 2024|none",
        "d MMM y|3 Oct 2024 10:30 +0000|+0000",
        "HH:mm|10:30 UTC|UTC",
        "HH:mm|nonsense UTC|none",
      })
  void tellsTheZone(String pattern, String text, String zone) {
    assertThat(DateFormat.of(pattern).zone(text)).isEqualTo(zone == null ? "" : zone);
  }
}
