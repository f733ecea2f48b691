package hebb.nn.layer;

import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.Network;
import hebb.nn.spec.Check;
import java.util.List;

/// Layers whose weights are kept small: `l1 sum |W| + l2/2 sum W^2` over the weights of the layers
/// is added to what training makes small; both together are the elastic net (Zou, Hastie 2005).
/// Biases and scales stay free. Any shape. Parameters: those of the layers, under their names.
///
/// @param l1 0 unless said; 0 or more
/// @param l2 0 unless said; 0 or more
public record Penalty(double l1, double l2, List<Network.Entry> layers) implements Layer {
  /// Numbers in range and at least one layer; the list is copied.
  public Penalty {
    Check.notNegative("penalty: l1", l1);
    Check.notNegative("penalty: l2", l2);
    layers = Network.atLeastOne("penalty", layers);
  }

  /// Layers in order, named by what they are: `hidden1`, `hidden2`, `dropout1` and so on.
  public static Penalty of(double l1, double l2, Layer... layers) {
    return new Penalty(l1, l2, Network.inside(layers));
  }

  @Override
  public Value apply(Context context, Value x) {
    Value y = new Network(layers).apply(context, x);
    for (Value w : context.weights()) {
      if (l1 > 0) {
        context.penalize(w.abs().sum().times(l1));
      }
      if (l2 > 0) {
        context.penalize(w.square().sum().times(l2 / 2));
      }
    }
    return y;
  }

  @Override
  public String stem() {
    return "penalty";
  }
}
