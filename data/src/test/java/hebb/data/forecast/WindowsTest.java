package hebb.data.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.tensor.Shape;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Rows of windows: what they hold, and from which part of the series.
class WindowsTest {
  private static final int STEPS = 20;

  /// Two targets, `i^2` and `100 + i`, and a covariate, `-i`.
  private static float[][] columns() {
    float[][] columns = new float[3][STEPS];
    for (int i = 0; i < STEPS; i++) {
      columns[0][i] = i * i;
      columns[1][i] = 100 + i;
      columns[2][i] = -i;
    }
    return columns;
  }

  @Test
  void aRowIsATargetsOwnPastAndThatOfTheCovariatesLessTheLastValues() {
    Windows windows = new Windows(columns(), 2, 3, 2, 0, STEPS);
    assertThat(windows.windows()).isEqualTo(STEPS - 3 - 2 + 1);
    assertThat(windows.rows()).isEqualTo(2 * windows.windows());
    assertThat(windows.inputs().getFirst().row()).isEqualTo(Shape.of(3, 2));
    assertThat(windows.targets()).isEqualTo(Shape.of(2));
    float[] rows = new float[12];
    float[] next = new float[4];
    windows.read(new int[] {9, 8, 9}, 1, 2, rows, next);
    // Row 8 is the window from step 4 of target 0, row 9 that of target 1.
    assertThat(rows).containsExactly(16 - 36, 2, 25 - 36, 1, 0, 0, 4 - 6, 2, 5 - 6, 1, 0, 0);
    assertThat(next).containsExactly(49 - 36, 64 - 36, 1, 2);
    assertThat(windows.target(9)).isEqualTo(1);
  }

  @Test
  void theMeanIsNamedForTheStepsOfTheHorizon() {
    float[][] one = {{1, 2, 3, 4}};
    Windows windows = new Windows(one, 1, 1, 2, 0, 4);
    assertThat(windows.ofMean()).isEqualTo((4 + 9 + 9 + 16) / 2.0 / 2);
  }

  @Test
  void horizonsLieInTheirPartAndWindowsMayLookBack() {
    Windows train = new Windows(columns(), 2, 3, 2, 0, 10);
    Windows after = new Windows(columns(), 2, 3, 2, 10, STEPS);
    assertThat(starts(train)).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(starts(after)).startsWith(7, 8).endsWith(15).hasSize(9);
    assertThat(after.steps()).isEqualTo(10);
  }

  @Test
  void windowsWithAGapAreLeftOut() {
    float[][] columns = columns();
    columns[2][8] = Float.NaN;
    assertThat(starts(new Windows(columns, 2, 3, 2, 0, STEPS)))
        .containsExactly(0, 1, 2, 3, 9, 10, 11, 12, 13, 14, 15);
  }

  private static int[] starts(Windows windows) {
    return IntStream.range(0, windows.windows()).map(i -> windows.start(2 * i)).toArray();
  }

  @Test
  void theLastWindowsGoToTheEnd() {
    float[] last = new Windows(columns(), 2, 2, 5, STEPS, STEPS).last();
    assertThat(last).containsExactly(18 * 18 - 19 * 19, 1, 0, 0, -1, 1, 0, 0);
  }

  @Test
  void naiveForecasts() {
    Windows windows = new Windows(columns(), 2, 3, 5, 0, STEPS);
    float[] into = new float[5];
    Forecaster.lastSeason(3).forecast(windows, 8, 1, new float[0], into);
    // The window of target 0 from step 4 to 6: steps 4, 5, 6 come again.
    assertThat(into).containsExactly(16 - 36, 25 - 36, 0, 16 - 36, 25 - 36);
    Forecaster.lastSeason(6).forecast(windows, 8, 1, new float[0], into);
    assertThat(into).containsExactly(1 - 36, 4 - 36, 9 - 36, 16 - 36, 25 - 36);
    Forecaster.lastSeason(9).forecast(windows, 8, 1, new float[0], into);
    assertThat(into).containsExactly(0, 0, -36, 1 - 36, 4 - 36);
    Forecaster.LAST_VALUE.forecast(windows, 8, 1, new float[0], into);
    assertThat(into).containsOnly(0);
  }
}
