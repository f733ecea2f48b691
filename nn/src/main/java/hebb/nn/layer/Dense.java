package hebb.nn.layer;

import hebb.graph.ShapeException;
import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.activation.Activation;
import hebb.nn.init.Initializer;
import hebb.nn.spec.Check;

/// A fully connected layer: `activation(x W + b)`, `[..., in] -> [..., units]`. Parameters: `weight
/// [in, units]`, `bias [units]`. The last layer of a network has the identity as its activation:
/// losses take its sums.
///
/// @param weights the first weights; by default He normal before the relu family, Xavier uniform
///   otherwise
/// @param bias the first biases; 0 by default
public record Dense(int units, Activation activation, Initializer weights, Initializer bias)
    implements Layer {
  /// At least one unit.
  public Dense {
    Check.atLeast(1, "dense: units", units);
  }

  /// A layer whose weights start as its activation asks for.
  public static Dense of(int units, Activation activation) {
    return new Dense(units, activation, Initializer.before(activation), new Initializer.Zeros());
  }

  /// A layer without activation.
  public static Dense of(int units) {
    return of(units, Activation.Standard.IDENTITY);
  }

  @Override
  public Value apply(Context context, Value x) {
    if (x.shape().rank() < 2) {
      throw new ShapeException(
          context.path(), "dense: expected [batch, features], got " + x.shape() + ".");
    }
    Value w = context.weight("weight", x.shape().dim(-1), units, weights);
    Value b = context.bias("bias", units, bias);
    return activation.apply(x.matmul(w).plus(b));
  }

  @Override
  public String stem() {
    return "hidden";
  }
}
