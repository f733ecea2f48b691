package hebb.run;

import hebb.graph.Node;
import hebb.graph.Op;
import hebb.graph.Window;
import hebb.tensor.Shape;
import java.util.Arrays;

/// Convolutions and pools in double precision, place by place.
final class WindowReference {
  /// Called for each place of each window that is in the image: where it is there, the window, and
  /// the place in the window.
  private interface Body {
    void at(int image, int window, int place);
  }

  private WindowReference() {}

  static double[] compute(Op.Windowed op, Node node, double[][] in) {
    Shape y = node.shape();
    double[] result = new double[y.size()];
    Shape first = node.input().shape();
    switch (op) {
      case Op.Conv(Window window, int groups) ->
          products(window, groups, first, node.input(1).shape(), y, in[0], in[1], result, 2);
      case Op.ConvInput(Window window, int groups, int h, int w) ->
          products(window, groups, y, node.input(1).shape(), first, result, in[1], in[0], 0);
      case Op.ConvWeights(Window window, int groups) ->
          products(window, groups, first, y, node.input(1).shape(), in[0], result, in[1], 1);
      case Op.MaxPool(Window window) -> {
        int[] largest = largest(window, first, y, in[0]);
        for (int i = 0; i < result.length; i++) {
          result[i] = in[1][largest[i]];
        }
      }
      case Op.MaxUnpool(Window window) -> {
        int[] largest = largest(window, first, node.input(1).shape(), in[0]);
        for (int i = 0; i < largest.length; i++) {
          result[largest[i]] += in[2][i];
        }
      }
    }
    return result;
  }

  /// `y += x w` for each term of a convolution, or the same turned round: operand number `to` of
  /// `x`, `w`, `y` takes the product of the others.
  private static void products(
      Window window,
      int groups,
      Shape shapeX,
      Shape shapeW,
      Shape shapeY,
      double[] x,
      double[] w,
      double[] y,
      int to) {
    int c = shapeX.dim(3);
    int filters = shapeW.dim(3);
    int own = c / groups;
    int each = filters / groups;
    walk(
        window,
        shapeX,
        shapeY,
        (image, at, place) -> {
          for (int f = 0; f < filters; f++) {
            for (int i = 0; i < own; i++) {
              int xi = image * c + f / each * own + i;
              int wi = (place * own + i) * filters + f;
              int yi = at * filters + f;
              switch (to) {
                case 0 -> x[xi] += w[wi] * y[yi];
                case 1 -> w[wi] += x[xi] * y[yi];
                default -> y[yi] += x[xi] * w[wi];
              }
            }
          }
        });
  }

  /// Where the largest of each window and channel is; NaN is the largest.
  private static int[] largest(Window window, Shape shapeX, Shape shapeY, double[] x) {
    int c = shapeX.dim(3);
    int[] best = new int[shapeY.size()];
    Arrays.fill(best, -1);
    walk(
        window,
        shapeX,
        shapeY,
        (image, at, place) -> {
          for (int i = 0; i < c; i++) {
            int old = best[at * c + i];
            double value = x[image * c + i];
            if (old < 0 || value > x[old] || Double.isNaN(value) && !Double.isNaN(x[old])) {
              best[at * c + i] = image * c + i;
            }
          }
        });
    return best;
  }

  private static void walk(Window window, Shape x, Shape y, Body body) {
    Window.Axis rows = window.rows();
    Window.Axis columns = window.columns();
    for (int at = 0; at < y.dim(0) * y.dim(1) * y.dim(2); at++) {
      int column = at % y.dim(2);
      int row = at / y.dim(2) % y.dim(1);
      int image = at / y.dim(2) / y.dim(1);
      for (int place = 0; place < rows.size() * columns.size(); place++) {
        int h = rows.at(row, place / columns.size());
        int w = columns.at(column, place % columns.size());
        if (h >= 0 && h < x.dim(1) && w >= 0 && w < x.dim(2)) {
          body.at((image * x.dim(1) + h) * x.dim(2) + w, at, place);
        }
      }
    }
  }
}
