package hebb.compile;

import hebb.graph.Graph;
import hebb.graph.Node;
import hebb.graph.Op;
import hebb.graph.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Turns a matrix once that many products read across, as each step of a recurrent net does with
/// the weights on the way back: each product would have to copy it in its own order.
final class SharedTransposes {
  /// So many products repay a copy of their own.
  private static final int MANY = 4;

  private final Graph to = new Graph();
  private final Map<Node, Value> done = new HashMap<>();
  private final Map<Node, Integer> readers = new HashMap<>();

  private SharedTransposes() {}

  static Graph apply(Graph graph) {
    SharedTransposes pass = new SharedTransposes();
    for (Node node : graph.nodes()) {
      if (isAcross(node)) {
        pass.readers.merge(node.input(1), 1, Integer::sum);
      }
    }
    boolean pays = pass.readers.values().stream().anyMatch(count -> count >= MANY);
    return pays ? pass.run(graph) : graph;
  }

  private static boolean isAcross(Node node) {
    return node.op() instanceof Op.MatMul(boolean ta, boolean tb)
        && tb
        && DataFlow.multiplies(node);
  }

  private Graph run(Graph from) {
    for (Node node : from.nodes()) {
      if (!(node.op() instanceof Op.Assign)) {
        List<Node> inputs = node.inputs().stream().map(x -> done(x).node()).toList();
        done.put(node, copy(from, node, inputs));
      }
    }
    from.outputs().forEach((name, value) -> to.output(name, done(value.node())));
    from.assigns().forEach((variable, assign) -> to.assign(variable, done(assign.node().input())));
    return to;
  }

  private Value copy(Graph from, Node node, List<Node> inputs) {
    if (!(node.op() instanceof Op.MatMul(boolean ta, boolean tb))
        || !isAcross(node)
        || readers.getOrDefault(node.input(1), 0) < MANY) {
      return to.copy(from, node, inputs);
    }
    to.setPath(node.path());
    Value turned = new Value(to, inputs.get(1)).permute(1, 0);
    Value product = to.add(new Op.MatMul(ta, !tb), List.of(inputs.get(0), turned.node()));
    to.setPath("");
    return product;
  }

  private Value done(Node node) {
    return Objects.requireNonNull(done.get(node));
  }
}
