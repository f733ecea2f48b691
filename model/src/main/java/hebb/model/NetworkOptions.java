package hebb.model;

import hebb.nn.Layer;
import hebb.nn.Network;
import hebb.nn.activation.Activation;
import hebb.nn.init.Initializer;
import hebb.nn.layer.Dense;
import hebb.nn.layer.Dropout;
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
public record NetworkOptions(
    List<Integer> hidden,
    Activation activation,
    Optional<Initializer> initializer,
    double dropout,
    Optional<Network> layers) {
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
    this(hidden, activation, initializer, dropout, Optional.empty());
  }

  /// Any layers; if they do not end in what the loss takes, a [Dense] that does is added.
  public static NetworkOptions of(Network layers) {
    NetworkOptions usual = new NetworkOptions();
    return new NetworkOptions(
        usual.hidden, usual.activation, usual.initializer, usual.dropout, Optional.of(layers));
  }

  /// Whether the outputs are sums of weighted features.
  boolean isLinear() {
    return layers
        .map(network -> network.layers().stream().allMatch(entry -> isLinear(entry.layer())))
        .orElse(hidden.isEmpty());
  }

  private static boolean isLinear(Layer layer) {
    return layer instanceof Dense dense && dense.activation() == Activation.Standard.IDENTITY;
  }

  /// The network: that which was given, else for each hidden layer a [Dense] and, where there is a
  /// rate, a [Dropout]; then a [Dense] without activation.
  ///
  /// @param outputs the units of the last layer
  public Network network(int outputs) {
    return layers.orElseGet(() -> alike(outputs));
  }

  private Network alike(int outputs) {
    List<Layer> all = new ArrayList<>();
    for (int units : hidden) {
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
