package hebb.compile;

import hebb.graph.Graph;
import hebb.graph.Node;
import hebb.graph.Op;
import hebb.graph.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Turns a matrix once that many products read across, as each step of a recurrent net does with
/// the weights on the way back: each product would have to copy it in its own order.
final class SharedTransposes {
  /// So many products repay a copy of their own.
  private static final int MANY = 4;

  private final Rewriting rewriting;
  private final Map<Node, Integer> readers = new HashMap<>();

  private SharedTransposes(Graph graph) {
    rewriting = new Rewriting(graph);
    for (Node node : graph.nodes()) {
      if (isAcross(node)) {
        readers.merge(node.input(1), 1, Integer::sum);
      }
    }
  }

  static Graph apply(Graph graph) {
    SharedTransposes pass = new SharedTransposes(graph);
    boolean pays = pass.readers.values().stream().anyMatch(count -> count >= MANY);
    return pays ? pass.rewriting.run(graph.nodes(), pass::rewrite) : graph;
  }

  private static boolean isAcross(Node node) {
    return node.op() instanceof Op.MatMul(boolean ta, boolean tb)
        && tb
        && DataFlow.multiplies(node);
  }

  private Value rewrite(Node node, List<Value> inputs) {
    if (!(node.op() instanceof Op.MatMul(boolean ta, boolean tb))
        || !isAcross(node)
        || readers.getOrDefault(node.input(1), 0) < MANY) {
      return rewriting.copy(node, inputs);
    }
    Node turned = inputs.get(1).permute(1, 0).node();
    return rewriting.to().add(new Op.MatMul(ta, !tb), List.of(inputs.get(0).node(), turned));
  }
}
