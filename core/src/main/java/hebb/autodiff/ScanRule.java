package hebb.autodiff;

import hebb.autodiff.GradientStep.Stack;
import hebb.autodiff.GradientStep.Whole;
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
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The gradients of a scan's inputs: a scan the other way over a [GradientBody], and after it one
/// product for each weight over all steps.
final class ScanRule {
  private final Graph graph;
  private final Node node;
  private final Op.Scan op;
  private final ScanBody body;
  private final Signature signature;
  private final Map<Op.ScanPart, Value> upstream;
  private final Predicate<Node> needed;
  private final Scan.Result forward;
  private final GradientStep.Asked asked;
  private final GradientStep step;
  private final int rows;
  private final List<Optional<Value>> ofFirst = new ArrayList<>();

  /// @param upstream the gradients of the scan's results
  /// @param needed whether an input's gradient is needed
  ScanRule(Graph graph, Node node, Map<Op.ScanPart, Value> upstream, Predicate<Node> needed) {
    this.graph = graph;
    this.node = node;
    this.op = (Op.Scan) node.op();
    this.upstream = new HashMap<>(upstream);
    this.body = body(op.body());
    this.signature = body.signature();
    this.needed = needed;
    this.rows = ScanShapes.rows(node);
    for (int i = 0; i < signature.carries().size(); i++) {
      ofFirst.add(Optional.ofNullable(moveBefore(i)));
    }
    ScanBody saving =
        op.body() instanceof SavingBody own && own.body() == body ? own : SavingBody.of(body);
    this.forward =
        new Scan.Result(graph.add(new Op.Scan(saving, op.steps(), op.reverse()), node.inputs()));
    this.asked = new GradientStep.Asked(body, given(), wanted());
    this.step = new GradientStep(asked, ScanDerivation.ROWS);
  }

  /// The body without what is kept for gradients, unless that has gradients itself.
  private ScanBody body(ScanBody own) {
    if (!(own instanceof SavingBody(ScanBody inner, Signature _))) {
      return own;
    }
    int outputs = inner.signature().outputs().size();
    return upstream.keySet().stream()
            .anyMatch(part -> part.part() == Part.OUTPUT && part.index() >= outputs)
        ? own
        : inner;
  }

  /// A carry before a step is the one after the step before: moves its gradient there. What is left
  /// is that of the first carry.
  private @Nullable Value moveBefore(int carry) {
    Value before = upstream.remove(new Op.ScanPart(Part.BEFORE, carry));
    if (before == null) {
      return null;
    }
    int steps = op.steps();
    Value none = zeros(before.shape().with(0, 1));
    Value rest = before.slice(0, op.reverse() ? 0 : 1, op.reverse() ? steps - 1 : steps);
    List<Value> shifted = op.reverse() ? List.of(none, rest) : List.of(rest, none);
    upstream.merge(new Op.ScanPart(Part.STATES, carry), Value.concat(0, shifted), Value::plus);
    int first = op.reverse() ? steps - 1 : 0;
    return before.slice(0, first, first + 1).reshape(node.input(carry).shape());
  }

  private @Nullable Value of(Part part, int index) {
    return upstream.get(new Op.ScanPart(part, index));
  }

  private Set<String> given() {
    Set<String> given = new HashSet<>();
    for (int i = 0; i < signature.carries().size(); i++) {
      if (of(Part.STATES, i) != null) {
        given.add("state/" + i);
      }
    }
    for (int i = 0; i < signature.outputs().size(); i++) {
      if (of(Part.OUTPUT, i) != null) {
        given.add(ScanBody.output(i));
      }
    }
    return given;
  }

  private Node sequence(int i) {
    return node.input(signature.carries().size() + i);
  }

  private Node context(int i) {
    return node.input(signature.carries().size() + signature.sequences().size() + i);
  }

  private Node whole(int i) {
    return node.input(node.inputs().size() - signature.wholes().size() + i);
  }

  private Set<String> wanted() {
    Set<String> wanted = new HashSet<>();
    for (int i = 0; i < signature.sequences().size(); i++) {
      if (needed.test(sequence(i))) {
        wanted.add(ScanBody.sequence(i));
      }
    }
    for (int i = 0; i < signature.contexts().size(); i++) {
      if (needed.test(context(i))) {
        wanted.add(ScanBody.context(i));
      }
    }
    for (int i = 0; i < signature.wholes().size(); i++) {
      if (needed.test(whole(i))) {
        wanted.add(ScanBody.whole(i));
      }
    }
    return wanted;
  }

