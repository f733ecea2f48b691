package hebb.model;

import hebb.dataset.InputSpec;
import hebb.graph.ShapeException;
import hebb.nn.Layer;
import hebb.nn.Network;
import hebb.nn.layer.Dense;
import hebb.nn.layer.Flatten;
import hebb.nn.layer.Tied;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// Images and windows of series for a network that takes vectors: one that comes to a dense layer
/// before any other that learns or changes shapes has a [Flatten] put first.
final class Flattened {
  private static final String NAME = "flatten";

  private Flattened() {}

  static Network of(Network network, List<InputSpec> inputs) {
    Shape row = inputs.getFirst().row();
    boolean image = row.rank() == 3;
    boolean window = row.rank() == 2;
    if (inputs.size() > 1
        || !(image || window)
        || !startsDense(network, inputs)
        || (window && endsInVector(network, inputs))) {
      return network;
    }
    List<Network.Entry> layers = new ArrayList<>(network.layers());
    boolean taken = layers.stream().anyMatch(entry -> entry.name().equals(NAME + "1"));
    layers.addFirst(new Network.Entry(taken ? NAME : NAME + "1", new Flatten()));
    return new Network(network.branches(), layers);
  }

  /// Whether a network makes vectors of windows, of which a dense layer may as well take the steps
  /// one by one.
  private static boolean endsInVector(Network network, List<InputSpec> inputs) {
    try {
      return network.outputShape(inputs).rank() == 1;
    } catch (ShapeException e) {
      return false;
    }
  }

  private static boolean startsDense(Network network, List<InputSpec> inputs) {
    try {
      for (Network.Entry entry : network.layers()) {
        Layer layer = entry.layer();
        if (layer instanceof Dense || layer instanceof Tied) {
          return true;
        }
        Shape after = network.upTo(entry.name()).outputShape(inputs);
        if (!after.equals(inputs.getFirst().row())) {
          return false;
        }
      }
      return false;
    } catch (ShapeException e) {
      // The trainer says what does not fit.
      return false;
    }
  }
}
