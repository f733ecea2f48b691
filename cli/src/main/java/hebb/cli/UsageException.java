package hebb.cli;

/// A command line that cannot be run. The message is a sentence: what, what was expected, what was
/// found, what to do.
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }

  UsageException(String message, Throwable cause) {
    super(message, cause);
  }
}
