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

/// Images for a network that takes vectors: one that comes to a dense layer before any other that
/// learns or changes shapes has a [Flatten] put first.
final class Flattened {
  private static final String NAME = "flatten";

  private Flattened() {}

  static Network of(Network network, List<InputSpec> inputs) {
    Shape row = inputs.getFirst().row();
    if (inputs.size() > 1 || row.rank() != 3 || !startsDense(network, inputs)) {
      return network;
    }
    List<Network.Entry> layers = new ArrayList<>(network.layers());
    boolean taken = layers.stream().anyMatch(entry -> entry.name().equals(NAME + "1"));
    layers.addFirst(new Network.Entry(taken ? NAME : NAME + "1", new Flatten()));
    return new Network(network.branches(), layers);
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
