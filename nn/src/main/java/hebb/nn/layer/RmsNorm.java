package hebb.nn.layer;

import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.spec.Check;

/// Gives the features of each row mean square 1, then scales them (Zhang, Sennrich 2019): `x /
/// sqrt(mean x^2 + epsilon) scale`, over the last axis of any shape `[..., features]`. Parameter:
/// `scale [features]`, 1 at first, never penalised. A row does not depend on its batch.
///
/// @param epsilon 1e-6 unless said; above 0
public record RmsNorm(double epsilon) implements Layer {
  /// An epsilon above 0.
  public RmsNorm {
    Check.positive("rms_norm: epsilon", epsilon);
  }

  /// With epsilon 1e-6.
  public RmsNorm() {
    this(1e-6);
  }

  @Override
  public Value apply(Context context, Value x) {
    Value size = x.square().meanKeep(-1).plus(epsilon).sqrt();
    return x.dividedBy(size).times(LayerNorm.scale(context, x));
  }

  @Override
  public String stem() {
    return "norm";
  }
}
