package hebb.compile;

import hebb.graph.Binary;
import hebb.graph.Node;
import hebb.graph.Op;
import hebb.graph.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds updates of tables that need the rows alone which a step looks up: `w <- w - s g`, where
/// nothing else reads the gradient `g` and fewer indices are looked up than there are rows. In
/// every other row `g` is 0, and the update changes no bit: the work is by the rows that occur.
final class RowUpdates {
  private final DataFlow flow;
  private final Map<Node, Set<Node>> readers = new HashMap<>();
  private final Map<Group, Node> gradients = new IdentityHashMap<>();

  RowUpdates(DataFlow flow, List<Group> groups) {
    this.flow = flow;
    for (DataFlow.Edge edge : flow.edges()) {
      readers.computeIfAbsent(edge.from(), n -> new HashSet<>()).add(edge.to());
    }
    for (Value output : flow.graph().outputs().values()) {
      readers.computeIfAbsent(flow.base(output.node()), n -> new HashSet<>()).add(output.node());
    }
    for (Group group : groups) {
      Node gradient = find(group);
      if (gradient != null) {
        gradients.put(group, gradient);
      }
    }
  }

  /// The gradient whose rows that occur are all that a group needs; null if it needs all rows, or
  /// is no update.
  @Nullable Node gradient(Group group) {
    return gradients.get(group);
  }

  /// Whether the rows of a gradient that occur are all that is read of it.
  boolean isByRows(Node gradient) {
    return gradients.containsValue(gradient);
  }

  private @Nullable Node find(Group group) {
    Node last = group.nodes().getLast();
    if (!(last.op() instanceof Op.Assign(var table)) || group.nodes().size() != 3) {
      return null;
    }
    Node difference = last.input();
    if (!(difference.op() instanceof Op.Zip(Binary f)) || f != Binary.SUBTRACT) {
      return null;
    }
    Node step = difference.input(1);
    if (!(difference.input(0).op() instanceof Op.Parameter(var w))
        || w != table
        || !(step.op() instanceof Op.Zip(Binary times))
        || times != Binary.MULTIPLY
        || !isReadBy(difference, last)
        || !isReadBy(step, difference)) {
      return null;
    }
    Node gradient = gradient(step, 0, 1);
    return gradient != null ? gradient : gradient(step, 1, 0);
  }

  private @Nullable Node gradient(Node step, int rows, int rate) {
    Node gradient = step.input(rows);
    boolean isScaled = flow.operand(step, step.input(rate)).access() == DataFlow.Access.SCALAR;
    return isScaled
            && gradient.op() instanceof Op.ScatterAdd(int size)
            && gradient.shape().rank() == 2
            && gradient.input(0).shape().size() < size
            && isReadBy(gradient, step)
        ? gradient
        : null;
  }

  private boolean isReadBy(Node node, Node reader) {
    return Set.of(reader).equals(readers.get(node));
  }
}
