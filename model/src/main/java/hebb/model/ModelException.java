package hebb.model;

import org.jspecify.annotations.Nullable;

/// A model file that cannot be used, or data that does not fit a model. The message is a sentence
/// for a person: what, what was expected, what was found and what to do.
public final class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// An error with its sentence.
  public ModelException(String message) {
    super(message);
  }

  /// An error with its sentence and what brought it about.
  public ModelException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
