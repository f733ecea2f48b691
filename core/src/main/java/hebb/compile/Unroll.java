package hebb.compile;

import hebb.graph.Graph;
import hebb.graph.Node;
import hebb.graph.Op;
import hebb.graph.ScanBody;
import hebb.graph.ScanBody.Part;
import hebb.graph.ScanBody.Signature;
import hebb.graph.ScanShapes;
import hebb.graph.Value;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Writes short loops over time out, step by step, where what a loop costs beside its steps is more
/// than they gain by it, and the products of a first state of zeros can be left out. A program for
/// the shorter rows of a model whose rows vary has more steps than these, so it is the model's
/// longest row that decides, never that of a batch.
final class Unroll {
  /// The most steps of a short loop.
  static final int MOST = 4;

  private final Graph from;
  private final Graph to = new Graph();
  private final Map<Node, Value> done = new HashMap<>();
  private final Map<Node, Written> loops = new HashMap<>();

  /// The results of a loop by carry or output and step, in the order of time.
  private record Written(Op.Scan op, List<List<Value>> states, List<List<Value>> outputs) {
    /// A result; the states are those before the first step, if any, and after each.
    Value part(Op.ScanPart part) {
      int i = part.index();
      List<Value> all = part.part() == Part.OUTPUT ? outputs.get(i) : states.get(i);
      int steps = op.steps();
      return switch (part.part()) {
        case OUTPUT -> stack(op.reverse() ? all.reversed() : all);
        case STATES ->
            stack(op.reverse() ? all.subList(1, steps + 1).reversed() : all.subList(1, steps + 1));
        case BEFORE ->
            stack(op.reverse() ? all.subList(0, steps).reversed() : all.subList(0, steps));
        case LAST -> all.getLast();
      };
    }

    private static Value stack(List<Value> steps) {
      return Value.concat(
          0, steps.stream().map(x -> x.reshape(Shape.of(1).plus(x.shape()))).toList());
    }
  }

  private Unroll(Graph from) {
    this.from = from;
  }

  static Graph apply(Graph graph) {
    return graph.nodes().stream().anyMatch(Unroll::isShort) ? new Unroll(graph).run() : graph;
  }

  private static boolean isShort(Node node) {
    return node.op() instanceof Op.Scan scan && scan.steps() <= MOST;
  }

  private Graph run() {
    for (Node node : from.nodes()) {
      to.setPath(node.path());
      if (isShort(node) && node.op() instanceof Op.Scan scan) {
        loops.put(node, write(scan, node));
      } else if (node.op() instanceof Op.ScanPart part && loops.containsKey(node.input())) {
        done.put(node, Objects.requireNonNull(loops.get(node.input())).part(part));
      } else if (!(node.op() instanceof Op.Assign)) {
        done.put(
            node, to.copy(from, node, node.inputs().stream().map(x -> done(x).node()).toList()));
      }
    }
    to.setPath("");
    from.outputs().forEach((name, value) -> to.output(name, done(value.node())));
    from.assigns().forEach((variable, assign) -> to.assign(variable, done(assign.node().input())));
    return to;
  }

  private Value done(Node node) {
    return Objects.requireNonNull(done.get(node));
  }

  private Written write(Op.Scan op, Node node) {
    Signature signature = op.body().signature();
    Graph body = op.body().graph(ScanShapes.rows(node));
    List<Value> inputs = node.inputs().stream().map(this::done).toList();
    int carries = signature.carries().size();
    int sequences = carries + signature.sequences().size();
    int contexts = sequences + signature.contexts().size();
    List<List<Value>> states = new ArrayList<>();
    List<List<Value>> outputs = new ArrayList<>();
    inputs.subList(0, carries).forEach(first -> states.add(new ArrayList<>(List.of(first))));
    signature.outputs().forEach(shape -> outputs.add(new ArrayList<>()));
    Map<String, Value> given = new HashMap<>();
    for (int i = sequences; i < inputs.size(); i++) {
      boolean whole = i >= contexts;
      given.put(
          whole ? ScanBody.whole(i - contexts) : ScanBody.context(i - sequences), inputs.get(i));
    }
    for (int s = 0; s < op.steps(); s++) {
      int t = op.reverse() ? op.steps() - 1 - s : s;
      for (int i = 0; i < carries; i++) {
        given.put(ScanBody.carry(i), states.get(i).getLast());
      }
      for (int i = carries; i < sequences; i++) {
        Value all = inputs.get(i);
        Shape rows = all.shape().range(1, all.shape().rank());
        given.put(ScanBody.sequence(i - carries), all.slice(0, t, t + 1).reshape(rows));
      }
      Map<Node, Value> step = step(body, given);
      body.outputs()
          .forEach(
              (name, value) -> given.put(name, Objects.requireNonNull(step.get(value.node()))));
      for (int i = 0; i < carries; i++) {
        states.get(i).add(Objects.requireNonNull(given.get(ScanBody.carry(i))));
      }
      for (int i = 0; i < outputs.size(); i++) {
        outputs.get(i).add(Objects.requireNonNull(given.get(ScanBody.output(i))));
      }
    }
    return new Written(op, states, outputs);
  }

  /// The nodes of a body for one step.
  private Map<Node, Value> step(Graph body, Map<String, Value> given) {
    Map<Node, Value> step = new HashMap<>();
    for (Node node : body.nodes()) {
      List<Node> inputs =
          node.inputs().stream().map(x -> Objects.requireNonNull(step.get(x)).node()).toList();
      if (node.op() instanceof Op.Input(String name)) {
        step.put(node, Objects.requireNonNull(given.get(name)));
      } else {
        step.put(node, copy(body, node, inputs));
      }
    }
    return step;
  }

  /// A node as part of the layer that the loop is of.
  private Value copy(Graph body, Node node, List<Node> inputs) {
    return node.op() instanceof Op.Constant constant
        ? to.constant(node.shape(), body.constantData(constant))
        : to.add(node.op(), inputs);
  }
}
