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
  private static final int MOST_DIGITS = 5;

  @Option(
      names = "--record",
      paramLabel = "EVERY",
      description =
          "Keep what hebb replay draws: each EVERY epochs a snapshot beside the model, at most 100, and"
              + " what its layers look like in the epoch log.")
  private @Nullable Integer record;

  @Option(
      names = "--watch",
      arity = "0..1",
      paramLabel = "PORT",
      parameterConsumer = Port.class,
      description =
          "Serve a page to this machine that shows training while it runs (a port that is free).")
  private @Nullable String watch;

  /// Takes what follows for a port only if it is a number: DATA may stand there. A file of settings
  /// says `true` or `false`.
  static final class Port implements IParameterConsumer {
    @Override
    public void consumeParameters(Stack<String> args, ArgSpec option, CommandSpec command) {
      String next = args.isEmpty() ? "" : args.peek();
      if (next.equals("true") || next.equals("false")) {
        option.setValue(args.pop().equals("true") ? "0" : null);
      } else {
        option.setValue(next.matches("[0-9]+") ? args.pop() : "0");
      }
    }
  }

  /// How many epochs lie between two snapshots; 0 without any.
  public int every() {
    return record == null ? 0 : record;
  }

  /// The port of the page, 0 for one that is free; -1 without a page.
  public int port() {
    return watch == null ? -1 : Integer.parseInt(watch);
  }

  /// Checks what was said.
  ///
  /// @throws UsageException if it cannot be done
  public void check() {
    if (record != null && record < 1) {
      throw new UsageException("--record: expected 1 or more, got " + record + ".");
    }
    if (watch != null && (watch.length() > MOST_DIGITS || port() > MOST_PORT)) {
      throw new UsageException("--watch: expected a port from 0 to 65535, got " + watch + ".");
    }
  }
}
