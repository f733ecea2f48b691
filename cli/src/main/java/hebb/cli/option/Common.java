package hebb.cli.option;

import picocli.CommandLine.Option;

/// What every command understands.
public final class Common {
  /// What it is called among the mixins of a command.
  public static final String NAME = "common";

  public static final String DEBUG = "--debug";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  public boolean help;

  @Option(names = DEBUG, hidden = true, description = "Show the stack trace of an error.")
  public boolean debug;
}
