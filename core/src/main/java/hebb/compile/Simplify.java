package hebb.compile;

import hebb.graph.Binary;
import hebb.graph.Graph;
import hebb.graph.Node;
import hebb.graph.Op;
import hebb.graph.ScanBody;
import hebb.graph.ScanShapes;
import hebb.graph.Unary;
import hebb.graph.Value;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;

/// Rewrites a graph into a smaller one of the same meaning: nothing that no result needs,
/// arithmetic on constants done once, views of views joined, transposes taken into products.
final class Simplify {
  private final Graph from;
  private final Rewriting rewriting;
  private final Graph to;
  private final Set<Node> outputs = new HashSet<>();
  private final Map<Node, List<Node>> readers = new HashMap<>();
  private final LayoutRules layout;
  private final MatMulRules products;
  private final ConvRules convs;
  private final PoolRules pools;

  private Simplify(Graph from) {
    this.from = from;
    this.rewriting = new Rewriting(from);
    this.to = rewriting.to();
    this.layout = new LayoutRules(to);
    this.products = new MatMulRules(to, layout);
    this.convs = new ConvRules(layout, products);
    this.pools = new PoolRules(to);
  }

  static Graph apply(Graph graph) {
    return live(new Simplify(graph).run());
  }

  /// A graph without what turned out not to be needed.
  private static Graph live(Graph graph) {
    Rewriting kept = new Rewriting(graph);
    return kept.run(DataFlow.live(graph), kept::copy);
  }

  private Graph run() {
    List<Node> live = DataFlow.live(from);
    from.outputs().values().forEach(value -> outputs.add(value.node()));
    for (Node node : live) {
      node.inputs()
          .forEach(input -> readers.computeIfAbsent(input, n -> new ArrayList<>()).add(node));
    }
    return rewriting.run(live, this::rewrite);
  }

  private Value done(Node node) {
    return rewriting.done(node);
  }

  private Value rewrite(Node node, List<Value> in) {
    return switch (node.op()) {
      case Op.Detach() -> in.getFirst();
      case Op.Map(Unary f) -> map(f, in.getFirst());
      case Op.Zip(Binary f) -> zip(f, in.get(0), in.get(1));
      case Op.Reshape(Shape shape) -> layout.reshape(in.getFirst(), shape);
      case Op.Broadcast(Shape shape) -> layout.broadcast(in.getFirst(), shape);
      case Op.Permute(List<Integer> order) -> permute(node, in.getFirst(), order);
      case Op.MatMul(boolean ta, boolean tb) ->
          is(number(in.get(0)), 0)
              ? layout.broadcast(to.constant(0), node.shape())
              : products.matmul(in.get(0), ta, in.get(1), tb);
      case Op.Windowed op -> windowed(op, node, in);
      case Op.Scan scan -> same(node, in);
      case Op.ScanPart part -> same(node, in);
      case Op.Assign assign -> in.getFirst();
      case Op.Input input -> same(node, in);
      case Op.Parameter parameter -> same(node, in);
      case Op.Constant constant -> same(node, in);
      case Op.Random random -> same(node, in);
      case Op.Select select -> same(node, in);
      case Op.Reduce reduce -> reduce(reduce, node, in);
      case Op.ArgMax argMax -> same(node, in);
      case Op.Slice slice -> slice(node.input(), slice, node.shape());
      case Op.Pad pad ->
          in.getFirst().shape().equals(node.shape()) ? in.getFirst() : same(node, in);
      case Op.Concat concat -> in.size() == 1 ? in.getFirst() : same(node, in);
      case Op.Gather gather -> same(node, in);
      case Op.ScatterAdd scatterAdd -> same(node, in);
    };
  }

  private Value windowed(Op.Windowed op, Node node, List<Value> in) {
    Value other =
        op.window().isSingle() ? convs.product(op, in, node.shape()) : pools.largest(op, in);
    return other == null ? same(node, in) : other;
  }

  /// A reduction over one element is that element.
  private Value reduce(Op.Reduce op, Node node, List<Value> in) {
    if (node.input().shape().size() == node.shape().size()) {
      return layout.reshape(in.getFirst(), node.shape());
    }
    Value sum = pools.sum(op, in.getFirst());
    return sum == null ? same(node, in) : sum;
  }

