package hebb.compile;

import hebb.graph.Node;
import hebb.graph.Op;
import hebb.graph.Window;
import hebb.kernel.ConvShape;
import hebb.kernel.PoolShape;
import hebb.run.step.Copy;
import hebb.run.step.Place;
import hebb.tensor.Shape;

/// The sizes of convolutions and pools as kernels take them.
final class Convolutions {
  private Convolutions() {}

  /// The sizes of a convolution, or of the one that a gradient is of or by.
  static ConvShape shape(Node node) {
    Shape x = node.input(0).shape();
    Shape y = node.shape();
    return switch (node.op()) {
      case Op.Conv(Window window, int groups) -> forward(window, groups, x, y);
      case Op.ConvWeights(Window window, int groups) ->
          forward(window, groups, x, node.input(1).shape());
      case Op.ConvInput(Window window, int groups, int height, int width) ->
          new ConvShape(
              x.dim(0),
              backward(window.rows(), x.dim(1), height),
              backward(window.columns(), x.dim(2), width),
              x.dim(3),
              y.dim(3),
              groups);
      case Op.MaxPool op -> throw unexpected(node);
      case Op.MaxUnpool op -> throw unexpected(node);
      case Op.Scan op -> throw unexpected(node);
      case Op.Source op -> throw unexpected(node);
      case Op.Elementwise op -> throw unexpected(node);
      case Op.View op -> throw unexpected(node);
      case Op.Layout op -> throw unexpected(node);
      case Op.Lookup op -> throw unexpected(node);
      case Op.Reduce op -> throw unexpected(node);
      case Op.MatMul op -> throw unexpected(node);
      case Op.Assign op -> throw unexpected(node);
    };
  }

  private static IllegalStateException unexpected(Node node) {
    return new IllegalStateException("convolution: expected one, got " + node);
  }

  private static ConvShape forward(Window window, int groups, Shape x, Shape y) {
    return new ConvShape(
        x.dim(0),
        axis(window.rows(), x.dim(1), y.dim(1)),
        axis(window.columns(), x.dim(2), y.dim(2)),
        x.dim(3),
        y.dim(3),
        groups);
  }

  private static ConvShape.Axis axis(Window.Axis axis, int in, int out) {
    return new ConvShape.Axis(
        in, out, axis.size(), axis.stride(), axis.dilation(), axis.before(), 1);
  }

  /// An image's place is read by each tap from the result that lies as far in front of it: the taps
  /// in the other order, over results with zeros between them where there is a stride.
  private static ConvShape.Axis backward(Window.Axis axis, int in, int out) {
    int before = axis.span() - 1 - axis.before();
    return new ConvShape.Axis(in, out, axis.size(), 1, axis.dilation(), before, axis.stride());
  }

  static PoolShape pool(Op.Windowed op, Shape x) {
    return new PoolShape(op.window(), x.dim(0), x.dim(1), x.dim(2), x.dim(3));
  }

  /// Copies weights `[rows, columns, c / groups, filters]` in the other order of the taps, filters
  /// and channels exchanged: `[rows, columns, filters / groups, c]`.
  static Copy turn(Shape w, int groups, Place from, Place to) {
    int taps = w.dim(0) * w.dim(1);
    int own = w.dim(2);
    int filters = w.dim(3);
    int each = filters / groups;
    int[] dims = {taps, groups, own, each};
    int last = (taps - 1) * own * filters;
    int[] fromStrides = {-own * filters, each, filters, 1};
    int[] toStrides = {own * filters, own, 1, groups * own};
    return new Copy(from.plus(last), to, dims, fromStrides, toStrides, to, 0);
  }
}
