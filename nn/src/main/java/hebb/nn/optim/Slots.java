package hebb.nn.optim;

import hebb.graph.Slot;
import hebb.tensor.Shape;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// State by path that is made when it is first asked for and shared by all graphs that ask for it
/// again.
public final class Slots {
  private final Map<String, Slot> slots = new LinkedHashMap<>();

  /// No slots yet.
  public Slots() {}

  /// The slot of a path; when it is new, all of its numbers are `initial`.
  public Slot get(String path, Shape shape, double initial) {
    return slots.computeIfAbsent(path, p -> filled(p, shape, (float) initial));
  }

  /// All slots in the order in which they were made.
  public Collection<Slot> all() {
    return Collections.unmodifiableCollection(slots.values());
  }

  private static Slot filled(String path, Shape shape, float initial) {
    Slot slot = Slot.zeros(path, shape);
    Arrays.fill(slot.values(), initial);
    return slot;
  }
}
