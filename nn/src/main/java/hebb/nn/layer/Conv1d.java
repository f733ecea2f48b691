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
/// What follows a row's last step counts as padding; with a stride the lengths shrink too.
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
    boolean masked = input.shape().rank() == 3 && context.lengths(input).isPresent();
    Value own = masked ? input.times(context.stepMask(input).expand(-1)) : input;
    Value y = Images.series(context, "conv1d", own, x -> convolved(context, x, masked));
    if (masked && y.shape().dim(1) != input.shape().dim(1)) {
      context.setLengths(y, shorter(context.lengths(input).orElseThrow(), input, y));
    }
    return y;
  }

  /// How many windows a row has: as many as a row alone.
  private Value shorter(Value lengths, Value x, Value y) {
    int most = x.shape().dim(1);
    double[] windows = new double[most + 1];
    for (int length = 1; length <= most; length++) {
      windows[length] = windows(length);
    }
    windows[most] = y.shape().dim(1);
    Value known = x.graph().constant(Shape.of(most + 1, 1), windows);
    return known.gather(lengths).reshape(lengths.shape());
  }

  private int windows(int length) {
    return Math.max(0, axis(length, true).windows(length));
  }

  /// The window with its padding. Where rows vary in length, what is in front does not depend on
  /// it.
  private Window.Axis axis(int length, boolean varies) {
    Window.Axis axis = Images.axis(kernel, stride, dilation);
    int around = axis.span() - 1;
    return varies && padding == Padding.Standard.SAME
        ? axis.withPadding(around / 2, around - around / 2)
        : padding.on(axis, length);
  }

  private Value convolved(Context context, Value x, boolean varies) {
    int channels = x.shape().dim(3);
    Images.checkGroups(context, "conv1d", channels, groups);
    Window window = new Window(Window.Axis.of(1), axis(x.shape().dim(2), varies));
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
