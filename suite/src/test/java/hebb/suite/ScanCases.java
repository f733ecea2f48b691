package hebb.suite;

import static hebb.suite.OpCases.row;

import hebb.autodiff.Autodiff;
import hebb.autodiff.Scan;
import hebb.graph.Value;
import hebb.suite.OpCases.Case;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// Rows of [OpCases] for loops over time.
final class ScanCases {
  private ScanCases() {}

  static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    for (int rows : new int[] {1, 3, 8, 37}) {
      cases.add(lstm("lstm last", rows, 6, 5, 9, false, true, false));
      cases.add(lstm("lstm states", rows, 6, 5, 9, true, true, true));
    }
    cases.add(lstm("lstm that keeps nothing", 5, 4, 3, 17, true, false, false));
    cases.add(lstm("lstm of one step", 5, 1, 3, 17, true, true, false));
    cases.add(gru("gru", 9, 5, 33));
    cases.add(
        row(
            "scan of sums",
            in ->
                new Scan(in.get(0).graph(), 4)
                    .carry(in.get(0))
                    .sequence(in.get(1))
                    .run(at -> List.of(at.carry(0).plus(at.sequence(0))))
                    .last(0),
            s(3, 2),
            s(4, 3, 2)));
    cases.add(
        row(
            "scan with outputs",
            in ->
                Value.concat(
                    -1,
                    List.of(outputs(in).output(0), outputs(in).states(0), outputs(in).output(1))),
            s(5, 3),
            s(4, 5, 3),
            s(3)));
    cases.add(
        row("scan with a context", ScanCases::attention, s(5, 4), s(3, 5, 4), s(5, 6, 4), s(4, 4)));
    cases.add(
        row(
            "scan with a mask",
            in ->
                new Scan(in.get(0).graph(), 4)
                    .carry(in.get(0))
                    .sequence(in.get(1))
                    .sequence(in.get(2))
                    .run(
                        at -> {
                          Value h = at.carry(0);
                          Value next = h.plus(at.sequence(0)).tanh();
                          Value on = at.sequence(1).greaterThan(h.graph().constant(0));
                          return List.of(on.broadcastTo(h.shape()).select(next, h));
                        })
                    .states(0),
            s(5, 3),
            s(4, 5, 3),
            s(4, 5, 1)));
    cases.add(row("gradient of a scan", ScanCases::gradient, s(4, 3), s(3, 4, 3), s(3, 3)));
    cases.add(row("scan of matrices", ScanCases::matrices, s(3, 4, 5), s(2, 3, 4, 5), s(5, 5)));
    return cases;
  }

  private static Shape s(int... dims) {
    return Shape.of(dims);
  }

  private static Case lstm(
      String name,
      int rows,
      int steps,
      int size,
      int units,
      boolean states,
      boolean saving,
      boolean reverse) {
    return row(
        name + " of " + rows + (reverse ? " rows, reverse" : " rows"),
        in -> {
          Value x = in.get(0).matmul(in.get(1)).plus(in.get(3));
          Scan.Result result =
              new Scan(x.graph(), steps)
                  .carry(in.get(4))
                  .carry(in.get(5))
                  .sequence(x)
                  .whole(in.get(2))
                  .saving(saving)
                  .reverse(reverse)
                  .run(ScanCases::lstm);
          return states ? result.states(0) : result.last(0).plus(result.last(1));
        },
        s(steps, rows, size),
        s(size, 4 * units),
        s(units, 4 * units),
        s(4 * units),
        s(rows, units),
        s(rows, units));
  }

  private static List<Value> lstm(Scan.At at) {
    Value z = at.sequence(0).plus(at.carry(0).matmul(at.whole(0)));
    int n = at.carry(0).shape().dim(1);
    Value i = z.slice(1, 0, n).sigmoid();
    Value f = z.slice(1, n, 2 * n).sigmoid();
    Value g = z.slice(1, 2 * n, 3 * n).tanh();
    Value o = z.slice(1, 3 * n, 4 * n).sigmoid();
    Value c = f.times(at.carry(1)).plus(i.times(g));
    return List.of(o.times(c.tanh()), c);
  }

  private static Case gru(String name, int rows, int steps, int units) {
    return row(
        name,
        in -> {
          Scan.Result result =
              new Scan(in.get(0).graph(), steps)
                  .carry(in.get(0))
                  .sequence(in.get(1))
                  .whole(in.get(2))
                  .whole(in.get(3))
                  .saving(true)
                  .run(
                      at -> {
                        Value h = at.carry(0);
                        Value u = h.matmul(at.whole(0)).plus(at.whole(1));
                        Value x = at.sequence(0);
                        Value both =
                            x.slice(1, 0, 2 * units).plus(u.slice(1, 0, 2 * units)).sigmoid();
                        Value r = both.slice(1, 0, units);
                        Value z = both.slice(1, units, 2 * units);
                        Value n =
                            x.slice(1, 2 * units, 3 * units)
                                .plus(r.times(u.slice(1, 2 * units, 3 * units)))
                                .tanh();
                        return List.of(n.plus(z.times(h.minus(n))));
                      });
          return result.states(0);
        },
        s(rows, units),
        s(steps, rows, 3 * units),
        s(units, 3 * units),
        s(3 * units));
  }

  private static Scan.Result outputs(List<Value> in) {
    return new Scan(in.get(0).graph(), 4)
        .carry(in.get(0))
        .sequence(in.get(1))
        .whole(in.get(2))
        .run(
            at -> {
              Value next = at.carry(0).times(at.sequence(0)).plus(at.whole(0));
              return List.of(next.sigmoid(), next, at.carry(0).times(2));
            });
  }

  /// Each row attends to its own context.
  private static Value attention(List<Value> in) {
    return new Scan(in.get(0).graph(), 3)
        .carry(in.get(0))
        .sequence(in.get(1))
        .context(in.get(2))
        .whole(in.get(3))
        .run(
            at -> {
              Value query = at.carry(0).plus(at.sequence(0)).matmul(at.whole(0));
              Value keys = at.context(0);
              Value scores = keys.times(query.reshape(query.shape().dim(0), 1, 4)).sum(2);
              Value weights = scores.sigmoid();
              Value read = weights.reshape(query.shape().dim(0), 6, 1).times(keys).sum(1).tanh();
              return List.of(read);
            })
        .states(0);
  }

  private static Value gradient(List<Value> in) {
    Value y =
        new Scan(in.get(0).graph(), 3)
            .carry(in.get(0))
            .sequence(in.get(1))
            .whole(in.get(2))
            .run(at -> List.of(at.carry(0).matmul(at.whole(0)).plus(at.sequence(0)).sigmoid()))
            .last(0);
    List<Value> gradients = Autodiff.gradients(y.square().sum(), in);
    return gradients.get(0).sum().plus(gradients.get(2).square().sum());
  }

  private static Value matrices(List<Value> in) {
    return new Scan(in.get(0).graph(), 2)
        .carry(in.get(0))
        .sequence(in.get(1))
        .whole(in.get(2))
        .run(at -> List.of(at.carry(0).matmul(at.whole(0)).times(at.sequence(0)).tanh()))
        .last(0);
  }
}
