package hebb.data.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hebb.data.DataException;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SeriesTextTest {
  static Stream<Arguments> cases() {
    float[][] three = {{1}, {-2.5f}, {300}};
    float[][] two = {{1, 4}, {2, 5}, {3, 6}};
    return Stream.of(
        Arguments.of("1 -2.5 3e2", three),
        Arguments.of("1;-2.5;300", three),
        Arguments.of("1, -2.5, 300", three),
        Arguments.of("[1, -2.5, 300]", three),
        Arguments.of("[ 1  -2.5\t300 ]", three),
        Arguments.of(" +1 ; -2.5 ; 300.0 ", three),
        Arguments.of("1,2,3:4,5,6", two),
        Arguments.of("1 2 3 : 4 5 6", two),
        Arguments.of("1,5;-0,125", new float[][] {{1.5f}, {-.125f}}),
        Arguments.of("1,5 2,5 3", new float[][] {{1.5f}, {2.5f}, {3}}),
        Arguments.of("7", new float[][] {{7}}));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void textsAreRead(String text, float[][] series) {
    assertThat(SeriesText.read(text))
        .hasValueSatisfying(read -> assertThat(read).isDeepEqualTo(series));
  }

  static Stream<String> none() {
    return Stream.of(
        "",
        " ",
        ":",
        "[]",
        "1,,2",
        "1;2;",
        ",1",
        "1 two 3",
        "1,2:3",
        "1,2:",
        "1;NaN;2",
        "1 inf",
        "1e999 2",
        "1,500;2,500",
        "900 1,500",
        "1,;2,5",
        "?,1",
        "[1,2",
        "1 2, 3 4");
  }

  @ParameterizedTest
  @MethodSource("none")
  void whatIsNoSeriesIsNotGuessedAt(String text) {
    assertThat(SeriesText.read(text)).isEmpty();
  }

  @Test
  void aTextGivesTheSameNumbers() {
    var random = new Random(3);
    float[][] series = new float[20][3];
    for (float[] step : series) {
      for (int c = 0; c < 3; c++) {
        step[c] = (float) (random.nextGaussian() * StrictMath.pow(10, random.nextInt(60) - 30));
      }
    }
    assertThat(SeriesText.read(SeriesText.of(series)).orElseThrow()).isDeepEqualTo(series);
  }

  @Test
  void stepsOfDifferentChannelsAreRefused() {
    assertThatThrownBy(() -> SeriesText.of(new float[][] {{1, 2}, {3}}))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("as many channels in each step, 1 or more, got 2 steps of [2, 1]");
    assertThatThrownBy(() -> SeriesText.of(new float[0][])).hasMessageContaining("got 0 steps");
  }
}
