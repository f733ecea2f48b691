package hebb.model;

import hebb.data.Task;
import hebb.data.schema.Encoder;
import hebb.data.schema.TargetCode;
import hebb.data.table.Table;
import hebb.tensor.Shape;
import hebb.tensor.Tensor;
import hebb.trace.Trace;
import hebb.train.StepGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The trace of a row, with what is predicted and how far off that is in sentences.
final class RowTrace {
  private static final int MOST = 3;

  private RowTrace() {}

  /// @param numbers what the network gets of the row
  /// @param given its target; that of an autoencoder is the row itself
  static Trace of(Model model, StepGraph step, float[] numbers, Optional<Tensor> given) {
    Tensor row = Tensor.of(Shape.of(1, numbers.length), numbers);
    Optional<Tensor> target = model.task() == Task.AUTOENCODER ? Optional.of(row) : given;
    Trace trace = Trace.of(step, model.options().training(), row, target);
    return trace.with(List.of(), words(model, model.predict(numbers), target, trace));
  }

  /// What a row is to be predicted as; empty where a target is not there or not known.
  static Optional<Tensor> target(Encoder encoder, Table table, int row) {
    List<TargetCode> targets = encoder.targets();
    boolean there =
        !targets.isEmpty()
            && targets.stream()
                .allMatch(
                    target ->
                        table.find(target.column()).isPresent()
                            && !table.cells(target.column()).isMissing(row));
    int[] one = {row};
    if (!there || encoder.withKnownTarget(table, one).length == 0) {
      return Optional.empty();
    }
    float[] numbers = new float[targets.size()];
    encoder.encodeTargets(table, one, numbers);
    return Optional.of(Tensor.of(Shape.of(1, numbers.length), numbers));
  }

  private static List<String> words(
      Model model, Prediction prediction, Optional<Tensor> target, Trace trace) {
    List<String> words = new ArrayList<>();
    words.add("The prediction is " + text(prediction) + ".");
    List<TargetCode> targets = model.targets();
    if (target.isPresent() && !targets.isEmpty()) {
      List<String> known = new ArrayList<>();
      for (int t = 0; t < targets.size(); t++) {
        known.add(known(targets.get(t), target.get().data()[t]));
      }
      words.add("The row says " + String.join(", ", known) + ".");
    }
    if (target.isEmpty()) {
      words.add("The row has no target that is known: there is no loss and no backward pass.");
    } else {
      double loss = trace.tensor("L").at(0);
      words.add(
          "The loss of this row is L = "
              + number(loss)
              + " ("
              + trace.layers().getLast().layer()
              + ").");
    }
    return words;
  }

  private static String text(Prediction prediction) {
    return switch (prediction) {
      case Prediction.OfClass of ->
          of.label()
              + ": "
              + of.probabilities().entrySet().stream()
                  .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                  .limit(MOST)
                  .map(one -> one.getKey() + " " + number(100 * one.getValue()) + " %")
                  .collect(Collectors.joining(", "));
      case Prediction.OfNumber of -> number(of.value());
      case Prediction.OfSeveral several ->
          several.targets().entrySet().stream()
              .map(one -> one.getKey() + ": " + text(one.getValue()))
              .collect(Collectors.joining("; "));
      case Prediction.OfInputs of -> "the row made again, off by " + number(of.error()) + " (rmse)";
    };
  }

  private static String known(TargetCode target, float value) {
    return switch (target) {
      case TargetCode.Classes classes -> classes.labels().get((int) value);
      case TargetCode.Quantity quantity ->
          number(quantity.decode(value))
              + " ("
              + number(value)
              + " = (y - "
              + number(quantity.mean())
              + ") / "
              + number(quantity.std())
              + ")";
    };
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
