package hebb.nn.layer;

import hebb.graph.Value;
import hebb.graph.Window;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.activation.Activation;
import hebb.nn.init.Initializer;
import hebb.nn.spec.Check;
import hebb.tensor.Shape;

/// A convolution of each channel by itself (Howard et al. 2017): `[batch, height, width, channels]
/// -> [batch, height', width', channels multiplier]`. Parameters: `weight [kernel, kernel, 1,
/// channels multiplier]`, `bias [channels multiplier]`. All else is as in [Conv].
///
/// @param multiplier how many filters each channel has, 1 unless said
public record DepthwiseConv(
    int kernel,
    int stride,
    Padding padding,
    int dilation,
    int multiplier,
    Activation activation,
    Initializer weights,
    Initializer bias)
    implements Layer {
  /// Numbers of 1 or more.
  public DepthwiseConv {
    Conv.check("depthwise_conv", 1, kernel, stride, dilation, 1);
    Check.atLeast(1, "depthwise_conv: multiplier", multiplier);
  }

  /// A window with stride 1 and same padding, without activation.
  public static DepthwiseConv of(int kernel) {
    Conv usual = Conv.of(1);
    return new DepthwiseConv(
        kernel,
        usual.stride(),
        usual.padding(),
        usual.dilation(),
        1,
        usual.activation(),
        usual.weights(),
        usual.bias());
  }

  @Override
  public Value apply(Context context, Value input) {
    Value x = Images.check(context, "depthwise_conv", input);
    int channels = x.shape().dim(3);
    int filters = Math.multiplyExact(channels, multiplier);
    Window window = Images.window(x, Images.axis(kernel, stride, dilation), padding);
    Shape shape = Shape.of(kernel, kernel, 1, filters);
    Value w = Images.weights(context, "weight", shape, channels, weights);
    Value b = context.bias("bias", filters, bias);
    return activation.apply(x.conv(w, window, channels).plus(b));
  }

  @Override
  public String stem() {
    return "conv";
  }
}
