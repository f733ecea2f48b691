package hebb.nn.layer;

import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.init.Initializer;
import hebb.nn.spec.Check;
import hebb.tensor.Shape;

/// The largest of several linear functions (Goodfellow et al. 2013): `max_p (x W_p + b_p)`, `[...,
/// in] -> [..., units]`. Parameters: `weight [in, units * pieces]`, `bias [units * pieces]`; the
/// pieces of a unit lie side by side.
///
/// @param pieces how many functions each unit has, 2 unless said
public record Maxout(int units, int pieces, Initializer weights, Initializer bias)
    implements Layer {
  /// At least one unit of at least one piece.
  public Maxout {
    Check.atLeast(1, "maxout: units", units);
    Check.atLeast(1, "maxout: pieces", pieces);
  }

  /// With Xavier uniform weights and biases of 0.
  public static Maxout of(int units, int pieces) {
    return new Maxout(units, pieces, new Initializer.XavierUniform(), new Initializer.Zeros());
  }

  @Override
  public Value apply(Context context, Value x) {
    int all = Math.multiplyExact(units, pieces);
    Value w = context.weight("weight", x.shape().dim(-1), all, weights);
    Value z = x.matmul(w).plus(context.bias("bias", all, bias));
    return z.reshape(z.shape().with(-1, units).plus(Shape.of(pieces))).max(-1);
  }

  @Override
  public String stem() {
    return "hidden";
  }
}
