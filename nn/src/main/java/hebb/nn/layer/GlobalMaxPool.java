package hebb.nn.layer;

import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Layer;

/// The largest of each channel over all places of an image: `[batch, height, width, channels] ->
/// [batch, channels]`.
public record GlobalMaxPool() implements Layer {
  @Override
  public Value apply(Context context, Value x) {
    return Images.check(context, "global_max_pool", x).max(1, 2);
  }

  @Override
  public String stem() {
    return "pool";
  }
}
