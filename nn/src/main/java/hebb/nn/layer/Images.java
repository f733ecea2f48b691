package hebb.nn.layer;

import hebb.graph.ShapeException;
import hebb.graph.Value;
import hebb.graph.Window;
import hebb.nn.Context;
import hebb.nn.Role;
import hebb.nn.init.Initializer;
import hebb.tensor.Shape;
import java.util.function.UnaryOperator;

/// What layers over images have in common.
final class Images {
  private Images() {}

  /// The input, if it is images.
  static Value check(Context context, String layer, Value x) {
    if (x.shape().rank() != 4) {
      throw new ShapeException(
          context.path(),
          layer
              + ": expected images [batch, height, width, channels], got "
              + x.shape()
              + ". Put it before flatten, or give the data as images.");
    }
    return x;
  }

  /// A square window over images.
  static Window window(Value x, Window.Axis axis, Padding padding) {
    return new Window(padding.on(axis, x.shape().dim(1)), padding.on(axis, x.shape().dim(2)));
  }

  static Window.Axis axis(int size, int stride, int dilation) {
    return Window.Axis.of(size).withStride(stride).withDilation(dilation);
  }

  /// The weights of a window, whose fans are what goes into a filter and comes out of a channel.
  static Value weights(
      Context context, String name, Shape shape, int groups, Initializer initializer) {
    int window = shape.dim(0) * shape.dim(1);
    return context.parameter(
        name,
        shape,
        Role.WEIGHT,
        initializer,
        window * shape.dim(2),
        Math.max(1, window * shape.dim(3) / groups));
  }

  /// Applies a layer over images to a series `[batch, steps, channels]`, an image of height 1.
  static Value series(Context context, String layer, Value x, UnaryOperator<Value> apply) {
    if (x.shape().rank() != 3) {
      throw new ShapeException(
          context.path(),
          layer + ": expected series [batch, steps, channels], got " + x.shape() + ".");
    }
    Value y = apply.apply(x.expand(1));
    return y.reshape(y.shape().dim(0), y.shape().dim(2), y.shape().dim(3));
  }

  static void checkGroups(Context context, String layer, int channels, int groups) {
    if (channels % groups != 0) {
      throw new ShapeException(
          context.path(),
          layer
              + ": expected channels that "
              + groups
              + " groups share evenly, got "
              + channels
              + ".");
    }
  }
}
