package hebb.graph;

import hebb.tensor.Shape;

/// The shape rules of convolutions and pools.
final class WindowShapes {
  private WindowShapes() {}

  static Shape conv(Shape x, Shape w, Window window, int groups, String path) {
    images("conv", x, path);
    weights(w, window, groups, path);
    int channels = w.dim(2) * groups;
    if (x.dim(-1) != channels) {
      throw new ShapeException(
          path,
          "conv: expected images of "
              + channels
              + " channels for weights "
              + w
              + (groups == 1 ? "" : " in " + groups + " groups")
              + ", got "
              + x
              + ".");
    }
    return windows("conv", x, window, path).with(3, w.dim(3));
  }

  static Shape convInput(Shape g, Shape w, Op.ConvInput op, String path) {
    images("conv_input", g, path);
    weights(w, op.window(), op.groups(), path);
    Shape x = Shape.of(g.dim(0), op.height(), op.width(), w.dim(2) * op.groups());
    return expect("conv_input", conv(x, w, op.window(), op.groups(), path), g, x, path);
  }

  static Shape convWeights(Shape x, Shape g, Window window, int groups, String path) {
    images("conv_weights", x, path);
    images("conv_weights", g, path);
    int channels = Math.max(1, x.dim(-1) / groups);
    Shape w = Shape.of(window.rows().size(), window.columns().size(), channels, g.dim(3));
    return expect("conv_weights", conv(x, w, window, groups, path), g, w, path);
  }

  static Shape maxPool(Shape x, Shape values, Window window, String path) {
    images("max_pool", x, path);
    Shape y = windows("max_pool", x, window, path);
    if (isEmpty(window.rows(), x.dim(1)) || isEmpty(window.columns(), x.dim(2))) {
      throw new ShapeException(
          path,
          "max_pool: expected windows that each hold a place of the image, got "
              + window
              + " for "
              + x
              + ". Use less padding.");
    }
    return expect("max_pool", x, values, y, path);
  }

  static Shape maxUnpool(Shape x, Shape largest, Shape g, Window window, String path) {
    Shape y = maxPool(x, x, window, path);
    expect("max_unpool", y, largest, x, path);
    return expect("max_unpool", y, g, x, path);
  }

  /// Whether a window lies in the padding alone.
  private static boolean isEmpty(Window.Axis axis, int length) {
    for (int window = 0; window < axis.windows(length); window++) {
      boolean inside = false;
      for (int place = 0; place < axis.size() && !inside; place++) {
        int at = axis.at(window, place);
        inside = at >= 0 && at < length;
      }
      if (!inside) {
        return true;
      }
    }
    return false;
  }

  private static Shape windows(String op, Shape x, Window window, String path) {
    int height = window.rows().windows(x.dim(1));
    int width = window.columns().windows(x.dim(2));
    if (height == 0 || width == 0) {
      throw new ShapeException(
          path,
          op
              + ": expected images at least as large as the window "
              + window
              + ", got "
              + x
              + ". Use a smaller window, more padding, or fewer layers that shrink the image.");
    }
    return Shape.of(x.dim(0), height, width, x.dim(3));
  }

  private static void images(String op, Shape x, String path) {
    if (x.rank() != 4) {
      throw new ShapeException(
          path, op + ": expected images [batch, height, width, channels], got " + x + ".");
    }
  }

  private static void weights(Shape w, Window window, int groups, String path) {
    if (w.rank() != 4
        || w.dim(0) != window.rows().size()
        || w.dim(1) != window.columns().size()
        || groups < 1
        || w.dim(3) % groups != 0) {
      throw new ShapeException(
          path,
          "conv: expected weights ["
              + window.rows().size()
              + ", "
              + window.columns().size()
              + ", channels / groups, filters] with filters that "
              + groups
              + " groups share evenly, got "
              + w
              + ".");
    }
  }

  private static Shape expect(String op, Shape expected, Shape got, Shape result, String path) {
    if (!got.equals(expected)) {
      throw new ShapeException(
          path, op + ": expected a second operand of shape " + expected + ", got " + got + ".");
    }
    return result;
  }
}
