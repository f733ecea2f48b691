package hebb.cli.option;

/// A command line that cannot be run. The message is a sentence: what, what was expected, what was
/// found, what to do.
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }

  public UsageException(String message, Throwable cause) {
    super(message, cause);
  }
}
