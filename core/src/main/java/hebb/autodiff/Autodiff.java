package hebb.autodiff;

import hebb.graph.Binary;
import hebb.graph.Graph;
import hebb.graph.Node;
import hebb.graph.Op;
import hebb.graph.Reduction;
import hebb.graph.ShapeException;
import hebb.graph.Unary;
import hebb.graph.Value;
import hebb.graph.Variable;
import hebb.graph.Window;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// The interpreter for gradients: reverse mode, one rule for each op. Gradients are values of the
/// same graph, so they are simplified, fused and differentiated again like any other.
public final class Autodiff {
  private final Graph graph;
  private final Map<Node, Value> gradients = new HashMap<>();
  private final Set<Node> needed = new HashSet<>();

  /// The gradients of the results of scans.
  private final Map<Node, Map<Op.ScanPart, Value>> scans = new HashMap<>();

  private Autodiff(Graph graph) {
    this.graph = graph;
  }

  /// The gradients of a scalar with respect to values of its graph, in their order; zeros where
  /// there is no path.
  public static List<Value> gradients(Value loss, List<Value> wrt) {
    if (loss.shape().size() != 1) {
      throw new ShapeException(
          loss.node().path(),
          "gradients: expected a loss of one element, got "
              + loss.shape()
              + ". Take its mean or sum.");
    }
    Value one = loss.graph().constant(1).broadcastTo(loss.shape());
    return gradients(List.of(loss), List.of(one), wrt);
  }

  /// The gradients of `sum(result * upstream)` over some results.
  static List<Value> gradients(List<Value> results, List<Value> upstreams, List<Value> wrt) {
    Autodiff run = new Autodiff(results.getFirst().graph());
    run.backward(results, upstreams, wrt);
    return wrt.stream().map(run::gradient).toList();
  }

  private Value gradient(Value value) {
    Value found = gradients.get(value.node());
    return found != null ? found : graph.constant(0).broadcastTo(value.shape());
  }

  private void backward(List<Value> results, List<Value> upstreams, List<Value> wrt) {
    int last = results.stream().mapToInt(value -> value.node().id()).max().orElse(0);
    List<Node> nodes = List.copyOf(graph.nodes().subList(0, last + 1));
    for (Value value : wrt) {
      needed.add(value.node());
    }
    for (Node node : nodes) {
      if (node.inputs().stream().anyMatch(needed::contains)) {
        needed.add(node);
      }
    }
    for (int i = 0; i < results.size(); i++) {
      gradients.merge(results.get(i).node(), upstreams.get(i), Value::plus);
    }
    String outer = graph.path();
    for (Node node : nodes.reversed()) {
      graph.setPath(node.path());
      Value upstream = gradients.get(node);
      Map<Op.ScanPart, Value> parts = scans.get(node);
      if (parts != null) {
        add(node, new ScanRule(graph, node, parts, needed::contains).gradients());
      } else if (upstream != null && needed.contains(node) && !node.inputs().isEmpty()) {
        spread(node, upstream);
      }
    }
    graph.setPath(outer);
  }

  private void spread(Node node, Value upstream) {
    if (node.op() instanceof Op.ScanPart part) {
      scans.computeIfAbsent(node.input(), scan -> new HashMap<>()).put(part, upstream);
    } else {
      add(node, rule(node, upstream));
    }
  }

  private void add(Node node, List<Value> parts) {
    for (int i = 0; i < parts.size(); i++) {
      Node input = node.input(i);
      if (needed.contains(input)) {
        Value part = parts.get(i);
        gradients.merge(input, part, Value::plus);
      }
    }
  }

