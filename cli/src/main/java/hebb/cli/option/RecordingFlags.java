package hebb.cli.option;

import java.util.Map;
import java.util.Stack;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IParameterPreprocessor;
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
          "Keep what hebb replay draws: each EVERY epochs what the layers look like, in the epoch log,"
              + " and a snapshot beside the model, at most 100, from which replay draws the decision"
              + " map alone.")
  private @Nullable Integer record;

  @Option(
      names = "--watch",
      arity = "0..1",
      paramLabel = "PORT",
      preprocessor = Port.class,
      description =
          "Serve a page to this machine that shows training while it runs (a port that is free).")
  private @Nullable String watch;

  /// Takes what follows for a port only if it is a number, since DATA may stand there, and what is
  /// behind `=` in any case. A file of settings says `true` or `false`.
  static final class Port implements IParameterPreprocessor {
    @Override
    public boolean preprocess(
        Stack<String> args, CommandSpec command, ArgSpec option, Map<String, Object> info) {
      boolean attached = "=".equals(info.get("separator"));
      String next = args.isEmpty() ? "" : args.peek();
      if (next.equals("true") || next.equals("false")) {
        option.setValue(args.pop().equals("true") ? "0" : null);
      } else {
        option.setValue(attached || next.matches("[0-9]+") ? args.pop() : "0");
      }
      return true;
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
    if (watch != null && (!watch.matches("[0-9]{1,5}") || port() > MOST_PORT)) {
      throw new UsageException(
          "--watch: expected a port from 0 to 65535, got '"
              + watch
              + "'. Leave it out for one that is free.");
    }
  }
}
