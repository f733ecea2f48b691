package hebb.compile;

import hebb.graph.Node;
import hebb.graph.Op;
import hebb.run.step.Tile;
import java.util.HashSet;
import java.util.Set;

/// Gives products that only their own loop reads a place: that of a result which the loop writes
/// where the product was read for the last time; else one in scratch memory, which holds the rows
/// that go through a tile together.
final class Near {
  private final Plan plan;
  private final Group group;
  private final Idioms idioms;
  private final Set<Node> hosts = new HashSet<>();
  private final int begin;
  private int end;

  /// Places in scratch memory from `begin` on, behind what the products themselves need.
  Near(Plan plan, Group group, Idioms idioms, int begin) {
    this.plan = plan;
    this.group = group;
    this.idioms = idioms;
    this.begin = begin;
    this.end = begin;
  }

  /// Gives a product a place; `readLater` are nodes that do their work later than their order says,
  /// as assignments do.
  void place(Node product, Set<Node> readLater) {
    for (Node node : group.nodes()) {
      if (hosts(node, product, readLater)) {
        hosts.add(node);
        plan.share(product, node);
        return;
      }
    }
    plan.placeNear(product, end);
    end += Tile.rowsTogether(group.space().rows(), group.space().parts()) * product.shape().dim(-1);
  }

  private boolean hosts(Node node, Node product, Set<Node> readLater) {
    return Uses.loops(node)
        && !(node.op() instanceof Op.Reduce)
        && plan.inMemory(node)
        && !hosts.contains(node)
        && Space.of(node.shape()).equals(Space.of(product.shape()))
        && group.nodes().stream()
            .filter(reader -> reader.inputs().stream().map(Uses::base).anyMatch(product::equals))
            .map(idioms::root)
            .allMatch(
                root ->
                    root.id() <= node.id()
                        && !(root.op() instanceof Op.Assign)
                        && !readLater.contains(root));
  }

  /// Takes the beginning of a loop's scratch memory, where products lie there.
  void takeFrom(Arena scratch) {
    if (end > begin) {
      scratch.take(end);
    }
  }
}
