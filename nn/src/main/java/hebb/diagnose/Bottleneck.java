package hebb.diagnose;

import hebb.dataset.InputSpec;
import hebb.nn.layer.Dense;
import hebb.train.Finding;
import hebb.train.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A layer of one or two units between wide ones: all that later layers know of a row goes through
/// it.
final class Bottleneck {
  /// The layer before has so many times as many units.
  private static final int WIDER = 8;

  private static final double WELL = 0.8;

  private Bottleneck() {}

  /// A dense layer.
  private record Layer(String path, int units) {}

  /// The first such layer. What gives back its inputs is narrow by design.
  static Optional<Finding> of(Evidence seen) {
    List<Layer> layers =
        seen.step().network().entries().stream()
            .filter(entry -> entry.layer() instanceof Dense)
            .map(entry -> new Layer(entry.name(), ((Dense) entry.layer()).units()))
            .toList();
    boolean back = seen.step().target().size() == InputSpec.size(seen.step().inputs());
    for (int i = 1; i < layers.size() - 1 && !back; i++) {
      int units = layers.get(i).units;
      if (units <= Underfitting.NARROW
          && units * WIDER <= layers.get(i - 1).units
          && units < layers.get(i + 1).units) {
        return Optional.of(finding(seen, layers, i));
      }
    }
    return Optional.empty();
  }

  private static Finding finding(Evidence seen, List<Layer> layers, int at) {
    double learned = seen.learned();
    Layer layer = layers.get(at);
    Severity severity =
        learned < Underfitting.SPOILT
            ? Severity.HIGH
            : learned < WELL ? Severity.MEDIUM : Severity.LOW;
    return Texts.variant(
        "underfitting",
        "bottleneck",
        severity,
        layer.path,
        layer.units,
        Underfitting.NARROW,
        wider(seen, layers, at),
        layer.path,
        layer.units,
        layers.get(at - 1).units,
        Texts.share(learned));
  }

  /// As wide as the narrower of its neighbours.
  private static String wider(Evidence seen, List<Layer> layers, int at) {
    if (seen.style() != Diagnosis.Style.OPTIONS) {
      int units = layers.get(at).units;
      int wide = Math.min(layers.get(at - 1).units, layers.get(at + 1).units);
      return layers.getLast().units == units || at + 2 == layers.size()
          ? Texts.say("underfitting.fix")
          : Fix.replaced(seen, "dense\\(" + units + "\\b", "dense(" + wide);
    }
    List<Integer> units = new ArrayList<>(layers.stream().map(Layer::units).toList());
    units.removeLast();
    int before = units.get(at - 1);
    units.set(at, at + 1 < units.size() ? Math.min(before, units.get(at + 1)) : before);
    return "--hidden " + units.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
