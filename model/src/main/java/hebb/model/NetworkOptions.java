package hebb.model;

import hebb.dataset.InputSpec;
import hebb.nn.Layer;
import hebb.nn.Network;
import hebb.nn.activation.Activation;
import hebb.nn.init.Initializer;
import hebb.nn.layer.Dense;
import hebb.nn.layer.Dropout;
import hebb.nn.layer.Embedding;
import hebb.nn.spec.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the network looks like between its features and its outputs.
///
/// @param hidden the units of each hidden layer; 64 and 32 unless said; none make a linear model
/// @param activation of the hidden layers; relu unless said
/// @param initializer of all weights; unless said, He normal before the relu family and Xavier
///   uniform otherwise
/// @param dropout the rate after each hidden layer; 0 unless said
public record NetworkOptions(
    List<Integer> hidden,
    Activation activation,
    Optional<Initializer> initializer,
    double dropout) {
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

  /// The network: for each hidden layer a [Dense] and, where there is a rate, a [Dropout]; then a
  /// [Dense] without activation.
  ///
  /// @param outputs the units of the last layer
  public Network network(int outputs) {
    List<Layer> layers = new ArrayList<>();
    for (int units : hidden) {
      layers.add(dense(units, activation));
      if (dropout > 0) {
        layers.add(new Dropout(dropout));
      }
    }
    layers.add(dense(outputs, Activation.Standard.IDENTITY));
    return Network.of(layers.toArray(Layer[]::new));
  }

  /// How many numbers the network trains.
  long parameters(List<InputSpec> inputs, List<Network.Branch> branches, int outputs) {
    long count = 0;
    long in =
        inputs.stream().filter(input -> input.indices() == 0).mapToLong(InputSpec::size).sum();
    for (Network.Branch branch : branches) {
      for (Network.Entry entry : branch.layers()) {
        if (entry.layer() instanceof Embedding embedding) {
          count += (long) embedding.count() * embedding.size();
          in += embedding.size();
        }
      }
    }
    for (int units : hidden) {
      count += (in + 1) * units;
      in = units;
    }
    return count + (in + 1) * outputs;
  }

  private Dense dense(int units, Activation function) {
    Dense dense = Dense.of(units, function);
    return initializer.map(given -> new Dense(units, function, given, dense.bias())).orElse(dense);
  }
}
