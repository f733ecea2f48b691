package hebb.cli.trace;

import hebb.trace.Trace;
import hebb.trace.TracedTensor;
import java.util.IdentityHashMap;
import java.util.Map;

/// Which numbers of a trace are shown: all of a small network, but of large tensors that no sum
/// opens; of a large network those of each tensor that are farthest from 0.
final class ShownNumbers {
  private static final int MOST_UNOPENED = 1000;
  private static final int MOST_IN_ALL = 5000;
  private static final int MOST_TERMS = 10;

  private final boolean small;
  private final int share;
  private final Map<TracedTensor, int[]> places = new IdentityHashMap<>();

  ShownNumbers(Trace trace) {
    small = trace.isSmall();
    share = Math.clamp(MOST_IN_ALL / Math.max(1, trace.tensors().size()), 1, MOST_UNOPENED);
  }

  /// The places in the tensor's shape.
  int[] of(TracedTensor tensor) {
    return places.computeIfAbsent(tensor, this::places);
  }

  private int[] places(TracedTensor tensor) {
    boolean whole = small && (tensor.isOpen() || tensor.isParameter());
    return tensor.shown(whole ? Integer.MAX_VALUE : small ? MOST_UNOPENED : share);
  }

  /// Whether all numbers of a tensor are shown.
  boolean isWhole(TracedTensor tensor) {
    return of(tensor).length == tensor.size();
  }

  /// How many terms of a sum are shown.
  int terms() {
    return small ? Integer.MAX_VALUE : MOST_TERMS;
  }
}
