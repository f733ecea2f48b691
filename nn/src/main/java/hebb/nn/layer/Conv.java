package hebb.nn.layer;

import hebb.graph.Value;
import hebb.graph.Window;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.activation.Activation;
import hebb.nn.init.Initializer;
import hebb.nn.spec.Check;
import hebb.tensor.Shape;

/// A convolution over images (LeCun et al. 1989): `activation(x * W + b)`, `[batch, height, width,
/// channels] -> [batch, height', width', filters]`, the window not flipped, padding zeros.
/// Parameters: `weight [kernel, kernel, channels / groups, filters]`, `bias [filters]`.
///
/// @param kernel the window's height and width, 3 unless said
/// @param stride from one window to the next, 1 unless said
/// @param padding same unless said: `height' = ceil(height / stride)`
/// @param dilation from one place of the window to the next, 1 unless said
/// @param groups of channels, each with its share of the filters; 1 unless said
/// @param weights the first weights; by default He normal before the relu family, Xavier uniform
///   otherwise
public record Conv(
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
  public Conv {
    check("conv", filters, kernel, stride, dilation, groups);
  }

  static void check(String layer, int filters, int kernel, int stride, int dilation, int groups) {
    Check.atLeast(1, layer + ": filters", filters);
    Check.atLeast(1, layer + ": kernel", kernel);
    Check.atLeast(1, layer + ": stride", stride);
    Check.atLeast(1, layer + ": dilation", dilation);
    Check.atLeast(1, layer + ": groups", groups);
    if (filters % groups != 0) {
      throw new IllegalArgumentException(
          layer
              + ": expected filters that "
              + groups
              + " groups share evenly, got "
              + filters
              + ".");
    }
  }

  /// A 3x3 window, as its activation asks for first weights.
  public static Conv of(int filters, Activation activation) {
    return new Conv(
        filters,
        3,
        1,
        Padding.Standard.SAME,
        1,
        1,
        activation,
        Initializer.before(activation),
        new Initializer.Zeros());
  }

  /// A 3x3 window without activation.
  public static Conv of(int filters) {
    return of(filters, Activation.Standard.IDENTITY);
  }

  /// The same with another window.
  public Conv withKernel(int kernel) {
    return new Conv(filters, kernel, stride, padding, dilation, groups, activation, weights, bias);
  }

  /// The same with another stride.
  public Conv withStride(int stride) {
    return new Conv(filters, kernel, stride, padding, dilation, groups, activation, weights, bias);
  }

  /// The same with other padding.
  public Conv withPadding(Padding padding) {
    return new Conv(filters, kernel, stride, padding, dilation, groups, activation, weights, bias);
  }

  /// The same with another dilation.
  public Conv withDilation(int dilation) {
    return new Conv(filters, kernel, stride, padding, dilation, groups, activation, weights, bias);
  }

  /// The same in groups.
  public Conv withGroups(int groups) {
    return new Conv(filters, kernel, stride, padding, dilation, groups, activation, weights, bias);
  }

  @Override
  public Value apply(Context context, Value input) {
    Value x = Images.check(context, "conv", input);
    int channels = x.shape().dim(3);
    Images.checkGroups(context, "conv", channels, groups);
    Window window = Images.window(x, Images.axis(kernel, stride, dilation), padding);
    Shape shape = Shape.of(kernel, kernel, channels / groups, filters);
    Value w = Images.weights(context, "weight", shape, groups, weights);
    Value b = context.bias("bias", filters, bias);
    return activation.apply(x.conv(w, window, groups).plus(b));
  }

  @Override
  public String stem() {
    return "conv";
  }
}
