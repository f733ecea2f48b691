package hebb.nn.layer;

import hebb.graph.ShapeException;
import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.Network;
import java.util.List;

/// Layers with a way around them (He et al. 2016): `x + f(x)`. The layers keep the shape, which may
/// be any. Parameters: those of the layers, under their names.
public record Residual(List<Network.Entry> layers) implements Layer {
  /// At least one layer; the list is copied.
  public Residual {
    layers = Network.atLeastOne("residual", layers);
  }

  /// Layers in order, named by what they are: `hidden1`, `hidden2`, `dropout1` and so on.
  public static Residual of(Layer... layers) {
    return new Residual(Network.inside(layers));
  }

  /// @throws ShapeException if the layers change the shape
  @Override
  public Value apply(Context context, Value x) {
    Value value = new Network(layers).apply(context, x);
    if (!value.shape().equals(x.shape())) {
      throw new ShapeException(
          context.path(),
          "residual: expected layers that keep the shape "
              + x.shape()
              + ", got "
              + value.shape()
              + ".");
    }
    return x.plus(value);
  }

  @Override
  public String stem() {
    return "residual";
  }
}
