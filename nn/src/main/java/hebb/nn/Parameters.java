package hebb.nn;

import hebb.graph.Graph;
import hebb.graph.RandomKey;
import hebb.graph.ShapeException;
import hebb.graph.Slot;
import hebb.nn.init.Initializer;
import hebb.nn.spec.Names;
import hebb.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A network's parameters by path, as in `hidden1/weight`, in the order in which the network asks
/// for them. Their numbers live in slots: training moves them in place, loading fills them.
public final class Parameters {
  private record Entry(Slot slot, Role role, Initializer initializer, int fanIn, int fanOut) {}

  private final long seed;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private boolean complete;

  private Parameters(long seed) {
    this.seed = seed;
  }

  /// The parameters of a network for rows of a shape, with their first values by the seed. The
  /// value of each element depends on the seed, its path and its place alone.
  ///
  /// @throws ShapeException if the network does not fit the rows
  public static Parameters create(Network network, Shape row, long seed) {
    Parameters parameters = open(seed);
    Graph graph = new Graph();
    network.apply(
        Context.of(graph, parameters, Mode.EVALUATION),
        graph.input("features", Shape.of(1).plus(row)));
    parameters.complete = true;
    for (Entry entry : parameters.entries.values()) {
      long key = RandomKey.of(seed, entry.slot.path(), "initial");
      entry.initializer.fill(entry.slot.values(), entry.fanIn, entry.fanOut, key);
    }
    return parameters;
  }

  /// Parameters that take up whatever is declared, as zeros.
  static Parameters open(long seed) {
    return new Parameters(seed);
  }

  /// The seed of their first values and of what is random in training.
  public long seed() {
    return seed;
  }

  /// All slots, in order.
  public List<Slot> slots() {
    return entries.values().stream().map(Entry::slot).toList();
  }

  /// The slots that training moves against their gradients, in order.
  public List<Slot> trained() {
    return entries.values().stream()
        .filter(e -> e.role != Role.STATISTIC)
        .map(Entry::slot)
        .toList();
  }

  /// The slots of one role, in order.
  public List<Slot> of(Role role) {
    return entries.values().stream().filter(e -> e.role == role).map(Entry::slot).toList();
  }

  /// The slot of a path.
  ///
  /// @throws IllegalArgumentException if there is none; the message lists those that there are
  public Slot get(String path) {
    return entry(path).slot;
  }

  /// What a slot is for.
  public Role role(Slot slot) {
    return entry(slot.path()).role;
  }

  /// What chose a slot's first values.
  public Initializer initializer(Slot slot) {
    return entry(slot.path()).initializer;
  }

  /// How many numbers are trained.
  public long count() {
    return trained().stream().mapToLong(slot -> slot.shape().size()).sum();
  }

  Slot declare(
      String path, Shape shape, Role role, Initializer initializer, int fanIn, int fanOut) {
    if (!complete) {
      entries.computeIfAbsent(
          path, p -> new Entry(Slot.zeros(p, shape), role, initializer, fanIn, fanOut));
    }
    Slot slot = get(path);
    if (!slot.shape().equals(shape)) {
      throw new ShapeException(
          path,
          "parameter: expected shape "
              + slot.shape()
              + " as before, got "
              + shape
              + ". Rows must keep their shape.");
    }
    return slot;
  }

  private Entry entry(String path) {
    Entry entry = entries.get(path);
    if (entry == null) {
      throw Names.unknown("parameter", path, entries.keySet());
    }
    return entry;
  }
}
