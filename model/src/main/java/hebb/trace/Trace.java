package hebb.trace;

import hebb.nn.spec.Names;
import hebb.tensor.Tensor;
import hebb.train.StepGraph;
import hebb.train.TrainingConfig;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The forward pass of one row, layer by layer, and where its target is known the backward pass:
/// each number with the formula that made it and, of dense layers and activations, the sum that it
/// is, down to the inputs.
///
/// ```java
/// Trace trace = Model.load(file).trace(row);
/// TracedTensor z = trace.tensor("Z1");
/// IO.println(z.formula() + ": " + z.at(0) + " = " + z.terms(0));
/// ```
///
/// Numbers are those of the double-precision reference; those of the compiled program, in float32,
/// stand beside them. The network is in evaluation mode: dropout is off, and batch norm takes its
/// running statistics. Gradients are of this one row (`m = 1`) and of penalties, before anything is
/// clipped; the weight decay of AdamW is no part of them.
///
/// Letters are those of a course: `A0` is the input, layer `l` makes `Z = W A + b` and `A = g(Z)`,
/// vectors are columns and weights `[out, in]`, indices count from 1, and `dZ` is the gradient with
/// respect to `Z`. Whatever the weight of its class, the row counts as 1.
///
/// @param cells the row as it stands in the data; empty for rows of numbers
/// @param layers what comes to the network, its layers, and the loss
/// @param prediction what the network predicts, as the loss has it
/// @param hasBackward whether the target is known
/// @param words the prediction and the loss in words, a sentence each
public record Trace(
    List<TracedCell> cells,
    List<TracedLayer> layers,
    TracedTensor prediction,
    boolean hasBackward,
    List<String> words) {
  /// What is said of a part of a gradient that comes from what is not opened, as from a penalty of
  /// activations.
  public static final String ELSEWHERE = "what comes back from elsewhere";

  private static final int MOST_PARAMETERS = 10_000;
  private static final int MOST_TERMS = 60_000;

  /// Copies the lists.
  public Trace {
    cells = List.copyOf(cells);
    layers = List.copyOf(layers);
    words = List.copyOf(words);
  }

  /// The trace of a row of numbers.
  ///
  /// @param step the network, its parameters, which stay as they are, and the loss
  /// @param config whose penalties are part of the gradients
  /// @param row the numbers of the inputs one after the other
  /// @param target `[1, ...]`; empty where it is not known: there are no gradients then
  public static Trace of(
      StepGraph step, TrainingConfig config, Tensor row, Optional<Tensor> target) {
    return new Tracer(step, config).trace(row, target);
  }

  /// The same with what is known of the row.
  public Trace with(List<TracedCell> newCells, List<String> newWords) {
    return new Trace(newCells, layers, prediction, hasBackward, newWords);
  }

  /// All tensors: those of the forward pass, then the gradients, from the last layer to the first.
  public List<TracedTensor> tensors() {
    return Stream.concat(
            layers.stream().flatMap(layer -> layer.forward().stream()),
            layers.reversed().stream().flatMap(layer -> layer.backward().stream()))
        .toList();
  }

  /// Whether it is small enough to be shown number by number: at most 10,000 parameters, and 60,000
  /// terms of all sums.
  public boolean isSmall() {
    long parameters = 0;
    long terms = 0;
    for (TracedTensor tensor : tensors()) {
      parameters += tensor.isParameter() ? tensor.size() : 0;
      terms += tensor.isOpen() ? (long) tensor.size() * tensor.terms(0).size() : 0;
    }
    return parameters <= MOST_PARAMETERS && terms <= MOST_TERMS;
  }

  /// A tensor by its name, as in `dZ2`.
  ///
  /// @throws IllegalArgumentException if there is none; the message lists those that there are
  public TracedTensor tensor(String name) {
    List<String> names = tensors().stream().map(TracedTensor::name).toList();
    int at = names.indexOf(name);
    if (at < 0) {
      throw Names.unknown("tensor", name, names);
    }
    return tensors().get(at);
  }
}
