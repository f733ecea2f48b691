package hebb.autodiff;

import hebb.graph.Graph;
import hebb.graph.Node;
import hebb.graph.Op;
import hebb.graph.ScanBody;
import hebb.graph.ScanBody.Signature;
import hebb.graph.Value;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Builds the graph of a [GradientBody] for a number of rows, and finds what it reads. What depends
/// on wholes alone is left to be computed once, before the loop; what joins rows, as the gradients
/// of weights do, is left to be computed once, after it, from what the loop gives out by time.
final class GradientStep {
  /// What is there by time, around the loop.
  enum Kind {
    /// A carry before each step.
    BEFORE,
    /// A carry after each step.
    STATES,
    /// A sequence.
    SEQUENCE,
    /// An output.
    OUTPUT,
    /// The gradient of a carry after each step.
    OF_STATES,
    /// The gradient of an output.
    OF_OUTPUT,
    /// An output of this body.
    OWN
  }

  /// One of what is there by time.
  record Stack(Kind kind, int index) {}

  /// What is the same for all rows and steps, and whether it is read with its axes exchanged.
  record Whole(Node node, boolean transposed) {}

  /// What a gradient is of.
  ///
  /// @param given the outputs and states, as in `output/0` and `state/0`, that have a gradient
  /// @param wanted the inputs, but for carries, whose gradients are wanted
  record Asked(ScanBody body, Set<String> given, Set<String> wanted) {
    /// Copies the sets.
    Asked {
      given = Set.copyOf(given);
      wanted = Set.copyOf(wanted);
    }
  }

  private final Asked own;
  private final int rows;
  private final ScanDerivation derivation;
  private final Signature body;
  private final Graph graph = new Graph();
  private final Map<Node, Stack> available = new HashMap<>();
  private final Map<Node, Value> copies = new HashMap<>();
  private final Map<Stack, Value> sequences = new LinkedHashMap<>();
  private final Map<Integer, Value> contexts = new LinkedHashMap<>();
  private final Map<Whole, Value> wholes = new LinkedHashMap<>();
  private final List<Value> carries = new ArrayList<>();
  private final List<Integer> summed = new ArrayList<>();
  private final Map<Node, Integer> outputs = new LinkedHashMap<>();
  private final Map<Node, Stack> leaves = new LinkedHashMap<>();

  GradientStep(Asked own, int rows) {
    this.own = own;
    this.rows = rows;
    this.body = own.body().signature();
    this.derivation = new ScanDerivation(own.body(), rows, own.given()::contains);
    findAvailable();
    addCarries();
    for (int i = 0; i < body.carries().size(); i++) {
      graph.output(ScanBody.carry(i), copy(derivation.gradient(ScanBody.carry(i))));
    }
    for (int k = 0; k < summed.size(); k++) {
      int carry = body.carries().size() + k;
      Value part = copy(derivation.gradient(ScanBody.context(summed.get(k))));
      graph.output(ScanBody.carry(carry), carries.get(carry).plus(part));
    }
    for (int i = 0; i < body.sequences().size(); i++) {
      if (own.wanted().contains(ScanBody.sequence(i))) {
        output(derivation.flushed(ScanBody.sequence(i)));
      }
    }
    for (int i = 0; i < body.wholes().size(); i++) {
      if (own.wanted().contains(ScanBody.whole(i))) {
        findLeaves(derivation.gradient(ScanBody.whole(i)));
      }
    }
  }

  /// What the loop over the body gives out: saved nodes, outputs, carries. What is saved is what
  /// the gradients of all results need.
  private void findAvailable() {
    int saved = body.outputs().size();
    boolean all = own.given().stream().filter(name -> name.startsWith("output/")).count() == saved;
    ScanDerivation whole = all ? derivation : new ScanDerivation(own.body(), rows);
    for (Node node : whole.saved()) {
      Node same = derivation.graph().nodes().get(node.id());
      available.put(same, new Stack(Kind.OUTPUT, saved++));
    }
    for (int i = 0; i < body.outputs().size(); i++) {
      available.putIfAbsent(result(ScanBody.output(i)), new Stack(Kind.OUTPUT, i));
    }
    for (int i = 0; i < body.carries().size(); i++) {
      available.putIfAbsent(result(ScanBody.carry(i)), new Stack(Kind.STATES, i));
    }
  }

  private Node result(String name) {
    return Objects.requireNonNull(derivation.graph().outputs().get(name)).node();
  }

  private void addCarries() {
    List<Shape> shapes = new ArrayList<>(body.carries());
    for (int i = 0; i < body.contexts().size(); i++) {
      if (own.wanted().contains(ScanBody.context(i))) {
        summed.add(i);
        shapes.add(body.contexts().get(i));
      }
    }
    carries.addAll(Scan.inputs(graph, rows, shapes, ScanBody::carry));
  }

  Graph graph() {
    return graph;
  }

