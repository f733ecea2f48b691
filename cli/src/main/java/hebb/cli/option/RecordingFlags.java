package hebb.cli.option;

import java.util.Stack;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/// What `train` is told about how training is to be looked at.
public final class RecordingFlags {
  private static final int MOST_PORT = 65_535;

  @Option(
      names = "--record",
      paramLabel = "EVERY",
      description =
          "Keep what hebb replay draws: each EVERY epochs a snapshot beside the model, at most 100, and"
              + " what its layers look like in the epoch log.")
  private @Nullable String record;

  @Option(
      names = "--watch",
      arity = "0..1",
      paramLabel = "PORT",
      parameterConsumer = Port.class,
      description =
          "Serve a page to this machine that shows training while it runs (a port that is free).")
  private @Nullable String watch;

  /// Takes what follows for a port only if it is a number: DATA may stand there.
  static final class Port implements IParameterConsumer {
    @Override
    public void consumeParameters(Stack<String> args, ArgSpec option, CommandSpec command) {
      boolean given = !args.isEmpty() && args.peek().matches("[0-9]+");
      option.setValue(given ? args.pop() : "0");
    }
  }

  /// How many epochs lie between two snapshots; 0 without any.
  ///
  /// @throws UsageException if it is no whole number from 1
  public int every() {
    return record == null ? 0 : whole("--record", record, 1, Integer.MAX_VALUE);
  }

  /// The port of the page, 0 for one that is free; -1 without a page.
  ///
  /// @throws UsageException if there is no such port
  public int port() {
    return watch == null ? -1 : whole("--watch", watch, 0, MOST_PORT);
  }

  private static int whole(String option, String text, int least, int most) {
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // It is refused below.
    }
    throw new UsageException(
        option
            + ": expected a whole number from "
            + least
            + " to "
            + most
            + ", got '"
            + text
            + "'. Give another.");
  }
}
