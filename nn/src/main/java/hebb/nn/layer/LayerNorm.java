package hebb.nn.layer;

import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.Role;
import hebb.nn.init.Initializer;
import hebb.nn.spec.Check;
import hebb.tensor.Shape;

/// Gives the features of each row mean 0 and variance 1, then scales and shifts them (Ba et al.
/// 2016): `(x - mean) / sqrt(variance + epsilon) scale + bias`, over the last axis of any shape
/// `[..., features]`; the variance is divided by the number of features. Parameters: `scale
/// [features]`, 1 at first, and `bias [features]`, neither penalised. A row does not depend on its
/// batch.
///
/// @param epsilon 1e-5 unless said; above 0
public record LayerNorm(double epsilon) implements Layer {
  /// An epsilon above 0.
  public LayerNorm {
    Check.positive("layer_norm: epsilon", epsilon);
  }

  /// With epsilon 1e-5.
  public LayerNorm() {
    this(1e-5);
  }

  @Override
  public Value apply(Context context, Value x) {
    Value normal = normalised(x, epsilon, -1);
    return normal.times(scale(context, x)).plus(bias(context, x));
  }

  /// Mean 0 and variance 1 over some axes.
  static Value normalised(Value x, double epsilon, int... axes) {
    Value d = x.minus(x.meanKeep(axes));
    return d.dividedBy(d.square().meanKeep(axes).plus(epsilon).sqrt());
  }

  static Value scale(Context context, Value x) {
    int n = x.shape().dim(-1);
    return context.parameter("scale", Shape.of(n), Role.SCALE, new Initializer.Constant(1), n, n);
  }

  static Value bias(Context context, Value x) {
    return context.bias("bias", x.shape().dim(-1), new Initializer.Zeros());
  }

  @Override
  public String stem() {
    return "norm";
  }
}
