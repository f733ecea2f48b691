package hebb.nn;

/// What a network is built for. No op carries it: the graphs of both modes differ.
public enum Mode {
  /// Dropout drops, running statistics move.
  TRAINING,
  /// Nothing is random and nothing moves.
  EVALUATION
}
