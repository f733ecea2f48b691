package hebb.nn.layer;

import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.Network;
import hebb.nn.spec.Check;
import java.util.List;

/// Layers several times over, one copy after the other, each with parameters of its own. Any shape.
/// Parameters: those of the layers, under `copy1`, `copy2` and so on.
///
/// @param times how many copies; at least 1
public record Repeat(int times, List<Network.Entry> layers) implements Layer {
  /// At least one copy of at least one layer; the list is copied.
  public Repeat {
    Check.atLeast(1, "repeat: times", times);
    layers = Network.atLeastOne("repeat", layers);
  }

  /// Layers in order, named by what they are: `hidden1`, `hidden2`, `dropout1` and so on.
  public static Repeat of(int times, Layer... layers) {
    return new Repeat(times, Network.inside(layers));
  }

  @Override
  public Value apply(Context context, Value x) {
    Value value = x;
    for (int i = 1; i <= times; i++) {
      value = context.apply("copy" + i, new Network(layers)::apply, value);
    }
    return value;
  }

  @Override
  public String stem() {
    return "repeat";
  }
}
