package hebb.trace;

import java.util.List;

/// A layer of a trace.
///
/// @param path as in `hidden1`; `input` and `loss` for what comes before and after the layers
/// @param layer as in `dense(8) relu`, or what it does in words
/// @param forward what it reads and makes, in order
/// @param backward the gradients of that, in the order in which they are found; empty where the
///   target is not known
public record TracedLayer(
    String path, String layer, List<TracedTensor> forward, List<TracedTensor> backward) {
  /// Copies the lists.
  public TracedLayer {
    forward = List.copyOf(forward);
    backward = List.copyOf(backward);
  }
}
