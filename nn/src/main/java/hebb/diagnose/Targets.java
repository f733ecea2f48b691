package hebb.diagnose;

import java.util.function.IntToDoubleFunction;

/// The targets of rows, and how much each row counts. The arrays are not to be changed.
final class Targets {
  /// `[rows, width]`
  private final float[] values;

  private final int width;

  /// One for each row; empty where all count alike.
  private final float[] weights;

  Targets(float[] values, int width, float[] weights) {
    this.values = values;
    this.width = width;
    this.weights = weights;
  }

  float[] values() {
    return values;
  }

  /// How many a row has.
  int width() {
    return width;
  }

  int rows() {
    return values.length / width;
  }

  Targets unweighted() {
    return new Targets(values, width, new float[0]);
  }

  double weight(int row) {
    return weights.length == 0 ? 1 : weights[row];
  }

  float value(int row, int target) {
    return values[row * width + target];
  }

  /// The weighted mean over rows.
  ///
  /// @param of what is taken of a row, by where its targets begin
  double mean(IntToDoubleFunction of) {
    double sum = 0;
    double all = 0;
    for (int r = 0; r < rows(); r++) {
      double weight = weight(r);
      sum += weight == 0 ? 0 : weight * of.applyAsDouble(r * width);
      all += weight;
    }
    return sum / all;
  }

  /// How much the row counts that counts most, as a share of all.
  double heaviest() {
    double most = 0;
    double all = 0;
    for (int r = 0; r < rows(); r++) {
      most = Math.max(most, weight(r));
      all += weight(r);
    }
    return most / all;
  }

  /// The share of each class, by the weights of rows; nothing of 0 classes.
  double[] shares(int classes) {
    double[] shares = new double[classes];
    double all = 0;
    for (int r = 0; r < rows() && classes > 0; r++) {
      shares[(int) value(r, 0)] += weight(r);
      all += weight(r);
    }
    for (int k = 0; k < classes; k++) {
      shares[k] /= all;
    }
    return shares;
  }
}
