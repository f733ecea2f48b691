package hebb.trace;

import hebb.autodiff.Autodiff;
import hebb.dataset.InputSpec;
import hebb.graph.DType;
import hebb.graph.Graph;
import hebb.graph.Node;
import hebb.graph.Op;
import hebb.graph.Value;
import hebb.graph.Variable;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.Mode;
import hebb.nn.activation.Activation;
import hebb.nn.activation.Activation.Standard;
import hebb.nn.layer.Activate;
import hebb.nn.layer.Dense;
import hebb.tensor.Tensor;
import hebb.trace.TracedTensor.Opening;
import hebb.trace.TracedTensor.View;
import hebb.train.StepGraph;
import hebb.train.TrainingConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Builds the graph of one row in evaluation mode, finds in it what each layer read and made, and
/// gives these values names and sums.
final class Tracer {
  private static final String WEIGHT = "weight";
  private static final String BIAS = "bias";

  private final StepGraph step;
  private final TrainingConfig config;
  private final Graph graph = new Graph();
  private final Context context;
  private final Value last;
  private final Map<Node, TracedTensor> named = new HashMap<>();
  private final List<TracedTensor> tensors = new ArrayList<>();
  private final Map<TracedTensor, List<Use>> uses = new HashMap<>();
  private final List<Unit> units = new ArrayList<>();
  private final Map<TracedTensor, TracedTensor> gradients = new HashMap<>();
  private int count;

  /// Where a tensor goes: what comes back from there to its gradient.
  ///
  /// @param opening none where that is known tensor by tensor alone
  private record Use(String formula, @Nullable Opening opening) {}

  /// A layer: what it reads and makes, and of which of these there are gradients.
  private record Unit(
      String path, String layer, List<TracedTensor> forward, List<TracedTensor> backward) {
    Unit(String path, String layer) {
      this(path, layer, new ArrayList<>(), new ArrayList<>());
    }
  }

  Tracer(StepGraph step, TrainingConfig config) {
    this.step = step;
    this.config = config;
    this.context = Context.of(graph, step.parameters(), Mode.EVALUATION);
    this.last = step.network().outputs(context, step.inputs(), 1).getLast();
  }

  Trace trace(Tensor row, Optional<Tensor> target) {
    Unit first = add(new Unit("input", "what the network gets of the row"));
    List<InputSpec> inputs = step.inputs();
    for (InputSpec input : inputs) {
      Value value = input.in(graph, 1);
      String name = inputs.size() == 1 ? "A0" : input.name();
      first.forward.add(name(value, name, name + ", the input " + input, null));
    }
    for (Context.Applied applied : context.applied()) {
      if (applied.output().graph() == graph) {
        layer(applied);
      }
    }
    TracedTensor out = Objects.requireNonNull(named.get(last.node()));
    TracedTensor prediction = prediction(out);
    Map<String, double[]> fed = new Numbers(graph).row(inputs, row);
    if (target.isPresent()) {
      Tensor known = target.get();
      fed.put(StepGraph.TARGETS, Numbers.wide(known.data()));
      loss(out, prediction, graph.input(StepGraph.TARGETS, known.shape()));
    }
    new Numbers(graph).fill(tensors, fed);
    List<TracedLayer> layers =
        units.stream()
            .map(unit -> new TracedLayer(unit.path, unit.layer, unit.forward, gradients(unit)))
            .toList();
    return new Trace(List.of(), layers, prediction, target.isPresent(), List.of());
  }

  private Unit add(Unit unit) {
    units.add(unit);
    return unit;
  }

  private List<TracedTensor> gradients(Unit unit) {
    return unit.backward.stream().map(gradients::get).filter(Objects::nonNull).toList();
  }

  private TracedTensor tensor(
      Value value, String name, String formula, View view, @Nullable Opening opening) {
    TracedTensor tensor = new TracedTensor(name, formula, view, value).opens(opening);
    tensors.add(tensor);
    return tensor;
  }

  /// A value by whose name what reads it will call it.
  private TracedTensor name(Value value, String name, String formula, @Nullable Opening opening) {
    View view = value.shape().rank() > 3 ? View.ROW : View.COLUMNS;
    TracedTensor tensor = tensor(value, name, formula, view, opening);
    named.putIfAbsent(value.node(), tensor);
    return tensor;
  }

  private void layer(Context.Applied applied) {
    boolean holdsOthers =
        context.applied().stream().anyMatch(other -> isInside(other.path(), applied.path()));
    Unit unit = new Unit(applied.path(), Formulas.text(applied.layer()));
    if (named.containsKey(applied.output().node())) {
      if (!holdsOthers) {
        add(new Unit(unit.path, unit.layer + ": gives what it gets, outside training"));
      }
      return;
    }
    TracedTensor x = read(applied.input());
    Origin origin = new Origin(Map.of(applied.input().node(), x));
    if (origin.parts(applied.output().node()).equals(List.of(x))) {
      named.put(applied.output().node(), x);
      add(new Unit(unit.path, unit.layer + ": the same numbers, in another shape"));
      return;
    }
    count++;
    switch (applied.layer()) {
      case Dense dense -> dense(add(unit), dense, x, applied);
      case Layer layer -> other(add(unit), layer, x, applied);
    }
  }

