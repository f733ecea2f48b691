package hebb.metric;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Measures of stated predictions. Most are the examples of scikit-learn's documentation, the rest
/// is worked out by hand.
final class MetricCases {
  private static final double NAN = Double.NaN;

  private MetricCases() {}

  /// Predictions and targets, one row after the other.
  record Data(Supplier<Metrics> metrics, List<Float> predictions, List<Float> targets, int rows) {
    static Data of(Supplier<Metrics> metrics, List<Float> predictions, Float... targets) {
      return new Data(metrics, predictions, List.of(targets), targets.length);
    }
  }

  /// A measure and its value.
  record Row(String metric, Data data, double value) {}

  static List<Row> all() {
    Data four = two(List.of(.1f, .4f, .35f, .8f), 0f, 0f, 1f, 1f);
    Data six = two(List.of(0f, 1f, 0f, 0f, 0f, 1f), 0f, 1f, 0f, 0f, 1f, 0f);
    Data three = predicted(3, List.of(0, 2, 1, 0, 0, 1), 0f, 1f, 2f, 0f, 1f, 2f);
    Data kappa = predicted(3, List.of(0, 1, 0, 2, 0), 0f, 1f, 0f, 2f, 1f);
    Data mails = soft(2, List.of(.1f, .9f, .9f, .1f, .8f, .2f, .35f, .65f), 1f, 0f, 0f, 1f);
    Data brier = two(List.of(.1f, .9f, .8f, .3f), 0f, 1f, 1f, 0f);
    Data soft = soft(3, List.of(.5f, .25f, .25f, 0f, .5f, .5f), 0f, 2f);
    Data ties = two(List.of(-1f, 0f, -0f, 2f, -3f), 0f, 1f, 0f, 1f, 1f);
    Data oneClass = two(List.of(.2f, .3f), 0f, 0f);
    Data none = two(List.of());
    Data bins = two(List.of(.95f, .95f, .95f, .95f, .62f, .38f), 1f, 1f, 1f, 0f, 1f, 1f);
    Data labels =
        new Data(
            () -> ClassMetrics.binary(2),
            List.of(.9f, .1f, .2f, .8f, .3f, .9f),
            List.of(1f, 0f, 0f, 1f, 1f, 0f),
            3);
    Data numbers = numbers(1, List.of(2.5f, 0f, 2f, 8f), 3f, -.5f, 2f, 7f);
    Data scaled = numbers(10, List.of(2.5f, 0f, 2f, 8f), 3f, -.5f, 2f, 7f);
    Data odd = numbers(1, List.of(4f, 1f, 2f), 1f, 2f, 2f);
    Data low = numbers(1, List.of(0f, 2f, 3f), 1f, 2f, 3f);
    Data high = numbers(1, List.of(1f, 2f, 4f), 1f, 2f, 3f);
    Data equal = numbers(1, List.of(1f, 2f), 3f, 3f);
    return List.of(
        new Row("accuracy", three, 2 / 6.0),
        new Row("accuracy", six, 4 / 6.0),
        new Row("accuracy", none, NAN),
        new Row("log_loss", mails, 0.21616187),
        new Row("log_loss", two(List.of(0f), 1f), -Math.log(1e-15)),
        new Row("balanced_accuracy", six, 0.625),
        new Row("balanced_accuracy", oneClass, 1),
        new Row("balanced_accuracy", none, NAN),
        new Row("precision(class=0)", three, 2 / 3.0),
        new Row("precision", three, 0),
        new Row("precision", six, 0.5),
        new Row("precision", oneClass, NAN),
        new Row("recall", six, 0.5),
        new Row("recall(class=0)", three, 1),
        new Row("recall", oneClass, NAN),
        new Row("f1(class=0)", three, 0.8),
        new Row("f1", six, 0.5),
        new Row("f1", oneClass, NAN),
        new Row("macro_precision", three, 2 / 9.0),
        new Row("macro_precision", predicted(3, List.of(0, 0), 0f, 1f), 0.25),
        new Row("macro_recall", three, 1 / 3.0),
        new Row("macro_recall", predicted(3, List.of(0, 1), 0f, 0f), 0.25),
        new Row("macro_f1", three, 0.8 / 3),
        new Row("macro_f1", none, NAN),
        new Row("roc_auc", four, 0.75),
        new Row("roc_auc", ties, 3.5 / 6),
        new Row("roc_auc", mails, 1),
        new Row("roc_auc", labels, (1 + 0.5) / 2),
        new Row("roc_auc", oneClass, NAN),
        new Row("roc_auc", none, NAN),
        new Row("pr_auc", four, (1 + 2 / 3.0) / 2),
        new Row("pr_auc", ties, (1 + 2 / 3.0 + 3 / 5.0) / 3),
        new Row("pr_auc", two(List.of(.2f, .3f), 1f, 1f), 1),
        new Row("pr_auc", oneClass, NAN),
        new Row("mcc", predicted(2, List.of(1, 0, 1, 1), 1f, 1f, 1f, 0f), -1 / 3.0),
        new Row("mcc", three, 0),
        new Row("mcc", kappa, 11 / Math.sqrt(14 * 16)),
        new Row("mcc", oneClass, NAN),
        new Row("cohen_kappa", kappa, 0.6875),
        new Row("cohen_kappa", oneClass, NAN),
        new Row("brier", brier, 0.0375),
        new Row("brier", mails, (.01 + .01 + .04 + .1225) / 4),
        new Row("brier", soft, (.25 + .0625 + .0625 + .25 + .25) / 2),
        new Row("brier", none, NAN),
        new Row("calibration_error", bins, (Math.abs(3 - 4 * .95) + Math.abs(1 - 2 * .62)) / 6),
        new Row("calibration_error", two(List.of(1f, 0f), 1f, 0f), 0),
        new Row("calibration_error", two(List.of(1f, 1f), 1f, 0f), 0.5),
        new Row("calibration_error", none, NAN),
        new Row("rmse", numbers, Math.sqrt(0.375)),
        new Row("rmse", scaled, 10 * Math.sqrt(0.375)),
        new Row("mae", numbers, 0.5),
        new Row("mae", scaled, 5),
        new Row("median_absolute_error", numbers, 0.5),
        new Row("median_absolute_error", scaled, 5),
        new Row("median_absolute_error", odd, 1),
        new Row("median_absolute_error", numbers(1, List.of()), NAN),
        new Row("r2", numbers, 1 - 1.5 / 29.1875),
        new Row("r2", equal, NAN),
        new Row("pinball", numbers, 0.25),
        new Row("pinball(tau=0.1)", low, 0.1 / 3),
        new Row("pinball(tau=0.9)", low, 0.3),
        new Row("pinball(tau=0.1)", high, 0.3),
        new Row("pinball(tau=0.9)", high, 0.1 / 3),
        new Row("pinball(tau=0.9)", scaled, 10 * (0.9 * .5 + 0.1 * .5 + 0.1 * 1) / 4));
  }

  private static Data two(List<Float> probabilities, Float... targets) {
    return Data.of(ClassMetrics::binary, probabilities, targets);
  }

  private static Data soft(int classes, List<Float> probabilities, Float... targets) {
    return Data.of(() -> ClassMetrics.of(classes), probabilities, targets);
  }

  /// All of the probability on the predicted class.
  private static Data predicted(int classes, List<Integer> predicted, Float... targets) {
    List<Float> probabilities =
        predicted.stream()
            .flatMap(k -> IntStream.range(0, classes).mapToObj(c -> c == k ? 1f : 0f))
            .toList();
    return soft(classes, probabilities, targets);
  }

  private static Data numbers(double scale, List<Float> predictions, Float... targets) {
    return Data.of(() -> RegressionMetrics.scaled(scale), predictions, targets);
  }
}
