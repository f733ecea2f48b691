package hebb.model;

import hebb.data.Task;
import hebb.data.forecast.SeriesCode;
import hebb.data.text.LanguageCode;
import hebb.data.translation.TranslationCode;
import hebb.dataset.InputSpec;
import hebb.metric.ClassMetrics;
import hebb.metric.Metric;
import hebb.metric.Metrics;
import hebb.metric.RegressionMetrics;
import hebb.metric.SeveralMetrics;
import hebb.metric.TokenMetrics;
import hebb.nn.activation.Activation;
import hebb.nn.loss.Loss;
import hebb.tensor.Shape;
import hebb.train.Evaluator;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a loss asks of the network's last layer and of the measures.
final class Objective {
  private Objective() {}

  /// The loss that was asked for, or the one that suits the task.
  ///
  /// @throws IllegalArgumentException if the loss does not fit the task
  static Loss loss(Optional<Loss> asked, Input input) {
    if (input.task() == Task.AUTOENCODER) {
      return ofInputs(asked.orElse(Loss.Standard.HALF_SQUARED_ERROR), input);
    }
    if (input.task() == Task.LANGUAGE || input.task() == Task.TRANSLATE) {
      return ofTokens(asked.orElse(new Loss.TokenCrossEntropy()));
    }
    boolean classes = input.task() == Task.CLASSIFICATION;
    Loss loss = asked.orElseGet(() -> suiting(input));
    Activation prediction = loss.prediction();
    boolean fits =
        prediction == Activation.Standard.SIGMOID
            ? classes && (input.classes().size() == 2 || input.targets().size() > 1)
            : prediction == Activation.Standard.SOFTMAX
                ? classes && input.targets().size() == 1
                : !classes && (input.task() != Task.FORECAST || loss.unit() == Loss.Unit.ANY);
    if (!fits) {
      int targets = input.targets().size();
      String what =
          targets > 1
              ? targets + (classes ? " targets of two classes" : " quantities")
              : classes ? input.classes().size() + " classes" : "a quantity";
      throw new IllegalArgumentException(
          "loss: expected one for "
              + what
              + ", such as "
              + suiting(input).spec()
              + ", got "
              + loss.spec()
              + ". Leave it out to have it chosen.");
    }
    return loss;
  }

  private static Loss ofTokens(Loss loss) {
    if (!loss.perStep()) {
      throw new IllegalArgumentException(
          "loss: expected one for each token, token_cross_entropy, got "
              + loss.spec()
              + ". Leave it out to have it chosen.");
    }
    return loss;
  }

  /// A loss of numbers as they are encoded, or of shares where the inputs are such.
  private static Loss ofInputs(Loss loss, Input input) {
    boolean numbers =
        loss.prediction() == Activation.Standard.IDENTITY && loss.unit() == Loss.Unit.ANY;
    boolean shares = loss == Loss.Standard.BINARY_CROSS_ENTROPY;
    if (!numbers && !(shares && input instanceof Input.OfImages)) {
      throw new IllegalArgumentException(
          "loss: expected one for the inputs of an autoencoder, such as half_squared_error"
              + (input instanceof Input.OfImages ? " or binary_cross_entropy" : "")
              + ", got "
              + loss.spec()
              + (shares ? ", which is for inputs from 0 to 1, as images have" : "")
              + ". Leave it out to have it chosen.");
    }
    return loss;
  }

  private static Loss suiting(Input input) {
    if (input.task() == Task.REGRESSION || input.task() == Task.FORECAST) {
      return Loss.Standard.HALF_SQUARED_ERROR;
    }
    return input.classes().size() == 2 || input.targets().size() > 1
        ? Loss.Standard.BINARY_CROSS_ENTROPY
        : Loss.Standard.SOFTMAX_CROSS_ENTROPY;
  }

