package hebb.nn.layer;

import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Layer;

/// The largest of each channel over all places of an image or over the steps of a sequence, a row's
/// own ones: `[batch, height, width, channels] -> [batch, channels]`, `[batch, steps, channels] ->
/// [batch, channels]`. It is 0 for a row without steps.
public record GlobalMaxPool() implements Layer {
  @Override
  public Value apply(Context context, Value x) {
    if (x.shape().rank() != 3) {
      return Images.check(context, "global_max_pool", x).max(1, 2);
    }
    if (context.lengths(x).isEmpty()) {
      return x.max(1);
    }
    Value mask = context.stepMask(x);
    Value least = x.graph().constant(-Float.MAX_VALUE);
    Value largest = mask.expand(-1).broadcastTo(x.shape()).select(x, least).max(1);
    return mask.sum(1).expand(-1).broadcastTo(largest.shape()).select(largest, 0);
  }

  @Override
  public String stem() {
    return "pool";
  }
}
