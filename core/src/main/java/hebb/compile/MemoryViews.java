package hebb.compile;

import hebb.graph.Graph;
import hebb.graph.Node;
import hebb.graph.Op;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Which values have no memory of their own: slices, permutes and repeated values that all readers
/// read in place, and what is written in place into the concatenation, or the moved axes, that it
/// is for.
final class MemoryViews {
  /// Rows that are shorter are copied together rather than written apart.
  private static final int SHORTEST_ROW = 8;

  /// Where a value is written: into another node, as the part that begins at its input number
  /// `part`, or as its input.
  private record Host(Node node, int part) {}

  private final List<Node> nodes;
  private final Set<Node> outputs = new HashSet<>();
  private final Map<Node, List<Node>> readers = new HashMap<>();
  private final Set<Node> copied = new HashSet<>();
  private final Map<Node, Host> hosts = new HashMap<>();
  private final Map<Node, StridedView> written = new HashMap<>();
  private final Map<Node, StridedView> memory = new HashMap<>();
  private final Map<Node, StridedView> logical = new HashMap<>();

  MemoryViews(Graph graph, List<Node> nodes) {
    this.nodes = nodes;
    graph.outputs().values().forEach(value -> outputs.add(value.node()));
    for (Node node : nodes) {
      node.inputs()
          .forEach(input -> readers.computeIfAbsent(input, n -> new ArrayList<>()).add(node));
    }
    nodes.reversed().stream().filter(n -> n.op() instanceof Op.Concat).forEach(this::hostParts);
    copyWhatIsNotRead();
    for (Node node : nodes.reversed()) {
      if (copied.contains(node)) {
        host(node.input(), new Host(node, 0), place(node));
      }
    }
    nodes.forEach(this::layOut);
    copyWhatIsNotRead();
  }

  /// The products of a batch lie in the order in which their only reader wants their axes.
  private void layOut(Node node) {
    List<Node> all = readers.getOrDefault(node, List.of());
    if (node.op() instanceof Op.MatMul
        && node.shape().rank() > 2
        && all.size() == 1
        && all.getFirst().op() instanceof Op.Permute(List<Integer> order)
        && order.getLast() == order.size() - 1
        && !written.containsKey(node)
        && !outputs.contains(node)) {
      StridedView moved = StridedView.dense(node, all.getFirst().shape());
      written.put(node, Objects.requireNonNull(before(all.getFirst(), node, moved)));
    }
  }

  /// Whether a node is work of its own: no leaf, and no view that is read in place.
  boolean runs(Node node) {
    return !(node.op() instanceof Op.Source) && !isInPlace(node);
  }

  private boolean isInPlace(Node node) {
    return switch (node.op()) {
      case Op.View op -> !copied.contains(node);
      case Op.Slice op -> !copied.contains(node);
      case Op.ScanPart op -> !copied.contains(node);
      case Op.Permute op -> !copied.contains(node);
      case Op.Broadcast op -> !copied.contains(node);
      case Op.Pad op -> false;
      case Op.Concat op -> false;
      case Op.Source op -> false;
      case Op.Elementwise op -> false;
      case Op.Lookup op -> false;
      case Op.Reduce op -> false;
      case Op.MatMul op -> false;
      case Op.Windowed op -> false;
      case Op.Scan op -> false;
      case Op.Assign op -> false;
    };
  }

  /// The node whose work makes a value.
  Node base(Node node) {
    Node base = node;
    while (isInPlace(base)) {
      base = base.input();
    }
    return base;
  }

  /// A value among the elements of its base.
  StridedView logical(Node node) {
    return Objects.requireNonNull(logical.get(node));
  }

  /// A value in memory.
  StridedView memory(Node node) {
    return Objects.requireNonNull(memory.get(node));
  }

  /// Where a copied node's elements come from: the input as it lies, in the order of the result.
  StridedView source(Node node) {
    StridedView input = memory(node.input());
    StridedView through = input.through(node);
    return through == null ? input : through;
  }

  /// Whether an input of a node is written where the node's result is.
  boolean isWrittenInPlace(Node node, int part) {
    return new Host(node, part).equals(hosts.get(stripped(node.input(part))));
  }

  /// Where the result of a node's own work is written.
  private StridedView place(Node node) {
    return written.getOrDefault(node, StridedView.dense(node));
  }

  /// Resolves all views, inputs before those who read them; those that strides cannot say are
  /// copied.
  private void resolve() {
    for (Node node : nodes) {
      StridedView in = isInPlace(node) ? memory(node.input()).through(node) : null;
      StridedView among = isInPlace(node) ? logical(node.input()).through(node) : null;
      if (in != null && among != null) {
        memory.put(node, in);
        logical.put(node, among);
      } else {
        if (isInPlace(node)) {
          copied.add(node);
        }
        memory.put(node, place(node));
        logical.put(node, StridedView.dense(node));
      }
    }
  }

  /// Copies views that a reader, or strides, cannot take as they are, until there is none.
  private void copyWhatIsNotRead() {
    int before;
    do {
      resolve();
      before = copied.size();
      for (Node node : nodes.reversed()) {
        if (outputs.contains(node) && isInPlace(node) && !memory(node).isContiguous()) {
          copied.add(node);
        }
        if (runs(node)) {
          for (Node input : node.inputs()) {
            if (isInPlace(input) && !reads(node, input)) {
              copied.add(input);
            }
          }
        }
      }
    } while (copied.size() > before);
  }

