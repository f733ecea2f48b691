package hebb.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hebb.nn.optim.Schedule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every row of [ScheduleCases], and every schedule by name, through every property.
class ScheduleTest {
  static Stream<ScheduleCases.Row> rows() {
    return ScheduleCases.all().stream();
  }

  static Stream<String> names() {
    return Schedule.names().stream();
  }

  @Test
  void everyScheduleHasARow() {
    assertThat(rows().map(row -> Schedule.of(row.schedule()).spec().name()).distinct())
        .containsExactlyInAnyOrderElementsOf(Schedule.names());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void hasItsFactor(ScheduleCases.Row row) {
    Schedule schedule = Schedule.of(row.schedule());
    assertThat(schedule.factor(row.epoch(), row.epochs(), row.reductions()))
        .isCloseTo(row.factor(), within(1e-15));
    assertThat(Schedule.of(schedule.spec().toString())).isEqualTo(schedule);
  }

  @ParameterizedTest
  @MethodSource("names")
  void aWarmUpRisesInALineToWhereTheScheduleStarts(String name) {
    Schedule schedule = Schedule.of(name);
    Schedule warmed = schedule.warmedUp(4);
    assertThat(warmed.spec()).isEqualTo(schedule.spec().with("warmup_epochs", 4));
    assertThat(Schedule.of(warmed.spec().toString())).isEqualTo(warmed);
    double start = schedule.factor(0, 16, 0);
    assertThat(warmed.factor(0, 20, 0)).isZero();
    assertThat(warmed.factor(1, 20, 0)).isCloseTo(start / 4, within(1e-15));
    for (double epoch = 0; epoch <= 16; epoch += 0.25) {
      assertThat(warmed.factor(4 + epoch, 20, 0))
          .isCloseTo(schedule.factor(epoch, 16, 0), within(1e-15));
    }
    assertThat(warmed.warmedUp(2)).isEqualTo(schedule.warmedUp(2));
    assertThat(warmed.warmedUp(0)).isEqualTo(schedule);
    assertThat(warmed.plateau()).isEqualTo(schedule.plateau());
  }

  @ParameterizedTest
  @MethodSource("names")
  void isFiniteAndNeverNegative(String name) {
    for (int epochs : new int[] {1, 2, 7, 1000}) {
      for (double epoch = 0; epoch <= epochs; epoch += epochs / 64.0) {
        assertThat(Schedule.of(name).factor(epoch, epochs, 3)).isBetween(0.0, 1.0);
        assertThat(Schedule.of(name).warmedUp(3).factor(epoch, epochs, 3)).isBetween(0.0, 1.0);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      polynomial(power=0)           | polynomial: power: expected a number above 0, got 0.0.
      inverse(decay=-1)             | inverse: decay: expected a number above 0, got -1.0.
      one_cycle(rise=1)             | one_cycle: rise: expected a number above 0 and below 1, got 1.0.
      one_cycle(start=2)            | one_cycle: start: expected a number from 0 to 1, got 2.0.
      restarts(first_epochs=0)      | restarts: first_epochs: expected a number above 0, got 0.0.
      restarts(growth=.5)           | restarts: growth: expected a number of 1 or more, got 0.5.
      constant(warmup_epochs=-1)    | schedule: warmup_epochs: expected a number above 0, got -1.0.
      cosine(warmup_epochs=-1)      | cosine: warmup_epochs: expected a number of 0 or more, got -1.0.
      step(warmup=2)                | parameter of step: expected one of every_epochs, factor, warmup_epochs, got 'warmup'.
      one_cicle                     | schedule: expected one of constant, step, exponential, cosine, polynomial, inverse, one_cycle, restarts, plateau, got 'one_cicle'. Did you mean one_cycle?
      """)
  void aTextThatIsNoScheduleIsMetWithASentence(String text, String message) {
    assertThatThrownBy(() -> Schedule.of(text)).hasMessage(message);
  }

  @Test
  void aScheduleWarmsUpOnce() {
    assertThatThrownBy(() -> new Schedule.Warmup(2, new Schedule.Cosine()))
        .hasMessage(
            "schedule: expected one without a warm-up of its own, got"
                + " cosine(warmup_epochs=0.0,floor=0.0). Use warmedUp.");
  }
}
