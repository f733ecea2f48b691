package hebb.nn.layer;

import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Layer;

/// Each row as one vector: `[batch, ...] -> [batch, features]`, in row-major order.
public record Flatten() implements Layer {
  @Override
  public Value apply(Context context, Value x) {
    int rows = x.shape().dim(0);
    return x.reshape(rows, x.shape().range(1, x.shape().rank()).size());
  }

  @Override
  public String stem() {
    return "flatten";
  }
}
