package hebb.nn.layer;

import hebb.graph.ShapeException;
import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.activation.Activation;
import hebb.nn.init.Initializer;

/// A fully connected layer with the weights of an earlier one, turned: `activation(x W' + b)`,
/// `[..., units] -> [..., in]` for `W [in, units]`. Both move one and the same `W`, which penalties
/// count once: an autoencoder whose decoder is tied to its encoder. Parameter: `bias [in]`.
///
/// @param layer the name of the earlier layer, as in `hidden1`: one beside this layer or, if there
///   is none of that name, beside a layer that holds it
public record Tied(String layer, Activation activation, Initializer bias) implements Layer {
  /// The name is one that a layer can have in a text.
  public Tied {
    layer = LayerKind.requirePath("tied: layer", layer);
  }

  /// A layer without activation, whose biases begin at 0.
  public static Tied of(String layer) {
    return of(layer, Activation.Standard.IDENTITY);
  }

  /// A layer whose biases begin at 0.
  public static Tied of(String layer, Activation activation) {
    return new Tied(layer, activation, new Initializer.Zeros());
  }

  @Override
  public Value apply(Context context, Value x) {
    Value w = context.earlier(layer + "/weight");
    if (w.shape().rank() != 2 || x.shape().rank() < 2 || x.shape().dim(-1) != w.shape().dim(1)) {
      throw new ShapeException(
          context.path(),
          "tied: expected [batch, units] with as many units as "
              + layer
              + " has, whose weights are "
              + w.shape()
              + ", got "
              + x.shape()
              + ".");
    }
    Value b = context.bias("bias", w.shape().dim(0), bias);
    return activation.apply(x.matmul(w.transpose()).plus(b));
  }

  @Override
  public String stem() {
    return "hidden";
  }
}
