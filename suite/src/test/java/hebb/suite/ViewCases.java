package hebb.suite;

import hebb.graph.Value;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Rows of [OpCases] for values that are read or written where others lie: slices, repeated values,
/// moved axes, concatenations, and nets that are made of them.
final class ViewCases {
  private ViewCases() {}

  static List<OpCases.Case> all() {
    List<OpCases.Case> cases = new ArrayList<>();
    slices(cases);
    repeated(cases);
    moved(cases);
    concatenations(cases);
    nets(cases);
    return cases;
  }

  private static void slices(List<OpCases.Case> cases) {
    cases.add(row("rows of a loop", in -> in.get(0).slice(0, 2, 7).tanh(), s(9, 40)));
    cases.add(row("columns of a loop", in -> in.get(0).slice(1, 3, 36).tanh(), s(9, 40)));
    cases.add(row("long columns of a loop", in -> in.get(0).slice(1, 3, 80).tanh(), s(9, 90)));
    cases.add(row("one column of a loop", in -> in.get(0).slice(1, 3, 4).tanh(), s(9, 40)));
    cases.add(row("part of a vector", in -> in.get(0).slice(0, 3, 30).exp().sum(), s(40)));
    cases.add(row("wide columns", in -> in.get(0).slice(1, 7, 2500).tanh(), s(3, 2600)));
    cases.add(
        row(
            "a step of a sequence",
            in -> in.get(0).slice(1, 2, 3).reshape(5, 9).sigmoid(),
            s(5, 4, 9)));
    cases.add(
        row(
            "some steps of a sequence",
            in -> in.get(0).slice(1, 1, 3).times(in.get(1)).sum(2),
            s(5, 4, 9),
            s(5, 2, 1)));
    cases.add(
        row(
            "columns of a bias",
            in -> in.get(0).plus(in.get(1).slice(0, 4, 20)).tanh(),
            s(7, 16),
            s(32)));
    cases.add(
        row(
            "a number of a vector",
            in -> in.get(0).times(in.get(1).slice(0, 2, 3)).tanh(),
            s(7, 16),
            s(5)));
    cases.add(
        row(
            "columns of both operands",
            in -> in.get(0).slice(1, 2, 12).matmul(in.get(1).slice(1, 5, 30)),
            s(9, 20),
            s(10, 33)));
    cases.add(
        row(
            "rows and columns turned",
            in -> in.get(0).slice(1, 2, 12).transpose().matmul(in.get(1).slice(0, 1, 10)),
            s(9, 20),
            s(12, 33)));
    cases.add(
        row(
            "columns of a product",
            in -> {
              Value z = in.get(0).matmul(in.get(1)).plus(in.get(2));
              return z.slice(1, 0, 10).sigmoid().times(z.slice(1, 10, 20).tanh());
            },
            s(40, 7),
            s(7, 20),
            s(20)));
    cases.add(
        row(
            "columns of a product that others read",
            in -> {
              Value z = in.get(0).matmul(in.get(1));
              return z.slice(1, 0, 10).times(z.slice(1, 5, 15)).plus(z.sumKeep(1));
            },
            s(300, 7),
            s(7, 20)));
    cases.add(
        row(
            "reductions of slices",
            in -> in.get(0).slice(1, 1, 4).max(1).plus(in.get(0).slice(1, 0, 2).sum(1)),
            s(3, 5, 6)));
    cases.add(row("argmax of a slice", in -> in.get(0).slice(1, 2, 7).argMax(), s(6, 9)));
    cases.add(
        row(
            "a slice of a sum of squares",
            in -> in.get(0).square().plus(in.get(0)).slice(0, 1, 3).slice(1, 2, 4),
            s(4, 6)));
  }

  private static void repeated(List<OpCases.Case> cases) {
    cases.add(row("positions", in -> in.get(0).plus(in.get(1)).tanh(), s(3, 7, 12), s(7, 12)));
    cases.add(row("positions in parts", in -> in.get(0).plus(in.get(1)), s(9, 50, 40), s(50, 40)));
    cases.add(row("mask", in -> in.get(0).plus(in.get(1)).exp(), s(2, 3, 5, 5), s(5, 5)));
    cases.add(row("mask by heads", in -> in.get(0).times(in.get(1)), s(2, 3, 5, 8), s(2, 1, 1, 8)));
    cases.add(row("mask of rows", in -> in.get(0).times(in.get(1)), s(2, 3, 5, 8), s(1, 3, 1, 1)));
    cases.add(
        row(
            "a repeated slice",
            in -> in.get(0).plus(in.get(1).slice(1, 2, 14)),
            s(3, 7, 12),
            s(7, 20)));
    cases.add(
        row(
            "a repeated operand",
            in -> in.get(0).broadcastTo(Shape.of(3, 4, 5)).matmul(in.get(1)),
            s(4, 5),
            s(3, 5, 6)));
  }

