package hebb.compile;

import hebb.graph.Binary;
import hebb.graph.Graph;
import hebb.graph.Node;
import hebb.graph.Op;
import hebb.graph.Value;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The rules of [Simplify] for what lies where: views of views are joined, and sums of neighbours
/// among zeros are concatenations.
final class LayoutRules {
  /// How many sums of sums are searched for a neighbour.
  private static final int DEPTH = 8;

  private final Graph to;

  LayoutRules(Graph to) {
    this.to = to;
  }

  Stream<Value> inputs(Value x) {
    return x.node().inputs().stream().map(node -> new Value(to, node));
  }

  private Value input(Value x) {
    return new Value(to, x.node().input());
  }

  /// Whether a value is one element, repeated.
  static boolean one(Value x) {
    return x.node().op() instanceof Op.Broadcast && x.node().input().shape().size() == 1;
  }

  Value reshape(Value x, Shape shape) {
    if (x.node().op() instanceof Op.Reshape) {
      return reshape(input(x), shape);
    }
    if (one(x)) {
      return broadcast(input(x), shape);
    }
    return x.reshape(shape);
  }

  Value broadcast(Value x, Shape shape) {
    if (x.shape().equals(shape)) {
      return x;
    }
    if (x.shape().size() == shape.size()) {
      return reshape(x, shape);
    }
    if (x.shape().size() == 1 && x.shape().rank() > 0) {
      return broadcast(reshape(x, Shape.SCALAR), shape);
    }
    if (x.node().op() instanceof Op.Broadcast) {
      return broadcast(input(x), shape);
    }
    return x.broadcastTo(shape);
  }

  Value permute(Value x, List<Integer> order) {
    if (x.node().op() instanceof Op.Permute(List<Integer> inner)) {
      return permute(input(x), order.stream().map(inner::get).toList());
    }
    return order.equals(IntStream.range(0, order.size()).boxed().toList()) ? x : x.permute(order);
  }

  /// A slice of a slice is one, of a repeated value a slice of the value, of a concatenation one of
  /// its inputs where it is just that.
  Value slice(Value x, Op.Slice slice) {
    int axis = slice.axis();
    Shape small = x.node().inputs().isEmpty() ? x.shape() : x.node().input().shape();
    if (x.node().op() instanceof Op.Slice(int own, int from, int end) && own == axis) {
      return input(x).slice(axis, from + slice.from(), from + slice.to());
    }
    if (x.node().op() instanceof Op.Broadcast) {
      int inner = axis - (x.shape().rank() - small.rank());
      Shape sliced = x.shape().with(axis, slice.to() - slice.from());
      return broadcast(
          inner >= 0 && small.dim(inner) > 1
              ? slice(input(x), new Op.Slice(inner, slice.from(), slice.to()))
              : input(x),
          sliced);
    }
    if (x.node().op() instanceof Op.Concat(int own) && own == axis) {
      int before = 0;
      for (Node part : x.node().inputs()) {
        int end = before + part.shape().dim(axis);
        if (before == slice.from() && end == slice.to()) {
          return new Value(to, part);
        }
        before = end;
      }
    }
    return x.slice(axis, slice.from(), slice.to());
  }

  /// The sum of two values as one, if they are neighbours among zeros, as gradients of slices are;
  /// null if they are not.
  @Nullable Value joined(Value a, Value b) {
    return a.node().op() instanceof Op.Pad && !(b.node().op() instanceof Op.Pad)
        ? joined(b, a, DEPTH)
        : joined(a, b, DEPTH);
  }

  private @Nullable Value joined(Value a, Value b, int depth) {
    if (!(b.node().op() instanceof Op.Pad q)) {
      return null;
    }
    if (a.node().op() instanceof Op.Pad p) {
      return p.axis() == q.axis() ? joined(a, p, b, q) : null;
    }
    if (depth > 0 && a.node().op() instanceof Op.Zip(var f) && f == Binary.ADD) {
      Value left = new Value(to, a.node().input(0));
      Value right = new Value(to, a.node().input(1));
      Value joined = joined(right, b, depth - 1);
      Value other = joined == null ? right : left;
      joined = joined == null ? joined(left, b, depth - 1) : joined;
      return joined == null ? null : sum(other, joined);
    }
    return null;
  }

  private Value sum(Value a, Value b) {
    Value joined = joined(a, b);
    return joined == null ? a.plus(b) : joined;
  }

  private @Nullable Value joined(Value a, Op.Pad p, Value b, Op.Pad q) {
    int axis = p.axis();
    int size = a.shape().dim(axis);
    if (size - p.after() == q.before()) {
      return pad(axis, concat(axis, List.of(input(a), input(b))), p.before(), q.after());
    }
    if (size - q.after() == p.before()) {
      return pad(axis, concat(axis, List.of(input(b), input(a))), q.before(), p.after());
    }
    return null;
  }

  private static Value pad(int axis, Value x, int before, int after) {
    return before == 0 && after == 0 ? x : x.pad(axis, before, after);
  }

  /// A concatenation without concatenations of the same axis in it. One along the first axis lies
  /// the same under any shape: what its parts are views of is put together and then seen as them,
  /// so that the same parts are put together once.
  Value concat(int axis, List<Value> parts) {
    List<Value> all = new ArrayList<>();
    for (Value part : parts) {
      if (part.node().op() instanceof Op.Concat(int own) && own == axis) {
        inputs(part).forEach(all::add);
      } else {
        all.add(part);
      }
    }
    List<Value> inner = all.stream().map(x -> isReshape(x) ? input(x) : x).toList();
    return axis == 0 && !inner.equals(all) && inner.stream().allMatch(x -> stacks(x, inner))
        ? reshape(concat(0, inner), Value.concat(axis, all).shape())
        : Value.concat(axis, all);
  }

  private static boolean isReshape(Value x) {
    return x.node().op() instanceof Op.Reshape;
  }

  private static boolean stacks(Value x, List<Value> others) {
    Shape shape = x.shape();
    Shape first = others.getFirst().shape();
    return shape.rank() > 0
        && first.rank() > 0
        && shape.range(1, shape.rank()).equals(first.range(1, first.rank()));
  }
}
