package hebb.compile;

import hebb.graph.Graph;
import hebb.graph.Op;
import hebb.graph.Reduction;
import hebb.graph.Unary;
import hebb.graph.Value;
import hebb.graph.Window;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The rules of [Simplify] for pools of the largest: what can be done with windows is not done with
/// the places of an image, which are more. Each gives null where it does not hold.
final class PoolRules {
  private final Graph graph;

  PoolRules(Graph graph) {
    this.graph = graph;
  }

  /// The largest of a relu is the relu of the largest.
  @Nullable Value largest(Op.Windowed op, List<Value> in) {
    Value x = in.getFirst();
    if (!(op instanceof Op.MaxPool) || in.get(1).node() != x.node() || !is(x, Unary.RELU)) {
      return null;
    }
    Value u = input(x, 0);
    return add(op, u, u).relu();
  }

  /// The gradient `a b` of a relu whose largest were taken, where `b` is its slope: that of the
  /// relu of the largest, put where they were.
  @Nullable Value slope(Value a, Value b) {
    if (!(a.node().op() instanceof Op.MaxUnpool(Window window))
        || !is(b, Unary.STEP)
        || !is(input(a, 0), Unary.RELU)
        || !is(input(a, 1), Unary.RELU)) {
      return null;
    }
    Value x = input(b, 0);
    Value largest = input(input(a, 1), 0);
    boolean same =
        input(input(a, 0), 0).node() == x.node()
            && largest.node().equals(add(new Op.MaxPool(window), x, x).node());
    return same ? add(a.node().op(), x, largest, input(a, 2).times(largest.step())) : null;
  }

  /// A flush of what comes from one window at most.
  @Nullable Value flush(Value x) {
    return x.node().op() instanceof Op.MaxUnpool(Window window)
            && isApart(window.rows())
            && isApart(window.columns())
        ? add(x.node().op(), input(x, 0), input(x, 1), input(x, 2).flush())
        : null;
  }

  /// A sum over all places: what is put there is a number for each window.
  @Nullable Value sum(Op.Reduce op, Value x) {
    boolean all = op.reduction() == Reduction.SUM && op.from() == 0 && op.to() == 3;
    return all && x.node().op() instanceof Op.MaxUnpool ? add(op, input(x, 2)) : null;
  }

  private static boolean isApart(Window.Axis axis) {
    return axis.stride() >= axis.span();
  }

  private static boolean is(Value x, Unary f) {
    return x.node().op() instanceof Op.Map(Unary own) && own == f;
  }

  private Value input(Value x, int i) {
    return new Value(graph, x.node().input(i));
  }

  private Value add(Op op, Value... in) {
    return graph.add(op, Stream.of(in).map(Value::node).toList());
  }
}
