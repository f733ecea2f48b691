package hebb.train;

import hebb.graph.Slot;
import hebb.tensor.Tensor;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A copy of slots that is taken again and again into the same memory.
final class Snapshot {
  private final List<Slot> slots;
  private final List<float[]> copies;

  Snapshot(Collection<Slot> slots) {
    this.slots = List.copyOf(slots);
    this.copies = this.slots.stream().map(slot -> slot.values().clone()).toList();
  }

  /// Copies the slots.
  void take() {
    for (int i = 0; i < copies.size(); i++) {
      System.arraycopy(slots.get(i).values(), 0, copies.get(i), 0, copies.get(i).length);
    }
  }

  /// Writes the copy back.
  void restore() {
    for (int i = 0; i < copies.size(); i++) {
      System.arraycopy(copies.get(i), 0, slots.get(i).values(), 0, copies.get(i).length);
    }
  }

  /// The copy by path.
  Map<String, Tensor> tensors() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (int i = 0; i < copies.size(); i++) {
      Slot slot = slots.get(i);
      tensors.put(slot.path(), Tensor.of(slot.shape(), copies.get(i).clone()));
    }
    return tensors;
  }

  /// Fills the copy.
  ///
  /// @throws IllegalArgumentException if the paths or shapes are others
  void fill(Map<String, Tensor> tensors) {
    for (int i = 0; i < copies.size(); i++) {
      Slot slot = slots.get(i);
      Tensor tensor = tensors.get(slot.path());
      if (tensor == null || !tensor.shape().equals(slot.shape())) {
        throw other(slot.toString(), tensor == null ? "nothing" : tensor.shape().toString());
      }
      System.arraycopy(tensor.data(), 0, copies.get(i), 0, copies.get(i).length);
    }
    Set<String> more = new LinkedHashSet<>(tensors.keySet());
    slots.forEach(slot -> more.remove(slot.path()));
    if (!more.isEmpty()) {
      throw other("nothing else", more.iterator().next());
    }
  }

  private static IllegalArgumentException other(String expected, String got) {
    return new IllegalArgumentException(
        "resume: expected "
            + expected
            + ", got "
            + got
            + ". Resume with the network and optimizer of the checkpoint.");
  }

  /// Whether all numbers in the slots are finite.
  boolean finite() {
    for (Slot slot : slots) {
      float sum = 0;
      for (float value : slot.values()) {
        sum += 0 * value;
      }
      if (Float.isNaN(sum)) {
        return false;
      }
    }
    return true;
  }
}
