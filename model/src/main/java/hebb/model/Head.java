package hebb.model;

import hebb.data.Task;
import hebb.nn.Layer;
import hebb.nn.Network;
import hebb.nn.activation.Activation;
import hebb.nn.layer.Dense;
import hebb.nn.layer.Flatten;
import hebb.nn.layer.MaxNorm;
import hebb.nn.layer.Penalty;
import hebb.nn.layer.Residual;
import hebb.nn.layer.Tied;
import hebb.nn.loss.Loss;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A network that ends in what the loss takes: in a [Dense] of so many units without activation, or
/// in a layer of the user's own that gives so many numbers; also inside [MaxNorm] and [Penalty],
/// or, of a forecast, at the end of a [Residual]. Where it does not, such a [Dense] is added,
/// behind an image a [Flatten] before it. The last layer of an autoencoder may have any activation.
///
/// @param note what was done about it, for a person to read
record Head(Network network, Optional<String> note) {
  private static final String OUTPUT = "output";
  private static final int IMAGE = 3;
  private static final int SEQUENCE = 2;

  /// @param outputs how many numbers the loss takes of a row
  /// @throws IllegalArgumentException if the network ends in images or steps, and it is not known
  ///   how to make a vector of them
  static Head of(Network given, Input input, Loss loss, int outputs) {
    Head head = found(given, input, loss, outputs);
    return loss.perStep() ? head : head.requireVector(input, outputs);
  }

  private static Head found(Network given, Input input, Loss loss, int outputs) {
    Layer last = last(given.layers());
    Optional<Activation> activation =
        switch (last) {
          case Dense dense when dense.units() == outputs -> Optional.of(dense.activation());
          case Tied tied when gives(given, input, outputs) -> Optional.of(tied.activation());
          case Residual around
              when input.task() == Task.FORECAST
                  && endsPlain(around)
                  && gives(given, input, outputs) ->
              Optional.of(Activation.Standard.IDENTITY);
          default -> Optional.empty();
        };
    if (activation.isPresent()) {
      Activation function = activation.get();
      if (function != Activation.Standard.IDENTITY && function.equals(loss.prediction())) {
        return new Head(
            withLast(given, plain(last)),
            Optional.of(
                "The "
                    + function.spec()
                    + " at the end of the network is left to the loss and to predictions."));
      }
      if (function == Activation.Standard.IDENTITY || input.task() == Task.AUTOENCODER) {
        return new Head(given, Optional.empty());
      }
    }
    boolean own = last.getClass().getPackage() != Dense.class.getPackage();
    if (own && gives(given, input, outputs)) {
      return new Head(given, Optional.empty());
    }
    Shape end = given.outputShape(input.inputs());
    List<Layer> added = new ArrayList<>();
    if (end.rank() == IMAGE) {
      added.add(new Flatten());
    }
    if (input.task() != Task.AUTOENCODER || end.rank() != IMAGE || end.size() != outputs) {
      added.add(Dense.of(outputs));
    }
    return new Head(
        withHead(given, added),
        Optional.of(
            Network.of(added.toArray(Layer[]::new)).text()
                + (added.size() == 1 ? " is" : " are")
                + " added to the network: what it ends in is not what the loss takes."));
  }

  /// Checks that a network of so many outputs ends in a vector.
  private Head requireVector(Input input, int outputs) {
    Shape end = network.outputShape(input.inputs());
    if (end.rank() == IMAGE || end.rank() == SEQUENCE) {
      throw new IllegalArgumentException(
          "network: expected one that ends in a vector of "
              + outputs
              + ", got "
              + end
              + (end.rank() == IMAGE
                  ? ". Put flatten or global_average_pool before the last dense layer."
                  : ". End with global_average_pool, or with a recurrent layer without sequence."));
    }
    return this;
  }

  /// The layer that gives the output, in the brackets of those that only treat its weights.
  private static Layer last(List<Network.Entry> layers) {
    return switch (layers.getLast().layer()) {
      case MaxNorm limited -> last(limited.layers());
      case Penalty penalised -> last(penalised.layers());
      case Layer layer -> layer;
    };
  }

  /// Whether what is added to the way around is a sum without activation.
  private static boolean endsPlain(Residual around) {
    return last(around.layers()) instanceof Dense dense
        && dense.activation() == Activation.Standard.IDENTITY;
  }

  private static boolean gives(Network given, Input input, int outputs) {
    return given.outputShape(input.inputs()).equals(Shape.of(outputs));
  }

  /// The layer without its activation.
  private static Layer plain(Layer last) {
    return switch (last) {
      case Dense dense ->
          new Dense(dense.units(), Activation.Standard.IDENTITY, dense.weights(), dense.bias());
      case Tied tied -> new Tied(tied.layer(), Activation.Standard.IDENTITY, tied.bias());
      default -> last;
    };
  }

  private static Network withLast(Network network, Layer last) {
    return new Network(network.branches(), withLast(network.layers(), last));
  }

  private static List<Network.Entry> withLast(List<Network.Entry> layers, Layer last) {
    List<Network.Entry> changed = new ArrayList<>(layers);
    Network.Entry before = changed.removeLast();
    Layer layer =
        switch (before.layer()) {
          case MaxNorm(double limit, List<Network.Entry> inside) ->
              new MaxNorm(limit, withLast(inside, last));
          case Penalty(double l1, double l2, List<Network.Entry> inside) ->
              new Penalty(l1, l2, withLast(inside, last));
          case Layer _ -> last;
        };
    changed.addLast(new Network.Entry(before.name(), layer));
    return changed;
  }

  /// Names that are as by default stay so: what was `output` is a hidden layer now.
  private static Network withHead(Network network, List<Layer> head) {
    List<Layer> layers =
        new ArrayList<>(network.layers().stream().map(Network.Entry::layer).toList());
    boolean usual = Network.of(layers.toArray(Layer[]::new)).layers().equals(network.layers());
    if (usual) {
      layers.addAll(head);
      return Network.of(layers.toArray(Layer[]::new)).withBranches(network.branches());
    }
    List<Network.Entry> entries = new ArrayList<>(network.layers());
    for (Layer layer : head) {
      String name = layer instanceof Dense ? OUTPUT : layer.stem();
      boolean taken = entries.stream().anyMatch(entry -> entry.name().equals(name));
      entries.add(
          new Network.Entry(
              taken ? layer instanceof Dense ? "head" : "head_" + name : name, layer));
    }
    return new Network(network.branches(), entries);
  }
}
