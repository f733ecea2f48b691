package hebb.data.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hebb.data.DataException;
import hebb.data.kind.Column;
import hebb.data.schema.SchemaOptions;
import hebb.data.table.Numbers;
import hebb.data.table.Table;
import hebb.data.table.Texts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What is found out about a table over time.
class SeriesLearnerTest {
  private static final SeriesLearner.Parts USUAL = new SeriesLearner.Parts(.1, 0, false);
  private static final ForecastOptions WEEK = new ForecastOptions("date", 7, 0, 0);

  /// Daily rows with a week's season, a temperature, a text and dates, without the days that are
  /// left out.
  private static Table table(int days, Integer... without) {
    List<Integer> left = List.of(without);
    int[] kept = IntStream.range(0, days).filter(day -> !left.contains(day)).toArray();
    return Table.of(
        "load.csv",
        List.of("date", "load", "heat", "note"),
        List.of(
            Texts.of(
                IntStream.of(kept)
                    .mapToObj(day -> LocalDate.of(2023, 1, 1).plusDays(day).toString())
                    .toArray(String[]::new)),
            Numbers.of(IntStream.of(kept).mapToDouble(SeriesLearnerTest::load).toArray()),
            Numbers.of(IntStream.of(kept).mapToDouble(day -> 10 * Math.cos(day)).toArray()),
            Texts.of(IntStream.of(kept).mapToObj(day -> "so " + day % 5).toArray(String[]::new))));
  }

  private static double load(int day) {
    return 100 + 0.1 * day + 5 * (day % 7 == 6 ? 1 : 0) + Math.sin(day * day);
  }

  private static SeriesLearner.Learned learn(Table table, ForecastOptions options) {
    return SeriesLearner.learn(table, SchemaOptions.target("load"), options, USUAL);
  }

  @Test
  void columnsPartsSeasonAndWindowAreFound() {
    SeriesLearner.Learned learned = learn(table(400), WEEK);
    SeriesCode code = learned.code();
    assertThat(code.columns())
        .extracting(Column::kind)
        .containsExactly("time", "target", "covariate", "skipped");
    assertThat(code.step()).hasToString("1 day");
    assertThat(code.season()).isEqualTo(7);
    assertThat(code.window()).isEqualTo(28);
    assertThat(learned.parts()).containsOnlyKeys("train", "validation");
    Windows train = part(learned, "train");
    assertThat(train.steps()).isEqualTo(360);
    assertThat(train.windows()).isEqualTo(360 - 28 - 7 + 1);
    assertThat(part(learned, "validation").windows()).isEqualTo(40 - 7 + 1);
    double mean = IntStream.range(0, 360).mapToDouble(SeriesLearnerTest::load).average().orElse(0);
    assertThat(code.targets().getFirst().mean()).isCloseTo(mean, within(1e-9));
    assertThat(learned.notes())
        .anyMatch(note -> note.contains("A step is 1 day, as the times have it (yyyy-MM-dd)."))
        .anyMatch(note -> note.contains("A season is 7 steps"))
        .anyMatch(note -> note.contains("Windows of 28 steps (--window takes another length)"));
  }

  private static Windows part(SeriesLearner.Learned learned, String name) {
    Windows part = learned.parts().get(name);
    assertThat(part).as(name).isNotNull();
    return java.util.Objects.requireNonNull(part);
  }

  @Test
  void gapsAreLeftOutOrFilledIn() {
    Table table = table(400, 100, 200, 201, 202);
    SeriesLearner.Learned without = learn(table, WEEK.withWindow(14));
    assertThat(without.notes())
        .anyMatch(note -> note.contains("4 steps have a gap (4 because no row has the time)"));
    assertThat(part(without, "train").windows()).isEqualTo(340 - 21 - 23);
    SeriesLearner.Learned one = learn(table, WEEK.withWindow(14).withInterpolate(1));
    assertThat(part(one, "train").windows()).isEqualTo(340 - 23);
    assertThat(one.notes()).anyMatch(note -> note.contains("1 of them are filled in"));
    SeriesLearner.Learned all = learn(table, WEEK.withWindow(14).withInterpolate(3));
    assertThat(part(all, "train").windows()).isEqualTo(340);
    Series filled = all.code().read(table);
    assertThat(filled.column(0)[201]).isCloseTo((load(199) + load(203)) / 2, within(1e-9));
  }

