package hebb.autodiff;

import hebb.graph.Graph;
import hebb.graph.Node;
import hebb.graph.Op;
import hebb.graph.ScanBody;
import hebb.graph.ScanBody.Signature;
import hebb.graph.Unary;
import hebb.graph.Value;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/// A step of a scan and its gradient in one graph: the step's nodes come first. The gradients of
/// its results are inputs, `up/carry/0` and `up/output/0`.
final class ScanDerivation {
  /// A number of rows that is unlike other sizes, where only shapes of one row are of interest.
  static final int ROWS = 1009;

  /// What a node depends on.
  private enum Depends {
    /// On constants alone.
    NOTHING,
    /// On wholes.
    WHOLE,
    /// On rows, each of its own rows on one.
    ROWS,
    /// On all rows together.
    ALL
  }

  private final int rows;
  private final Graph graph;
  private final int forward;
  private final Map<Node, Depends> depends = new HashMap<>();
  private final Map<String, Value> gradients = new HashMap<>();

  /// The derivation for all results.
  ScanDerivation(ScanBody body, int rows) {
    this(body, rows, name -> true);
  }

  /// The derivation for the next carries and some outputs.
  ScanDerivation(ScanBody body, int rows, Predicate<String> outputs) {
    this.rows = rows;
    this.graph = body.graph(rows);
    this.forward = graph.nodes().size();
    Signature signature = body.signature();
    List<Value> results = new ArrayList<>();
    List<Value> upstreams = new ArrayList<>();
    graph
        .outputs()
        .forEach(
            (name, value) -> {
              if (name.startsWith("carry/") || outputs.test(name)) {
                results.add(value);
                upstreams.add(graph.input(up(name), value.shape()));
              }
            });
    List<String> names = new ArrayList<>();
    addNames(names, signature.carries().size(), ScanBody::carry);
    addNames(names, signature.sequences().size(), ScanBody::sequence);
    addNames(names, signature.contexts().size(), ScanBody::context);
    addNames(names, signature.wholes().size(), ScanBody::whole);
    List<Value> inputs = names.stream().map(this::input).toList();
    List<Value> found = Autodiff.gradients(results, upstreams, inputs);
    for (int i = 0; i < names.size(); i++) {
      gradients.put(names.get(i), found.get(i));
    }
  }

  private static void addNames(List<String> names, int count, IntFunction<String> name) {
    for (int i = 0; i < count; i++) {
      names.add(name.apply(i));
    }
  }

  static String up(String name) {
    return "up/" + name;
  }

  Graph graph() {
    return graph;
  }

  /// An input of the step.
  private Value input(String name) {
    return new Value(
        graph,
        graph.nodes().stream()
            .filter(node -> node.op() instanceof Op.Input(String own) && own.equals(name))
            .findFirst()
            .orElseThrow());
  }

  /// The gradient of an input of the step.
  Node gradient(String input) {
    return Objects.requireNonNull(gradients.get(input)).node();
  }

  /// The same as products take it, who come after the loop.
  Node flushed(String input) {
    return new Value(graph, gradient(input)).flush().node();
  }

  boolean isForward(Node node) {
    return node.id() < forward;
  }

  /// Whether a node is a number of rows, each of which depends on its own row alone.
  boolean isRows(Node node) {
    return depends(node) == Depends.ROWS;
  }

  /// Whether a node joins rows, as the gradient of a weight does.
  boolean joinsRows(Node node) {
    return depends(node) == Depends.ALL;
  }

  /// Whether a node is the same at each step, and no constant.
  boolean isWhole(Node node) {
    return depends(node) == Depends.WHOLE;
  }

  private Depends depends(Node node) {
    Depends known = depends.get(node);
    if (known == null) {
      known = find(node);
      depends.put(node, known);
    }
    return known;
  }

  private Depends find(Node node) {
    if (node.op() instanceof Op.Input(String name)) {
      return name.startsWith("whole/") ? Depends.WHOLE : Depends.ROWS;
    }
    Depends most = Depends.NOTHING;
    for (Node input : node.inputs()) {
      Depends each = depends(input);
      most = each.compareTo(most) > 0 ? each : most;
    }
    Shape shape = node.shape();
    if (most == Depends.WHOLE && node.op() instanceof Op.Broadcast && shape.dim(0) == rows) {
      return Depends.ROWS;
    }
    return most == Depends.ROWS && joins(node) ? Depends.ALL : most;
  }

  private boolean joins(Node node) {
    return switch (node.op()) {
      case Op.MatMul(boolean ta, boolean tb) ->
          ta && node.input(0).shape().rank() == 2 && isRows(node.input(0))
              || node.input(1).shape().rank() == 2 && isRows(node.input(1));
      case Op.Reduce(var reduction, int from, int to) -> from == 0 && to > 0;
      case Op.ScatterAdd op -> true;
      case Op.ConvWeights op -> true;
      case Op.Source op -> false;
      case Op.Elementwise op -> false;
      case Op.View op -> false;
      case Op.Layout op -> false;
      case Op.ArgMax op -> false;
      case Op.Gather op -> false;
      case Op.Conv op -> false;
      case Op.ConvInput op -> false;
      case Op.MaxPool op -> false;
      case Op.MaxUnpool op -> false;
      case Op.Scan op -> false;
      case Op.Assign op -> false;
    };
  }

  /// The nodes of the step that its gradient reads and that are dear to compute from what there is
  /// anyway.
  List<Node> saved() {
    Set<Node> saved = new LinkedHashSet<>();
    Set<Node> seen = new LinkedHashSet<>();
    List<Node> given =
        graph.outputs().values().stream().map(Value::node).filter(this::isForward).toList();
    gradients.values().forEach(value -> walk(value.node(), given, seen, saved));
    return saved.stream().sorted((a, b) -> Integer.compare(a.id(), b.id())).toList();
  }

  private void walk(Node node, List<Node> given, Set<Node> seen, Set<Node> saved) {
    if (!seen.add(node) || depends(node).compareTo(Depends.ROWS) < 0) {
      return;
    }
    if (isForward(node)) {
      if (given.contains(node) || node.op() instanceof Op.Source) {
        return;
      }
      if (isDear(node, given)) {
        saved.add(node);
        return;
      }
    }
    node.inputs().forEach(input -> walk(input, given, seen, saved));
  }

  private static boolean isDear(Node node, List<Node> given) {
    return switch (node.op()) {
      case Op.Map(Unary f) -> f.isCostly();
      case Op.Slice op ->
          !(node.input().op() instanceof Op.Source) && !given.contains(node.input());
      case Op.Elementwise op -> false;
      case Op.View op -> false;
      case Op.Layout op -> false;
      case Op.Source op -> false;
      case Op.Lookup op -> true;
      case Op.Reduce op -> true;
      case Op.MatMul op -> true;
      case Op.Windowed op -> true;
      case Op.Scan op -> true;
      case Op.Assign op -> true;
    };
  }

  /// The shape of a row of what is made of rows: one number after the other where other axes are in
  /// front.
  static Shape row(Node node, int rows) {
    Shape shape = node.shape();
    return shape.rank() > 0 && shape.dim(0) == rows
        ? shape.range(1, shape.rank())
        : Shape.of(shape.size() / rows);
  }
}
