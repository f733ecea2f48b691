package hebb.data.date;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateFormTest {
  /// 2024-02-05T06:07:00
  private static final long TIME = 1_707_113_220;

  @ParameterizedTest
  @CsvSource({
    "d.M.y, 16.04.2024 00:00, 05.02.2024 06:07",
    "d.M.y, 9.4.24 0:00, 5.2.24 6:07",
    "M/d/y, 04/16/2024 00:00:00, 02/05/2024 06:07:00",
    "yyyy-MM-dd, 2024-01-31T23:59, 2024-02-05T06:07",
    "yyyyMMdd, 20240131 23:59, 20240205 06:07"
  })
  void timesAreWrittenAsTheOther(String format, String like, String written) {
    assertThat(DateForm.write(DateFormat.of(format), like, TIME)).contains(written);
  }

  @ParameterizedTest
  @CsvSource({
    "d.M.y, 16.04.2024",
    "d MMM y, 16 Apr 2024 00:00",
    "yyyy-MM-dd, 2024-01-31T23:59Z",
    "yyyy-MM-dd, 2024-01-31 11:59 PM",
    "HH:mm, 10:00"
  })
  void otherFormsAndThoseThatCannotHoldItAreLeft(String format, String like) {
    assertThat(DateForm.write(DateFormat.of(format), like, TIME)).isEmpty();
  }
}
