package hebb.compile;

import hebb.graph.Graph;
import hebb.graph.Node;
import hebb.graph.Op;
import hebb.graph.Value;
import hebb.graph.Variable;
import hebb.kernel.Kernels;
import hebb.run.Program;
import hebb.run.step.ColumnSplit;
import hebb.run.step.Operand;
import hebb.run.step.Place;
import hebb.run.step.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Gives every value that outlives its loop a place, by how long it is needed, and makes the steps
/// of the groups.
final class MemoryPlanner {
  private final Graph graph;
  private final DataFlow flow;
  private final List<Group> groups;
  private final RowUpdates rowUpdates;
  private final Kernels kernels;
  private final boolean body;
  private final Map<String, Integer> inputs = new LinkedHashMap<>();
  private final Map<Variable, Integer> variables = new IdentityHashMap<>();
  private final Map<Node, Place> places = new HashMap<>();
  private final Map<Node, Integer> groupOf = new HashMap<>();
  private final Map<Node, Integer> lastUse = new HashMap<>();
  private final Map<Node, List<Node>> before = new HashMap<>();
  private final Constants constants = new Constants();
  private final Arena arena = new Arena();
  private final List<List<Step>> stages = new ArrayList<>();
  private final Map<Step, String> layers = new IdentityHashMap<>();
  private final Set<Node> kept = new HashSet<>();

  MemoryPlanner(Graph graph, DataFlow flow, List<Group> groups, Kernels kernels, boolean body) {
    this.body = body;
    this.graph = graph;
    this.flow = flow;
    this.groups = groups;
    this.rowUpdates = new RowUpdates(flow, groups);
    this.kernels = kernels;
  }

  Program program() {
    placeSources();
    Map<String, Place> apart = body ? placeOutputs() : Map.of();
    findLifetimes();
    copyEarly();
    Lowering lowering = new Lowering(this);
    for (int from = 0, to; from < groups.size(); from = to) {
      to = endOfStage(from);
      stages.addAll(stage(lowering, from, to));
    }
    Map<String, Place> outputs = new LinkedHashMap<>();
    graph
        .outputs()
        .forEach((name, value) -> outputs.put(name, place(flow.views().memory(value.node()))));
    copyOutputs(apart, outputs);
    Program.Layout layout = new Program.Layout(arena.size(), inputs, variables, outputs);
    return new Program(graph, kernels, stages, layers, layout, constants.toArray());
  }

  /// The layer that a group's work is for: that of its first node that has one, or of the variable
  /// that it moves.
  private static String layer(Group group) {
    String moved = "";
    for (Node node : group.nodes()) {
      if (!node.path().isEmpty()) {
        return node.path();
      }
      if (node.op() instanceof Op.Assign(Variable variable)) {
        String path = variable.path();
        moved = path.substring(0, Math.max(0, path.lastIndexOf('/')));
      }
    }
    return moved;
  }

  /// Where the groups end that can run at the same time as the first of them: at the first that
  /// needs another one's work.
  private int endOfStage(int from) {
    int to = from + 1;
    while (to < groups.size() && lastNeeded(to) < from) {
      to++;
    }
    return to;
  }

  /// The last of the groups that another one needs; -1 if it needs none.
  private int lastNeeded(int group) {
    return groups.get(group).nodes().stream()
        .flatMap(node -> before.getOrDefault(node, List.of()).stream())
        .mapToInt(node -> groupOf.getOrDefault(node, -1))
        .filter(needed -> needed != group)
        .max()
        .orElse(-1);
  }

  /// The steps of the groups `[from, to)`: first the first step of each, then the second ones.
  /// Memory is taken for all before any is given back, so that they do not share it.
  private List<List<Step>> stage(Lowering lowering, int from, int to) {
    List<List<Step>> stages = new ArrayList<>();
    for (int i = from; i < to; i++) {
      for (Node node : groups.get(i).nodes()) {
        if (inMemory(node)) {
          StridedView memory = flow.views().memory(node);
          Place root =
              places.computeIfAbsent(
                  memory.root(), n -> new Place(Program.ARENA, arena.take(n.shape().size())));
          places.put(node, root.plus(memory.offset()));
        }
      }
      List<Step> steps = lowering.steps(groups.get(i));
      String layer = layer(groups.get(i));
      steps.forEach(step -> layers.put(step, layer));
      for (int k = 0; k < steps.size(); k++) {
        if (k == stages.size()) {
          stages.add(new ArrayList<>());
        }
        stages.get(k).add(steps.get(k));
      }
    }
    temporaries.forEach(t -> arena.give(t[0], t[1]));
    temporaries.clear();
    lastUse.entrySet().stream()
        .filter(use -> use.getValue() >= from && use.getValue() < to)
        .map(Map.Entry::getKey)
        .filter(node -> inMemory(node) && isRoot(node) && !kept.contains(node))
        .sorted(Comparator.comparingInt(Node::id))
        .filter(node -> place(node).buffer() == Program.ARENA)
        .forEach(node -> arena.give(place(node).offset(), node.shape().size()));
    return stages;
  }

  private void placeSources() {
    for (Node node : flow.nodes()) {
      if (node.op() instanceof Op.Source source) {
        places.put(node, sourcePlace(source));
      } else if (node.op() instanceof Op.Assign(Variable variable)) {
        variablePlace(variable);
      }
    }
  }

  /// Gives each output a buffer of its own; that of a node which makes it alone is where it is
  /// written.
  private Map<String, Place> placeOutputs() {
    Map<String, Place> apart = new LinkedHashMap<>();
    graph
        .outputs()
        .forEach(
            (name, value) -> {
              Place place = new Place(nextBuffer() + apart.size(), 0);
              apart.put(name, place);
              StridedView view = flow.views().memory(value.node());
              if (view.isWhole() && flow.runs(view.root())) {
                places.putIfAbsent(view.root(), place);
              }
            });
    return apart;
  }

