package hebb.compile;

import hebb.graph.Graph;
import hebb.graph.Node;
import hebb.graph.Op;
import hebb.graph.Value;
import hebb.graph.Variable;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who uses what in a graph: the live nodes, what each one reads once views are looked through, and
/// in which way.
final class DataFlow {
  /// How an operand lies in a loop's space.
  enum Access {
    /// Element by element.
    SAME,
    /// One number for all.
    SCALAR,
    /// One number for each row.
    ROWS,
    /// One number for each column.
    COLS,
    /// As a whole, from memory.
    WHOLE
  }

  /// A node that is read, and how.
  record Operand(Node base, Access access) {}

  /// One node reads another.
  record Edge(Node from, Node to, Access access) {}

  private final Graph graph;
  private final List<Node> nodes;
  private final Set<Node> copied = new HashSet<>();
  private final Set<Node> early = new HashSet<>();
  private final List<Edge> edges = new ArrayList<>();

  DataFlow(Graph graph) {
    this.graph = graph;
    this.nodes = live(graph);
    graph
        .outputs()
        .values()
        .forEach(value -> require(new Operand(base(value.node()), Access.WHOLE)));
    for (Node node : nodes.reversed()) {
      if (runs(node)) {
        node.inputs().forEach(input -> require(operand(node, input)));
      }
    }
    for (Node node : nodes) {
      if (runs(node)) {
        for (Node input : node.inputs()) {
          Operand operand = operand(node, input);
          edges.add(new Edge(operand.base, node, operand.access));
        }
      }
    }
    findEarly();
    addReadBeforeWrite();
  }

  /// A variable's old value that is a result, or the next value of another variable, is copied
  /// before anything is assigned.
  private void findEarly() {
    for (Value value : graph.outputs().values()) {
      Node base = base(value.node());
      if (base.op() instanceof Op.Parameter(Variable variable)
          && graph.assigns().containsKey(variable)) {
        early.add(base);
      }
    }
    for (Map.Entry<Variable, Value> assign : graph.assigns().entrySet()) {
      Node base = base(assign.getValue().node().input());
      if (base.op() instanceof Op.Parameter(Variable variable)
          && variable != assign.getKey()
          && graph.assigns().containsKey(variable)) {
        early.add(base);
      }
    }
  }

  private void require(Operand operand) {
    if (operand.base.op() instanceof Op.Broadcast) {
      copied.add(operand.base);
    }
  }

  /// A variable is assigned after all who read it, so that a step may write it in place.
  private void addReadBeforeWrite() {
    Map<Variable, Node> assigns = new IdentityHashMap<>();
    for (Node node : nodes) {
      if (node.op() instanceof Op.Assign(Variable variable)) {
        assigns.put(variable, node);
      }
    }
    for (Edge edge : List.copyOf(edges)) {
      if (edge.from.op() instanceof Op.Parameter(Variable variable) && !early.contains(edge.from)) {
        Node assign = assigns.get(variable);
        if (assign != null && assign != edge.to) {
          edges.add(
              new Edge(edge.to, assign, edge.access == Access.SAME ? Access.SAME : Access.WHOLE));
        }
      }
    }
  }

  /// The nodes that a result or an assign needs, in order.
  static List<Node> live(Graph graph) {
    Set<Node> live = new HashSet<>();
    for (Value value : graph.outputs().values()) {
      live.add(value.node());
    }
    for (Value value : graph.assigns().values()) {
      live.add(value.node());
    }
    for (Node node : graph.nodes().reversed()) {
      if (live.contains(node)) {
        live.addAll(node.inputs());
      }
    }
    return graph.nodes().stream().filter(live::contains).toList();
  }

  List<Node> nodes() {
    return nodes;
  }

  List<Edge> edges() {
    return edges;
  }

  /// Parameters whose old value is copied at the start of the step.
  Set<Node> early() {
    return early;
  }

  Graph graph() {
    return graph;
  }

  /// Whether a node is work of its own: no leaf, no view, no broadcast that loops read in place.
  boolean runs(Node node) {
    return !(node.op() instanceof Op.Source)
        && !(node.op() instanceof Op.View)
        && (!(node.op() instanceof Op.Broadcast) || copied.contains(node));
  }

  /// Whether a node's work is part of a loop.
  static boolean loops(Node node) {
    return switch (node.op()) {
      case Op.Elementwise op -> true;
      case Op.Assign op -> true;
      case Op.Reduce reduce -> IterationSpace.form(node, reduce) != IterationSpace.Form.OTHER;
      case Op.Source op -> false;
      case Op.View op -> false;
      case Op.Layout op -> false;
      case Op.Lookup op -> false;
      case Op.MatMul op -> false;
    };
  }

  /// Whether a node is a product of two matrices.
  static boolean multiplies(Node node) {
    return node.op() instanceof Op.MatMul
        && node.input(0).shape().rank() == 2
        && node.input(1).shape().rank() == 2;
  }

  /// The node whose memory a value has.
  static Node base(Node node) {
    Node base = node;
    while (base.op() instanceof Op.View) {
      base = base.input();
    }
    return base;
  }

  /// The space of a node's work: that of its input for a reduction.
  static IterationSpace space(Node node) {
    return IterationSpace.of(node.op() instanceof Op.Reduce ? node.input().shape() : node.shape());
  }

  /// What a node reads for one of its inputs.
  Operand operand(Node reader, Node input) {
    if (!loops(reader)) {
      return new Operand(base(input), Access.WHOLE);
    }
    if (input.op() instanceof Op.Broadcast(Shape shape)) {
      Shape small = input.input().shape();
      Access access = access(small, shape);
      return access == Access.WHOLE
          ? new Operand(input, Access.SAME)
          : new Operand(base(input.input()), access);
    }
    return new Operand(base(input), Access.SAME);
  }

  private static Access access(Shape small, Shape large) {
    if (small.size() == 1) {
      return Access.SCALAR;
    }
    int cols = IterationSpace.of(large).cols();
    if (small.rank() > 0 && large.rank() >= 2 && small.dim(-1) == cols && small.size() == cols) {
      return Access.COLS;
    }
    boolean rows =
        large.rank() >= 2
            && small.rank() == large.rank()
            && small.dim(-1) == 1
            && small.equals(large.with(-1, 1));
    return rows ? Access.ROWS : Access.WHOLE;
  }
}
