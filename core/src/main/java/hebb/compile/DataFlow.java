package hebb.compile;

import hebb.graph.Graph;
import hebb.graph.Node;
import hebb.graph.Op;
import hebb.graph.Value;
import hebb.graph.Variable;
import java.util.ArrayList;
import java.util.HashMap;
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
    /// Element by element, from rows of memory that lie anywhere.
    STRIDED,
    /// As a whole, from memory.
    WHOLE
  }

  /// A node that is read, how, and where what is read of it lies: among its elements, and in
  /// memory.
  record Operand(Node base, Access access, StridedView logical, StridedView memory) {}

  /// One node reads another.
  ///
  /// @param columns whether it reads some columns of each row
  record Edge(Node from, Node to, Access access, boolean columns) {}

  private final Graph graph;
  private final List<Node> nodes;
  private final MemoryViews views;
  private final Map<Node, Access> accesses = new HashMap<>();
  private final Set<Node> early = new HashSet<>();
  private final List<Edge> edges = new ArrayList<>();

  DataFlow(Graph graph) {
    this.graph = graph;
    this.nodes = live(graph);
    this.views = new MemoryViews(graph, nodes);
    for (Node node : nodes) {
      if (runs(node)) {
        for (Node input : node.inputs()) {
          Operand operand = operand(node, input);
          boolean columns = operand.access == Access.STRIDED && isColumns(input);
          edges.add(new Edge(operand.base, node, operand.access, columns));
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
          Access access = edge.access == Access.SAME ? Access.SAME : Access.WHOLE;
          edges.add(new Edge(edge.to, assign, access, false));
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

  /// Where values lie that have no memory of their own.
  MemoryViews views() {
    return views;
  }

  /// Whether a node is work of its own.
  boolean runs(Node node) {
    return views.runs(node);
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
      case Op.Windowed op -> false;
      case Op.Scan op -> false;
    };
  }

  /// Whether a node is a product of two matrices, or a convolution, which is computed as one.
  static boolean multiplies(Node node) {
    return convolves(node)
        || node.op() instanceof Op.MatMul
            && node.input(0).shape().rank() == 2
            && node.input(1).shape().rank() == 2;
  }

  static boolean convolves(Node node) {
    return node.op() instanceof Op.Conv || node.op() instanceof Op.ConvInput;
  }

  /// The node whose work makes a value.
  Node base(Node node) {
    return views.base(node);
  }

  /// The space of a node's work: that of its input for a reduction.
  static IterationSpace space(Node node) {
    return IterationSpace.of(node.op() instanceof Op.Reduce ? node.input().shape() : node.shape());
  }

  /// What a node reads for one of its inputs.
  Operand operand(Node reader, Node input) {
    Access access = loops(reader) ? accesses.computeIfAbsent(input, this::access) : Access.WHOLE;
    return new Operand(base(input), access, views.logical(input), views.memory(input));
  }

  private Access access(Node input) {
    StridedView view = views.logical(input);
    if (view.isWhole()) {
      return Access.SAME;
    }
    if (view.root().shape().size() == 1) {
      return Access.SCALAR;
    }
    IterationSpace space = IterationSpace.of(input.shape());
    int row = view.rowStride(space);
    if (space.cols() > 1 && row == 0 && view.columnStride(space) == 1 && space.rows() > 1) {
      return Access.COLS;
    }
    boolean rows =
        space.cols() > 1
            && row == 1
            && view.columnStride(space) == 0
            && view.root().shape().size() == space.rows();
    return rows ? Access.ROWS : Access.STRIDED;
  }

  /// Whether an input of a loop is some columns of each row of its base.
  boolean isColumns(Node input) {
    StridedView view = views.logical(input);
    IterationSpace space = IterationSpace.of(input.shape());
    IterationSpace whole = IterationSpace.of(view.root().shape());
    return whole.rows() == space.rows()
        && view.offset() + space.cols() <= whole.cols()
        && view.columnStride(space) == (space.cols() == 1 ? 0 : 1)
        && (space.rows() == 1 || view.rowStride(space) == whole.cols());
  }
}
