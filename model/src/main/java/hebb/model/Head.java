package hebb.model;

import hebb.dataset.InputSpec;
import hebb.nn.Layer;
import hebb.nn.Network;
import hebb.nn.activation.Activation;
import hebb.nn.layer.Dense;
import hebb.nn.loss.Loss;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A network that ends in what the loss takes: in a [Dense] of so many units without activation, or
/// in a layer of the user's own that gives so many numbers. Where it does not, such a [Dense] is
/// added.
///
/// @param note what was done about it, for a person to read
record Head(Network network, Optional<String> note) {
  private static final String OUTPUT = "output";

  /// @param outputs how many numbers the loss takes of a row
  static Head of(Network given, List<InputSpec> inputs, Loss loss, int outputs) {
    Layer last = given.layers().getLast().layer();
    if (last instanceof Dense dense && dense.units() == outputs) {
      if (dense.activation() == Activation.Standard.IDENTITY) {
        return new Head(given, Optional.empty());
      }
      if (dense.activation().equals(loss.prediction())) {
        return new Head(
            withLast(
                given,
                new Dense(outputs, Activation.Standard.IDENTITY, dense.weights(), dense.bias())),
            Optional.of(
                "The "
                    + dense.activation().spec()
                    + " at the end of the network is left to the loss and to predictions."));
      }
    }
    boolean own = last.getClass().getPackage() != Dense.class.getPackage();
    if (own && given.outputShape(inputs).equals(Shape.of(outputs))) {
      return new Head(given, Optional.empty());
    }
    return new Head(
        withHead(given, Dense.of(outputs)),
        Optional.of(
            "dense("
                + outputs
                + ") is added to the network: what it ends in is not what the loss takes."));
  }

  private static Network withLast(Network network, Layer last) {
    List<Network.Entry> layers = new ArrayList<>(network.layers());
    layers.addLast(new Network.Entry(layers.removeLast().name(), last));
    return new Network(network.branches(), layers);
  }

  /// Names that are as by default stay so: what was `output` is a hidden layer now.
  private static Network withHead(Network network, Layer head) {
    List<Layer> layers =
        new ArrayList<>(network.layers().stream().map(Network.Entry::layer).toList());
    boolean usual = Network.of(layers.toArray(Layer[]::new)).layers().equals(network.layers());
    if (usual) {
      layers.add(head);
      return Network.of(layers.toArray(Layer[]::new)).withBranches(network.branches());
    }
    List<Network.Entry> entries = new ArrayList<>(network.layers());
    boolean taken = entries.stream().anyMatch(entry -> entry.name().equals(OUTPUT));
    entries.add(new Network.Entry(taken ? "head" : OUTPUT, head));
    return new Network(network.branches(), entries);
  }
}
