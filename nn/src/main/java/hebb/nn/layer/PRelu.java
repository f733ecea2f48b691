package hebb.nn.layer;

import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.Role;
import hebb.nn.init.Initializer;
import hebb.nn.spec.Check;
import hebb.tensor.Shape;

/// Leaky relu with a slope for each unit that is learned (He et al. 2015): `x` where `x > 0`, else
/// `slope x`. Any shape `[..., units]`. Parameter: `slope [units]`, never penalised.
///
/// @param initial the first slope, .25 unless said
public record PRelu(double initial) implements Layer {
  /// A finite slope.
  public PRelu {
    Check.finite("prelu: initial", initial);
  }

  /// With slopes that start at .25.
  public PRelu() {
    this(0.25);
  }

  @Override
  public Value apply(Context context, Value x) {
    int units = x.shape().dim(-1);
    Value slope =
        context.parameter(
            "slope", Shape.of(units), Role.SCALE, new Initializer.Constant(initial), units, units);
    return x.greaterThan(0).select(x, x.times(slope));
  }

  @Override
  public String stem() {
    return "prelu";
  }
}
