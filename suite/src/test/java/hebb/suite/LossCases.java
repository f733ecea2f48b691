package hebb.suite;

import hebb.nn.loss.Loss;
import hebb.tensor.Shape;
import hebb.tensor.Tensor;
import java.util.List;

/// Losses of stated outputs and targets.
final class LossCases {
  private LossCases() {}

  /// The loss of a batch.
  record Row(String loss, Tensor output, Tensor target, double value) {
    Loss read() {
      return Loss.of(loss);
    }
  }

  static List<Row> all() {
    double log2 = Math.log(2);
    double e = Math.E;
    double half = (e / (1 + e) - 1) * (e / (1 + e) - 1);
    return List.of(
        new Row(
            "half_squared_error",
            t(row(1, 2), row(3, 3)),
            t(row(0, 0), row(3, 1)),
            (0.5 * 5 + 0.5 * 4) / 2),
        new Row("half_squared_error", t(row(2)), t(row(2)), 0),
        new Row("binary_cross_entropy", t(row(0), row(0)), t(row(0), row(1)), log2),
        new Row("binary_cross_entropy", t(row(1000)), t(row(1)), 0),
        new Row("binary_cross_entropy", t(row(1000)), t(row(0)), 1000),
        new Row("binary_cross_entropy", t(row(-1000)), t(row(1)), 1000),
        new Row("binary_cross_entropy", t(row(0, 0)), t(row(0.25f, 1)), 2 * log2),
        new Row("softmax_cross_entropy", t(row(0, 0, 0, 0)), t(row(2)), 2 * log2),
        new Row(
            "softmax_cross_entropy",
            t(row(0, 0), row(1, 0)),
            t(row(0), row(1)),
            (log2 + Math.log(1 + e)) / 2),
        new Row("softmax_cross_entropy", t(row(1000, 0)), t(row(1)), 1000),
        new Row("softmax_cross_entropy", t(row(-1000, 0)), t(row(0)), 1000),
        new Row("softmax_cross_entropy", t(row(0, 0)), t(row(0.5f, 0.5f)), log2),
        new Row("softmax_cross_entropy", t(row(5, 5)), t(row(0, 1)), log2),
        new Row(
            "token_cross_entropy",
            Tensor.of(Shape.of(2, 2, 2), 0, 0, 7, 8, 1, 0, 0, 0),
            t(row(1, -1), row(0, 1)),
            (log2 + (Math.log(1 + e) - 1 + log2) / 2) / 2),
        new Row("softmax_half_squared_error", t(row(0, 0)), t(row(1)), 0.25),
        new Row("softmax_half_squared_error", t(row(1, 0)), t(row(1, 0)), half),
        new Row("huber", t(row(0.5f, 3)), t(row(0, 0)), 0.125 + 2.5),
        new Row("huber", t(row(1)), t(row(0)), 0.5),
        new Row("huber(delta=2.0)", t(row(-3)), t(row(0)), 4),
        new Row(
            "absolute_error", t(row(1, 2), row(3, 3)), t(row(0, 4), row(3, 1)), (1 + 2 + 2) / 2.0),
        new Row("absolute_error", t(row(2)), t(row(2)), 0),
        new Row("log_cosh", t(row(3), row(1)), t(row(2), row(2)), Math.log(Math.cosh(1))),
        new Row("log_cosh", t(row(1000)), t(row(0)), 1000 - log2),
        new Row("log_cosh", t(row(-1000)), t(row(0)), 1000 - log2),
        new Row("log_cosh", t(row(0)), t(row(0)), 0),
        new Row("quantile", t(row(1), row(5)), t(row(3), row(1)), (0.5 * 2 + 0.5 * 4) / 2),
        new Row(
            "quantile(tau=0.75)", t(row(1), row(5)), t(row(3), row(1)), (0.75 * 2 + 0.25 * 4) / 2),
        new Row("quantile(tau=0.75)", t(row(2)), t(row(2)), 0),
        new Row("poisson", t(row(0), row(1)), t(row(3), row(2)), (1 + e - 2) / 2),
        new Row("poisson", t(row(-1000)), t(row(0)), 0),
        new Row("poisson", t(row(-1000)), t(row(2)), 2000),
        new Row("kl_divergence", t(row(0, 0)), t(row(0.5f, 0.5f)), 0),
        new Row("kl_divergence", t(row(0, 0)), t(row(1, 0)), log2),
        new Row("kl_divergence", t(row(0, 0)), t(row(1)), log2),
        new Row("kl_divergence", t(row(0, 0)), t(row(0.25f, 0.75f)), 0.75 * Math.log(3) - log2),
        new Row("kl_divergence", t(row(-1000, 0)), t(row(0)), 1000),
        new Row("hinge", t(row(0.25f), row(0.25f)), t(row(1), row(0)), (0.75 + 1.25) / 2),
        new Row("hinge", t(row(3), row(-3)), t(row(1), row(1)), 4 / 2.0),
        new Row("hinge", t(row(1, -1)), t(row(1, 0)), 0),
        new Row("binary_focal", t(row(0), row(0)), t(row(1), row(0)), 0.25 * log2 / 2),
        new Row("binary_focal(gamma=0.0,alpha=0.5)", t(row(0, 0)), t(row(0.25f, 1)), log2),
        new Row("binary_focal(gamma=1.0,alpha=1.0)", t(row(0)), t(row(1)), log2 / 2),
        new Row("binary_focal", t(row(1000)), t(row(1)), 0),
        new Row("binary_focal", t(row(1000)), t(row(0)), 750),
        new Row("binary_focal", t(row(-1000)), t(row(1)), 250),
        new Row("softmax_focal", t(row(0, 0, 0, 0)), t(row(2)), 9 / 16.0 * 2 * log2),
        new Row("softmax_focal(gamma=0.0)", t(row(0, 0)), t(row(0.5f, 0.5f)), log2),
        new Row("softmax_focal", t(row(1000, 0)), t(row(0)), 0),
        new Row("softmax_focal", t(row(1000, 0)), t(row(1)), 1000),
        new Row("softmax_focal(gamma=0.5)", t(row(1000, 0)), t(row(0)), 0),
        new Row(
            "softmax_cross_entropy(smoothing=0.25)",
            t(row(1, 0)),
            t(row(0)),
            0.875 * (Math.log(1 + e) - 1) + 0.125 * Math.log(1 + e)),
        new Row("softmax_cross_entropy(smoothing=0.5)", t(row(0, 0)), t(row(1, 0)), log2));
  }

  private static Tensor t(float[]... rows) {
    return Tensor.of(rows);
  }

  private static float[] row(float... numbers) {
    return numbers;
  }
}
