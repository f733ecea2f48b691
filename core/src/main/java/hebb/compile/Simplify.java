package hebb.compile;

import hebb.graph.Binary;
import hebb.graph.Graph;
import hebb.graph.Node;
import hebb.graph.Op;
import hebb.graph.Unary;
import hebb.graph.Value;
import hebb.tensor.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// Rewrites a graph into a smaller one of the same meaning: nothing that no result needs,
/// arithmetic on constants done once, views of views joined, transposes taken into products.
final class Simplify {
  private final Graph from;
  private final Graph to = new Graph();
  private final Map<Node, Value> done = new HashMap<>();

  private Simplify(Graph from) {
    this.from = from;
  }

  static Graph apply(Graph graph) {
    return new Simplify(graph).run();
  }

  private Graph run() {
    for (Node node : DataFlow.live(from)) {
      to.setPath(node.path());
      List<Value> inputs = node.inputs().stream().map(this::done).toList();
      done.put(node, rewrite(node, inputs));
    }
    to.setPath("");
    from.outputs().forEach((name, value) -> to.output(name, done(value.node())));
    from.assigns().forEach((variable, assign) -> to.assign(variable, done(assign.node().input())));
    return to;
  }

  private Value done(Node node) {
    return Objects.requireNonNull(done.get(node));
  }

  private Value rewrite(Node node, List<Value> in) {
    return switch (node.op()) {
      case Op.Detach() -> in.getFirst();
      case Op.Map(Unary f) -> map(f, in.getFirst());
      case Op.Zip(Binary f) -> zip(f, in.get(0), in.get(1));
      case Op.Reshape(Shape shape) -> reshape(in.getFirst(), shape);
      case Op.Broadcast(Shape shape) -> broadcast(in.getFirst(), shape);
      case Op.Permute(List<Integer> order) -> permute(in.getFirst(), order);
      case Op.MatMul(boolean ta, boolean tb) -> matmul(in.get(0), ta, in.get(1), tb);
      case Op.Assign assign -> in.getFirst();
      case Op.Input input -> same(node, in);
      case Op.Parameter parameter -> same(node, in);
      case Op.Constant constant -> same(node, in);
      case Op.Random random -> same(node, in);
      case Op.Select select -> same(node, in);
      case Op.Reduce reduce -> reduce.from() == reduce.to() ? in.getFirst() : same(node, in);
      case Op.ArgMax argMax -> same(node, in);
      case Op.Slice slice ->
          in.getFirst().shape().equals(node.shape()) ? in.getFirst() : same(node, in);
      case Op.Pad pad ->
          in.getFirst().shape().equals(node.shape()) ? in.getFirst() : same(node, in);
      case Op.Concat concat -> in.size() == 1 ? in.getFirst() : same(node, in);
      case Op.Gather gather -> same(node, in);
      case Op.ScatterAdd scatterAdd -> same(node, in);
    };
  }

  private Value same(Node node, List<Value> in) {
    return to.copy(from, node, in.stream().map(Value::node).toList());
  }

  private Value add(Op op, Value... in) {
    return to.add(op, List.of(in).stream().map(Value::node).toList());
  }

  private Value map(Unary f, Value x) {
    OptionalDouble number = number(x);
    if (number.isPresent()) {
      return broadcast(to.constant(f.apply(number.getAsDouble())), x.shape());
    }
    if (f == Unary.NEGATE && x.node().op() instanceof Op.Map(Unary g) && g == Unary.NEGATE) {
      return input(x);
    }
    if (x.node().op() instanceof Op.Broadcast(Shape shape)
        && x.node().input().shape().size() < shape.size()) {
      return broadcast(map(f, input(x)), shape);
    }
    return add(new Op.Map(f), x);
  }

  private Value zip(Binary f, Value a, Value b) {
    OptionalDouble x = number(a);
    OptionalDouble y = number(b);
    if (x.isPresent() && y.isPresent()) {
      return broadcast(to.constant(f.apply(x.getAsDouble(), y.getAsDouble())), a.shape());
    }
    if (one(a) && one(b) && a.shape().size() > 1) {
      return broadcast(
          zip(f, input(a).reshape(Shape.SCALAR), input(b).reshape(Shape.SCALAR)), a.shape());
    }
    return switch (f) {
      case ADD ->
          is(x, 0)
              ? b
              : is(y, 0)
                  ? a
                  : negated(b)
                      ? zip(Binary.SUBTRACT, a, input(b))
                      : negated(a) ? zip(Binary.SUBTRACT, b, input(a)) : add(new Op.Zip(f), a, b);
      case SUBTRACT ->
          is(y, 0) ? a : negated(b) ? zip(Binary.ADD, a, input(b)) : add(new Op.Zip(f), a, b);
      case MULTIPLY ->
          is(x, 1)
              ? b
              : is(y, 1)
                  ? a
                  : is(x, -1)
                      ? map(Unary.NEGATE, b)
                      : is(y, -1) ? map(Unary.NEGATE, a) : add(new Op.Zip(f), a, b);
      case DIVIDE -> is(y, 1) ? a : add(new Op.Zip(f), a, b);
      case MAX -> add(new Op.Zip(f), a, b);
      case MIN -> add(new Op.Zip(f), a, b);
      case GREATER -> add(new Op.Zip(f), a, b);
      case EQUAL -> add(new Op.Zip(f), a, b);
    };
  }

  private static boolean is(OptionalDouble number, double wanted) {
    return number.isPresent() && Double.compare(number.getAsDouble(), wanted) == 0;
  }

  private static boolean negated(Value x) {
    return x.node().op() instanceof Op.Map(Unary f) && f == Unary.NEGATE;
  }

  /// Whether a value is one element, repeated.
  private static boolean one(Value x) {
    return x.node().op() instanceof Op.Broadcast && x.node().input().shape().size() == 1;
  }

  /// The number that a value is everywhere, if it is known.
  private OptionalDouble number(Value x) {
    Node node = x.node();
    while (node.op() instanceof Op.Broadcast || node.op() instanceof Op.Reshape) {
      node = node.input();
    }
    return node.op() instanceof Op.Constant constant && node.shape().size() == 1
        ? OptionalDouble.of(to.constantData(constant)[0])
        : OptionalDouble.empty();
  }

  private Value input(Value x) {
    return new Value(to, x.node().input());
  }

  private Value reshape(Value x, Shape shape) {
    if (x.node().op() instanceof Op.Reshape) {
      return reshape(input(x), shape);
    }
    if (one(x)) {
      return broadcast(input(x), shape);
    }
    return x.reshape(shape);
  }

  private Value broadcast(Value x, Shape shape) {
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

  private Value permute(Value x, List<Integer> order) {
    if (x.node().op() instanceof Op.Permute(List<Integer> inner)) {
      return permute(input(x), order.stream().map(inner::get).toList());
    }
    return order.equals(IntStream.range(0, order.size()).boxed().toList()) ? x : x.permute(order);
  }

  private Value matmul(Value a, boolean ta, Value b, boolean tb) {
    if (swapsLast(a)) {
      return matmul(input(a), !ta, b, tb);
    }
    if (swapsLast(b)) {
      return matmul(a, ta, input(b), !tb);
    }
    return add(new Op.MatMul(ta, tb), a, b);
  }

  /// Whether a value is another with the last two axes exchanged.
  private static boolean swapsLast(Value x) {
    if (!(x.node().op() instanceof Op.Permute(List<Integer> order)) || order.size() < 2) {
      return false;
    }
    int rank = order.size();
    return IntStream.range(0, rank - 2).allMatch(i -> order.get(i) == i)
        && order.get(rank - 1) == rank - 2;
  }
}