  @Test
  void theLastWindowMustBeWhole() {
    SeriesCode code = learn(table(400), WEEK.withWindow(14)).code();
    assertThat(code.last(code.read(table(20)))).hasSize(14 * 2);
    assertThat(code.timeAfter(code.read(table(20)), 2, "2023-01-20")).isEqualTo("2023-01-22");
    assertMessage(
        () -> code.last(code.read(table(10))),
        "load.csv: expected 14 steps without a gap at the end, which a forecast looks back at, got 10. Give more rows.");
    assertMessage(
        () -> code.last(code.read(table(30, 25))),
        "got 4. Fill in what is missing there, or train with --interpolate.");
    assertMessage(
        () -> code.read(table(9_000, IntStream.range(3, 8_999).boxed().toArray(Integer[]::new))),
        "load.csv: expected times that are 1 day apart, as in the training data, got 4 rows from 2023-01-01 to 2047-08-22. Give one row for each step.");
    Integer[] days = IntStream.range(0, 70).filter(i -> i % 7 > 0).boxed().toArray(Integer[]::new);
    assertMessage(
        () -> code.read(table(70, days)),
        "got rows that mostly lie 7 such steps apart, such as 2023-01-01 and 2023-01-08. Give one row for each step, or train a model on rows like these.");
  }

  @Test
  void timesMustRise() {
    Table twice = dated("2024-01-01", "2024-01-02", "2024-01-02", "2024-01-03");
    assertMessage(
        () -> learn(twice, WEEK),
        "load.csv, row 3, column 'date': expected times that rise from row to row, got '2024-01-02' after '2024-01-02'. Keep one row of each time.");
    Table falling = dated("2024-01-03", "2024-01-02", "2024-01-01", "2023-12-31");
    assertMessage(() -> learn(falling, WEEK), "got '2024-01-02' after '2024-01-03'. Sort the rows");
    Table odd = dated("2024-01-01", "2024-01-02", "soon", "2024-01-04");
    assertMessage(() -> learn(odd, WEEK), "row 3, column 'date': expected a time, got 'soon'");
  }

  private static Table dated(String... dates) {
    double[] load = IntStream.range(0, dates.length).mapToDouble(i -> i * i).toArray();
    return Table.of(
        "load.csv", List.of("date", "load"), List.of(Texts.of(dates), Numbers.of(load)));
  }

  @Test
  void aTextAmongNumbersIsMetWithItsRow() {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      cells.add(i == 30 ? "broken" : i == 31 ? "" : "" + load(i));
    }
    Table table =
        Table.of("load.csv", List.of("load"), List.of(Texts.of(cells.toArray(String[]::new))));
    assertMessage(
        () -> learn(table, WEEK.withTime("")),
        "load.csv, row 31, column 'load': expected a number, got 'broken'. Correct the cell, or leave it empty: it is a gap then.");
  }

  @Test
  void horizonsMustFit() {
    assertMessage(
        () -> learn(table(100), WEEK.withHorizon(500)),
        "load.csv: expected a window and a horizon, 1 and 500 steps, in the training part, got 100 steps there. Shorten --horizon or --window, or give more rows.");
    assertThatThrownBy(() -> learn(table(100), ForecastOptions.NONE.withTime("date")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--horizon: expected how many steps ahead to forecast, got none");
    assertThat(
            SeriesLearner.learn(
                    table(100),
                    SchemaOptions.target("load"),
                    WEEK,
                    new SeriesLearner.Parts(3, 0, true))
                .notes())
        .anyMatch(
            note ->
                note.startsWith(
                    "The validation part, 3 steps, has no whole horizon of 7 steps without a gap"));
    assertThat(Band.notes("validation", 39)).isEmpty();
    assertThat(Band.notes("validation", 16))
        .singleElement()
        .asString()
        .startsWith("Intervals of 95 % come from 16 windows, fewer than the 39 that it takes");
    assertThat(Band.notes("train", 8))
        .hasSize(2)
        .last()
        .asString()
        .startsWith("Intervals of 80 % and 95 % come from 8 windows");
    assertThatThrownBy(() -> WEEK.withWindow(0))
        .hasMessage("window: expected a number of steps from 1 to 100000, got 0.");
    assertThatThrownBy(() -> WEEK.withHorizon(0))
        .hasMessage("horizon: expected a number of steps from 1 to 100000, got 0.");
  }

  private static void assertMessage(Runnable run, String message) {
    assertThatThrownBy(run::run).isInstanceOf(DataException.class).hasMessageContaining(message);
  }

  @Test
  void seasonsAreFoundInNoise() {
    for (int season : new int[] {7, 12, 24, 130}) {
      var random = new java.util.Random(season);
      double[] x = new double[12 * season];
      for (int i = 0; i < x.length; i++) {
        x[i] = 3 * Math.sin(2 * Math.PI * i / season) + random.nextGaussian() + 0.01 * i;
      }
      assertThat(Season.of(x, x.length, TimeStep.ROWS))
          .isCloseTo(season, within(Math.max(1, season / 20)));
      assertThat(
              Season.of(
                  java.util.stream.DoubleStream.generate(random::nextGaussian)
                      .limit(1000)
                      .toArray(),
                  1000,
                  TimeStep.ROWS))
          .isZero();
    }
  }
}
