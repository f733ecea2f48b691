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

  private final Rewriting rewriting;
  private final Map<Node, Written> loops = new HashMap<>();

  /// The results of a loop, by carry or output and step, as they were run; a carry's begin with the
  /// one before the first step.
  private record Written(Op.Scan op, List<List<Value>> states, List<List<Value>> outputs) {
    /// A result, in the order of time.
    Value part(Op.ScanPart part) {
      int i = part.index();
      List<Value> all = part.part() == Part.OUTPUT ? outputs.get(i) : states.get(i);
      int steps = op.steps();
      return switch (part.part()) {
        case OUTPUT -> stack(all);
        case STATES -> stack(all.subList(1, steps + 1));
        case BEFORE -> stack(all.subList(0, steps));
        case LAST -> all.getLast();
      };
    }

    private Value stack(List<Value> run) {
      List<Value> inTime = op.reverse() ? run.reversed() : run;
      return Value.concat(
          0, inTime.stream().map(x -> x.reshape(Shape.of(1).plus(x.shape()))).toList());
    }
  }

  private Unroll(Graph from) {
    rewriting = new Rewriting(from);
  }

  static Graph apply(Graph graph) {
    if (graph.nodes().stream().noneMatch(Unroll::isShort)) {
      return graph;
    }
    Unroll pass = new Unroll(graph);
    return pass.rewriting.run(graph.nodes(), pass::rewrite);
  }

  private static boolean isShort(Node node) {
    return node.op() instanceof Op.Scan scan && scan.steps() <= MOST;
  }

  private Value rewrite(Node node, List<Value> inputs) {
    if (isShort(node) && node.op() instanceof Op.Scan scan) {
      loops.put(node, write(scan, node, inputs));
      return inputs.getFirst(); // its parts alone are read, and they are found among the loops
    }
    return node.op() instanceof Op.ScanPart part && loops.containsKey(node.input())
        ? Objects.requireNonNull(loops.get(node.input())).part(part)
        : rewriting.copy(node, inputs);
  }

  private Written write(Op.Scan op, Node node, List<Value> inputs) {
    Signature signature = op.body().signature();
    Graph body = op.body().graph(ScanShapes.rows(node));
    int carries = signature.carries().size();
    int sequences = carries + signature.sequences().size();
    Written written = new Written(op, new ArrayList<>(), new ArrayList<>());
    inputs.subList(0, carries).forEach(x -> written.states.add(new ArrayList<>(List.of(x))));
    signature.outputs().forEach(shape -> written.outputs.add(new ArrayList<>()));
    Map<String, Value> given = same(inputs.subList(sequences, inputs.size()), signature);
    for (int s = 0; s < op.steps(); s++) {
      int t = op.reverse() ? op.steps() - 1 - s : s;
      for (int i = 0; i < carries; i++) {
        given.put(ScanBody.carry(i), written.states.get(i).getLast());
      }
      for (int i = carries; i < sequences; i++) {
        Value all = inputs.get(i);
        Shape rows = all.shape().range(1, all.shape().rank());
        given.put(ScanBody.sequence(i - carries), all.slice(0, t, t + 1).reshape(rows));
      }
      Map<Node, Value> step = step(body, given);
      for (int i = 0; i < carries; i++) {
        written.states.get(i).add(result(body, step, ScanBody.carry(i)));
      }
      for (int i = 0; i < written.outputs.size(); i++) {
        written.outputs.get(i).add(result(body, step, ScanBody.output(i)));
      }
    }
    return written;
  }

  /// The inputs of a body that are the same at each step, by name: contexts, then wholes.
  private static Map<String, Value> same(List<Value> inputs, Signature signature) {
    Map<String, Value> same = new HashMap<>();
    int contexts = signature.contexts().size();
    for (int i = 0; i < inputs.size(); i++) {
      same.put(i < contexts ? ScanBody.context(i) : ScanBody.whole(i - contexts), inputs.get(i));
    }
    return same;
  }

  private static Value result(Graph body, Map<Node, Value> step, String name) {
    return Objects.requireNonNull(
        step.get(Objects.requireNonNull(body.outputs().get(name)).node()));
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
    Graph to = rewriting.to();
    return node.op() instanceof Op.Constant constant
        ? to.constant(node.shape(), body.constantData(constant))
        : to.add(node.op(), inputs);
  }
}
