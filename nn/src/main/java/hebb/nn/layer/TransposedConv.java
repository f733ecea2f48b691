package hebb.nn.layer;

import hebb.graph.ShapeException;
import hebb.graph.Value;
import hebb.graph.Window;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.activation.Activation;
import hebb.nn.init.Initializer;
import hebb.tensor.Shape;

/// A convolution turned round, which makes images larger (Zeiler et al. 2010): what a [Conv] with
/// the same window would take its gradient by. `[batch, height, width, channels] -> [batch,
/// height', width', filters]`, where `height' = height stride` with same padding, else `(height -
/// 1) stride + kernel` less the padding. Parameters: `weight [kernel, kernel, filters, channels]`,
///    `bias [filters]`.
///
/// @param stride 2 unless said
/// @param padding same unless said
public record TransposedConv(
    int filters,
    int kernel,
    int stride,
    Padding padding,
    Activation activation,
    Initializer weights,
    Initializer bias)
    implements Layer {
  /// Numbers of 1 or more.
  public TransposedConv {
    Conv.check("transposed_conv", filters, kernel, stride, 1, 1);
  }

  /// A window with stride 2 and same padding, without activation.
  public static TransposedConv of(int filters, int kernel) {
    Conv usual = Conv.of(filters);
    return new TransposedConv(
        filters, kernel, 2, usual.padding(), usual.activation(), usual.weights(), usual.bias());
  }

  @Override
  public Value apply(Context context, Value input) {
    Value x = Images.check(context, "transposed_conv", input);
    int channels = x.shape().dim(3);
    int height = length(context, x, 1);
    int width = length(context, x, 2);
    Window.Axis axis = Images.axis(kernel, stride, 1);
    Window window = new Window(padding.on(axis, height), padding.on(axis, width));
    Shape shape = Shape.of(kernel, kernel, filters, channels);
    Value w = Images.weights(context, "weight", shape, 1, weights);
    Value b = context.bias("bias", filters, bias);
    return activation.apply(x.transposedConv(w, window, 1, height, width).plus(b));
  }

  private int length(Context context, Value x, int axis) {
    int places = x.shape().dim(axis);
    if (padding == Padding.Standard.SAME) {
      return places * stride;
    }
    Window.Axis padded = padding.on(Images.axis(kernel, stride, 1), places);
    int length = (places - 1) * stride + kernel - padded.before() - padded.after();
    if (length < 1) {
      throw new ShapeException(
          context.path(),
          "transposed_conv: expected padding that leaves something of "
              + x.shape()
              + ", got "
              + padding
              + ".");
    }
    return length;
  }

  @Override
  public String stem() {
    return "conv";
  }
}
