package hebb.cli.command;

import hebb.cli.option.Common;
import hebb.cli.option.HelpSections;
import hebb.cli.output.Errors;
import hebb.cli.output.Session;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/// The command line as a whole: which commands there are, and how they are run.
public final class Commands {
  private static final int HELP_WIDTH = 100;

  private Commands() {}

  /// The command line for some arguments. Only the command that is named is set up with its
  /// options; all of them are when none is.
  public static CommandLine line(Session session, List<String> args) {
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
  public static CommandLine all(Session session) {
    return line(session, List.of());
  }

  private static Map<String, Supplier<Object>> commands(Session session) {
    var commands = new LinkedHashMap<String, Supplier<Object>>();
    commands.put("train", () -> new TrainCommand(session));
    commands.put("evaluate", () -> new EvaluateCommand(session));
    commands.put("predict", () -> new PredictCommand(session));
    commands.put("generate", () -> new GenerateCommand(session));
    commands.put("encode", () -> new EncodeCommand(session));
    commands.put("inspect", () -> new InspectCommand(session));
    commands.put("describe", () -> new DescribeCommand(session));
    commands.put("doctor", () -> new DoctorCommand(session));
    commands.put("compare", () -> new CompareCommand(session));
    commands.put("runs", () -> new RunsCommand(session));
    commands.put("lr-find", () -> new LrFindCommand(session));
    commands.put("gradcheck", () -> new GradcheckCommand(session));
    commands.put("data", () -> new DataCommand(session));
    commands.put("replay", () -> new ReplayCommand(session));
    commands.put("show", () -> new ShowCommand(session));
    commands.put("trace", () -> new TraceCommand(session));
    commands.put("course", () -> new CourseCommand(session));
    commands.put("bench", () -> new BenchCommand(session));
    commands.put("soak", () -> new SoakCommand(session));
    commands.put("help", () -> new HelpCommand(session));
    commands.put("completion", () -> new CompletionCommand(session));
    return commands;
  }

  private static CommandLine configured(CommandLine line, Session session) {
    line.addMixin(Common.NAME, new Common());
    for (CommandLine command : line.getSubcommands().values()) {
      command.addMixin(Common.NAME, new Common());
      HelpSections.set(command);
    }
    // Options can be asked about: hebb help --lr.
    Optional.ofNullable(line.getSubcommands().get("help"))
        .ifPresent(help -> help.setUnmatchedOptionsArePositionalParams(true));
    line.registerConverter(Path.class, Commands::path);
    return line.setOut(new PrintWriter(session.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(session.err(), true, StandardCharsets.UTF_8))
        .setExpandAtFiles(false)
        .setOverwrittenOptionsAllowed(true)
        .setUsageHelpWidth(HELP_WIDTH)
        .setParameterExceptionHandler(
            (problem, args) ->
                Errors.report(problem, List.of(args).contains(Common.DEBUG), session.err()))
        .setExecutionExceptionHandler(
            (problem, command, parsed) ->
                Errors.report(
                    problem, parsed.originalArgs().contains(Common.DEBUG), session.err()));
  }

  /// An empty path would be this folder, which nobody means.
  private static Path path(String text) {
    if (text.isEmpty()) {
      throw new TypeConversionException("expected the name of a file or folder, got ''");
    }
    return Path.of(text);
  }
}
