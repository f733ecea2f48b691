package hebb.compile;

import hebb.graph.Graph;
import hebb.graph.Node;
import hebb.graph.Op;
import hebb.graph.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A graph that is made of another one, node by node, in its order.
final class Rewriting {
  private final Graph from;
  private final Graph to = new Graph();
  private final Map<Node, Value> done = new HashMap<>();

  /// Says what stands for a node of the first graph.
  interface Rule {
    /// A value of the new graph.
    ///
    /// @param inputs what stands for those of the node
    Value of(Node node, List<Value> inputs);
  }

  Rewriting(Graph from) {
    this.from = from;
  }

  /// The graph that is made.
  Graph to() {
    return to;
  }

  /// What stands for a node.
  Value done(Node node) {
    return Objects.requireNonNull(done.get(node));
  }

  /// A node over other inputs.
  Value copy(Node node, List<Value> inputs) {
    return to.copy(from, node, inputs.stream().map(Value::node).toList());
  }

  /// Goes through nodes, and has the results and assigns of the first graph.
  Graph run(List<Node> nodes, Rule rule) {
    for (Node node : nodes) {
      if (!(node.op() instanceof Op.Assign)) {
        to.setPath(node.path());
        done.put(node, rule.of(node, node.inputs().stream().map(this::done).toList()));
      }
    }
    to.setPath("");
    from.outputs().forEach((name, value) -> to.output(name, done(value.node())));
    from.assigns().forEach((variable, assign) -> to.assign(variable, done(assign.node().input())));
    return to;
  }
}
