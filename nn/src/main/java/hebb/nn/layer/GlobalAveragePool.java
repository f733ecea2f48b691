package hebb.nn.layer;

import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Layer;

/// The mean of each channel over all places of an image (Lin et al. 2014): `[batch, height, width,
/// channels] -> [batch, channels]`.
public record GlobalAveragePool() implements Layer {
  @Override
  public Value apply(Context context, Value x) {
    return Images.check(context, "global_average_pool", x).mean(1, 2);
  }

  @Override
  public String stem() {
    return "pool";
  }
}
