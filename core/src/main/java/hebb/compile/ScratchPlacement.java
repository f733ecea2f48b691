package hebb.compile;

import hebb.graph.Node;
import hebb.graph.Op;
import hebb.run.step.FusedMatMul;
import java.util.HashSet;
import java.util.Set;

/// Gives products that only their own loop reads a place: that of a result which the loop writes
/// where the product was read for the last time; else one in scratch memory, which holds the rows
/// that go through a step together.
final class ScratchPlacement {
  private final MemoryPlanner planner;
  private final Group group;
  private final Peephole peephole;
  private final Set<Node> hosts = new HashSet<>();
  private final int begin;
  private int end;

  /// Places in scratch memory from `begin` on, behind what the products themselves need.
  ScratchPlacement(MemoryPlanner planner, Group group, Peephole peephole, int begin) {
    this.planner = planner;
    this.group = group;
    this.peephole = peephole;
    this.begin = begin;
    this.end = begin;
  }

  /// Gives a product a place; `readLater` are nodes that do their work later than their order says,
  /// as assignments do.
  void place(Node product, Set<Node> readLater) {
    for (Node node : group.nodes()) {
      if (hosts(node, product, readLater)) {
        hosts.add(node);
        planner.share(product, node);
        return;
      }
    }
    planner.placeInScratch(product, end);
    end +=
        FusedMatMul.rowsTogether(group.space().rows(), group.space().parts())
            * product.shape().dim(-1);
  }

  private boolean hosts(Node node, Node product, Set<Node> readLater) {
    return DataFlow.loops(node)
        && !(node.op() instanceof Op.Reduce)
        && planner.inMemory(node)
        && planner.flow().views().memory(node).isContiguous()
        && !hosts.contains(node)
        && IterationSpace.of(node.shape()).equals(IterationSpace.of(product.shape()))
        && group.nodes().stream()
            .filter(
                reader ->
                    reader.inputs().stream().map(planner.flow()::base).anyMatch(product::equals))
            .map(peephole::root)
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
