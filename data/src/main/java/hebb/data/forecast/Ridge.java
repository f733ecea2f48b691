package hebb.data.forecast;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Ridge regression of a horizon on a window (Hoerl and Kennard 1970), one for all targets: the
/// best that a linear model of the window can do, and so the baseline that a network has to beat.
///
/// Windows that follow each other share all numbers but the ends, so that a sum of products of two
/// places is that of the places before, less one product and plus another: the normal equations
/// cost as if there were one row for each place, not for each window.
public final class Ridge implements Forecaster {
  /// With a wider window the equations take too long to solve.
  public static final int WIDEST = 1500;

  private static final double[] PENALTIES = {1, 10, 100, 1000, 10_000};
  private static final double USUAL = 100;
  private static final int MOST_COMPARED = 4000;

  private final float[] weights;
  private final float[] bias;

  /// A ridge regression as it was learned.
  ///
  /// @param weights `[width, horizon]`, row-major
  /// @param bias `[horizon]`
  public Ridge(float[] weights, float[] bias) {
    this.weights = weights.clone();
    this.bias = bias.clone();
    if (bias.length == 0 || weights.length % bias.length != 0) {
      throw new IllegalArgumentException(
          "ridge: expected weights [width, horizon] and a bias [horizon], got "
              + weights.length
              + " and "
              + bias.length
              + " numbers.");
    }
  }

  /// Learns from the training part, with the penalty of 1, 10, 100, 1,000 and 10,000 that is best
  /// in the validation part, 100 without one. Nothing where a window is wider than [#WIDEST].
  public static Optional<Ridge> learn(Windows train, @Nullable Windows validation) {
    if (train.width() > WIDEST) {
      return Optional.empty();
    }
    var equations = new NormalEquations(train);
    if (validation == null || validation.rows() == 0) {
      return Optional.of(equations.solve(USUAL));
    }
    Ridge best = null;
    double least = Double.POSITIVE_INFINITY;
    int every = Math.max(1, validation.rows() / MOST_COMPARED);
    for (double penalty : PENALTIES) {
      Ridge one = equations.solve(penalty);
      double[] sum = new double[1];
      ForecastErrors.each(one, validation, every, (target, h, error) -> sum[0] += error * error);
      if (best == null || sum[0] < least) {
        least = sum[0];
        best = one;
      }
    }
    return Optional.ofNullable(best);
  }

  /// `[width, horizon]`, row-major.
  public float[] weights() {
    return weights.clone();
  }

  /// `[horizon]`.
  public float[] bias() {
    return bias.clone();
  }

  @Override
  public void forecast(Windows windows, int from, int count, float[] rows, float[] into) {
    int horizon = bias.length;
    int width = weights.length / horizon;
    float[] sums = new float[horizon];
    for (int i = 0; i < count; i++) {
      System.arraycopy(bias, 0, sums, 0, horizon);
      for (int d = 0; d < width; d++) {
        float x = rows[i * width + d];
        int at = d * horizon;
        for (int h = 0; h < horizon; h++) {
          sums[h] += x * weights[at + h];
        }
      }
      System.arraycopy(sums, 0, into, i * horizon, horizon);
    }
  }

  /// Sums of products over all windows, of places less the last one of their columns, around their
  /// means.
  private static final class NormalEquations {
    private final int window;
    private final int horizon;
    private final int channels;
    private final int width;
    private final double[][] products;
    private final double[] means;
    private long rows;

    /// Places are the steps of the window and the horizon of each channel, one channel after the
    /// other; the horizon of covariates is not used.
    NormalEquations(Windows train) {
      this.window = train.window();
      this.horizon = train.horizon();
      this.channels = train.width() / window;
      this.width = train.width();
      this.products = new double[width][width + horizon];
      this.means = new double[width + horizon];
      for (int target = 0; target < train.targetCount(); target++) {
        addRuns(train, target);
      }
      for (int i = 0; i < means.length; i++) {
        means[i] /= rows;
      }
      for (int i = 0; i < width; i++) {
        for (int j = 0; j < width + horizon; j++) {
          products[i][j] -= rows * means[i] * means[j];
        }
      }
    }

    private void addRuns(Windows train, int target) {
      int targets = train.targetCount();
      for (int first = 0; first < train.windows(); ) {
        int end = first + 1;
        while (end < train.windows()
            && train.start(end * targets) == train.start((end - 1) * targets) + 1) {
          end++;
        }
        addRun(train, target, train.start(first * targets), end - first);
        first = end;
      }
    }