  /// Whether a node can read an input as it lies. A variable takes no rows of variables in another
  /// order: they might be its own, which it has overwritten.
  private boolean reads(Node reader, Node input) {
    StridedView view = memory(input);
    return switch (reader.op()) {
      case Op.Elementwise op -> readsRows(view);
      case Op.Assign op -> base(input).op() instanceof Op.Source ? view.isWhole() : readsRows(view);
      case Op.Reduce op -> DataFlow.loops(reader) ? readsRows(view) : view.isContiguous();
      case Op.MatMul op -> isMatrix(view);
      case Op.Windowed op -> view.isContiguous();
      case Op.Scan op -> view.isContiguous();
      case Op.Lookup op -> view.isContiguous();
      case Op.View op -> true;
      case Op.Layout op -> true;
      case Op.Source op -> true;
    };
  }

  /// A loop reads rows anywhere, whose elements lie side by side or are one.
  private static boolean readsRows(StridedView view) {
    IterationSpace space = IterationSpace.of(view.shape());
    return space.cols() == 1 || view.columnStride(space) <= 1;
  }

  /// A product reads matrices whose rows lie anywhere at one distance.
  static boolean isMatrix(StridedView view) {
    int rank = view.dims().size();
    int rows = view.dims().get(rank - 2);
    int cols = view.dims().get(rank - 1);
    return (cols == 1 || view.strides().get(rank - 1) == 1)
        && (rows == 1 || view.strides().get(rank - 2) >= cols);
  }

  private void hostParts(Node concat) {
    if (!(concat.op() instanceof Op.Concat(int axis))) {
      return;
    }
    StridedView whole = place(concat);
    int from = 0;
    for (int i = 0; i < concat.inputs().size(); i++) {
      int to = from + concat.input(i).shape().dim(axis);
      host(concat.input(i), new Host(concat, i), whole.slice(axis, from, to));
      from = to;
    }
  }

  /// Has a value written where its reader's memory wants it, if all who read it can read it there.
  private void host(Node input, Host host, StridedView place) {
    Node node = input;
    StridedView view =
        host.node.op() instanceof Op.Concat ? place : before(host.node, input, place);
    while (view != null && (isView(node) || node.op() instanceof Op.Permute)) {
      view = before(node, node.input(), view);
      node = node.input();
    }
    if (view != null && !hosts.containsKey(node) && accepts(node, input, view)) {
      hosts.put(node, host);
      written.put(node, view);
    }
  }

  private static boolean isView(Node node) {
    return node.op() instanceof Op.View;
  }

  private static Node stripped(Node input) {
    Node node = input;
    while (isView(node) || node.op() instanceof Op.Permute) {
      node = node.input();
    }
    return node;
  }

  /// Where the input of a view lies, if the view lies at a place; null if strides cannot say it, or
  /// if it is not all of its input.
  private static @Nullable StridedView before(Node view, Node input, StridedView place) {
    return switch (view.op()) {
      case Op.View op -> place.reshape(input.shape());
      case Op.Permute(List<Integer> order) ->
          place.permute(IntStream.range(0, order.size()).map(order::indexOf).boxed().toList());
      case Op.Slice op -> null;
      case Op.ScanPart op -> null;
      case Op.Broadcast op -> null;
      case Op.Pad op -> null;
      case Op.Concat op -> null;
      case Op.Source op -> null;
      case Op.Elementwise op -> null;
      case Op.Lookup op -> null;
      case Op.Reduce op -> null;
      case Op.MatMul op -> null;
      case Op.Windowed op -> null;
      case Op.Scan op -> null;
      case Op.Assign op -> null;
    };
  }

  /// Whether a node can write its result there, and all who read it can read it there. A
  /// concatenation in which parts are written already stays where it is.
  private boolean accepts(Node node, Node input, StridedView view) {
    boolean writes =
        switch (node.op()) {
          case Op.Elementwise op -> view.isContiguous() || isLongRows(view);
          case Op.MatMul op -> view.isContiguous() || isLongRows(view) && isMatrix(view);
          case Op.Windowed op -> view.isContiguous();
          case Op.Scan op -> false;
          case Op.ScanPart op -> false;
          case Op.Concat op -> hosts.values().stream().noneMatch(host -> host.node == node);
          case Op.Reduce op -> view.isContiguous();
          case Op.Lookup op -> view.isContiguous();
          case Op.Pad op -> view.isContiguous();
          case Op.View op -> false;
          case Op.Slice op -> false;
          case Op.Permute op -> false;
          case Op.Broadcast op -> false;
          case Op.Source op -> false;
          case Op.Assign op -> false;
        };
    if (!writes || view.isContiguous()) {
      return writes;
    }
    return !outputs.contains(node)
        && readers.getOrDefault(node, List.of()).stream()
            .allMatch(reader -> node != input && onWay(reader, node, input) || takesRows(reader));
  }

  /// Whether a reader is the view by which a value comes to its host.
  private static boolean onWay(Node reader, Node node, Node input) {
    for (Node way = input; way != node; way = way.input()) {
      if (way == reader) {
        return true;
      }
    }
    return false;
  }

  private static boolean takesRows(Node reader) {
    return switch (reader.op()) {
      case Op.Elementwise op -> true;
      case Op.Assign op -> true;
      case Op.Reduce op -> DataFlow.loops(reader);
      case Op.MatMul op -> true;
      case Op.Windowed op -> false;
      case Op.Scan op -> false;
      case Op.ScanPart op -> false;
      case Op.Concat op -> true;
      case Op.Pad op -> true;
      case Op.Slice op -> true;
      case Op.Permute op -> true;
      case Op.Broadcast op -> true;
      case Op.View op -> false;
      case Op.Lookup op -> false;
      case Op.Source op -> false;
    };
  }

  private static boolean isLongRows(StridedView view) {
    Shape shape = view.shape();
    return shape.rank() >= 2 && shape.dim(-1) >= SHORTEST_ROW && view.strides().getLast() == 1;
  }
}
