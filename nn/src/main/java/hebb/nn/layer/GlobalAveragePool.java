package hebb.nn.layer;

import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Layer;

/// The mean of each channel over all places of an image (Lin et al. 2014) or over the steps of a
/// sequence, a row's own ones: `[batch, height, width, channels] -> [batch, channels]`, `[batch,
/// steps, channels] -> [batch, channels]`. It is 0 for a row without steps.
public record GlobalAveragePool() implements Layer {
  @Override
  public Value apply(Context context, Value x) {
    if (x.shape().rank() != 3) {
      return Images.check(context, "global_average_pool", x).mean(1, 2);
    }
    if (context.lengths(x).isEmpty()) {
      return x.mean(1);
    }
    Value mask = context.stepMask(x);
    Value sum = x.times(mask.expand(-1)).sum(1);
    return sum.dividedBy(mask.sum(1).max(x.graph().constant(1)).expand(-1));
  }

  @Override
  public String stem() {
    return "pool";
  }
}
