package hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.cli.option.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Forecasts through all commands.
class ForecastCommandsTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void train() throws IOException {
    var random = new Random(8);
    StringBuilder rows = new StringBuilder("day,sold,kg,open\n");
    StringBuilder texts = new StringBuilder("day,sold\n");
    for (int i = 0; i < 400; i++) {
      LocalDate day = LocalDate.of(2023, 1, 1).plusDays(i);
      double sold = 200 + 30 * Math.sin(2 * Math.PI * i / 7) + 5 * random.nextGaussian();
      rows.append(
          String.format(Locale.ROOT, "%s,%.2f,%.2f,%d%n", day, sold, sold / 3, i % 7 == 6 ? 0 : 1));
      texts.append(day).append(i == 300 ? ",closed\n" : "," + Math.round(sold) + "\n");
    }
    Files.writeString(folder.resolve("t.csv"), rows);
    Files.writeString(folder.resolve("x.csv"), texts);
    List<String> lines = rows.toString().lines().toList();
    Files.write(folder.resolve("twice.csv"), with(lines.subList(0, 50), lines.get(49)));
    Files.write(folder.resolve("falls.csv"), with(lines.subList(0, 50), lines.get(20)));
    Files.write(folder.resolve("short.csv"), lines.subList(0, 10));
    Files.write(folder.resolve("renamed.csv"), with(List.of("day,solt,kg,open"), lines.get(1)));
    done(
        "train",
        place("t.csv"),
        "--target",
        "sold",
        "--time",
        "day",
        "--horizon",
        "7",
        "--test-split",
        "60",
        "--epochs",
        "3",
        "--out",
        place("t.hebb"));
  }

  private static List<String> with(List<String> lines, String more) {
    return Stream.concat(lines.stream(), Stream.of(more)).toList();
  }

  private static String place(String name) {
    return folder.resolve(name).toString();
  }

  private static Ran done(String... args) {
    Ran ran = Ran.hebb(args);
    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.DONE);
    return ran;
  }

  @Test
  void aDryRunSaysWhatWasFound() {
    Ran ran =
        done(
            "train",
            place("t.csv"),
            "--target",
            "sold",
            "--time",
            "day",
            "--horizon",
            "7",
            "--dry-run");
    assertThat(ran.out().replaceAll("\\s+", " "))
        .contains("rows: 360 for training, 40 for validation")
        .contains("Target sold, the next steps (forecast)")
        .contains("84 numbers a row, from 1 time, 1 target, 2 covariate columns")
        .contains("A step is 1 day, as the times have it (yyyy-MM-dd).")
        .contains("A season is 7 steps, by the autocorrelation of sold.")
        .contains(
            "Windows of 28 steps (--window takes another length), 7 steps ahead: 326 in train")
        .contains("residual(dense(64) relu dropout(0.2) dense(7, init=zeros))")
        .contains("--task forecast --time day --horizon 7 --window 28");
  }

  /// A horizon as long as the rows leaves hardly a window, which is no training.
  @Test
  void fewWindowsAreAWarning() {
    String[] words = {"train", place("t.csv"), "--target", "sold", "--horizon", "395", "--dry-run"};
    JsonNode json =
        done(Stream.concat(Stream.of(words), Stream.of("--json")).toArray(String[]::new)).json();
    assertThat(json.path("warnings").path(0).asString())
        .startsWith("t.csv: expected 10 windows or more to train on, got 5 of 1 step and 395 steps")
        .endsWith("Shorten --horizon or --window, or give more rows.");
    words[5] = "380";
    assertThat(done(words).out()).doesNotContain("expected 10 windows");
  }

  @Test
  void errorsStandBesideThoseOfBaselines() {
    Ran ran = done("evaluate", place("t.hebb"), place("t.csv"));
    assertThat(ran.out())
        .contains("Results, over all steps ahead", "Beside its baselines, all rows")
        .containsPattern("all rows +366 ")
        .containsPattern("(?s)network .*ridge .*last season .*last value ")
        .contains("rmse by step ahead, all rows");
    JsonNode json = done("evaluate", place("t.hebb"), place("t.csv"), "--json").json();
    JsonNode forecasts = json.path("metrics").path("forecasts");
    assertThat(forecasts.propertyNames())
        .containsExactly("network", "ridge", "last season", "last value");
    assertThat(forecasts.path("ridge").path("bySteps").path(0).path("rmse")).hasSize(7);
    assertThat(json.path("metrics").path("rmse").asDouble())
        .isEqualTo(forecasts.path("network").path("rmse").asDouble())
        .isLessThan(forecasts.path("last value").path("rmse").asDouble());
    assertThat(json.path("metrics").path("mse").asDouble()).isBetween(0.0, 0.2);
    assertThat(
            done("evaluate", place("t.hebb"), place("t.csv"), "--metrics", "median_absolute_error")
                .out())
        .contains("median_absolute_error");
  }

  @Test
  void predictGoesOnFromTheLastRow() throws IOException {
    Ran ran = done("predict", place("t.hebb"), place("t.csv"));
    List<String> lines = ran.out().lines().toList();
    assertThat(lines)
        .hasSize(8)
        .first()
        .isEqualTo("step,day,prediction,lower_80,upper_80,lower_95,upper_95");
    assertThat(lines.get(1)).startsWith("1,2024-02-05,");
    assertThat(lines.get(7)).startsWith("7,2024-02-11,");
    for (String line : lines.subList(1, 8)) {
      assertThat(Stream.of(line.split(",", -1)).skip(2))
          .allSatisfy(cell -> assertThat(cell.replace(".", "")).hasSizeLessThanOrEqualTo(7));
      double[] cells =
          Stream.of(line.split(",", -1)).skip(2).mapToDouble(Double::parseDouble).toArray();
      assertThat(cells[0]).isBetween(150.0, 250.0);
      assertThat(cells[3]).isLessThanOrEqualTo(cells[1]).isLessThan(cells[0]);
      assertThat(cells[4]).isGreaterThanOrEqualTo(cells[2]).isGreaterThan(cells[0]);
    }
    done("predict", place("t.hebb"), place("t.csv"), "-o", place("next.csv"));
    assertThat(Files.readString(folder.resolve("next.csv"))).isEqualTo(ran.out());
  }

  @Test
  void aModelIsShown() {
    assertThat(done("inspect", place("t.hebb")).out())
        .contains("sold, the next steps (forecast)")
        .containsPattern("kg +covariate")
        .containsPattern("day +time +0 +2023-01-01 to 2024-02-04")
        .contains("Beside its baselines, test");
    JsonNode json = done("inspect", place("t.hebb"), "--json").json();
    assertThat(json.path("task").asString()).isEqualTo("forecast");
    assertThat(json.path("options").path("horizon").asString()).isEqualTo("7");
    done("gradcheck", place("t.hebb"), "--data", place("t.csv"), "--rows", "8");
    done("show", place("t.hebb"), "-o", place("curves.svg"));
  }

  @Test
  void goesOnToTheSameBits() throws IOException {
    Files.writeString(
        folder.resolve("o.toml"),
        "data = '%s'\ntarget = 'sold,kg'\nhorizon = 5\nwindow = 14\ntime = 'day'\ninterpolate = 2\n"
            .formatted(place("t.csv")));
    String config = place("o.toml");
    done("train", "--config", config, "--epochs", "4", "--quiet", "--out", place("whole.hebb"));
    done("train", "--config", config, "--epochs", "2", "--quiet", "--out", place("parts.hebb"));
    done("train", "--config", config, "--epochs", "4", "--resume", "--out", place("parts.hebb"));
    assertThat(Files.readAllBytes(folder.resolve("parts.hebb")))
        .isEqualTo(Files.readAllBytes(folder.resolve("whole.hebb")));
    assertThat(done("predict", place("whole.hebb"), place("t.csv")).out())
        .startsWith("step,day,prediction_sold,lower_80_sold,upper_80_sold,")
        .hasLineCount(6);
    assertThat(done("evaluate", place("whole.hebb"), place("t.csv")).out())
        .contains("By target, all rows: rmse and mae in its unit");
  }

  @Test
  void theOrderOfTheRowsMayBeThatOfTime() {
    Ran ran =
        done(
            "train",
            place("t.csv"),
            "--target",
            "sold",
            "--ignore",
            "kg,open",
            "--horizon",
            "3",
            "--epochs",
            "1",
            "--out",
            place("rows.hebb"));
    assertThat(ran.out().replaceAll("\\s+", " "))
        .contains("The order of the rows is taken for that of time; --time day checks it");
    assertThat(done("predict", place("rows.hebb"), place("t.csv")).out())
        .startsWith("step,prediction,lower_80");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          train twice.csv --target sold --time day --horizon 3   | 1 | twice.csv, row 50, column 'day': expected times that rise from row to row, got '2023-02-18' after '2023-02-18'. Keep one row of each time.
          train falls.csv --target sold --time day --horizon 3   | 1 | got '2023-01-20' after '2023-02-18'. Sort the rows by that column.
          train t.csv --target sold --time sold --horizon 3      | 1 | column 'sold': expected a target that is a column of its own, got it as the time too.
          train t.csv --target sold --time when --horizon 3      | 1 | expected a column 'when', got none of that name.
          train t.csv --target sold --time day                   | 2 | --horizon: expected how many steps ahead to forecast, got none.
          train t.csv --target sold --task forecast              | 2 | got none. Add it, as in --horizon 24.
          train t.csv --target sold --horizon 0                  | 2 | --horizon: expected a number of steps from 1 to 100000, got 0.
          train t.csv --target sold --horizon 900 --time day     | 1 | t.csv: expected a window and a horizon, 1 and 900 steps, in the training part, got 400 steps there. Shorten
          train t.csv --target sold --horizon 7 --window 500     | 1 | 500 and 7 steps, in the training part, got 360 steps there.
          train t.csv --target sold --horizon 7 --task regression | 2 | expected a forecast, as --horizon, --time and --window ask for, got --task regression too.
          train t.csv --target sold --horizon 7 --loss poisson   | 2 | loss: expected one for a quantity
          train t.csv --target sold --horizon 7 --weight-column kg | 2 | got --weight-column too
          train t.csv --target sold --horizon 7 --test-split 400 | 1 | split: expected steps that are left for training, got 440 for validation and test of 400.
          train t.csv --target day --horizon 7                   | 1 | column 'day': expected numbers to forecast, got texts.
          train x.csv --target sold --horizon 7                  | 1 | x.csv, row 301, column 'sold': expected a number, got 'closed'. Correct the cell, or leave it empty: it is a gap then.
          predict t.hebb short.csv                               | 1 | short.csv: expected 28 steps without a gap at the end, which a forecast looks back at, got 9. Give more rows.
          predict t.hebb falls.csv                               | 1 | expected times that rise
          predict t.hebb renamed.csv                             | 1 | expected a column 'sold', got none of that name. Did you mean 'solt'?
          predict t.hebb t.csv --augment 2                       | 1 | got one of forecasts, which takes a whole series
          evaluate t.hebb short.csv                              | 1 | short.csv: expected 35 steps without a gap, a window and a horizon, got 9. Give more rows.
          """)
  void whatDoesNotFitIsMetInOneSentence(String command, int code, String sentence) {
    String[] args =
        Stream.of(command.split(" +", -1))
            .map(arg -> arg.matches("\\w+\\.(csv|hebb)") ? place(arg) : arg)
            .toArray(String[]::new);
    Ran ran = Ran.hebb(args);
    assertThat(ran.err()).contains(sentence).startsWith("hebb: ").hasLineCount(1);
    assertThat(ran.code()).isEqualTo(code);
  }
}
