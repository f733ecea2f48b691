package hebb.cli.command;

import hebb.cli.option.ExitCode;
import hebb.cli.output.Session;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/// `hebb completion`: a script that lets a shell complete commands and options.
@Command(
    name = "completion",
    description = "Writes a script for bash and zsh that completes commands and options.",
    footer = {
      "",
      "Examples:",
      "  source <(./hebb completion)",
      "  ./hebb completion > ~/.local/share/bash-completion/completions/hebb",
    })
public final class CompletionCommand implements Callable<Integer> {
  private final Session session;

  public CompletionCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.out().println(AutoComplete.bash("hebb", Commands.all(session)));
    return ExitCode.DONE;
  }
}