  private static boolean isInside(String path, String outer) {
    return !path.equals(outer) && path.startsWith(outer.isEmpty() ? "" : outer + "/");
  }

  private static String below(String path, String name) {
    return path.isEmpty() ? name : path + "/" + name;
  }

  /// What a layer reads; values that are no layer's result are laid out anew of some that are.
  private TracedTensor read(Value x) {
    TracedTensor known = named.get(x.node());
    if (known != null) {
      return known;
    }
    Origin origin = new Origin(Map.copyOf(named));
    boolean joined = named.values().stream().noneMatch(tensor -> tensor.name().equals("A0"));
    String name = joined ? "A0" : "X" + (count + 1);
    List<TracedTensor> parts = origin.parts(x.node());
    String formula =
        name + " = " + (parts.isEmpty() ? "what comes to it" : String.join(", ", names(parts)));
    TracedTensor tensor =
        name(x, name, formula, parts.isEmpty() ? null : i -> origin.copy(x.node(), i));
    Unit unit = add(new Unit(joined ? "inputs" : name, "values beside each other"));
    unit.forward.add(tensor);
    unit.backward.add(tensor);
    for (TracedTensor part : parts) {
      use(part, "d" + name, i -> origin.back(x.node(), part, i, gradient(tensor)));
    }
    return tensor;
  }

  private static List<String> names(List<TracedTensor> tensors) {
    return tensors.stream().map(TracedTensor::name).toList();
  }

  private void use(TracedTensor x, String formula, @Nullable Opening opening) {
    uses.computeIfAbsent(x, none -> new ArrayList<>()).add(new Use(formula, opening));
  }

  private TracedTensor gradient(TracedTensor tensor) {
    return Objects.requireNonNull(gradients.get(tensor));
  }

  private void dense(Unit unit, Dense dense, TracedTensor x, Context.Applied applied) {
    Value weight = graph.parameter(step.parameters().get(below(unit.path, WEIGHT)));
    Value bias = graph.parameter(step.parameters().get(below(unit.path, BIAS)));
    Value sums = applied.input().matmul(weight).plus(bias);
    TracedTensor w = tensor(weight, "W" + count, "W" + count + ", learned", View.WEIGHT, null);
    TracedTensor b = tensor(bias, "b" + count, "b" + count + ", learned", View.COLUMNS, null);
    String formula = "Z" + count + " = W" + count + " " + x.name() + " + b" + count;
    TracedTensor z = tensor(sums, "Z" + count, formula, View.COLUMNS, null);
    Affine affine = new Affine(w, b, x, z);
    z.opens(affine::z);
    unit.forward.addAll(List.of(w, b, z));
    if (applied.output().node().equals(last.node()) && sums.node().equals(last.node())) {
      named.put(sums.node(), z);
    } else {
      TracedTensor a = activated(unit, dense.activation(), z, applied.output(), "A" + count);
      unit.backward.add(a);
    }
    unit.backward.addAll(List.of(z, w, b));
    use(x, w.name() + "^T d" + z.name(), i -> affine.dx(gradient(z), i));
    Penalties penalties = Penalties.of(config, context, unit.path);
    String m = z.graphValue().shape().rank() > 2 ? " (summed over places)" : "";
    use(
        w,
        "1/m d" + z.name() + " " + x.name() + "^T" + penalties.formula(w.name()) + m,
        i -> affine.dw(gradient(z), penalties, i));
    use(b, "1/m sum d" + z.name() + m, i -> affine.db(gradient(z), i));
  }

  /// `a = g(z)`, and what comes back from it.
  private TracedTensor activated(
      Unit unit, Activation g, TracedTensor z, Value value, String name) {
    TracedTensor a = name(value, name, name + " = " + Activated.formula(g, z.name(), name), null);
    Activated activated = Activated.of(g, z, a);
    if (activated.slope() != null) {
      tensors.add(activated.slope());
    }
    tensors.addAll(activated.softmax());
    unit.forward.addAll(activated.softmax());
    unit.forward.add(a.opens(activated::terms));
    use(z, activated.back("d" + a.name()), i -> activated.back(gradient(a), i));
    return a;
  }