  Signature signature() {
    return new Signature(
        carries.stream().map(GradientStep::row).toList(),
        sequences.values().stream().map(GradientStep::row).toList(),
        contexts.values().stream().map(GradientStep::row).toList(),
        wholes.values().stream().map(Value::shape).toList(),
        outputs.keySet().stream().map(node -> ScanDerivation.row(node, rows)).toList());
  }

  private static Shape row(Value value) {
    return value.shape().range(1, value.shape().rank());
  }

  /// The sequences that the loop reads, in order.
  List<Stack> sequences() {
    return List.copyOf(sequences.keySet());
  }

  /// The contexts that the loop reads, in order.
  List<Integer> contexts() {
    return List.copyOf(contexts.keySet());
  }

  /// The wholes that the loop reads, in order: nodes of the derivation.
  List<Whole> wholes() {
    return List.copyOf(wholes.keySet());
  }

  /// The contexts whose gradients are carries, in order.
  List<Integer> summed() {
    return summed;
  }

  /// Which output is the gradient of a sequence.
  int outputOf(int sequence) {
    return Objects.requireNonNull(outputs.get(derivation.flushed(ScanBody.sequence(sequence))));
  }

  /// What the gradients of wholes are computed from after the loop, in order.
  Map<Node, Stack> leaves() {
    return leaves;
  }

  ScanDerivation derivation() {
    return derivation;
  }

  private void output(Node node) {
    if (!outputs.containsKey(node)) {
      Value value = copy(node);
      Shape shape = Shape.of(rows).plus(ScanDerivation.row(node, rows));
      graph.output(ScanBody.output(outputs.size()), value.reshape(shape));
      outputs.put(node, outputs.size());
    }
  }

  private void findLeaves(Node node) {
    if (derivation.joinsRows(node)) {
      node.inputs().forEach(this::findLeaves);
    } else if (derivation.isRows(node) && !leaves.containsKey(node)) {
      Stack stack = stack(node);
      if (stack == null) {
        output(node);
        stack = new Stack(Kind.OWN, Objects.requireNonNull(outputs.get(node)));
      }
      leaves.put(node, stack);
    }
  }

  /// Where a node of the derivation is by time; null if it is not.
  private @Nullable Stack stack(Node node) {
    if (!(node.op() instanceof Op.Input(String name))) {
      return available.get(node);
    }
    String kind = name.substring(0, name.lastIndexOf('/'));
    int index = Integer.parseInt(name.substring(kind.length() + 1));
    return switch (kind) {
      case "carry" -> new Stack(Kind.BEFORE, index);
      case "sequence" -> new Stack(Kind.SEQUENCE, index);
      case "up/output" -> new Stack(Kind.OF_OUTPUT, index);
      default -> null;
    };
  }

  private Value copy(Node node) {
    Value known = copies.get(node);
    if (known == null) {
      known = make(node);
      copies.put(node, known);
    }
    return known;
  }

  private Value make(Node node) {
    if (derivation.isWhole(node)) {
      return whole(new Whole(node, false));
    }
    Stack stack = derivation.isRows(node) ? stack(node) : null;
    if (stack != null) {
      return sequence(stack, ScanDerivation.row(node, rows)).reshape(node.shape());
    }
    if (node.op() instanceof Op.Input(String name)) {
      int index = Integer.parseInt(name.substring(name.lastIndexOf('/') + 1));
      return name.startsWith("context/") ? context(index) : upstream(index);
    }
    if (node.op() instanceof Op.MatMul(boolean ta, boolean tb)
        && tb
        && derivation.isWhole(node.input(1))
        && node.input(1).shape().rank() == 2) {
      Value turned = whole(new Whole(node.input(1), true));
      return graph.add(
          new Op.MatMul(ta, false), List.of(copy(node.input(0)).node(), turned.node()));
    }
    return graph.copy(
        derivation.graph(), node, node.inputs().stream().map(input -> copy(input).node()).toList());
  }

  private Value sequence(Stack stack, Shape row) {
    return sequences.computeIfAbsent(
        stack, s -> graph.input(ScanBody.sequence(sequences.size()), Shape.of(rows).plus(row)));
  }

  private Value context(int index) {
    return contexts.computeIfAbsent(
        index,
        i ->
            graph.input(
                ScanBody.context(contexts.size()), Shape.of(rows).plus(body.contexts().get(i))));
  }

  private Value whole(Whole whole) {
    Shape shape = whole.node.shape();
    Shape read = whole.transposed ? Shape.of(shape.dim(1), shape.dim(0)) : shape;
    return wholes.computeIfAbsent(whole, w -> graph.input(ScanBody.whole(wholes.size()), read));
  }

  /// The gradient of a carry after a step: what later steps give, and what its states have.
  private Value upstream(int carry) {
    Value later = carries.get(carry);
    return own.given().contains("state/" + carry)
        ? later.plus(sequence(new Stack(Kind.OF_STATES, carry), body.carries().get(carry)))
        : later;
  }
}
