package hebb.cli;

import picocli.CommandLine.Option;

/// What every command understands.
final class Common {
  /// What it is called among the mixins of a command.
  static final String NAME = "common";

  static final String DEBUG = "--debug";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Option(names = DEBUG, hidden = true, description = "Show the stack trace of an error.")
  boolean debug;
}