  /// The units of the last layer: one for each quantity or probability, else one for each class; as
  /// many as there are inputs for an autoencoder, steps ahead for a forecast, or tokens for a
  /// language or a translation.
  static int outputs(Loss loss, Input input) {
    if (input.task() == Task.AUTOENCODER) {
      return InputSpec.size(input.inputs());
    }
    if (input instanceof Input.OfForecast(SeriesCode series)) {
      return series.horizon();
    }
    if (input instanceof Input.OfLanguage(LanguageCode code)) {
      return code.size();
    }
    if (input instanceof Input.OfTranslation(TranslationCode code)) {
      return code.target().size();
    }
    return loss.prediction() == Activation.Standard.SOFTMAX
        ? input.classes().size()
        : input.targets().size();
  }

  /// Measures in the targets' own units; over all inputs as they are encoded for an autoencoder,
  /// over all steps and targets, standardised, for a forecast.
  static Metrics metrics(Loss loss, Input input) {
    if (input.task() == Task.AUTOENCODER || input.task() == Task.FORECAST) {
      return RegressionMetrics.of(outputs(loss, input));
    }
    if (input instanceof Input.OfLanguage(LanguageCode code)) {
      return new TokenMetrics(code.window());
    }
    if (input instanceof Input.OfTranslation(TranslationCode code)) {
      return new TokenMetrics(code.steps());
    }
    List<Metrics> each =
        Arrays.stream(input.units()).mapToObj(unit -> metrics(loss, input, unit)).toList();
    return each.size() == 1 ? each.getFirst() : new SeveralMetrics(each);
  }

  private static Metrics metrics(Loss loss, Input input, double unit) {
    return input.task() == Task.REGRESSION
        ? RegressionMetrics.scaled(unit)
        : input.targets().size() > 1
            ? ClassMetrics.binary()
            : Evaluator.metrics(loss, Shape.of(outputs(loss, input)), Shape.of(1));
  }

  /// Checks that a measure is one of the task.
  ///
  /// @throws IllegalArgumentException if it is not
  static void requireFits(String option, Metric metric, Input input) {
    if (input.task() == Task.LANGUAGE || input.task() == Task.TRANSLATE) {
      throw new IllegalArgumentException(
          option
              + (input.task() == Task.LANGUAGE
                  ? ": expected none for a language model, which is measured by its loss, got "
                  : ": expected none for a translation, which is measured by loss, BLEU and exact"
                      + " matches, got ")
              + metric.spec()
              + ". Leave it out.");
    }
    int classes =
        input.targets().size() > 1 && input.task() == Task.CLASSIFICATION
            ? 2
            : input.classes().size();
    boolean fits =
        switch (metric.task()) {
          case CLASSES -> classes > 0;
          case TWO_CLASSES -> classes == 2;
          case NUMBERS -> classes == 0;
        };
    if (!fits) {
      throw new IllegalArgumentException(
          option
              + ": expected a measure of "
              + (classes == 0 ? "a quantity" : classes + " classes")
              + ", such as "
              + (classes == 0 ? "rmse" : classes == 2 ? "roc_auc" : "accuracy")
              + ", got "
              + metric.spec()
              + "."
              + (option.equals("monitor") ? " Leave it out to go by the loss." : ""));
    }
    if (metric instanceof Metric.OfOneClass one && one.index() >= classes) {
      List<String> labels = input.classes();
      throw new IllegalArgumentException(
          option
              + ": expected a class from 0 to "
              + (classes - 1)
              + ", got "
              + one.index()
              + "."
              + (labels.isEmpty()
                  ? ""
                  : " Class 0 is "
                      + labels.getFirst()
                      + ", class "
                      + (classes - 1)
                      + " is "
                      + labels.getLast()
                      + "."));
    }
  }

  /// The confusion matrix of measured classes, unless there are too many to look at.
  static Optional<ConfusionMatrix> confusion(List<String> classes, Metrics metrics) {
    return metrics instanceof ClassMetrics measured && classes.size() <= 100
        ? Optional.of(ConfusionMatrix.of(classes, measured))
        : Optional.empty();
  }
}