  private static void moved(List<OpCases.Case> cases) {
    cases.add(row("moved axes", in -> in.get(0).permute(1, 0, 2).tanh(), s(4, 3, 10)));
    cases.add(
        row("moved rows", in -> in.get(0).permute(1, 0, 2).reshape(12, 10).exp(), s(4, 3, 10)));
    cases.add(row("last axis moved", in -> in.get(0).permute(0, 2, 1).tanh(), s(4, 3, 10)));
    cases.add(row("max of an axis before others", in -> in.get(0).max(1), s(3, 4, 2, 5)));
    cases.add(row("max of the first axes", in -> in.get(0).max(0, 1), s(3, 4, 5)));
    cases.add(
        row(
            "moved and multiplied",
            in -> in.get(0).permute(1, 0, 2).matmul(in.get(1)).tanh(),
            s(4, 3, 10),
            s(10, 9)));
    cases.add(row("heads", ViewCases::heads, s(2, 5, 36), s(12, 12)));
  }

  private static void concatenations(List<OpCases.Case> cases) {
    cases.add(
        row(
            "concat of loops",
            in -> Value.concat(0, List.of(in.get(0).tanh(), in.get(1).exp())).times(in.get(2)),
            s(4, 9),
            s(3, 9),
            s(7, 9)));
    cases.add(
        row(
            "concat of columns of loops",
            in -> Value.concat(1, List.of(in.get(0).tanh(), in.get(1).exp())).sigmoid(),
            s(30, 9),
            s(30, 50)));
    cases.add(
        row(
            "concat of products",
            in -> Value.concat(1, List.of(in.get(0).matmul(in.get(1)), in.get(0).exp())),
            s(9, 12),
            s(12, 20)));
    cases.add(
        row(
            "concat of concats",
            in -> {
              Value pair = Value.concat(1, List.of(in.get(0).tanh(), in.get(1).exp()));
              Value rows = pair.reshape(1, 6, 20);
              return Value.concat(0, List.of(rows, rows.times(2), pair.square().reshape(1, 6, 20)));
            },
            s(6, 9),
            s(6, 11)));
    cases.add(
        row(
            "concat of what others read",
            in -> {
              Value x = in.get(0).tanh();
              Value both = Value.concat(1, List.of(x, in.get(1), x));
              return both.matmul(in.get(2)).plus(x.sumKeep(1)).times(x.slice(1, 0, 5));
            },
            s(6, 9),
            s(6, 11),
            s(29, 5)));
    cases.add(
        row(
            "concat of reductions",
            in -> Value.concat(0, List.of(in.get(0).sum(0), in.get(0).max(0), in.get(1))),
            s(6, 9),
            s(4)));
    cases.add(
        row(
            "neighbours among zeros",
            in ->
                in.get(0).pad(1, 0, 20).plus(in.get(2).pad(1, 20, 0)).plus(in.get(1).pad(1, 8, 6)),
            s(5, 8),
            s(5, 14),
            s(5, 8)));
    cases.add(
        row(
            "sum of short products",
            in ->
                in.get(0)
                    .transpose()
                    .matmul(in.get(1))
                    .plus(in.get(2).tanh().transpose().matmul(in.get(1).exp()))
                    .plus(in.get(0).transpose().matmul(in.get(3))),
            s(3, 12),
            s(3, 10),
            s(3, 12),
            s(3, 10)));
  }

  private static void nets(List<OpCases.Case> cases) {
    cases.add(row("lstm", ViewCases::lstm, s(3, 4, 5), s(5, 32), s(8, 32), s(32)));
    cases.add(row("wide lstm", ViewCases::lstm, s(33, 3, 5), s(5, 160), s(40, 160), s(160)));
  }

  /// Attention over three thirds of the last axis, by three heads.
  private static Value heads(List<Value> in) {
    Value x = in.get(0);
    Value[] parts = new Value[3];
    for (int i = 0; i < 3; i++) {
      parts[i] = x.slice(2, 12 * i, 12 * i + 12).reshape(2, 5, 3, 4).permute(0, 2, 1, 3);
    }
    Value scores = parts[0].times(0.5).matmul(parts[1].transpose()).sigmoid();
    Value mixed = scores.matmul(parts[2]).permute(0, 2, 1, 3).reshape(2, 5, 12);
    return mixed.matmul(in.get(1));
  }

  /// One input projection for all steps, gates by slices.
  private static Value lstm(List<Value> in) {
    int rows = in.get(0).shape().dim(0);
    int steps = in.get(0).shape().dim(1);
    int units = in.get(2).shape().dim(0);
    Value all = in.get(0).permute(1, 0, 2).matmul(in.get(1)).plus(in.get(3));
    Value h = in.get(0).graph().constant(0).broadcastTo(Shape.of(rows, units));
    Value c = h;
    for (int t = 0; t < steps; t++) {
      Value z = all.slice(0, t, t + 1).reshape(rows, 4 * units).plus(h.matmul(in.get(2)));
      Value i = z.slice(1, 0, units).sigmoid();
      Value f = z.slice(1, units, 2 * units).sigmoid();
      Value g = z.slice(1, 2 * units, 3 * units).tanh();
      Value o = z.slice(1, 3 * units, 4 * units).sigmoid();
      c = f.times(c).plus(i.times(g));
      h = o.times(c.tanh());
    }
    return h;
  }

  private static OpCases.Case row(
      String name, Function<List<Value>, Value> build, Shape... inputs) {
    return OpCases.row(name, build, inputs);
  }

  private static Shape s(int... dims) {
    return Shape.of(dims);
  }
}
