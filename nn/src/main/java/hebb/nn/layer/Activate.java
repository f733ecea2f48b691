package hebb.nn.layer;

import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.activation.Activation;

/// An activation as a layer of its own. Any shape.
public record Activate(Activation activation) implements Layer {
  @Override
  public Value apply(Context context, Value x) {
    return activation.apply(x);
  }

  @Override
  public String stem() {
    return "activation";
  }
}
