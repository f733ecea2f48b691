package hebb.compile;

import hebb.graph.Graph;
import hebb.graph.Node;
import hebb.graph.Op;
import hebb.graph.Slot;
import hebb.graph.Value;
import hebb.kernel.Kernels;
import hebb.run.Program;
import hebb.run.step.Place;
import hebb.run.step.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Gives every value that outlives its loop a place, by how long it is needed, and makes the steps
/// of the groups.
final class Plan {
  private final Graph graph;
  private final Uses uses;
  private final List<Group> groups;
  private final Kernels kernels;
  private final Map<String, Integer> inputs = new LinkedHashMap<>();
  private final Map<Slot, Integer> slots = new IdentityHashMap<>();
  private final Map<Node, Place> places = new HashMap<>();
  private final Map<Node, Integer> groupOf = new HashMap<>();
  private final Map<Node, Integer> lastUse = new HashMap<>();
  private final Constants constants = new Constants();
  private final Arena arena = new Arena();
  private final List<Step> steps = new ArrayList<>();
  private final Set<Node> kept = new HashSet<>();

  Plan(Graph graph, Uses uses, List<Group> groups, Kernels kernels) {
    this.graph = graph;
    this.uses = uses;
    this.groups = groups;
    this.kernels = kernels;
  }

  Program program() {
    placeLeaves();
    findLifetimes();
    copyEarly();
    Lowering lowering = new Lowering(this);
    for (int i = 0; i < groups.size(); i++) {
      Group group = groups.get(i);
      List<Node> ending = new ArrayList<>();
      for (Node node : group.nodes()) {
        if (inMemory(node)) {
          places.put(node, new Place(Program.ARENA, arena.take(node.shape().size())));
        }
      }
      steps.addAll(lowering.steps(group));
      for (Map.Entry<Node, Integer> use : lastUse.entrySet()) {
        if (use.getValue() == i && !kept.contains(use.getKey())) {
          ending.add(use.getKey());
        }
      }
      ending.sort((a, b) -> Integer.compare(a.id(), b.id()));
      ending.forEach(node -> arena.give(place(node).offset(), node.shape().size()));
    }
    Map<String, Place> outputs = new LinkedHashMap<>();
    graph.outputs().forEach((name, value) -> outputs.put(name, place(Uses.base(value.node()))));
    Program.Layout layout = new Program.Layout(arena.size(), inputs, slots, outputs);
    return new Program(graph, kernels, steps, layout, constants.toArray());
  }

  private void placeLeaves() {
    for (Node node : uses.nodes()) {
      switch (node.op()) {
        case Op.Input(String name) ->
            places.put(node, new Place(inputs.computeIfAbsent(name, n -> nextBuffer()), 0));
        case Op.Parameter(Slot slot) -> places.put(node, slotPlace(slot));
        case Op.Assign(Slot slot) -> slotPlace(slot);
        case Op.Constant constant -> places.put(node, constants.add(graph.constantData(constant)));
        default -> {}
      }
    }
  }

  private int nextBuffer() {
    return Program.FIRST + inputs.size() + slots.size();
  }

  Place slotPlace(Slot slot) {
    Integer buffer = slots.get(slot);
    if (buffer == null) {
      buffer = nextBuffer();
      slots.put(slot, buffer);
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
    for (int i = 0; i < groups.size(); i++) {
      for (Node node : groups.get(i).nodes()) {
        for (Node input : node.inputs()) {
          Uses.Operand operand = uses.operand(node, input);
          Node base = operand.base();
          Integer from = groupOf.get(base);
          if (from != null && (from != i || !Uses.loops(base) || sums(base))) {
            lastUse.merge(base, i, Math::max);
          }
        }
        if (!Uses.loops(node) || sums(node)) {
          lastUse.merge(node, i, Math::max);
        }
      }
    }
    for (Value value : graph.outputs().values()) {
      Node base = Uses.base(value.node());
      if (groupOf.containsKey(base)) {
        lastUse.put(base, groups.size());
        kept.add(base);
      }
    }
  }

  /// Whether a node is a reduction whose result is there only when its loop has ended.
  static boolean sums(Node node) {
    return node.op() instanceof Op.Reduce reduce && Space.form(node, reduce) != Space.Form.ROW;
  }

  private void copyEarly() {
    uses.nodes().stream()
        .filter(uses.early()::contains)
        .forEach(
            node -> {
              Place copy = new Place(Program.ARENA, arena.take(node.shape().size()));
              steps.add(Lowering.copyAll(place(node), copy, node.shape().size()));
              places.put(node, copy);
            });
  }

  /// Whether a value needs memory beyond its own loop.
  boolean inMemory(Node node) {
    return lastUse.containsKey(node) && !(node.op() instanceof Op.Assign);
  }

  /// Where a value lies.
  Place place(Node node) {
    Place place = places.get(node);
    if (place == null) {
      throw new IllegalStateException("plan: expected a place for " + node + ", got none.");
    }
    return place;
  }

  /// Memory that is used within one group's steps only.
  Place temporary(int floats) {
    int at = arena.take(floats);
    temporaries.add(new int[] {at, floats});
    return new Place(Program.ARENA, at);
  }

  private final List<int[]> temporaries = new ArrayList<>();

  void freeTemporaries() {
    temporaries.forEach(t -> arena.give(t[0], t[1]));
    temporaries.clear();
  }

  Kernels kernels() {
    return kernels;
  }

  Uses uses() {
    return uses;
  }

  Constants constants() {
    return constants;
  }
}
