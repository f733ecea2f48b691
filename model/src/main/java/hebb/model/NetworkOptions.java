package hebb.model;

import hebb.data.Task;
import hebb.nn.Layer;
import hebb.nn.Network;
import hebb.nn.activation.Activation;
import hebb.nn.init.Initializer;
import hebb.nn.layer.Dense;
import hebb.nn.layer.Dropout;
import hebb.nn.layer.Tied;
import hebb.nn.spec.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the network looks like between its features and its outputs: hidden layers that are all
/// alike, or any layers.
///
/// @param hidden the units of each hidden layer; 64 and 32 unless said; none make a linear model
/// @param activation of the hidden layers; relu unless said
/// @param initializer of all weights; unless said, He normal before the relu family and Xavier
///   uniform otherwise
/// @param dropout the rate after each hidden layer; 0 unless said
/// @param layers a network, in place of all the others
/// @param pretrain for how many epochs each hidden layer is first trained by itself, to make its
///   inputs again; 0 unless said
public record NetworkOptions(
    List<Integer> hidden,
    Activation activation,
    Optional<Initializer> initializer,
    double dropout,
    Optional<Network> layers,
    int pretrain) {
  private static final int MOST_UNITS = 1_000_000;

  /// Layers of 1 to 1,000,000 units, and a rate below 1.
  public NetworkOptions {
    hidden = List.copyOf(hidden);
    for (int units : hidden) {
      if (units < 1 || units > MOST_UNITS) {
        throw new IllegalArgumentException(
            "hidden: expected layers of 1 to "
                + MOST_UNITS
                + " units, got "
                + units
                + ". Give sizes such as 64,32.");
      }
    }
    Check.fraction("dropout", dropout);
    Check.atLeast(0, "pretrain", pretrain);
  }

  /// 64 and 32 units with relu.
  public NetworkOptions() {
    this(List.of(64, 32), Activation.Standard.RELU, Optional.empty(), 0);
  }

  /// Hidden layers that are all alike.
  public NetworkOptions(
      List<Integer> hidden,
      Activation activation,
      Optional<Initializer> initializer,
      double dropout) {
    this(hidden, activation, initializer, dropout, Optional.empty(), 0);
  }

  /// Any layers; if they do not end in what the loss takes, a [Dense] that does is added.
  public static NetworkOptions of(Network layers) {
    NetworkOptions usual = new NetworkOptions();
    return new NetworkOptions(
        usual.hidden, usual.activation, usual.initializer, usual.dropout, Optional.of(layers), 0);
  }

  /// The same layers, first trained one by one for so many epochs.
  public NetworkOptions withPretrain(int epochs) {
    return new NetworkOptions(hidden, activation, initializer, dropout, layers, epochs);
  }

  /// Whether the outputs are sums of weighted features.
  boolean isLinear() {
    return layers
        .map(network -> network.layers().stream().allMatch(entry -> isLinear(entry.layer())))
        .orElse(hidden.isEmpty());
  }

  private static boolean isLinear(Layer layer) {
    return switch (layer) {
      case Dense dense -> dense.activation() == Activation.Standard.IDENTITY;
      case Tied tied -> tied.activation() == Activation.Standard.IDENTITY;
      default -> false;
    };
  }

  /// The network: that which was given, else for each hidden layer a [Dense] and, where there is a
  /// rate, a [Dropout]; then a [Dense] without activation. For an autoencoder the hidden layers go
  /// back in the other order: 64, 16 become 64, 16, 64.
  ///
  /// @param outputs the units of the last layer
  public Network network(int outputs, Task task) {
    List<Integer> sizes = new ArrayList<>(hidden);
    if (task == Task.AUTOENCODER && !hidden.isEmpty()) {
      sizes.addAll(hidden.subList(0, hidden.size() - 1).reversed());
    }
    return layers.orElseGet(() -> alike(sizes, outputs));
  }

  private Network alike(List<Integer> sizes, int outputs) {
    List<Layer> all = new ArrayList<>();
    for (int units : sizes) {
      all.add(dense(units, activation));
      if (dropout > 0) {
        all.add(new Dropout(dropout));
      }
    }
    all.add(dense(outputs, Activation.Standard.IDENTITY));
    return Network.of(all.toArray(Layer[]::new));
  }

  private Dense dense(int units, Activation function) {
    Dense dense = Dense.of(units, function);
    return initializer.map(given -> new Dense(units, function, given, dense.bias())).orElse(dense);
  }
}
