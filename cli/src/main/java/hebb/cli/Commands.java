package hebb.cli;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.LinkedHashMap;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import org.jspecify.annotations.Nullable;

/// The command line as a whole: which commands there are, and how they are run.
final class Commands {
  private Commands() {}

  /// The command line for some arguments. Only the command that is named is set up with its options; all of them are when
  /// none is.
  static CommandLine line(Session session, List<String> args) {
    Map<String, Supplier<Object>> commands = commands(session);
    Supplier<Object> named = args.isEmpty() ? null : commands.get(args.getFirst());
    var line = new CommandLine(new Hebb(session));
    if (named == null) {
      commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
    } else {
      line.addSubcommand(args.getFirst(), named.get());
    }
    return configured(line, session);
  }

  /// The command line with all commands.
  static CommandLine all(Session session) {
    return line(session, List.of());
  }

  private static Map<String, Supplier<Object>> commands(Session session) {
    var commands = new LinkedHashMap<String, Supplier<Object>>();
    commands.put("train", () -> new TrainCommand(session));
    commands.put("evaluate", () -> new EvaluateCommand(session));
    commands.put("predict", () -> new PredictCommand(session));
    commands.put("inspect", () -> new InspectCommand(session));
    commands.put("data", () -> new DataCommand(session));
    commands.put("completion", () -> new CompletionCommand(session));
    return commands;
  }

  private static CommandLine configured(CommandLine line, Session session) {
    boolean[] trace = {false};
    return line.setOut(new java.io.PrintWriter(session.out(), true, java.nio.charset.StandardCharsets.UTF_8))
        .setExpandAtFiles(false)
        .setOverwrittenOptionsAllowed(true)
        .setUsageHelpWidth(100)
        .setUsageHelpAutoWidth(false)
        .setParameterExceptionHandler((problem, args) -> Errors.report(problem, List.of(args).contains(Common.DEBUG), session.err()))
        .setExecutionExceptionHandler((problem, command, parsed) -> Errors.report(problem, parsed.originalArgs().contains(Common.DEBUG), session.err()));
  }
}
