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
  private final Map<Node, Candidate> candidates = new HashMap<>();

  /// A group in the making.
  private static final class Candidate {
    final List<Node> nodes = new ArrayList<>();
    final List<DataFlow.Edge> in = new ArrayList<>();
    final List<DataFlow.Edge> out = new ArrayList<>();
    int first;
    IterationSpace space;

    Candidate(Node node) {
      nodes.add(node);
      first = node.id();
      space = DataFlow.space(node);
    }
  }

  Fuse(DataFlow flow, CompileOptions.Fusion fusion) {
    for (Node node : flow.nodes()) {
      if (flow.runs(node)) {
        candidates.put(node, new Candidate(node));
      }
    }
    for (DataFlow.Edge edge : flow.edges()) {
      Candidate from = candidates.get(edge.from());
      Candidate to = candidates.get(edge.to());
      if (from != null && to != null) {
        from.out.add(edge);
        to.in.add(edge);
      }
    }
    if (fusion == CompileOptions.Fusion.ON) {
      flow.nodes().reversed().forEach(this::joinReaders);
      flow.nodes().forEach(this::joinSources);
    }
  }

  private Candidate candidate(Node node) {
    return Objects.requireNonNull(candidates.get(node));
  }

  /// First a value goes where it is read: what is cheap to compute from values that are in memory
  /// anyway is not stored for later (the derivative of an activation joins the backward pass).
  private void joinReaders(Node node) {
    Candidate own = candidates.get(node);
    if (own == null) {
      return;
    }
    for (DataFlow.Edge edge : List.copyOf(own.out)) {
      Candidate from = candidate(node);
      Candidate to = candidate(edge.to());
      if (edge.from() == node && from != to && fits(from, to)) {
        merge(from, to);
      }
    }
  }

  private void joinSources(Node node) {
    Candidate own = candidates.get(node);
    if (own == null) {
      return;
    }
    for (DataFlow.Edge edge : List.copyOf(own.in)) {
      Candidate from = candidate(edge.from());
      Candidate to = candidate(node);
      if (edge.to() == node && from != to && fits(from, to)) {
        merge(from, to);
      }
    }
  }

  private boolean fits(Candidate from, Candidate to) {
    boolean columns = givesColumns(from, to);
    if (!columns && !from.space.joins(to.space)) {
      return false;
    }
    IterationSpace joined = columns ? to.space : from.space.join(to.space);
    boolean direct =
        from.out.stream()
                .filter(edge -> candidates.get(edge.to()) == to)
                .allMatch(edge -> inLoop(edge, joined))
            && to.out.stream().noneMatch(edge -> candidates.get(edge.to()) == from);
    return direct && sameSums(from, joined) && sameSums(to, joined) && !detour(from, to);
  }

  /// Whether one is products, of which the other reads some columns at a time: the space is then
  /// the reader's.
  private boolean givesColumns(Candidate from, Candidate to) {
    return from.nodes.stream().allMatch(DataFlow::multiplies)
        && from.out.stream()
            .filter(edge -> candidates.get(edge.to()) == to)
            .allMatch(DataFlow.Edge::columns);
  }

  /// Whether a value can pass within one loop over a space.
  private static boolean inLoop(DataFlow.Edge edge, IterationSpace joined) {
    Node from = edge.from();
    boolean reduced =
        from.op() instanceof Op.Reduce reduce
            && IterationSpace.form(from, reduce) != IterationSpace.Form.ROW;
    if (reduced
        || !DataFlow.loops(edge.to())
        || !(DataFlow.loops(from) || DataFlow.multiplies(from))) {
      return false;
    }
    IterationSpace value = IterationSpace.of(from.shape());
    IterationSpace work = DataFlow.space(edge.to());
    return switch (edge.access()) {
      case SAME -> value.equals(work);
      case ROWS -> value.rows() == joined.rows() && value.cols() == 1;
      case SCALAR -> joined.rows() == 1 && value.equals(new IterationSpace(1, 1));
      case STRIDED -> edge.columns() && DataFlow.multiplies(from) && value.rows() == joined.rows();
      case COLS -> false;
      case WHOLE -> false;
    };
  }

  /// The parts of a sum are cut by its own space: it may only join where the cuts stay.
  private static boolean sameSums(Candidate candidate, IterationSpace joined) {
    return candidate.nodes.stream()
        .filter(
            node ->
                node.op() instanceof Op.Reduce reduce
                    && IterationSpace.form(node, reduce) != IterationSpace.Form.ROW)
        .allMatch(node -> DataFlow.space(node).parts() == joined.parts());
  }

  /// Whether a way from one group to another leads through a third.
  private boolean detour(Candidate from, Candidate to) {
    Deque<Candidate> open = new ArrayDeque<>();
    Set<Candidate> seen = new HashSet<>();
    seen.add(from);
    for (DataFlow.Edge edge : from.out) {
      Candidate next = candidate(edge.to());
      if (next != to && seen.add(next)) {
        open.push(next);
      }
    }
    while (!open.isEmpty()) {
      for (DataFlow.Edge edge : open.pop().out) {
        Candidate next = candidate(edge.to());
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

  private void merge(Candidate from, Candidate to) {
    IterationSpace space = givesColumns(from, to) ? to.space : from.space.join(to.space);
    from.nodes.forEach(node -> candidates.put(node, to));
    to.nodes.addAll(from.nodes);
    to.in.addAll(from.in);
    to.out.addAll(from.out);
    to.in.removeIf(edge -> candidates.get(edge.from()) == to);
    to.out.removeIf(edge -> candidates.get(edge.to()) == to);
    to.first = Math.min(from.first, to.first);
    to.space = space;
  }

  /// The groups in an order in which they can run: always the one that is ready and stands first in
  /// the graph.
  List<Group> groups() {
    Map<Candidate, Integer> waiting = new HashMap<>();
    candidates.values().forEach(candidate -> waiting.put(candidate, candidate.in.size()));
    PriorityQueue<Candidate> ready =
        new PriorityQueue<>((a, b) -> Integer.compare(a.first, b.first));
    waiting.forEach(
        (candidate, count) -> {
          if (count == 0) {
            ready.add(candidate);
          }
        });
    List<Group> ordered = new ArrayList<>();
    while (!ready.isEmpty()) {
      Candidate candidate = ready.poll();
      candidate.nodes.sort((a, b) -> Integer.compare(a.id(), b.id()));
      ordered.add(new Group(List.copyOf(candidate.nodes), candidate.space));
      for (DataFlow.Edge edge : candidate.out) {
        Candidate next = candidate(edge.to());
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
