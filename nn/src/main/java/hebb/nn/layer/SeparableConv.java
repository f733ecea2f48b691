package hebb.nn.layer;

import hebb.graph.Value;
import hebb.graph.Window;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.activation.Activation;
import hebb.nn.init.Initializer;
import hebb.tensor.Shape;

/// A convolution of each channel by itself, then one of single places over all channels (Chollet
/// 2017): `[batch, height, width, channels] -> [batch, height', width', filters]`, with about `1 /
/// filters + 1 / kernel^2` of the work of a [Conv]. Parameters: `depthwise [kernel, kernel, 1,
/// channels]`, `weight [1, 1, channels, filters]`, `bias [filters]`. All else is as in [Conv].
public record SeparableConv(
    int filters,
    int kernel,
    int stride,
    Padding padding,
    int dilation,
    Activation activation,
    Initializer weights,
    Initializer bias)
    implements Layer {
  /// Numbers of 1 or more.
  public SeparableConv {
    Conv.check("separable_conv", filters, kernel, stride, dilation, 1);
  }

  /// As a [Conv] is, which has one group.
  public static SeparableConv of(Conv conv) {
    return new SeparableConv(
        conv.filters(),
        conv.kernel(),
        conv.stride(),
        conv.padding(),
        conv.dilation(),
        conv.activation(),
        conv.weights(),
        conv.bias());
  }

  @Override
  public Value apply(Context context, Value input) {
    Value x = Images.check(context, "separable_conv", input);
    int channels = x.shape().dim(3);
    Window window = Images.window(x, Images.axis(kernel, stride, dilation), padding);
    Shape own = Shape.of(kernel, kernel, 1, channels);
    Value places =
        x.conv(Images.weights(context, "depthwise", own, channels, weights), window, channels);
    Shape all = Shape.of(1, 1, channels, filters);
    Value w = Images.weights(context, "weight", all, 1, weights);
    Value b = context.bias("bias", filters, bias);
    return activation.apply(places.conv(w, Window.of(1, 1), 1).plus(b));
  }

  @Override
  public String stem() {
    return "conv";
  }
}
