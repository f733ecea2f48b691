package hebb.compile;

import hebb.graph.Binary;
import hebb.graph.Node;
import hebb.graph.Op;
import hebb.graph.Unary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds in a loop the expressions that have an instruction of their own: what optimisers and
/// running means are made of. The inner nodes of a pattern are read by it alone and need no memory;
/// the whole runs where its last node, the root, stands.
final class Peephole {
  /// An array times a number, `x s`; without a number `s` is 1. The sign goes with the number.
  record Term(DataFlow.Operand x, @Nullable Node s, float sign) {
    private Term negated() {
      return new Term(x, s, -sign);
    }

    private Term of(DataFlow.Operand other) {
      return new Term(other, s, sign);
    }
  }

  /// An expression that is one instruction.
  sealed interface Pattern {}

  /// `a + b`, flushed where it is below `least`.
  record Mix(Term a, Term b, float least) implements Pattern {}

  /// The same with the square of b's array, whose absolute values are at least `floor`, if any.
  record MixSquare(Term a, Term b, @Nullable Node floor, float least) implements Pattern {}

  /// `w - a / (sqrt(b) + epsilon)`.
  record Adapt(Term w, Term a, Term b, Node epsilon) implements Pattern {}

  private final MemoryPlanner planner;
  private final Set<Node> members;
  private final Map<Node, Integer> readers = new HashMap<>();
  private final Map<Node, Pattern> patterns = new HashMap<>();
  private final Map<Node, Node> roots = new HashMap<>();

  Peephole(MemoryPlanner planner, Group group) {
    this.planner = planner;
    this.members = new HashSet<>(group.nodes());
    for (Node node : group.nodes()) {
      node.inputs().forEach(input -> readers.merge(planner.flow().base(input), 1, Integer::sum));
    }
    for (Node node : group.nodes().reversed()) {
      if (!roots.containsKey(node)) {
        find(node);
      }
    }
  }

  /// The pattern of which a node is the root.
  @Nullable Pattern of(Node node) {
    return patterns.get(node);
  }

  /// The node at whose place a node is computed: the root of its pattern, or itself.
  Node root(Node node) {
    return roots.getOrDefault(node, node);
  }

  /// Whether an operand is one number that lies in memory before the loop begins.
  boolean isNumber(DataFlow.Operand operand) {
    return operand.access() == DataFlow.Access.SCALAR && !members.contains(operand.base());
  }

  private void find(Node node) {
    List<Node> inner = new ArrayList<>();
    Pattern pattern = adapt(node, inner);
    if (pattern == null) {
      inner.clear();
      pattern = flushed(node, inner);
    }
    if (pattern != null) {
      patterns.put(node, pattern);
      inner.forEach(part -> roots.put(part, node));
    }
  }

  private @Nullable Pattern adapt(Node node, List<Node> inner) {
    if (!is(node, Binary.SUBTRACT)) {
      return null;
    }
    Node quotient = inner(operand(node, 1), inner);
    if (quotient == null || !is(quotient, Binary.DIVIDE)) {
      return null;
    }
    Node sum = inner(operand(quotient, 1), inner);
    if (sum == null || !is(sum, Binary.ADD) || !isNumber(operand(sum, 1))) {
      return null;
    }
    Node root = inner(operand(sum, 0), inner);
    if (root == null || !is(root, Unary.SQRT)) {
      return null;
    }
    Term w = term(node, 0, inner);
    Term a = term(quotient, 0, inner);
    Term b = term(root, 0, inner);
    return new Adapt(w, a, b, operand(sum, 1).base());
  }

  private @Nullable Pattern flushed(Node node, List<Node> inner) {
    if (is(node, Unary.FLUSH)) {
      Node sum = inner(operand(node, 0), inner);
      return sum == null ? null : mix(sum, Unary.LEAST, inner);
    }
    return mix(node, 0, inner);
  }

  /// A difference is a sum with a negated number, to the bit.
  private @Nullable Pattern mix(Node node, float least, List<Node> inner) {
    if (!is(node, Binary.ADD) && !is(node, Binary.SUBTRACT)) {
      return null;
    }
    Term a = term(node, 0, inner);
    Term last = term(node, 1, inner);
    Term b = is(node, Binary.ADD) ? last : last.negated();
    if (a.x.access() == DataFlow.Access.SCALAR || b.x.access() == DataFlow.Access.SCALAR) {
      return null;
    }
    Node square = square(b, inner);
    if (square != null) {
      return mixSquare(a, b.of(operand(square, 0)), least, inner);
    }
    square = square(a, inner);
    if (square != null) {
      return mixSquare(b, a.of(operand(square, 0)), least, inner);
    }
    return inner.isEmpty() ? null : new Mix(a, b, least);
  }

  private MixSquare mixSquare(Term a, Term b, float least, List<Node> inner) {
    List<Node> parts = new ArrayList<>();
    Node max = inner(b.x, parts);
    if (max != null && is(max, Binary.MAX) && isNumber(operand(max, 1))) {
      Node abs = inner(operand(max, 0), parts);
      if (abs != null && is(abs, Unary.ABS)) {
        inner.addAll(parts);
        return new MixSquare(a, b.of(operand(abs, 0)), operand(max, 1).base(), least);
      }
    }
    return new MixSquare(a, b, null, least);
  }

  private @Nullable Node square(Term term, List<Node> inner) {
    if (!(term.x.base().op() instanceof Op.Map(Unary f)) || f != Unary.SQUARE) {
      return null;
    }
    return inner(term.x, inner);
  }

  /// What a node reads, taken apart where it is a product with a number that nothing else reads.
  private Term term(Node reader, int i, List<Node> inner) {
    DataFlow.Operand whole = operand(reader, i);
    if (is(whole.base(), Binary.MULTIPLY)) {
      DataFlow.Operand a = operand(whole.base(), 0);
      DataFlow.Operand b = operand(whole.base(), 1);
      if (isNumber(a) != isNumber(b) && inner(whole, inner) != null) {
        return isNumber(b) ? new Term(a, b.base(), 1) : new Term(b, a.base(), 1);
      }
    }
    return new Term(whole, null, 1);
  }

  /// The node of an operand, as a part of the pattern, if nothing else needs it.
  private @Nullable Node inner(DataFlow.Operand operand, List<Node> inner) {
    Node node = operand.base();
    if (operand.access() != DataFlow.Access.SAME
        || !members.contains(node)
        || planner.inMemory(node)
        || readers.getOrDefault(node, 0) != 1) {
      return null;
    }
    inner.add(node);
    return node;
  }

  private DataFlow.Operand operand(Node reader, int i) {
    return planner.flow().operand(reader, reader.input(i));
  }

  private static boolean is(Node node, Binary f) {
    return node.op() instanceof Op.Zip(Binary own) && own == f;
  }

  private static boolean is(Node node, Unary f) {
    return node.op() instanceof Op.Map(Unary own) && own == f;
  }
}