    /// Adds the windows that begin at `start` and the `count - 1` steps after it.
    private void addRun(Windows train, int target, int start, int count) {
      rows += count;
      int extent = window + horizon;
      double[][] sums = new double[channels][extent];
      for (int a = 0; a < channels; a++) {
        float[] x = column(train, target, a);
        for (int i = 0; i < (a == 0 ? extent : window); i++) {
          for (int s = 0; s < count; s++) {
            sums[a][i] += x[start + s + i];
          }
        }
      }
      for (int a = 0; a < channels; a++) {
        for (int i = 0; i < (a == 0 ? extent : window); i++) {
          means[place(a, i)] += sums[a][i] - sums[a][window - 1];
        }
        for (int b = 0; b < channels; b++) {
          addPair(column(train, target, a), column(train, target, b), a, b, start, count);
        }
      }
    }

    private static float[] column(Windows train, int target, int channel) {
      return train.columns()[channel == 0 ? target : train.targetCount() + channel - 1];
    }

    /// Where step `i` of a channel stands in a row: those of the window as a window has them, then
    /// the horizon.
    private int place(int channel, int i) {
      return i < window ? i * channels + channel : width + i - window;
    }

    private void addPair(float[] x, float[] y, int a, int b, int start, int count) {
      int columns = b == 0 ? window + horizon : window;
      double[][] of = new double[window][columns];
      for (int i = 0; i < window; i++) {
        for (int j = 0; j < columns; j++) {
          of[i][j] =
              i == 0 || j == 0
                  ? product(x, start + i, y, start + j, count)
                  : of[i - 1][j - 1]
                      - (double) x[start + i - 1] * y[start + j - 1]
                      + (double) x[start + count + i - 1] * y[start + count + j - 1];
        }
      }
      int last = window - 1;
      for (int i = 0; i < window; i++) {
        double[] into = products[place(a, i)];
        for (int j = 0; j < columns; j++) {
          into[place(b, j)] += of[i][j] - of[i][last] - of[last][j] + of[last][last];
        }
      }
    }

    private static double product(float[] x, int i, float[] y, int j, int count) {
      double sum = 0;
      for (int s = 0; s < count; s++) {
        sum += (double) x[i + s] * y[j + s];
      }
      return sum;
    }

    /// Solves `(X'X + penalty I) W = X'Y` by the factor of Cholesky.
    Ridge solve(double penalty) {
      double[][] factor = new double[width][];
      double[][] right = new double[width][];
      for (int i = 0; i < width; i++) {
        factor[i] = Arrays.copyOf(products[i], i + 1);
        factor[i][i] += penalty;
        right[i] = Arrays.copyOfRange(products[i], width, width + horizon);
        for (int j = 0; j <= i; j++) {
          double sum = factor[i][j];
          for (int k = 0; k < j; k++) {
            sum -= factor[i][k] * factor[j][k];
          }
          factor[i][j] = i == j ? Math.sqrt(Math.max(sum, penalty * 1e-9)) : sum / factor[j][j];
        }
      }
      substitute(factor, right);
      float[] weights = new float[width * horizon];
      float[] bias = new float[horizon];
      for (int h = 0; h < horizon; h++) {
        double constant = means[width + h];
        for (int i = 0; i < width; i++) {
          weights[i * horizon + h] = (float) right[i][h];
          constant -= right[i][h] * means[i];
        }
        bias[h] = (float) constant;
      }
      return new Ridge(weights, bias);
    }

    private void substitute(double[][] factor, double[][] right) {
      for (int i = 0; i < width; i++) {
        for (int k = 0; k < i; k++) {
          subtract(right[i], factor[i][k], right[k]);
        }
        divide(right[i], factor[i][i]);
      }
      for (int i = width - 1; i >= 0; i--) {
        for (int k = i + 1; k < width; k++) {
          subtract(right[i], factor[k][i], right[k]);
        }
        divide(right[i], factor[i][i]);
      }
    }

    private static void subtract(double[] from, double factor, double[] what) {
      for (int h = 0; h < from.length; h++) {
        from[h] -= factor * what[h];
      }
    }

    private static void divide(double[] row, double by) {
      for (int h = 0; h < row.length; h++) {
        row[h] /= by;
      }
    }
  }
}
