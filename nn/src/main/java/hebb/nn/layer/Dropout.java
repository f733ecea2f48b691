package hebb.nn.layer;

import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.Mode;
import hebb.nn.spec.Check;

/// In training, sets each element to 0 with probability `rate` and divides the others by `1 -
/// rate`, so that the mean stays (Srivastava et al. 2014, inverted). In evaluation it does nothing.
/// Any shape.
public record Dropout(double rate) implements Layer {
  /// A rate in `[0, 1)`.
  public Dropout {
    Check.fraction("dropout: rate", rate);
  }

  @Override
  public Value apply(Context context, Value x) {
    return dropped(context, "dropout", rate, x);
  }

  /// The same for layers that drop several things, each by random numbers of its own.
  static Value dropped(Context context, String purpose, double rate, Value x) {
    if (context.mode() == Mode.EVALUATION || rate == 0) {
      return x;
    }
    Value dropped = x.graph().constant(rate).greaterThan(context.random(purpose, x.shape()));
    return dropped.select(0, x.times(1 / (1 - rate)));
  }

  @Override
  public String stem() {
    return "dropout";
  }
}
