package hebb.cli.command;

import hebb.cli.option.ExitCode;
import hebb.cli.output.Session;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `hebb` itself, above its commands.
@Command(
    name = "hebb",
    description = "Neural networks for tables and images, from one command.",
    synopsisSubcommandLabel = "COMMAND",
    subcommandsRepeatable = false,
    footer = {
      "",
      "Examples:",
      "  ./hebb train demo:flower                     a network learns; nothing is downloaded",
      "  ./hebb train iris.csv --target species       the same with a table of your own",
      "",
      "Exit codes: 0 done; 1 data, files or a loss that is not finite; 2 wrong usage; 130 interrupted.",
    })
public final class Hebb implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--version",
      description = "Show the version, the JDK, and the kernels chosen and why.")
  private boolean version;

  @Spec private @Nullable CommandSpec spec;

  public Hebb(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (version) {
      Version.print(session.out());
    } else {
      Objects.requireNonNull(spec).commandLine().usage(session.out());
    }
    return ExitCode.DONE;
  }
}
