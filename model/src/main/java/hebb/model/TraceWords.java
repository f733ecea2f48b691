package hebb.model;

import hebb.data.schema.TargetCode;
import hebb.tensor.Tensor;
import hebb.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a traced row is predicted as, and how far off that is, in sentences.
final class TraceWords {
  private static final int MOST = 3;

  private TraceWords() {}

  static List<String> of(Model model, Prediction prediction, Optional<Tensor> target, Trace trace) {
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
