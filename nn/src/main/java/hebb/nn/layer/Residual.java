package hebb.nn.layer;

import hebb.graph.ShapeException;
import hebb.graph.Value;
import hebb.graph.Window;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.Network;
import hebb.nn.init.Initializer;
import hebb.tensor.Shape;
import java.util.List;

/// Layers with a way around them (He et al. 2016): `x + f(x)`, of any shape. Where the layers
/// change the last axis, or make images smaller, the way around is linear: `x P + f(x)`, of every
/// so many places of an image. Parameters: those of the layers, under their names, and there
/// `projection [in, out]`.
public record Residual(List<Network.Entry> layers) implements Layer {
  /// At least one layer; the list is copied.
  public Residual {
    layers = Network.atLeastOne("residual", layers);
  }

  /// Layers in order, named by what they are: `hidden1`, `hidden2`, `dropout1` and so on.
  public static Residual of(Layer... layers) {
    return new Residual(Network.inside(layers));
  }

  /// @throws ShapeException if the layers change another axis
  @Override
  public Value apply(Context context, Value x) {
    Value value = new Network(layers).apply(context, x);
    Shape in = x.shape();
    Shape out = value.shape();
    if (out.equals(in)) {
      return x.plus(value);
    }
    int rows = stride(in, out, 1);
    int columns = stride(in, out, 2);
    if (in.rank() != out.rank() || in.rank() < 2 || !fits(in, out, rows, columns)) {
      throw new ShapeException(
          context.path(),
          "residual: expected layers that keep the shape "
              + in
              + ", or change its last axis or the size of images, got "
              + out
              + ".");
    }
    Value p =
        context.weight("projection", in.dim(-1), out.dim(-1), new Initializer.XavierUniform());
    Window.Axis single = Window.Axis.of(1);
    return value.plus(
        in.rank() == 4
            ? x.conv(
                p.reshape(1, 1, in.dim(-1), out.dim(-1)),
                new Window(single.withStride(rows), single.withStride(columns)),
                1)
            : x.matmul(p));
  }

  /// How many places of an image become one.
  private static int stride(Shape in, Shape out, int axis) {
    return in.rank() == 4 && out.rank() == 4
        ? Math.max(1, Math.ceilDiv(in.dim(axis), Math.max(1, out.dim(axis))))
        : 1;
  }

  private static boolean fits(Shape in, Shape out, int rows, int columns) {
    if (in.rank() != 4) {
      return in.with(-1, 1).equals(out.with(-1, 1));
    }
    return in.dim(0) == out.dim(0)
        && Math.ceilDiv(in.dim(1), rows) == out.dim(1)
        && Math.ceilDiv(in.dim(2), columns) == out.dim(2);
  }

  @Override
  public String stem() {
    return "residual";
  }
}