  /// The gradients of a node's inputs, in their order; fewer, or none, where the last ones have no
  /// gradient.
  private List<Value> rule(Node node, Value g) {
    return switch (node.op()) {
      case Op.Map(Unary f) -> List.of(g.times(f.derivative(in(node, 0), value(node))));
      case Op.Zip(Binary f) -> f.gradients(in(node, 0), in(node, 1), value(node), g);
      case Op.Select() -> {
        Value zero = graph.constant(0);
        Value none = zero.broadcastTo(node.shape());
        yield List.of(none, in(node, 0).select(g, zero), in(node, 0).select(zero, g));
      }
      case Op.Reduce(Reduction r, int from, int to) -> List.of(reduce(node, r, from, to, g));
      case Op.Reshape(Shape shape) -> List.of(g.reshape(node.input().shape()));
      case Op.Permute(List<Integer> order) -> List.of(g.permute(inverse(order)));
      case Op.Broadcast(Shape shape) -> List.of(repeated(g, node.input().shape()));
      case Op.Slice(int axis, int from, int to) ->
          List.of(g.pad(axis, from, node.input().shape().dim(axis) - to));
      case Op.Pad(int axis, int before, int after) ->
          List.of(g.slice(axis, before, before + node.input().shape().dim(axis)));
      case Op.Concat(int axis) -> concat(node, axis, g);
      case Op.Gather() -> {
        int size = node.input().shape().dim(0);
        yield List.of(graph.add(new Op.ScatterAdd(size), List.of(node.input(1), g.node())));
      }
      case Op.ScatterAdd(int size) -> List.of(graph.constant(0), g.gather(in(node, 0)));
      case Op.MatMul(boolean ta, boolean tb) -> matmul(node, ta, tb, g);
      case Op.Conv(Window window, int groups) -> conv(node, window, groups, g.flush());
      case Op.ConvInput(Window window, int groups, int height, int width) -> {
        Value up = g.flush();
        Value weights = add(new Op.ConvWeights(window, groups), up, in(node, 0));
        yield List.of(up.conv(in(node, 1), window, groups), weights);
      }
      case Op.ConvWeights(Window window, int groups) -> {
        Value up = g.flush();
        Shape x = node.input().shape();
        Value images = in(node, 1).transposedConv(up, window, groups, x.dim(1), x.dim(2));
        yield List.of(images, in(node, 0).conv(up, window, groups));
      }
      case Op.MaxPool pool -> {
        Value x = in(node, 0);
        Value largest = add(pool, x, x);
        yield List.of(
            graph.constant(0).broadcastTo(x.shape()),
            add(new Op.MaxUnpool(pool.window()), x, largest, g));
      }
      case Op.MaxUnpool(Window window) -> {
        Value x = in(node, 0);
        Value zero = graph.constant(0);
        yield List.of(
            zero.broadcastTo(x.shape()),
            zero.broadcastTo(node.input(1).shape()),
            add(new Op.MaxPool(window), x, g));
      }
      case Op.Scan scan -> throw byParts(node);
      case Op.ScanPart part -> throw byParts(node);
      case Op.Detach() -> List.of();
      case Op.ArgMax() -> List.of();
      case Op.Input(String name) -> List.of();
      case Op.Parameter(Variable variable) -> List.of();
      case Op.Constant(int id) -> List.of();
      case Op.Random(long key) -> List.of();
      case Op.Assign(Variable variable) -> List.of();
    };
  }

  private static IllegalStateException byParts(Node node) {
    return new IllegalStateException("gradients: expected those of parts, got " + node + ".");
  }

  private Value value(Node node) {
    return new Value(graph, node);
  }

  private Value add(Op op, Value... inputs) {
    return graph.add(op, Arrays.stream(inputs).map(Value::node).toList());
  }

  private List<Value> conv(Node node, Window window, int groups, Value g) {
    Value x = in(node, 0);
    Shape shape = x.shape();
    return List.of(
        g.transposedConv(in(node, 1), window, groups, shape.dim(1), shape.dim(2)),
        add(new Op.ConvWeights(window, groups), x, g));
  }

  private Value in(Node node, int i) {
    return new Value(graph, node.input(i));
  }

