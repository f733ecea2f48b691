package hebb.suite;

import hebb.nn.Layer;
import hebb.nn.Network;
import hebb.nn.activation.Activation;
import hebb.nn.init.Initializer;
import hebb.nn.layer.Activate;
import hebb.nn.layer.Dense;
import hebb.nn.layer.Dropout;
import hebb.nn.layer.MaxNorm;
import hebb.nn.layer.Parallel;
import hebb.nn.layer.Penalty;
import hebb.nn.layer.Repeat;
import hebb.nn.layer.Residual;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// Networks of every layer and their nestings, drawn at random. Their shapes need not fit.
public final class RandomNetworks {
  private static final int DEEPEST = 3;

  private final Random random;

  public RandomNetworks(long seed) {
    this.random = new Random(seed);
  }

  /// Each layer of [LayerCases] alone.
  public static Stream<Network> cases() {
    return LayerCases.all().stream().map(row -> Network.of(row.layer()));
  }

  public Network next() {
    return Network.of(layers(0));
  }

  private Layer[] layers(int depth) {
    List<Layer> layers = new ArrayList<>();
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      layers.add(layer(depth));
    }
    return layers.toArray(Layer[]::new);
  }

  private Layer layer(int depth) {
    return switch (random.nextInt(depth < DEEPEST ? 7 : 5)) {
      case 0, 1 ->
          random.nextBoolean()
              ? Dense.of(units(), activation())
              : new Dense(units(), activation(), initializer(), initializer());
      case 2 -> new Activate(activation());
      case 3 -> new Dropout(random.nextDouble());
      case 4 -> LayerCases.all().get(random.nextInt(LayerCases.all().size())).layer();
      default -> nested(layers(depth + 1), layers(depth + 1));
    };
  }

  private Layer nested(Layer[] layers, Layer[] others) {
    return switch (random.nextInt(6)) {
      case 0 -> Repeat.of(random.nextInt(1, 5), layers);
      case 1 -> MaxNorm.of(random.nextDouble() + 1e-9, layers);
      case 2 -> Parallel.of(List.of(layers));
      case 3 -> Parallel.of(List.of(layers), List.of(others));
      case 4 -> Penalty.of(random.nextInt(2) * random.nextDouble(), random.nextDouble(), layers);
      default -> Residual.of(layers);
    };
  }

  private int units() {
    return random.nextInt(1, random.nextBoolean() ? 4 : Integer.MAX_VALUE);
  }

  private Activation activation() {
    return switch (random.nextInt(6)) {
      case 0 -> Activation.Standard.IDENTITY;
      case 1 -> new Activation.LeakyRelu(random.nextGaussian());
      case 2 -> new Activation.Elu(random.nextInt(3));
      default -> Activation.of(any(Activation.names()));
    };
  }

  private Initializer initializer() {
    return switch (random.nextInt(4)) {
      case 0 -> new Initializer.Normal(Math.abs(random.nextGaussian()));
      case 1 -> new Initializer.Uniform(-random.nextDouble() - 1e-9, random.nextDouble());
      default -> Initializer.of(any(Initializer.names()));
    };
  }

  private String any(List<String> names) {
    return names.get(random.nextInt(names.size()));
  }
}
