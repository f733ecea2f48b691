package hebb.nn.layer;

import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.spec.Check;
import hebb.tensor.Shape;

/// Each place of an image as a square of `factor` by `factor` places: `[batch, height, width,
/// channels] -> [batch, height factor, width factor, channels]`.
///
/// @param factor 2 unless said
public record Upsample(int factor) implements Layer {
  /// A factor of 1 or more.
  public Upsample {
    Check.atLeast(1, "upsample: factor", factor);
  }

  /// Twice as high and wide.
  public Upsample() {
    this(2);
  }

  @Override
  public Value apply(Context context, Value input) {
    Value x = Images.check(context, "upsample", input);
    Shape s = x.shape();
    Shape squares = Shape.of(s.dim(0), s.dim(1), factor, s.dim(2), factor, s.dim(3));
    return x.reshape(s.dim(0), s.dim(1), 1, s.dim(2), 1, s.dim(3))
        .broadcastTo(squares)
        .reshape(s.dim(0), s.dim(1) * factor, s.dim(2) * factor, s.dim(3));
  }

  @Override
  public String stem() {
    return "upsample";
  }
}
