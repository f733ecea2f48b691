package hebb.nn.layer;

import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.Mode;
import hebb.nn.spec.Check;

/// In training, adds normal noise of mean 0 and deviation `sigma` to each element, new at each step
/// (Bishop 1995: training with noise is a penalty on slopes). In evaluation it does nothing. Any
/// shape.
public record GaussianNoise(double sigma) implements Layer {
  /// A deviation of 0 or more.
  public GaussianNoise {
    Check.notNegative("gaussian_noise: sigma", sigma);
  }

  @Override
  public Value apply(Context context, Value x) {
    if (context.mode() == Mode.EVALUATION || sigma == 0) {
      return x;
    }
    return x.plus(context.normal("gaussian_noise", x.shape()).times(sigma));
  }

  @Override
  public String stem() {
    return "noise";
  }
}
