package hebb.suite;

import hebb.graph.Value;
import hebb.graph.Window;
import hebb.nn.Network;
import hebb.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/// The rows of [GoldenCases] for convolutions and pools. Channels come first there, and filters
/// first in weights `[filters, channels / groups, rows, columns]`; they are last in Hebb.
final class GoldenWindows {
  private GoldenWindows() {}

  static List<GoldenCases.Row> all(Golden.Case c) {
    Shape kernel = c.inputs().containsKey("w") ? c.inputs().get("w").shape : Shape.of(1, 1, 1, 1);
    int padding = (int) c.number("padding", 0);
    int stride = (int) c.number("stride", 1);
    int groups = (int) c.number("groups", 1);
    Window window =
        new Window(
                Window.Axis.of(kernel.rank() == 4 ? kernel.dim(2) : 1),
                Window.Axis.of(kernel.dim(-1)))
            .withStride(stride)
            .withDilation((int) c.number("dilation", 1));
    Window padded = window.withPadding(padding);
    Window series = new Window(Window.Axis.of(1), padded.columns());
    int size = (int) c.number("kernel", 1);
    Window pool = Window.of(size, size).withStride(stride).withPadding(padding);
    return List.of(
        row("conv1d", (x, w) -> x.conv(w, series, 1)),
        row(
            "conv1d_causal",
            (x, w) -> x.conv(w, new Window(series.rows(), series.columns().withPadding(4, 0)), 1)),
        row("conv2d_pad1", (x, w) -> x.conv(w, padded, 1)),
        row("conv2d_stride2", (x, w) -> x.conv(w, padded, 1)),
        row("conv2d_dilated", (x, w) -> x.conv(w, padded, 1)),
        row("conv2d_groups", (x, w) -> x.conv(w, padded, groups)),
        row("conv2d_depthwise", (x, w) -> x.conv(w, padded, groups)),
        row(
            "conv2d_same_stride2",
            (x, w) -> x.conv(w, window.same(x.shape().dim(1), x.shape().dim(2)), 1)),
        row("conv2d_one_by_one", (x, w) -> x.conv(w, window, 1)),
        row("conv_transpose2d", (x, w) -> x.transposedConv(w, padded, 1, 8, 10)),
        row("max_pool2d", (x, w) -> x.maxPool(pool)),
        row("max_pool2d_overlapping", (x, w) -> x.maxPool(pool)),
        row("avg_pool2d", (x, w) -> x.averagePool(pool)),
        row("avg_pool2d_padded", (x, w) -> x.averagePool(pool)));
  }

  /// What becomes of images, and of weights, if there are any.
  private static GoldenCases.Row row(String name, BinaryOperator<Value> apply) {
    return new GoldenCases.Row(
        name,
        c -> Network.function((context, x) -> x),
        (context, parameters, y, in) -> {
          Value x = in.get("x");
          boolean images = x.shape().rank() == 4;
          Value w = in.getOrDefault("w", x);
          Value result = apply.apply(image(x).permute(0, 2, 3, 1), image(w).permute(2, 3, 1, 0));
          Value all = in.containsKey("b") ? result.plus(in.get("b")) : result;
          Value first = all.permute(0, 3, 1, 2);
          Shape s = first.shape();
          return images ? first : first.reshape(s.dim(0), s.dim(1), s.dim(3));
        },
        Map.of());
  }

  private static Value image(Value x) {
    return x.shape().rank() == 4 ? x : x.expand(2);
  }
}
