package hebb.diagnose;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// What a [Probe] has seen of a network at some moment, over some rows.
///
/// @param epoch how many were done; 0 before the first step
/// @param loss the mean over the rows
/// @param gradient the Euclidean norm of the loss's gradient, over all weights together
/// @param input the norm of the gradient of a row's loss with respect to its inputs; 0 where they
///   are no numbers
/// @param early of a network that goes through steps, the gradient at the first ones against that
///   at the last; 1 for others
/// @param layers in the order of the network, the output not among them
record Reading(
    int epoch, double loss, double gradient, double input, double early, List<Layer> layers) {
  /// How an activation can lose its slope.
  enum Bend {
    /// Flat at both ends, as sigmoid and tanh.
    TWO_ENDS,
    /// 0 on one side, as relu.
    ONE_SIDE,
    /// Any other, or none.
    NONE
  }

  /// What is seen of a layer's outputs.
  ///
  /// @param units channels
  /// @param saturated the share of outputs that lie at an end
  /// @param dead the share of units that give 0 for all rows
  /// @param deviation of a unit over rows, the mean over units: what is left of the rows'
  ///   difference
  /// @param gradient the norm of the gradient of a row's loss with respect to its outputs, the root
  ///   of the mean square over rows
  record Layer(
      String path,
      Bend bend,
      int units,
      double saturated,
      double dead,
      double mean,
      double deviation,
      double gradient) {}

  /// The layer where a measure is largest.
  Optional<Layer> worst(ToDoubleFunction<Layer> measure) {
    return layers.stream()
        .reduce((a, b) -> measure.applyAsDouble(b) > measure.applyAsDouble(a) ? b : a);
  }

  /// The layer of a path.
  Optional<Layer> layer(String path) {
    return layers.stream().filter(layer -> layer.path().equals(path)).findFirst();
  }

  /// The gradient at the inputs, or where these are no numbers at the first hidden layer, against
  /// that at the last one: far below 1 where it vanishes on its way back, far above where it
  /// explodes; 1 where there is nothing to compare. Layers may be made of many, so the first one is
  /// not enough.
  double gradientRatio() {
    if (layers.isEmpty() || layers.size() < 2 && input == 0) {
      return 1;
    }
    double last = layers.getLast().gradient();
    double first = input == 0 ? layers.getFirst().gradient() : input;
    return last == 0 ? 1 : first / last;
  }
}
