package hebb.nn.layer;

import hebb.graph.ShapeException;
import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.Mode;
import hebb.nn.spec.Check;
import hebb.tensor.Shape;
import java.util.Arrays;

/// Dropout of whole channels (Tompson et al. 2015): in training, sets each channel of a row to 0 at
/// all places with probability `rate` and divides the others by `1 - rate`. In evaluation it does
/// nothing. `[batch, ..., channels]`.
public record SpatialDropout(double rate) implements Layer {
  /// A rate in `[0, 1)`.
  public SpatialDropout {
    Check.fraction("spatial_dropout: rate", rate);
  }

  @Override
  public Value apply(Context context, Value x) {
    if (x.shape().rank() < 2) {
      throw new ShapeException(
          context.path(),
          "spatial_dropout: expected [batch, ..., channels], got " + x.shape() + ".");
    }
    if (context.mode() == Mode.EVALUATION || rate == 0) {
      return x;
    }
    int[] dims = x.shape().dims();
    Arrays.fill(dims, 1, dims.length - 1, 1);
    Value dropped = x.graph().constant(rate).greaterThan(context.random("dropout", Shape.of(dims)));
    return dropped.select(0, x.times(1 / (1 - rate)));
  }

  @Override
  public String stem() {
    return "dropout";
  }
}
