package hebb.nn.layer;

import hebb.graph.Value;
import hebb.graph.Window;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.spec.Check;

/// The largest of each window over images, channel by channel; padding does not count: `[batch,
/// height, width, channels] -> [batch, height', width', channels]`. The gradient of a tie goes to
/// the first.
///
/// @param size the window's height and width, 2 unless said
/// @param stride from one window to the next; 0, as it is unless said, for the size
/// @param padding valid unless said
public record MaxPool(int size, int stride, Padding padding) implements Layer {
  /// A size of 1 or more.
  public MaxPool {
    Check.atLeast(1, "max_pool: size", size);
    Check.atLeast(0, "max_pool: stride", stride);
  }

  /// Windows side by side, without padding.
  public MaxPool(int size) {
    this(size, 0, Padding.Standard.VALID);
  }

  /// Windows of 2x2 side by side, without padding.
  public MaxPool() {
    this(2);
  }

  @Override
  public Value apply(Context context, Value input) {
    Value x = Images.check(context, "max_pool", input);
    Window.Axis axis = Images.axis(size, stride == 0 ? size : stride, 1);
    return x.maxPool(Images.window(x, axis, padding));
  }

  @Override
  public String stem() {
    return "pool";
  }
}
