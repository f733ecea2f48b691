package hebb.suite;

import static hebb.suite.OpCases.row;

import hebb.autodiff.Autodiff;
import hebb.graph.Value;
import hebb.graph.Window;
import hebb.suite.OpCases.Case;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// Rows of [OpCases] for what a window does over images.
final class WindowCases {
  private static final Window THREE = Window.of(3, 3);

  private WindowCases() {}

  static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    convolutions(cases);
    groups(cases);
    transposed(cases);
    around(cases);
    pools(cases);
    return cases;
  }

  private static Case conv(String name, Window window, int groups, Shape x, int filters) {
    Shape w = s(window.rows().size(), window.columns().size(), x.dim(3) / groups, filters);
    return row("conv " + name, in -> in.get(0).conv(in.get(1), window, groups), x, w);
  }

  private static void convolutions(List<Case> cases) {
    Window same = THREE.withPadding(1);
    cases.add(conv("3x3", THREE, 1, s(2, 5, 6, 3), 4));
    cases.add(conv("3x3 of wide rows", same, 1, s(2, 9, 18, 8), 20));
    cases.add(conv("3x3 of short rows", same, 1, s(3, 7, 7, 17), 33));
    cases.add(conv("3x3 of one channel", same, 1, s(2, 9, 11, 1), 16));
    cases.add(conv("5x5 of one channel", Window.of(5, 5).withPadding(2), 1, s(2, 8, 25, 1), 6));
    cases.add(conv("5x5", Window.of(5, 5).withPadding(2), 1, s(1, 6, 40, 3), 70));
    cases.add(conv("1x1", Window.of(1, 1), 1, s(2, 4, 5, 6), 7));
    cases.add(conv("1x1 stride 2", Window.of(1, 1).withStride(2), 1, s(2, 5, 6, 6), 9));
    cases.add(conv("stride 2", same.withStride(2), 1, s(2, 9, 10, 6), 17));
    cases.add(conv("stride 2 of long rows", same.withStride(2), 1, s(1, 5, 50, 4), 8));
    cases.add(conv("stride 3 of 2x2", Window.of(2, 2).withStride(3), 1, s(2, 8, 9, 5), 4));
    cases.add(conv("dilated", THREE.withDilation(2).withPadding(2), 1, s(2, 8, 7, 2), 3));
    Window rich =
        new Window(
            Window.Axis.of(3).withStride(2).withDilation(3).withPadding(4, 1),
            Window.Axis.of(2).withStride(3).withDilation(2).withPadding(0, 5));
    cases.add(conv("all at once", rich, 1, s(2, 11, 12, 3), 5));
    cases.add(conv("padding alone", Window.of(2, 2).withPadding(3), 1, s(1, 2, 3, 2), 3));
    cases.add(
        conv(
            "series",
            new Window(Window.Axis.of(1), Window.Axis.of(3).withPadding(2, 0)),
            1,
            s(2, 1, 21, 4),
            6));
    cases.add(
        conv(
            "columns",
            new Window(Window.Axis.of(4).withPadding(1, 2), Window.Axis.of(1)),
            1,
            s(2, 9, 3, 4),
            6));
    cases.add(conv("same stride 2", THREE.withStride(2).same(7, 8), 1, s(2, 7, 8, 2), 3));
    cases.add(conv("of many parts", same, 1, s(9, 12, 20, 16), 32));
    cases.add(conv("of many short parts", same, 1, s(33, 8, 8, 12), 20));
  }

  private static void groups(List<Case> cases) {
    Window same = THREE.withPadding(1);
    cases.add(conv("2 groups", same, 2, s(2, 5, 6, 4), 6));
    cases.add(conv("3 groups stride 2", same.withStride(2), 3, s(2, 7, 19, 18), 27));
    cases.add(conv("depthwise", same, 20, s(2, 6, 5, 20), 20));
    cases.add(conv("depthwise of many rows", same, 70, s(3, 14, 20, 70), 70));
    cases.add(conv("depthwise stride 2", same.withStride(2), 3, s(2, 6, 5, 3), 3));
    cases.add(
        conv("depthwise dilated", THREE.withDilation(2).withPadding(1), 17, s(2, 8, 9, 17), 17));
    cases.add(conv("depthwise of 2 filters", same, 5, s(2, 6, 7, 5), 10));
  }

  private static void transposed(List<Case> cases) {
    Window two = THREE.withStride(2).withPadding(1);
    cases.add(
        row(
            "transposed conv",
            in -> in.get(0).transposedConv(in.get(1), two, 1, 8, 10).plus(in.get(2)).relu(),
            s(2, 4, 5, 3),
            s(3, 3, 7, 3),
            s(7)));
    cases.add(
        row(
            "transposed conv in groups",
            in -> in.get(0).transposedConv(in.get(1), Window.of(2, 2).withStride(2), 2, 6, 8),
            s(2, 3, 4, 6),
            s(2, 2, 4, 6)));
    cases.add(
        row(
            "transposed conv with holes",
            in -> in.get(0).transposedConv(in.get(1), Window.of(2, 2).withStride(3), 1, 9, 20),
            s(2, 3, 7, 6),
            s(2, 2, 4, 6)));
  }

  /// What is before and after a convolution in the same graph.
  private static void around(List<Case> cases) {
    Window same = THREE.withPadding(1);
    cases.add(
        row(
            "conv, bias and relu",
            in -> in.get(0).conv(in.get(1), same, 1).plus(in.get(2)).relu(),
            s(4, 12, 11, 5),
            s(3, 3, 5, 24),
            s(24)));
    cases.add(
        row(
            "two convs and their sum",
            in ->
                in.get(0)
                    .conv(in.get(1), same.withStride(2), 1)
                    .plus(in.get(0).conv(in.get(2), Window.of(1, 1).withStride(2), 1))
                    .tanh(),
            s(3, 9, 8, 4),
            s(3, 3, 4, 10),
            s(1, 1, 4, 10)));
    cases.add(
        row(
            "conv of conv and itself",
            in -> {
              Value y = in.get(0).conv(in.get(1), same, 1).tanh();
              return y.conv(in.get(1), same, 1).plus(y);
            },
            s(2, 6, 7, 5),
            s(3, 3, 5, 5)));
    cases.add(
        row(
            "conv of views",
            in ->
                in.get(0)
                    .permute(0, 2, 3, 1)
                    .slice(2, 1, 6)
                    .conv(in.get(1).slice(3, 1, 5), same, 1)
                    .slice(3, 1, 3),
            s(2, 3, 5, 7),
            s(3, 3, 3, 6)));
    cases.add(
        row(
            "convs in a concat",
            in -> {
              Value a = in.get(0).conv(in.get(1), same, 1);
              Value b = in.get(0).conv(in.get(2), Window.of(1, 1), 1);
              return Value.concat(3, List.of(a, b, in.get(0))).times(2);
            },
            s(2, 5, 6, 9),
            s(3, 3, 9, 8),
            s(1, 1, 9, 10)));
    cases.add(
        row(
            "conv with batch norm",
            in -> {
              Value y = in.get(0).conv(in.get(1), same, 1);
              Value centred = y.minus(y.mean(0, 1, 2));
              return centred.dividedBy(centred.square().mean(0, 1, 2).plus(1e-2).sqrt()).relu();
            },
            s(5, 6, 7, 3),
            s(3, 3, 3, 9)));
    cases.add(
        row(
            "gradient of conv",
            in -> {
              Value loss = in.get(0).conv(in.get(1), same, 1).square().sum().times(0.01);
              List<Value> all = Autodiff.gradients(loss, List.of(in.get(0), in.get(1)));
              return all.get(0).sum().plus(all.get(1));
            },
            s(2, 4, 5, 2),
            s(3, 3, 2, 3)));
  }

  private static Case pool(String name, Window window, Shape x) {
    return row("max_pool " + name, in -> in.getFirst().maxPool(window), x);
  }

  private static Case mean(String name, Window window, Shape x) {
    return row("average_pool " + name, in -> in.getFirst().averagePool(window), x);
  }

  private static void pools(List<Case> cases) {
    Window two = Window.of(2, 2).withStride(2);
    Window padded = THREE.withStride(2).withPadding(1);
    Window wide =
        new Window(
            Window.Axis.of(2).withStride(3).withPadding(1, 0),
            Window.Axis.of(3).withDilation(2).withPadding(2, 3));
    cases.add(pool("2x2", two, s(2, 6, 7, 20)));
    cases.add(pool("overlapping", padded, s(2, 7, 7, 33)));
    cases.add(pool("uneven", wide, s(2, 8, 9, 5)));
    cases.add(pool("1x1", Window.of(1, 1), s(2, 3, 4, 5)));
    cases.add(pool("of many rows", two, s(70, 12, 10, 16)));
    cases.add(mean("2x2", two, s(2, 6, 6, 20)));
    cases.add(mean("overlapping", padded, s(2, 5, 7, 3)));
    cases.add(mean("uneven", wide, s(2, 8, 9, 5)));
    cases.add(row("global average", in -> in.getFirst().mean(1, 2), s(3, 5, 6, 18)));
    cases.add(row("global maximum", in -> in.getFirst().max(1, 2), s(3, 5, 6, 18)));
    cases.add(
        row(
            "conv and max_pool",
            in ->
                in.get(0)
                    .conv(in.get(1), THREE.withPadding(1), 1)
                    .plus(in.get(2))
                    .relu()
                    .maxPool(two),
            s(3, 8, 8, 2),
            s(3, 3, 2, 16),
            s(16)));
    cases.add(row("relu and max_pool", in -> in.getFirst().relu().maxPool(padded), s(2, 7, 7, 33)));
    cases.add(
        row(
            "relu of two max_pools and itself",
            in -> {
              Value x = in.getFirst().times(in.get(1)).relu();
              Value pooled = x.maxPool(two).times(x.maxPool(padded));
              return pooled.plus(x.sum(1, 2).mean());
            },
            s(2, 6, 6, 17),
            s(17)));
    cases.add(
        row(
            "gradient of max_pool",
            in -> {
              Value loss = in.get(0).tanh().maxPool(padded).square().times(in.get(1)).sum();
              return Autodiff.gradients(loss, List.of(in.get(0))).getFirst();
            },
            s(2, 5, 6, 4),
            s(2, 3, 3, 4)));
  }

  private static Shape s(int... dims) {
    return Shape.of(dims);
  }
}