  private Value reduce(Node node, Reduction reduction, int from, int to, Value g) {
    Shape shape = node.input().shape();
    return switch (reduction) {
      case SUM -> g.broadcastTo(shape);
      case MAX -> g.broadcastTo(shape).times(firstLargest(node, from, to));
    };
  }

  /// 1 at the first largest element over the axes `[from, to)`, else 0: places count down, so that
  /// the first of the largest has the largest place. NaN is not less than anything.
  private Value firstLargest(Node node, int from, int to) {
    Shape shape = node.input().shape();
    int n = shape.range(from, to).size();
    int inner = shape.range(to, shape.rank()).size();
    Shape folded = Shape.of(shape.range(0, from).size(), n, inner);
    double[] down = IntStream.range(0, n).mapToDouble(i -> n - i).toArray();
    Value places = graph.constant(Shape.of(n, 1), down).broadcastTo(folded);
    Value largest = value(node).broadcastTo(shape).reshape(folded);
    Value less = largest.zip(Binary.GREATER, in(node, 0).reshape(folded));
    Value ofLargest = less.select(graph.constant(0), places);
    return ofLargest.equalTo(ofLargest.maxKeep(1)).reshape(shape);
  }

  private static List<Integer> inverse(List<Integer> order) {
    return IntStream.range(0, order.size()).map(order::indexOf).boxed().toList();
  }

  /// The gradient of what is repeated over rows, as a bias is, is a sum of what products take too:
  /// flushed, so that they share it.
  private static Value repeated(Value g, Shape shape) {
    boolean overRows = shape.rank() > 0 && shape.size() > 1 && shape.dim(-1) == g.shape().dim(-1);
    return unbroadcast(overRows ? g.flush() : g, shape);
  }

  private static Value unbroadcast(Value g, Shape shape) {
    int extra = g.shape().rank() - shape.rank();
    int[] axes =
        IntStream.range(0, g.shape().rank())
            .filter(i -> i < extra || (shape.dim(i - extra) == 1 && g.shape().dim(i) != 1))
            .toArray();
    return axes.length == 0 ? g.reshape(shape) : g.sumKeep(axes).reshape(shape);
  }

  private static List<Value> concat(Node node, int axis, Value g) {
    List<Value> parts = new ArrayList<>();
    int from = 0;
    for (Node input : node.inputs()) {
      int to = from + input.shape().dim(axis);
      parts.add(g.slice(axis, from, to));
      from = to;
    }
    return parts;
  }

  /// For `C = A B`: `dA = dC B^T`, `dB = A^T dC`; the flags say which of the four is stored
  /// transposed. Leading axes that only A has are rows. A gradient too small to matter is flushed
  /// before it is multiplied.
  private List<Value> matmul(Node node, boolean ta, boolean tb, Value upstream) {
    Value g = upstream.flush();
    Value a = in(node, 0);
    Value b = in(node, 1);
    if (a.shape().rank() > 2 && b.shape().rank() == 2 && !ta) {
      Value rows = a.reshape(a.shape().size() / a.shape().dim(-1), a.shape().dim(-1));
      Value gRows = g.reshape(g.shape().size() / g.shape().dim(-1), g.shape().dim(-1));
      Value db = tb ? matmul(gRows, true, rows, false) : matmul(rows, true, gRows, false);
      return List.of(matmul(gRows, false, b, !tb).reshape(a.shape()), db);
    }
    Value da = ta ? matmul(b, tb, g, true) : matmul(g, false, b, !tb);
    Value db = tb ? matmul(g, true, a, ta) : matmul(a, !ta, g, false);
    return List.of(unbroadcast(da, a.shape()), unbroadcast(db, b.shape()));
  }

  private Value matmul(Value a, boolean ta, Value b, boolean tb) {
    return graph.add(new Op.MatMul(ta, tb), List.of(a.node(), b.node()));
  }
}