  /// Some columns of elementwise work are the work on these columns, where nothing reads the whole.
  private Value slice(Node whole, Op.Slice slice, Shape shape) {
    if (whole.shape().equals(shape)) {
      return done(whole);
    }
    if (slice.axis() == shape.rank() - 1 && isSliced(whole, slice.axis())) {
      Value x = slice(whole.input(), slice, shape);
      if (whole.op() instanceof Op.Map(Unary f)) {
        return map(f, x);
      }
      if (whole.op() instanceof Op.Zip(Binary f)) {
        return zip(f, x, slice(whole.input(1), slice, shape));
      }
    }
    return layout.slice(done(whole), slice);
  }

  /// Whether only slices of one axis, which do not overlap by much, and whose readers can do the
  /// work in their loops, read a value.
  private boolean isSliced(Node node, int axis) {
    boolean elementwise = node.op() instanceof Op.Map || node.op() instanceof Op.Zip;
    List<Node> all = readers.getOrDefault(node, List.of());
    return elementwise
        && !outputs.contains(node)
        && (all.stream().allMatch(r -> isForLoops(r, axis))
                && all.stream().mapToInt(r -> r.shape().size()).sum() <= node.shape().size()
            || all.size() == 1 && isSliced(all.getFirst(), axis));
  }

  private boolean isForLoops(Node reader, int axis) {
    return reader.op() instanceof Op.Slice slice
        && slice.axis() == axis
        && readers.getOrDefault(reader, List.of()).stream()
            .allMatch(r -> r.op() instanceof Op.Elementwise);
  }

  private Value permute(Node node, Value x, List<Integer> order) {
    boolean only = readers.getOrDefault(node.input(), List.of()).size() == 1;
    Value product = only ? products.permuted(x, order) : null;
    return product != null ? product : layout.permute(x, order);
  }

  private Value same(Node node, List<Value> in) {
    return rewriting.copy(node, in);
  }

  private Value add(Op op, Value... in) {
    return to.add(op, List.of(in).stream().map(Value::node).toList());
  }

  private Value map(Unary f, Value x) {
    OptionalDouble number = number(x);
    if (number.isPresent()) {
      return layout.broadcast(to.constant(f.apply(number.getAsDouble())), x.shape());
    }
    if (f == Unary.NEGATE && x.node().op() instanceof Op.Map(Unary g) && g == Unary.NEGATE) {
      return input(x);
    }
    if (f == Unary.FLUSH && isFlushed(x.node())) {
      return x;
    }
    if (f == Unary.FLUSH && x.node().op() instanceof Op.Reshape(Shape shape)) {
      return layout.reshape(map(f, input(x)), shape);
    }
    if (f == Unary.FLUSH && x.node().op() instanceof Op.Concat(int axis)) {
      return layout.concat(axis, layout.inputs(x).map(part -> map(f, part)).toList());
    }
    if (x.node().op() instanceof Op.Broadcast(Shape shape)
        && x.node().input().shape().size() < shape.size()) {
      return layout.broadcast(map(f, input(x)), shape);
    }
    Value flushed = f == Unary.FLUSH ? pools.flush(x) : null;
    return flushed == null ? add(new Op.Map(f), x) : flushed;
  }

  /// Whether a value comes flushed out of a loop.
  private static boolean isFlushed(Node node) {
    Node x = node;
    while (x.op() instanceof Op.Reshape || x.op() instanceof Op.Permute) {
      x = x.input();
    }
    if (x.op() instanceof Op.ScanPart(ScanBody.Part part, int index)
        && part == ScanBody.Part.OUTPUT
        && x.input().op() instanceof Op.Scan scan) {
      Graph body = scan.body().graph(ScanShapes.rows(x.input()));
      x = Objects.requireNonNull(body.outputs().get(ScanBody.output(index))).node();
      while (x.op() instanceof Op.Reshape) {
        x = x.input();
      }
    }
    return x.op() instanceof Op.Map(Unary f) && f == Unary.FLUSH;
  }

  private Value zip(Binary f, Value a, Value b) {
    OptionalDouble x = number(a);
    OptionalDouble y = number(b);
    if (x.isPresent() && y.isPresent()) {
      return layout.broadcast(to.constant(f.apply(x.getAsDouble(), y.getAsDouble())), a.shape());
    }
    if (LayoutRules.one(a) && LayoutRules.one(b) && a.shape().size() > 1) {
      return layout.broadcast(
          zip(f, input(a).reshape(Shape.SCALAR), input(b).reshape(Shape.SCALAR)), a.shape());
    }
    if (f == Binary.ADD) {
      Value joined = layout.joined(a, b);
      if (joined == null) {
        joined = products.joined(a, b);
      }
      if (joined != null) {
        return joined;
      }
    }
    Value slope = f == Binary.MULTIPLY ? pools.slope(a, b) : null;
    if (slope != null) {
      return slope;
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
}
