package hebb.compile;

import hebb.graph.Node;
import hebb.graph.Op;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;

/// Groups nodes that can run as one step. A group is one loop over one space, with the products
/// whose results it uses: values pass from node to node block by block. What needs all of another
/// value (a product's operand, the result of a full or column reduction, a vector repeated over
/// rows) is in a later group.
final class Fuse {
  private final Map<Node, Part> parts = new HashMap<>();

  /// A group in the making.
  private static final class Part {
    final List<Node> nodes = new ArrayList<>();
    final List<Uses.Edge> in = new ArrayList<>();
    final List<Uses.Edge> out = new ArrayList<>();
    int first;
    Space space;

    Part(Node node) {
      nodes.add(node);
      first = node.id();
      space = Uses.space(node);
    }
  }

  Fuse(Uses uses, CompileOptions.Fusion fusion) {
    for (Node node : uses.nodes()) {
      if (uses.runs(node)) {
        parts.put(node, new Part(node));
      }
    }
    for (Uses.Edge edge : uses.edges()) {
      Part from = parts.get(edge.from());
      Part to = parts.get(edge.to());
      if (from != null && to != null) {
        from.out.add(edge);
        to.in.add(edge);
      }
    }
    if (fusion == CompileOptions.Fusion.ON) {
      uses.nodes().reversed().forEach(this::joinReaders);
      uses.nodes().forEach(this::joinSources);
    }
  }

  private Part part(Node node) {
    return Objects.requireNonNull(parts.get(node));
  }

  /// First a value goes where it is read: what is cheap to compute from values that are in memory
  /// anyway is not stored for later (the derivative of an activation joins the backward pass).
  private void joinReaders(Node node) {
    Part own = parts.get(node);
    if (own == null) {
      return;
    }
    for (Uses.Edge edge : List.copyOf(own.out)) {
      Part from = part(node);
      Part to = part(edge.to());
      if (edge.from() == node && from != to && fits(from, to)) {
        merge(from, to);
      }
    }
  }

  private void joinSources(Node node) {
    Part own = parts.get(node);
    if (own == null) {
      return;
    }
    for (Uses.Edge edge : List.copyOf(own.in)) {
      Part from = part(edge.from());
      Part to = part(node);
      if (edge.to() == node && from != to && fits(from, to)) {
        merge(from, to);
      }
    }
  }

  private boolean fits(Part from, Part to) {
    if (!from.space.joins(to.space)) {
      return false;
    }
    Space joined = from.space.join(to.space);
    boolean direct =
        from.out.stream()
                .filter(edge -> parts.get(edge.to()) == to)
                .allMatch(edge -> inLoop(edge, joined))
            && to.out.stream().noneMatch(edge -> parts.get(edge.to()) == from);
    return direct && sameSums(from, joined) && sameSums(to, joined) && !detour(from, to);
  }

  /// Whether a value can pass within one loop over a space.
  private static boolean inLoop(Uses.Edge edge, Space joined) {
    Node from = edge.from();
    boolean reduced =
        from.op() instanceof Op.Reduce reduce && Space.form(from, reduce) != Space.Form.ROW;
    if (reduced || !Uses.loops(edge.to()) || !(Uses.loops(from) || Uses.multiplies(from))) {
      return false;
    }
    Space value = Space.of(from.shape());
    Space work = Uses.space(edge.to());
    return switch (edge.mode()) {
      case SAME -> value.equals(work);
      case ROWS -> value.rows() == joined.rows() && value.cols() == 1;
      case SCALAR -> joined.rows() == 1 && value.equals(new Space(1, 1));
      case COLS -> false;
      case WHOLE -> false;
    };
  }

  /// The parts of a sum are cut by its own space: it may only join where the cuts stay.
  private static boolean sameSums(Part part, Space joined) {
    return part.nodes.stream()
        .filter(
            node ->
                node.op() instanceof Op.Reduce reduce && Space.form(node, reduce) != Space.Form.ROW)
        .allMatch(node -> Uses.space(node).parts() == joined.parts());
  }

  /// Whether a way from one group to another leads through a third.
  private boolean detour(Part from, Part to) {
    Deque<Part> open = new ArrayDeque<>();
    Set<Part> seen = new HashSet<>();
    seen.add(from);
    for (Uses.Edge edge : from.out) {
      Part next = part(edge.to());
      if (next != to && seen.add(next)) {
        open.push(next);
      }
    }
    while (!open.isEmpty()) {
      for (Uses.Edge edge : open.pop().out) {
        Part next = part(edge.to());
        if (next == to) {
          return true;
        }
        if (seen.add(next)) {
          open.push(next);
        }
      }
    }
    return false;
  }

  private void merge(Part from, Part to) {
    from.nodes.forEach(node -> parts.put(node, to));
    to.nodes.addAll(from.nodes);
    to.in.addAll(from.in);
    to.out.addAll(from.out);
    to.in.removeIf(edge -> parts.get(edge.from()) == to);
    to.out.removeIf(edge -> parts.get(edge.to()) == to);
    to.first = Math.min(from.first, to.first);
    to.space = from.space.join(to.space);
  }

  /// The groups in an order in which they can run: always the one that is ready and stands first in
  /// the graph.
  List<Group> groups() {
    Map<Part, Integer> waiting = new HashMap<>();
    parts.values().forEach(part -> waiting.put(part, part.in.size()));
    PriorityQueue<Part> ready = new PriorityQueue<>((a, b) -> Integer.compare(a.first, b.first));
    waiting.forEach(
        (part, count) -> {
          if (count == 0) {
            ready.add(part);
          }
        });
    List<Group> ordered = new ArrayList<>();
    while (!ready.isEmpty()) {
      Part part = ready.poll();
      part.nodes.sort((a, b) -> Integer.compare(a.id(), b.id()));
      ordered.add(new Group(List.copyOf(part.nodes), part.space));
      for (Uses.Edge edge : part.out) {
        Part next = part(edge.to());
        if (waiting.merge(next, -1, Integer::sum) == 0) {
          ready.add(next);
        }
      }
    }
    if (ordered.size() != waiting.size()) {
      throw new IllegalStateException(
          "fuse: expected groups without a cycle, got one of " + waiting.size() + " groups.");
    }
    return ordered;
  }
}
