package hebb.data.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a step is, and what comes after the last.
class TimeStepTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2024-01-01 2024-01-02 2024-01-03 2024-01-05 2024-01-06|1 day|2024-01-07",
        "2024-02-28T22:00 2024-02-28T23:00 2024-02-29T00:00|1 hour|2024-02-29T01:00",
        "2024-01-01T00:00 2024-01-01T00:15 2024-01-01T00:30|15 minutes|2024-01-01T00:45",
        "2024-01-01 2024-02-01 2024-03-01|1 month|2024-04-01",
        "2023-12-31 2024-01-31 2024-02-29|1 month|2024-03-31",
        "2023-12-28 2024-01-28 2024-02-28|1 month|2024-03-28",
        "2023-01-15 2023-04-15 2023-10-15 2024-01-15|3 months|2024-04-15",
        "2001-06-01 2002-06-01 2003-06-01|1 year|2004-06-01",
        "2024-01-01 2024-01-08 2024-01-15 2024-01-22|1 week|2024-01-29",
        "2024-01-04 2024-01-05 2024-01-08 2024-01-09 2024-01-10 2024-01-11 2024-01-12|1 weekday"
            + "|2024-01-15",
        "2024-01-01 2024-01-03 2024-01-05T03:00 2024-01-06T12:30|1 row|",
        "2024-01-01 2024-01-02 2024-06-01 2024-12-31|1 row|",
      })
  void datesHaveAStep(String dates, String step, String next) {
    double[] times = Arrays.stream(dates.split(" ")).mapToDouble(TimeStepTest::seconds).toArray();
    TimeStep found = TimeStep.of(times, true);
    assertThat(found).hasToString(step);
    if (!found.equals(TimeStep.ROWS)) {
      double last = times[times.length - 1];
      assertThat(found.after(last, 1)).isEqualTo(seconds(next));
      assertThat(found.steps(times[0], found.after(times[0], 40))).isEqualTo(40);
      for (double time : times) {
        assertThat(found.after(times[0], found.steps(times[0], time))).isEqualTo(time);
      }
    }
  }

  private static double seconds(String date) {
    return LocalDateTime.parse(date.contains("T") ? date : date + "T00:00")
        .toEpochSecond(ZoneOffset.UTC);
  }

  @Test
  void numbersHaveAStep() {
    assertThat(TimeStep.of(new double[] {1700, 1701, 1702, 1704}, false)).hasToString("1");
    TimeStep tenth = TimeStep.of(new double[] {.1, .2, .3, .4, .6}, false);
    assertThat(tenth.unit()).isEqualTo(TimeStep.Unit.NUMBER);
    assertThat(tenth.length()).isCloseTo(.1, org.assertj.core.api.Assertions.within(1e-9));
    assertThat(TimeStep.of(new double[] {1, 2, 4, 7, 11, 16}, false)).isEqualTo(TimeStep.ROWS);
  }

  @Test
  void calendarsHaveTurns() {
    assertThat(new TimeStep(TimeStep.Unit.SECOND, 3600).seasons()).contains(24, 168);
    assertThat(new TimeStep(TimeStep.Unit.SECOND, 86_400).seasons()).contains(7, 365);
    assertThat(new TimeStep(TimeStep.Unit.MONTH, 3).seasons()).containsExactly(4);
  }
}
