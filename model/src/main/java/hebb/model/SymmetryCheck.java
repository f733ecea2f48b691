package hebb.model;

import hebb.graph.Variable;
import hebb.nn.Layer;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.Role;
import hebb.nn.activation.Activation;
import hebb.nn.init.Initializer;
import hebb.nn.layer.AlphaDropout;
import hebb.nn.layer.Dense;
import hebb.nn.layer.Dropout;
import hebb.nn.layer.GaussianNoise;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Finds layers whose units can never become different: all begin with the same weights, and the
/// layer after them takes all with the same weights, so that each gets the same gradient in every
/// step. Dropout and noise break that, random first weights too.
final class SymmetryCheck {
  private SymmetryCheck() {}

  /// A sentence for the first such layer, if there is one.
  static Optional<String> warning(Network network, Parameters parameters) {
    if (network.layers().stream().anyMatch(entry -> breaks(entry.layer()))) {
      return Optional.empty();
    }
    for (Network.Entry entry : network.layers()) {
      if (entry.layer() instanceof Dense dense
          && dense.activation() == Activation.Standard.RELU
          && dense.weights() instanceof Initializer.Zeros
          && dense.bias() instanceof Initializer.Zeros) {
        return Optional.of(
            entry.name()
                + ": all weights and biases begin at 0, where relu has no slope, so its units never"
                + " move (dead units). Leave the initialiser out, or take a random one such as"
                + " he_normal.");
      }
    }
    List<Variable> matrices = new ArrayList<>();
    for (Variable variable : parameters.of(Role.WEIGHT)) {
      if (variable.shape().rank() == 2) {
        matrices.add(variable);
      }
    }
    for (int i = 0; i + 1 < matrices.size(); i++) {
      Variable weights = matrices.get(i);
      Variable after = matrices.get(i + 1);
      int units = weights.shape().dim(1);
      if (units > 1 && after.shape().dim(0) == units && alike(weights, 1) && alike(after, 0)) {
        String path = weights.path();
        return Optional.of(
            path.substring(0, Math.max(0, path.lastIndexOf('/')))
                + ": all "
                + units
                + " units begin with the same weights and get the same gradients, so they stay alike"
                + " and do what one unit does (symmetry). Leave the initialiser out, or take a random"
                + " one such as he_normal.");
      }
    }
    return Optional.empty();
  }

  private static boolean breaks(Layer layer) {
    return layer instanceof Dropout
        || layer instanceof AlphaDropout
        || layer instanceof GaussianNoise;
  }

  /// Whether a matrix is the same along an axis: all columns are equal, or all rows.
  private static boolean alike(Variable variable, int axis) {
    float[] w = variable.fetch();
    Shape shape = variable.shape();
    int columns = shape.dim(1);
    if (axis == 0) {
      for (int r = 1; r < shape.dim(0); r++) {
        if (!Arrays.equals(w, 0, columns, w, r * columns, (r + 1) * columns)) {
          return false;
        }
      }
      return true;
    }
    for (int i = 0; i < w.length; i++) {
      if (w[i] != w[i - i % columns]) {
        return false;
      }
    }
    return true;
  }
}
