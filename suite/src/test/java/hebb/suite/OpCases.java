package hebb.suite;

import hebb.graph.Binary;
import hebb.graph.Op;
import hebb.graph.Unary;
import hebb.graph.Value;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// One row for each primitive, and for the combinations that fusion treats in a way of their own.
/// The properties of [OpTest] run over every row.
final class OpCases {
  private OpCases() {}

  /// A computation over float inputs.
  ///
  /// @param low the smallest input number
  /// @param high the largest
  record Case(
      String name,
      List<Shape> inputs,
      double low,
      double high,
      Function<List<Value>, Value> build) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    for (Unary f : Unary.values()) {
      boolean positive =
          f == Unary.LOG || f == Unary.SQRT || f == Unary.RECIPROCAL || f == Unary.LOG1P;
      cases.add(
          new Case(
              name(f),
              List.of(Shape.of(7, 13)),
              positive ? 0.2 : -3,
              3,
              in -> in.getFirst().map(f)));
    }
    for (Binary f : Binary.values()) {
      double low = f == Binary.DIVIDE ? 0.5 : -2;
      Shape s = Shape.of(5, 9);
      cases.add(new Case(name(f), List.of(s, s), low, 2, in -> in.get(0).zip(f, in.get(1))));
      cases.add(
          new Case(
              name(f) + " row",
              List.of(s, Shape.of(9)),
              low,
              2,
              in -> in.get(0).zip(f, in.get(1))));
      cases.add(
          new Case(
              name(f) + " column",
              List.of(s, Shape.of(5, 1)),
              low,
              2,
              in -> in.get(0).zip(f, in.get(1))));
      cases.add(
          new Case(
              name(f) + " number",
              List.of(s, Shape.SCALAR),
              low,
              2,
              in -> in.get(0).zip(f, in.get(1))));
      cases.add(
          new Case(
              "number " + name(f),
              List.of(s, Shape.SCALAR),
              low,
              2,
              in -> in.get(1).broadcastTo(s).zip(f, in.get(0))));
      cases.add(
          new Case(
              name(f) + " constant",
              List.of(s),
              low,
              2,
              in -> in.get(0).zip(f, in.get(0).graph().constant(0.7))));
      cases.add(
          new Case(
              name(f) + " channel",
              List.of(Shape.of(2, 3, 4), Shape.of(3, 1)),
              low,
              2,
              in -> in.get(0).zip(f, in.get(1))));
    }
    cases.add(
        row(
            "select",
            in -> in.get(0).step().select(in.get(1), in.get(2)),
            s(4, 6),
            s(4, 6),
            s(4, 6)));
    reductions(cases);
    views(cases);
    products(cases);
    fused(cases);
    updates(cases);
    cases.addAll(ViewCases.all());
    cases.addAll(WindowCases.all());
    cases.addAll(ScanCases.all());
    return cases;
  }

  private static void reductions(List<Case> cases) {
    for (int size : new int[] {1, 7, 16, 33, 1025}) {
      cases.add(row("sum all " + size, in -> in.getFirst().sum(), s(3, size)));
      cases.add(row("sum rows " + size, in -> in.getFirst().sum(1), s(3, size)));
      cases.add(row("sum columns " + size, in -> in.getFirst().sum(0), s(size, 5)));
      cases.add(row("max rows " + size, in -> in.getFirst().max(-1), s(3, size)));
      cases.add(row("sum vector " + size, in -> in.getFirst().sum(), s(size)));
    }
    cases.add(row("max all", in -> in.getFirst().max(), s(6, 11)));
    cases.add(row("max columns", in -> in.getFirst().max(0), s(6, 11)));
    cases.add(
        row("sum of one sum", in -> in.getFirst().sum(1).square().expand(1).sum(1), s(3, 143)));
    cases.add(row("sum middle", in -> in.getFirst().sum(1), s(3, 4, 5)));
    cases.add(
        row(
            "sum of one number a row",
            in -> in.getFirst().sum(1).dividedBy(2).reshape(3, 1).sum(1),
            s(3, 15)));
    cases.add(row("sum outer and inner", in -> in.getFirst().sum(0, 2), s(3, 4, 5)));
    cases.add(row("max middle", in -> in.getFirst().max(1), s(3, 4, 5)));
    cases.add(row("mean rows and columns", in -> in.getFirst().mean(1, 2), s(3, 4, 5)));
    cases.add(row("sum of many parts", in -> in.getFirst().square().sum(), s(300, 100)));
    cases.add(row("column sums of many parts", in -> in.getFirst().square().sum(0), s(300, 100)));
    cases.add(row("argmax", in -> in.getFirst().argMax(), s(5, 8)));
  }

  private static void views(List<Case> cases) {
    cases.add(row("reshape", in -> in.getFirst().reshape(3, 8), s(4, 6)));
    cases.add(row("permute", in -> in.getFirst().permute(2, 0, 1), s(2, 3, 4)));
    cases.add(row("transpose", in -> in.getFirst().transpose(), s(5, 7)));
    cases.add(row("broadcast", in -> in.getFirst().broadcastTo(Shape.of(2, 3, 4)), s(3, 1)));
    cases.add(row("slice rows", in -> in.getFirst().slice(0, 1, 3), s(4, 5)));
    cases.add(row("slice columns", in -> in.getFirst().slice(1, 2, 5), s(4, 5)));
    cases.add(row("pad rows", in -> in.getFirst().pad(0, 1, 2), s(4, 5)));
    cases.add(row("pad columns", in -> in.getFirst().pad(1, 2, 1), s(4, 5)));
    cases.add(row("concat rows", in -> Value.concat(0, in), s(2, 3), s(4, 3)));
    cases.add(row("concat columns", in -> Value.concat(1, in), s(3, 2), s(3, 4), s(3, 1)));
    cases.add(
        row(
            "concat whose axes are moved",
            in ->
                Value.concat(0, in.stream().map(x -> x.tanh().reshape(1, 3, 2)).toList())
                    .permute(1, 0, 2),
            s(3, 2),
            s(3, 2)));
    cases.add(row("gather", in -> in.getFirst().gather(indices(in, 2, 0, 2, 1)), s(3, 4)));
    cases.add(row("scatter_add", OpCases::scatter, s(4, 5)));
  }

  private static Value indices(List<Value> in, double... ids) {
    return in.getFirst().graph().constant(Shape.of(ids.length), ids);
  }

  private static Value scatter(List<Value> in) {
    return in.getFirst()
        .graph()
        .add(new Op.ScatterAdd(3), List.of(indices(in, 2, 0, 2, 1).node(), in.getFirst().node()));
  }

  private static void products(List<Case> cases) {
    int[][] sizes = {
      {1, 1, 1},
      {3, 5, 7},
      {16, 16, 16},
      {33, 10, 17},
      {40, 64, 31},
      {5, 1, 9},
      {1, 33, 12},
      {70, 130, 65}
    };
    for (int[] mnk : sizes) {
      String size = mnk[0] + "x" + mnk[1] + "x" + mnk[2];
      cases.add(
          row(
              "matmul " + size,
              in -> in.get(0).matmul(in.get(1)),
              s(mnk[0], mnk[2]),
              s(mnk[2], mnk[1])));
      cases.add(
          row(
              "matmul tn " + size,
              in -> in.get(0).transpose().matmul(in.get(1)),
              s(mnk[2], mnk[0]),
              s(mnk[2], mnk[1])));
      cases.add(
          row(
              "matmul nt " + size,
              in -> in.get(0).matmul(in.get(1).transpose()),
              s(mnk[0], mnk[2]),
              s(mnk[1], mnk[2])));
    }
    cases.add(
        row(
            "matmul tt",
            in -> in.get(0).transpose().matmul(in.get(1).transpose()),
            s(4, 3),
            s(5, 4)));
    for (int k : new int[] {1025, 2600, 5200}) {
      cases.add(
          row(
              "long matmul tn " + k,
              in -> in.get(0).transpose().matmul(in.get(1).times(0.01)).plus(in.get(2)).tanh(),
              s(k, 70),
              s(k, 20),
              s(20)));
    }
    cases.add(
        row(
            "long matmul of many rows",
            in -> in.get(0).matmul(in.get(1)).plus(1),
            s(1100, 1100),
            s(1100, 130)));
    cases.add(
        row(
            "long matmul batch",
            in -> in.get(0).matmul(in.get(1).times(0.01)),
            s(2, 4, 1300),
            s(2, 1300, 6)));
    cases.add(row("matmul batch", in -> in.get(0).matmul(in.get(1)), s(3, 4, 5), s(3, 5, 2)));
    cases.add(
        row(
            "matmul batch nt",
            in -> in.get(0).matmul(in.get(1).transpose()),
            s(2, 3, 4, 5),
            s(2, 3, 6, 5)));
    cases.add(row("matmul shared right", in -> in.get(0).matmul(in.get(1)), s(3, 4, 5), s(5, 2)));
    cases.add(row("matmul shared left", in -> in.get(0).matmul(in.get(1)), s(4, 5), s(3, 5, 2)));
  }

  private static void fused(List<Case> cases) {
    cases.add(
        row(
            "dense tanh",
            in -> in.get(0).matmul(in.get(1)).plus(in.get(2)).tanh(),
            s(50, 9),
            s(9, 17),
            s(17)));
    cases.add(
        row(
            "dense relu in parts",
            in -> in.get(0).matmul(in.get(1)).plus(in.get(2)).relu(),
            s(200, 9),
            s(9, 120),
            s(120)));
    cases.add(
        row(
            "two products, one sum",
            in -> in.get(0).matmul(in.get(1)).plus(in.get(2).matmul(in.get(3))).sigmoid(),
            s(6, 4),
            s(4, 8),
            s(6, 5),
            s(5, 8)));
    cases.add(row("softmax", OpCases::softmax, s(11, 10)));
    cases.add(row("softmax of wide rows", OpCases::softmax, s(3, 1500)));
    cases.add(row("softmax of one row", OpCases::softmax, s(1, 10)));
    cases.add(
        row(
            "log-sum-exp",
            in -> {
              Value max = in.getFirst().maxKeep(-1).detach();
              return in.getFirst().minus(max).exp().sumKeep(-1).log().plus(max);
            },
            s(9, 21)));
    cases.add(
        row(
            "layer norm",
            in -> {
              Value centred = in.getFirst().minus(in.getFirst().meanKeep(-1));
              return centred
                  .dividedBy(centred.square().meanKeep(-1).plus(1e-5).sqrt())
                  .times(in.get(1))
                  .plus(in.get(2));
            },
            s(7, 12),
            s(12),
            s(12)));
    cases.add(
        row(
            "batch norm",
            in -> {
              Value centred = in.getFirst().minus(in.getFirst().mean(0));
              return centred.dividedBy(centred.square().mean(0).plus(1e-5).sqrt()).times(in.get(1));
            },
            s(12, 7),
            s(7)));
    cases.add(
        row(
            "rows and columns",
            in -> in.get(0).plus(in.get(1)).times(in.get(2)),
            s(30, 1),
            s(1, 50),
            s(30, 50)));
    cases.add(
        row("square outer sum", in -> in.get(0).plus(in.get(0).square().reshape(6, 1)), s(6)));
    cases.add(
        row("long vectors", in -> in.get(0).times(in.get(1)).plus(1).tanh(), s(20000), s(20000)));
    cases.add(
        row(
            "wide rows with a column",
            in -> in.get(0).times(in.get(1)).tanh(),
            s(2, 3000),
            s(2, 1)));
    cases.add(
        row(
            "chain through a view",
            in -> in.get(0).exp().reshape(6, 4).times(in.get(1)).sum(1),
            s(4, 6),
            s(6, 4)));
    cases.add(
        row(
            "attention",
            in -> {
              Value scores = in.get(0).matmul(in.get(1).transpose()).times(0.5);
              return softmax(List.of(scores)).matmul(in.get(2));
            },
            s(2, 4, 3),
            s(2, 5, 3),
            s(2, 5, 3)));
    cases.add(row("recurrent steps", OpCases::recurrent, s(3, 4, 2), s(2, 5), s(5, 5), s(5)));
  }

  /// What has an instruction of its own, and what only looks like it.
  private static void updates(List<Case> cases) {
    Shape s = s(20, 130);
    Shape number = Shape.SCALAR;
    cases.add(
        row("mix", in -> in.get(0).times(0.9).plus(in.get(1).times(in.get(2))), s, s, number));
    cases.add(row("mix of one factor", in -> in.get(0).minus(in.get(1).times(0.3)), s, s));
    cases.add(row("mix with a row", in -> in.get(0).times(0.3).minus(in.get(1)), s, s(130)));
    cases.add(row("mix with a column", in -> in.get(0).times(0.3).plus(in.get(1)), s, s(20, 1)));
    cases.add(row("mix with a number", in -> in.get(0).times(0.3).plus(in.get(1)), s, number));
    cases.add(
        row(
            "mix of what others read",
            in -> {
              Value a = in.get(0).times(0.9);
              return a.plus(in.get(1).times(0.1)).times(a);
            },
            s,
            s));
    cases.add(
        row(
            "mix of a number of the loop",
            in -> in.get(0).times(in.get(0).sumKeep(-1).exp().times(0.01)).plus(in.get(0)),
            s(1, 40)));
    cases.add(
        row("mix of squares", in -> in.get(0).square().minus(in.get(1).square().times(0.1)), s, s));
    cases.add(
        row("mix flushed", in -> in.get(0).times(0.9).plus(in.get(1).times(1e-31)).flush(), s, s));
    cases.add(
        row(
            "mix of squares with a floor",
            in -> in.get(0).times(0.9).plus(floored(in.get(1), 1.1).times(0.1)).flush(),
            s,
            s));
    cases.add(
        row(
            "mix of squares with a floor that others read",
            in -> in.get(0).plus(floored(in.get(1), 1.1)).times(in.get(1).abs()),
            s,
            s));
    cases.add(row("mix of a square first", in -> in.get(0).square().minus(in.get(1)), s, s));
    cases.add(
        row(
            "mix of a view",
            in -> in.get(0).times(0.9).reshape(130, 20).plus(in.get(1).times(0.1)),
            s,
            s(130, 20)));
    cases.add(
        new Case(
            "adapt",
            List.of(s, s, s, number),
            0.2,
            2,
            in -> adapt(in.get(0).times(0.9), in.get(1).times(in.get(3)), in.get(2).times(0.7))));
    cases.add(
        new Case(
            "adapt without factors",
            List.of(s, s, s),
            0.2,
            2,
            in -> adapt(in.get(0), in.get(1), in.get(2))));
    cases.add(
        new Case(
            "adapt of what others read",
            List.of(s, s, s),
            0.2,
            2,
            in -> {
              Value root = in.get(2).sqrt();
              return adapt(in.get(0), in.get(1), in.get(2)).times(root);
            }));
  }

  private static Value floored(Value x, double floor) {
    return x.abs().max(x.graph().constant(floor)).square();
  }

  private static Value adapt(Value w, Value a, Value b) {
    return w.minus(a.dividedBy(b.sqrt().plus(1e-3)));
  }

  private static Value softmax(List<Value> in) {
    Value e = in.getFirst().minus(in.getFirst().maxKeep(-1).detach()).exp();
    return e.dividedBy(e.sumKeep(-1));
  }

  private static Value recurrent(List<Value> in) {
    Value x = in.getFirst().matmul(in.get(1));
    Value h = x.slice(1, 0, 1).reshape(3, 5).plus(in.get(3)).tanh();
    for (int t = 1; t < 4; t++) {
      h = x.slice(1, t, t + 1).reshape(3, 5).plus(h.matmul(in.get(2))).plus(in.get(3)).tanh();
    }
    return h;
  }

  static Case row(String name, Function<List<Value>, Value> build, Shape... inputs) {
    return new Case(name, Arrays.asList(inputs), -2, 2, build);
  }

  private static Shape s(int... dims) {
    return Shape.of(dims);
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
