package hebb.cli.option;

/// What a command says to the shell.
public final class ExitCode {
  /// Done.
  public static final int DONE = 0;

  /// Data, files, or a loss that is not finite.
  public static final int FAILED = 1;

  /// Wrong usage.
  public static final int USAGE = 2;

  /// Ended by Ctrl-C.
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
