package hebb.nn.layer;

import hebb.graph.Value;
import hebb.graph.Window;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.activation.Activation;
import hebb.nn.init.Initializer;
import hebb.tensor.Shape;

/// A convolution over series: `activation(x * W + b)`, `[batch, steps, channels] -> [batch, steps',
/// filters]`. Parameters: `weight [1, kernel, channels / groups, filters]`, `bias [filters]`. All
/// else is as in [Conv].
///
/// @param padding same unless said; `causal` reads nothing from later steps
public record Conv1d(
    int filters,
    int kernel,
    int stride,
    Padding padding,
    int dilation,
    int groups,
    Activation activation,
    Initializer weights,
    Initializer bias)
    implements Layer {
  /// Numbers of 1 or more, and filters that the groups share evenly.
  public Conv1d {
    Conv.check("conv1d", filters, kernel, stride, dilation, groups);
  }

  /// As a [Conv] is over images.
  public static Conv1d of(Conv conv) {
    return new Conv1d(
        conv.filters(),
        conv.kernel(),
        conv.stride(),
        conv.padding(),
        conv.dilation(),
        conv.groups(),
        conv.activation(),
        conv.weights(),
        conv.bias());
  }

  @Override
  public Value apply(Context context, Value input) {
    return Images.series(context, "conv1d", input, x -> convolved(context, x));
  }

  private Value convolved(Context context, Value x) {
    int channels = x.shape().dim(3);
    Images.checkGroups(context, "conv1d", channels, groups);
    Window.Axis axis = Images.axis(kernel, stride, dilation);
    Window window = new Window(Window.Axis.of(1), padding.on(axis, x.shape().dim(2)));
    Shape shape = Shape.of(1, kernel, channels / groups, filters);
    Value w = Images.weights(context, "weight", shape, groups, weights);
    Value b = context.bias("bias", filters, bias);
    return activation.apply(x.conv(w, window, groups).plus(b));
  }

  @Override
  public String stem() {
    return "conv";
  }
}