  /// Copies the outputs that are elsewhere to their buffers.
  private void copyOutputs(Map<String, Place> apart, Map<String, Place> outputs) {
    List<Step> copies = new ArrayList<>();
    apart.forEach(
        (name, place) -> {
          Place from = Objects.requireNonNull(outputs.put(name, place));
          if (!from.equals(place)) {
            int size = Objects.requireNonNull(graph.outputs().get(name)).shape().size();
            copies.add(Lowering.copyAll(from, place, size));
          }
        });
    if (!copies.isEmpty()) {
      stages.add(copies);
    }
  }

  private Place sourcePlace(Op.Source source) {
    return switch (source) {
      case Op.Input(String name) -> new Place(inputs.computeIfAbsent(name, n -> nextBuffer()), 0);
      case Op.Parameter(Variable variable) -> variablePlace(variable);
      case Op.Constant constant -> constants.add(graph.constantData(constant));
    };
  }

  private int nextBuffer() {
    return Program.FIRST + inputs.size() + variables.size();
  }

  Place variablePlace(Variable variable) {
    Integer buffer = variables.get(variable);
    if (buffer == null) {
      buffer = nextBuffer();
      variables.put(variable, buffer);
    }
    return new Place(buffer, 0);
  }

  /// The last group that reads each value from memory; a value that only its own loop reads has
  /// none.
  private void findLifetimes() {
    for (int i = 0; i < groups.size(); i++) {
      for (Node node : groups.get(i).nodes()) {
        groupOf.put(node, i);
      }
    }
    flow.edges()
        .forEach(
            edge -> before.computeIfAbsent(edge.to(), n -> new ArrayList<>()).add(edge.from()));
    for (int i = 0; i < groups.size(); i++) {
      for (Node node : groups.get(i).nodes()) {
        for (Node input : node.inputs()) {
          DataFlow.Operand operand = flow.operand(node, input);
          Node base = operand.base();
          Integer from = groupOf.get(base);
          if (from != null && (from != i || !DataFlow.loops(base) || sums(base))) {
            lastUse.merge(base, i, Math::max);
          }
        }
        if (!DataFlow.loops(node) || sums(node)) {
          lastUse.merge(node, i, Math::max);
        }
      }
    }
    for (int i = 0; i < groups.size(); i++) {
      Node gradient = rowUpdates.gradient(groups.get(i));
      if (gradient != null && groupOf.containsKey(flow.base(gradient.input(0)))) {
        lastUse.merge(flow.base(gradient.input(0)), i, Math::max);
      }
    }
    for (Value value : graph.outputs().values()) {
      Node base = flow.base(value.node());
      if (groupOf.containsKey(base)) {
        lastUse.put(base, groups.size());
        kept.add(flow.views().memory(base).root());
      }
    }
    for (Node node : List.copyOf(lastUse.keySet())) {
      if (!isRoot(node)) {
        lastUse.merge(flow.views().memory(node).root(), lastUse.getOrDefault(node, 0), Math::max);
      }
    }
  }

  /// Whether a node has memory of its own.
  private boolean isRoot(Node node) {
    return flow.views().memory(node).root() == node;
  }

  /// Whether a node is a reduction whose result is there only when its loop has ended.
  static boolean sums(Node node) {
    return node.op() instanceof Op.Reduce reduce
        && IterationSpace.form(node, reduce) != IterationSpace.Form.ROW;
  }

  private void copyEarly() {
    flow.nodes().stream()
        .filter(flow.early()::contains)
        .forEach(
            node -> {
              Place copy = new Place(Program.ARENA, arena.take(node.shape().size()));
              stages.add(List.of(Lowering.copyAll(place(node), copy, node.shape().size())));
              places.put(node, copy);
            });
  }

  /// Whether a value needs memory beyond its own loop.
  boolean inMemory(Node node) {
    return lastUse.containsKey(node) && !(node.op() instanceof Op.Assign) && !isInScratch(node);
  }

  /// Whether a product is only read by its own loop: a thread keeps the rows it is at to itself,
  /// unless threads share its steps or its columns.
  boolean isInScratch(Node node) {
    return DataFlow.multiplies(node)
        && !Lowering.isShared(node)
        && (body || !cutsColumns(IterationSpace.of(node.shape())))
        && Objects.equals(lastUse.get(node), groupOf.get(node));
  }

  private static boolean cutsColumns(IterationSpace space) {
    return ColumnSplit.pays(space.rows(), space.cols());
  }

  /// Puts a value that [#isInScratch] into scratch memory.
  void placeInScratch(Node node, int offset) {
    places.put(node, new Place(Operand.SCRATCH, offset));
  }

  /// Puts a value where another one will be.
  void share(Node node, Node with) {
    places.put(node, place(with));
  }

  /// Where the first element of a view lies.
  Place place(StridedView view) {
    return place(view.root()).plus(view.offset());
  }

  /// Where the first element of a node's own result lies.
  Place place(Node node) {
    Place place = places.get(node);
    if (place == null) {
      throw new IllegalStateException("plan: expected a place for " + node + ", got none.");
    }
    return place;
  }

  /// Memory that is used within the steps of one stage only.
  Place temporary(int floats) {
    int at = arena.take(floats);
    temporaries.add(new int[] {at, floats});
    return new Place(Program.ARENA, at);
  }

  private final List<int[]> temporaries = new ArrayList<>();

  RowUpdates rowUpdates() {
    return rowUpdates;
  }

  Kernels kernels() {
    return kernels;
  }

  DataFlow flow() {
    return flow;
  }

  Constants constants() {
    return constants;
  }
}