  /// The gradients in the order of the inputs; zeros for those that nobody needs.
  List<Value> gradients() {
    Scan.Result back = new Scan.Result(graph.add(backward(), inputs()));
    List<Value> gradients = new ArrayList<>();
    for (int i = 0; i < signature.carries().size(); i++) {
      Value last = back.last(i);
      gradients.add(ofFirst.get(i).map(last::plus).orElse(last));
    }
    for (int i = 0; i < signature.sequences().size(); i++) {
      boolean wanted = asked.wanted().contains(ScanBody.sequence(i));
      Node input = sequence(i);
      gradients.add(
          wanted ? back.output(step.outputOf(i)).reshape(input.shape()) : zeros(input.shape()));
    }
    for (int i = 0; i < signature.contexts().size(); i++) {
      int summed = step.summed().indexOf(i);
      gradients.add(
          summed < 0 ? zeros(context(i).shape()) : back.last(signature.carries().size() + summed));
    }
    addWholes(gradients, back);
    return gradients;
  }

  private Op.Scan backward() {
    return new Op.Scan(new GradientBody(asked, step.signature()), op.steps(), !op.reverse());
  }

  private Value zeros(Shape shape) {
    return graph.constant(0).broadcastTo(shape);
  }

  private List<Node> inputs() {
    List<Node> inputs = new ArrayList<>();
    for (int i = 0; i < signature.carries().size(); i++) {
      Value last = of(Part.LAST, i);
      inputs.add((last == null ? zeros(node.input(i).shape()) : last).node());
    }
    step.summed().forEach(i -> inputs.add(zeros(context(i).shape()).node()));
    step.sequences().forEach(stack -> inputs.add(rows(stack).node()));
    step.contexts().forEach(i -> inputs.add(context(i)));
    Map<Node, Value> done = new HashMap<>();
    for (Whole whole : step.wholes()) {
      Value value = outside(step.derivation(), whole.node(), done);
      inputs.add((whole.transposed() ? value.permute(1, 0) : value).node());
    }
    return inputs;
  }

  /// What is there by time: `[steps, rows, ...]`.
  private Value rows(Stack stack) {
    return switch (stack.kind()) {
      case BEFORE -> forward.part(Part.BEFORE, stack.index());
      case STATES -> forward.part(Part.STATES, stack.index());
      case OUTPUT -> forward.output(stack.index());
      case SEQUENCE -> new Value(graph, sequence(stack.index()));
      case OF_STATES -> Objects.requireNonNull(of(Part.STATES, stack.index()));
      case OF_OUTPUT -> Objects.requireNonNull(of(Part.OUTPUT, stack.index()));
      case OWN -> throw new IllegalStateException("scan: expected what is there before, got own.");
    };
  }

  /// Copies what does not go by rows out of the loop.
  private Value outside(ScanDerivation from, Node inner, Map<Node, Value> done) {
    Value known = done.get(inner);
    if (known == null) {
      known =
          inner.op() instanceof Op.Input(String name)
              ? new Value(graph, whole(Integer.parseInt(name.substring(name.indexOf('/') + 1))))
              : graph.copy(
                  from.graph(),
                  inner,
                  inner.inputs().stream().map(in -> outside(from, in, done).node()).toList());
      done.put(inner, known);
    }
    return known;
  }

  /// The gradients of wholes, over all steps as if they were rows.
  private void addWholes(List<Value> gradients, Scan.Result back) {
    GradientStep all = new GradientStep(asked, op.steps() * rows);
    if (all.leaves().size() != step.leaves().size()) {
      throw new IllegalStateException(
          "scan: expected " + step.leaves() + ", got " + all.leaves() + ".");
    }
    Map<Node, Value> done = new HashMap<>();
    Iterator<Stack> stacks = step.leaves().values().iterator();
    for (Node leaf : all.leaves().keySet()) {
      Stack stack = stacks.next();
      boolean own = stack.kind() == GradientStep.Kind.OWN;
      Value value = own ? back.output(stack.index()) : rows(stack);
      done.put(leaf, value.reshape(leaf.shape()));
    }
    for (int i = 0; i < signature.wholes().size(); i++) {
      String name = ScanBody.whole(i);
      gradients.add(
          asked.wanted().contains(name)
              ? outside(all.derivation(), all.derivation().gradient(name), done)
              : zeros(whole(i).shape()));
    }
  }
}
