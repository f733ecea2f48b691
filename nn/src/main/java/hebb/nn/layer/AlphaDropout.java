package hebb.nn.layer;

import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.Mode;
import hebb.nn.spec.Check;

/// Dropout for self-normalising nets of selu (Klambauer et al. 2017): in training, sets each
/// element to what selu gives far left, -1.7581, with probability `rate`, then scales and shifts
/// all so that mean 0 and variance 1 stay. In evaluation it does nothing. Any shape.
public record AlphaDropout(double rate) implements Layer {
  /// `-scale alpha` of selu.
  private static final double LEFT = -1.7580993408473766;

  /// A rate in `[0, 1)`.
  public AlphaDropout {
    Check.fraction("alpha_dropout: rate", rate);
  }

  @Override
  public Value apply(Context context, Value x) {
    if (context.mode() == Mode.EVALUATION || rate == 0) {
      return x;
    }
    double scale = 1 / Math.sqrt((1 - rate) * (1 + rate * LEFT * LEFT));
    Value dropped =
        x.graph().constant(rate).greaterThan(context.random("alpha_dropout", x.shape()));
    return dropped.select(LEFT, x).minus(rate * LEFT).times(scale);
  }

  @Override
  public String stem() {
    return "dropout";
  }
}
