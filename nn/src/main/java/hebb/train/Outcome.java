package hebb.train;

/// Why training ended.
public enum Outcome {
  /// All epochs are done.
  COMPLETED,
  /// The validation loss stopped falling.
  EARLY_STOPPED,
  /// The loss was NaN or infinite.
  NOT_FINITE,
  /// Somebody asked for it.
  INTERRUPTED
}
