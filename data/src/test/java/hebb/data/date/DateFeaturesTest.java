package hebb.data.date;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hebb.data.FarNumbers;
import hebb.data.date.DateFeatures.Part;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateFeaturesTest {
  private static final double FAR = FarNumbers.USUAL;

  private static long[] seconds(String dates) {
    return Stream.of(dates.split("; ", -1)).mapToLong(DateFeaturesTest::at).toArray();
  }

  private static long at(String date) {
    return LocalDateTime.parse(date.contains("T") ? date : date + "T00:00")
        .toEpochSecond(ZoneOffset.UTC);
  }

  private static DateFeatures learn(String dates) {
    long[] seconds = seconds(dates);
    return DateFeatures.learn(seconds, seconds.length, FAR);
  }

  private static float[] features(DateFeatures features, String date) {
    var out = new float[features.size()];
    features.write(at(date), out, 0);
    return out;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2024-01-31|",
        "2024-01-31; 2024-01-31|",
        "2023-01-01; 2024-01-01|YEAR",
        "2024-01-01; 2024-02-01|MONTH WEEKDAY DAYS",
        "2024-01-01; 2024-01-08|DAY DAYS",
        "2024-01-01; 2024-01-02|DAY WEEKDAY DAYS",
        "2023-01-01; 2024-03-05|YEAR MONTH DAY WEEKDAY DAYS",
        "2024-01-01T10:00; 2024-01-01T11:00|HOUR",
        "2024-01-01T10:00; 2024-01-01T10:30|MINUTE",
        "2024-01-01T10:00:05; 2024-01-01T10:00:30|MINUTE",
        "1970-01-01T05:54; 1970-01-01T21:23|HOUR MINUTE",
        "2023-01-01T10:00; 2024-03-05T11:30|YEAR MONTH DAY WEEKDAY HOUR MINUTE DAYS",
      })
  void onlyWhatVariesGivesFeatures(String dates, String parts) {
    List<Part> expected =
        parts == null ? List.of() : Stream.of(parts.split(" ", -1)).map(Part::valueOf).toList();
    assertThat(learn(dates).parts()).isEqualTo(expected);
  }

  @Test
  void namesSayColumnAndPart() {
    DateFeatures all = learn("2023-01-01T10:00; 2024-03-05T11:30");
    assertThat(all.names("date"))
        .containsExactly(
            "date year",
            "date month sin",
            "date month cos",
            "date day sin",
            "date day cos",
            "date weekday sin",
            "date weekday cos",
            "date hour sin",
            "date hour cos",
            "date minute sin",
            "date minute cos",
            "date days")
        .hasSize(all.size());
  }

  /// What is written for a date, after learning from two dates that lie apart.
  @Test
  void knownDates() {
    DateFeatures all = learn("2023-01-01T10:00; 2025-01-11T11:30");
    // 2023 and 2025: mean 2024, deviation 1; days 0 and 741: both 370.5.
    assertThat(all.yearMean()).isEqualTo(2024);
    assertThat(all.yearStd()).isEqualTo(1);
    assertThat(all.daysMean()).isEqualTo(370.5);
    assertThat(all.daysStd()).isEqualTo(370.5);
    DateFeatures wide = learn("2023-01-01T10:00; 2025-02-11T11:30");
    float[] out = features(wide, "2024-02-29T18:30");
    assertThat(out[0]).isZero();
    circle(out, 1, 1, 12); // February
    circle(out, 3, 28, 31);
    circle(out, 5, 3, 7); // a Thursday
    circle(out, 7, 18.5, 24);
    circle(out, 9, 30, 60);
    assertThat(out[11]).isCloseTo((float) ((424 - 386) / 386.0), within(1e-6f));
    float[] january = features(wide, "2024-01-01T00:00");
    assertThat(january).startsWith(0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1); // a Monday
    float[] july = features(wide, "2024-07-01T12:00");
    assertThat(new float[] {july[1], july[2]}).containsExactly(0, -1);
    assertThat(new float[] {july[7], july[8]}).containsExactly(0, -1);
    float[] october = features(wide, "2024-10-01T18:45");
    assertThat(new float[] {october[1], october[2]}).containsExactly(-1, 0);
    assertThat(new float[] {october[9], october[10]}).containsExactly(-1, 0);
  }

  private static void circle(float[] out, int at, double step, int steps) {
    double angle = 2 * Math.PI * step / steps;
    assertThat(out[at]).isCloseTo((float) Math.sin(angle), within(1e-6f));
    assertThat(out[at + 1]).isCloseTo((float) Math.cos(angle), within(1e-6f));
  }

  @Test
  void circlesAgreeWithTheFormulaOnRandomDates() {
    long seed = 5;
    var random = new Random(seed);
    DateFeatures wide = learn("1900-01-01T10:00; 2100-02-11T11:30");
    var out = new float[wide.size() + 1];
    for (int i = 0; i < 20_000; i++) {
      long seconds = random.nextLong(at("1800-01-01"), at("2200-01-01"));
      var date = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
      out[0] = 7;
      wide.write(seconds, out, 1);
      assertThat(out[0]).as("seed %d %s", seed, date).isEqualTo(7);
      assertThat(out[1]).isEqualTo((float) ((date.getYear() - wide.yearMean()) / wide.yearStd()));
      circle(out, 2, date.getMonthValue() - 1, 12);
      circle(out, 4, date.getDayOfMonth() - 1, 31);
      circle(out, 6, date.getDayOfWeek().ordinal(), 7);
      circle(out, 8, date.getHour() + date.getMinute() / 60.0, 24);
      circle(out, 10, date.getMinute() + date.getSecond() / 60.0, 60);
    }
  }

  @Test
  void farDatesCountByTheirLogarithm() {
    DateFeatures two = learn("2023-01-01; 2025-02-11");
    float[] out = features(two, "2034-01-01");
    assertThat(out[0]).isEqualTo((float) (3 + StrictMath.log(10 - 3 + 1)));
    assertThat(features(two, "2014-01-01")[0]).isEqualTo(-out[0]);
    long[] seconds = seconds("2023-01-01; 2025-02-11");
    DateFeatures linear = DateFeatures.learn(seconds, 2, FarNumbers.LINEAR);
    assertThat(features(linear, "2034-01-01")[0]).isEqualTo(10);
  }

  @Test
  void aMissingDateIsTheMedian() {
    DateFeatures three = learn("2024-12-24; 2023-01-01; 2024-03-05");
    assertThat(three.median()).isEqualTo(at("2024-03-05"));
    var out = new float[three.size()];
    three.missing(out, 0);
    assertThat(out).isEqualTo(features(three, "2024-03-05"));
  }

  @Test
  void learningLeavesTheDatesAndReadsCountOfThem() {
    long[] seconds = seconds("2024-12-24; 2023-01-01; 2024-03-05; 1800-01-01");
    long[] before = seconds.clone();
    DateFeatures three = DateFeatures.learn(seconds, 3, FAR);
    assertThat(seconds).isEqualTo(before);
    assertThat(three.first()).isEqualTo(at("2023-01-01"));
    assertThat(three.last()).isEqualTo(at("2024-12-24"));
    assertThat(DateFeatures.learn(seconds, 0, FAR).size()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2019-01-01; 2024-12-31|2019-01-01 to 2024-12-31",
        "0987-01-01; 2024-12-31T10:00|0987-01-01 to 2024-12-31",
        "2024-12-31T10:00; 2024-12-31T15:30:05|2024-12-31, 10:00 to 15:30:05",
        "2024-12-31|2024-12-31",
        "1970-01-01T05:54; 1970-01-01T23:51|05:54 to 23:51",
      })
  void showsTheRange(String dates, String shown) {
    assertThat(learn(dates).shown()).isEqualTo(shown);
  }

  @Test
  void numbersThatDoNotFitAreRefused() {
    assertThatThrownBy(
            () -> new DateFeatures(List.of(Part.DAYS, Part.YEAR), 0, 0, 0, 0, 1, 0, 1, FAR))
        .hasMessage("date features: expected each part once and in order, got [DAYS, YEAR].");
    assertThatThrownBy(() -> new DateFeatures(List.of(Part.DAY), 5, 3, 4, 0, 1, 0, 1, FAR))
        .hasMessage(
            "date features: expected first, median and last in order within the years 1 to 9999,"
                + " got 5, 4 and 3.");
    assertThatThrownBy(() -> new DateFeatures(List.of(Part.YEAR), 0, 0, 0, 0, 0, 0, 0, FAR))
        .hasMessage(
            "date features: expected finite means, deviations above 0 where they are used and far"
                + " above 0, got year 0.0 +- 0.0, days 0.0 +- 0.0, far 3.0.");
  }
}