  private void other(Unit unit, Layer layer, TracedTensor x, Context.Applied applied) {
    String name = (applied.output().node().equals(last.node()) ? "Z" : "A") + count;
    for (Variable variable : step.parameters().variables()) {
      if (isOwn(variable.path(), unit.path)) {
        TracedTensor own =
            tensor(
                graph.parameter(variable),
                variable.path(),
                variable.path() + ", learned",
                View.WHOLE,
                null);
        unit.forward.add(own);
        if (step.parameters().trained().contains(variable)) {
          unit.backward.add(own);
        }
      }
    }
    if (layer instanceof Activate(Activation g)) {
      unit.backward.add(activated(unit, g, x, applied.output(), name));
      return;
    }
    TracedTensor a =
        name(applied.output(), name, name + " = " + Formulas.of(layer, x.name()), null);
    unit.forward.add(a);
    unit.backward.addFirst(a);
    use(x, "d" + name + " back through " + unit.path, null);
  }

  /// Whether a parameter is one of the layer itself, and not of one inside it.
  private boolean isOwn(String variable, String layer) {
    return isInside(variable, layer)
        && context.applied().stream()
            .noneMatch(other -> isInside(other.path(), layer) && isInside(variable, other.path()));
  }

  /// What the model says: made of the last layer's result as the loss has it.
  private TracedTensor prediction(TracedTensor out) {
    Activation g = step.loss().prediction();
    boolean sums = out.name().startsWith("Z");
    if (!sums && g == Standard.IDENTITY) {
      return out;
    }
    String name = sums ? "A" + out.name().substring(1) : "P";
    TracedTensor a =
        tensor(
            g.apply(out.graphValue()),
            name,
            name + " = " + Activated.formula(g, out.name(), name),
            out.view(),
            null);
    Activated activated = Activated.of(g, out, a);
    tensors.addAll(activated.softmax());
    units.getLast().forward.addAll(activated.softmax());
    units.getLast().forward.add(a.opens(activated::terms));
    return a;
  }

  private void loss(TracedTensor out, TracedTensor prediction, Value target) {
    boolean index = !target.shape().equals(last.shape()) && target.shape().size() == 1;
    int n = out.size();
    Value y =
        index ? context.counting(n).reshape(1, n).equalTo(target.reshape(1, 1)) : target.times(1);
    Value costs = step.loss().costs(last, target);
    Value mean = costs.sum();
    Value penalty = step.penalty(context, config);
    Value minimised = mean.plus(penalty);
    Unit unit = add(new Unit("loss", step.loss().spec().toString()));
    TracedTensor wanted =
        tensor(y, "Y", index ? "Y, 1 at the row's class" : "Y, the target", View.COLUMNS, null);
    TracedTensor each = tensor(costs, "cost", "", View.COLUMNS, null);
    String formula =
        "L = " + Formulas.of(step.loss(), out.name(), prediction.name(), wanted.name());
    TracedTensor loss = tensor(mean, "L", formula, View.WHOLE, null);
    LossGradient back = new LossGradient(step.loss(), out, prediction, wanted);
    unit.forward.addAll(List.of(wanted, loss.opens(i -> back.costs(each))));
    if (!(penalty.node().op() instanceof Op.Constant)) {
      String text = "penalty = l1 sum |W| + l2/2 sum W^2 and what layers add";
      unit.forward.add(tensor(penalty, "penalty", text, View.WHOLE, null));
    }
    use(out, back.formula(), back::terms);
    findGradients(minimised);
  }

  /// One backward pass for all tensors that have gradients.
  private void findGradients(Value minimised) {
    List<TracedTensor> asked = new ArrayList<>();
    for (Unit unit : units) {
      unit.backward.stream()
          .filter(tensor -> tensor.graphValue().node().type() == DType.F32)
          .forEach(asked::add);
    }
    List<Value> found =
        Autodiff.gradients(minimised, asked.stream().map(TracedTensor::graphValue).toList());
    for (int i = 0; i < asked.size(); i++) {
      TracedTensor of = asked.get(i);
      String name = of.name().contains("/") ? "d " + of.name() : "d" + of.name();
      List<Use> to = uses.getOrDefault(of, List.of());
      String formula =
          to.isEmpty()
              ? ", by the chain rule"
              : " = " + String.join(" + ", to.stream().map(Use::formula).toList());
      TracedTensor gradient = tensor(found.get(i), name, name + formula, of.view(), null);
      boolean open = !to.isEmpty() && to.stream().allMatch(use -> use.opening != null);
      gradients.put(of, open ? gradient.opens(sum(gradient, to)) : gradient);
    }
  }

  /// What comes back from all uses; where that is not all, the rest is one term.
  private static Opening sum(TracedTensor gradient, List<Use> uses) {
    return i -> {
      List<Term> terms = new ArrayList<>();
      uses.forEach(use -> terms.addAll(Objects.requireNonNull(use.opening).terms(i)));
      double rest = gradient.at(i) - terms.stream().mapToDouble(Term::value).sum();
      double size = terms.stream().mapToDouble(term -> Math.abs(term.value())).sum();
      if (Math.abs(rest) > 1e-9 * Math.max(1e-3, size)) {
        terms.add(Term.of(Term.Factor.made(rest, Trace.ELSEWHERE)));
      }
      return terms;
    };
  }
}
