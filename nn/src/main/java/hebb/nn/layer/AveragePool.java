package hebb.nn.layer;

import hebb.graph.Value;
import hebb.graph.Window;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.spec.Check;

/// The mean of each window over images, channel by channel; padding does not count: `[batch,
/// height, width, channels] -> [batch, height', width', channels]`.
///
/// @param size the window's height and width, 2 unless said
/// @param stride from one window to the next; 0, as it is unless said, for the size
/// @param padding valid unless said
public record AveragePool(int size, int stride, Padding padding) implements Layer {
  /// A size of 1 or more.
  public AveragePool {
    Check.atLeast(1, "average_pool: size", size);
    Check.atLeast(0, "average_pool: stride", stride);
  }

  /// Windows side by side, without padding.
  public AveragePool(int size) {
    this(size, 0, Padding.Standard.VALID);
  }

  /// Windows of 2x2 side by side, without padding.
  public AveragePool() {
    this(2);
  }

  @Override
  public Value apply(Context context, Value input) {
    Value x = Images.check(context, "average_pool", input);
    Window.Axis axis = Images.axis(size, stride == 0 ? size : stride, 1);
    return x.averagePool(Images.window(x, axis, padding));
  }

  @Override
  public String stem() {
    return "pool";
  }
}
