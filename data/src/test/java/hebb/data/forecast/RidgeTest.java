package hebb.data.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hebb.data.schema.TargetCode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The equations of windows that follow each other, against those of rows by themselves.
class RidgeTest {
  private static final int WINDOW = 4;
  private static final int HORIZON = 3;
  private static final double PENALTY = 100;

  /// Two targets and a covariate with a gap: random walks.
  private static float[][] columns(int steps) {
    var random = new Random(7);
    float[][] columns = new float[3][steps];
    for (float[] column : columns) {
      for (int i = 1; i < steps; i++) {
        column[i] = (float) (0.8 * column[i - 1] + random.nextGaussian());
      }
    }
    columns[2][steps / 3] = Float.NaN;
    return columns;
  }

  @Test
  void runsOfWindowsGiveTheSameAsRowsByThemselves() {
    Windows train = new Windows(columns(300), 2, WINDOW, HORIZON, 0, 300);
    int width = train.width();
    float[] rows = new float[train.rows() * width];
    float[] next = new float[train.rows() * HORIZON];
    int[] order = java.util.stream.IntStream.range(0, train.rows()).toArray();
    train.read(order, 0, train.rows(), rows, next);
    Ridge ridge = Ridge.learn(train, null).orElseThrow();
    // At the optimum the residuals of centred rows have the slope -penalty W, and their sum is 0.
    float[] said = new float[train.rows() * HORIZON];
    ridge.forecast(train, 0, train.rows(), rows, said);
    for (int h = 0; h < HORIZON; h++) {
      double sum = 0;
      double[] slope = new double[width];
      for (int r = 0; r < train.rows(); r++) {
        double error = (double) next[r * HORIZON + h] - said[r * HORIZON + h];
        sum += error;
        for (int d = 0; d < width; d++) {
          slope[d] += error * rows[r * width + d];
        }
      }
      assertThat(sum).isCloseTo(0, within(1e-3));
      for (int d = 0; d < width; d++) {
        double weight = ridge.weights()[d * HORIZON + h];
        assertThat(slope[d])
            .as("step %d, place %d", h, d)
            .isCloseTo(PENALTY * weight, within(2e-3));
      }
    }
  }

  @Test
  void thePenaltyIsThatOfTheValidationPart() {
    float[][] columns = columns(200);
    Windows train = new Windows(columns, 2, WINDOW, HORIZON, 0, 120);
    Windows validation = new Windows(columns, 2, WINDOW, HORIZON, 120, 200);
    var codes =
        List.of(new TargetCode.Quantity("a", "", 0, 1), new TargetCode.Quantity("b", "", 0, 1));
    double chosen =
        ForecastErrors.of(Ridge.learn(train, validation).orElseThrow(), validation, codes).mse();
    double usual =
        ForecastErrors.of(Ridge.learn(train, null).orElseThrow(), validation, codes).mse();
    assertThat(chosen).isLessThanOrEqualTo(usual);
  }

  @Test
  void widePlacesAreTooMany() {
    float[][] wide = new float[1][4 * Ridge.WIDEST];
    assertThat(Ridge.learn(new Windows(wide, 1, Ridge.WIDEST + 1, 1, 0, wide[0].length), null))
        .isEmpty();
  }

  @Test
  void errorsAreByTargetAndStep() {
    float[][] columns = {{0, 1, 2, 3, 4, 5}, {0, 2, 4, 6, 8, 10}};
    Windows windows = new Windows(columns, 2, 2, 2, 0, 6);
    var codes =
        List.of(new TargetCode.Quantity("a", "", 5, 10), new TargetCode.Quantity("b", "", 0, 1));
    ForecastErrors errors = ForecastErrors.of(Forecaster.LAST_VALUE, windows, codes);
    assertThat(errors.targets().getFirst().rmse()).containsExactly(10.0, 20.0);
    assertThat(errors.targets().getLast().mae()).containsExactly(2.0, 4.0);
    assertThat(errors.mse()).isCloseTo((2.5 + 10) / 2, within(1e-6));
    assertThat(errors.rmse()).isCloseTo((10 * Math.sqrt(2.5) + Math.sqrt(10)) / 2, within(1e-6));
    assertThat(errors.byStep().getFirst()).isCloseTo(Math.sqrt(2.5), within(1e-6));
  }

  /// A random walk: the errors of its last value have quantiles that are known.
  @Test
  void bandsHoldTheirShare() {
    var random = new Random(5);
    float[][] walk = new float[1][12_000];
    for (int i = 1; i < walk[0].length; i++) {
      walk[0][i] = walk[0][i - 1] + (float) random.nextGaussian();
    }
    var code = List.of(new TargetCode.Quantity("a", "", 0, 2));
    List<Band> bands =
        Band.learn(Forecaster.LAST_VALUE, new Windows(walk, 1, 1, 4, 0, 12_000), code).getFirst();
    assertThat(bands).extracting(Band::percent).containsExactly(80, 95);
    assertThat(bands.get(0).upper().getFirst()).isCloseTo(2 * 1.2816, within(.15));
    assertThat(bands.get(1).lower().get(3)).isCloseTo(-2 * 2 * 1.96, within(.7));
    assertThat(bands.get(1).around(List.of(1.0, 1.0, 1.0, 1.0)).lower().get(3))
        .isEqualTo(1 + bands.get(1).lower().get(3));
  }
}
