package hebb.train;

/// Why training ended.
public enum Outcome {
  /// All epochs are done.
  COMPLETED,
  /// There is no lower loss near by, as far as [hebb.nn.optim.Lbfgs] can tell.
  CONVERGED,
  /// The validation loss stopped falling.
  EARLY_STOPPED,
  /// Somebody asked for an end after the present epoch, as a diagnosis does that is sure.
  ENDED,
  /// The loss was NaN or infinite.
  NOT_FINITE,
  /// Somebody asked for it.
  INTERRUPTED
}
