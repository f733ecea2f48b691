package hebb.cli.output;

import hebb.cli.option.ExitCode;
import hebb.cli.option.UsageException;
import hebb.data.DataException;
import hebb.data.Names;
import hebb.model.ModelException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Says what went wrong in one sentence on standard error.
public final class Errors {
  /// The file that standard input is kept in while it is read.
  private static final Pattern STANDARD_INPUT = Pattern.compile("\\S*hebb\\d+\\Wstandard-input");

  private Errors() {}

  /// Prints the sentence, the stack trace too if it was asked for, and returns the exit code.
  public static int report(Throwable problem, boolean trace, PrintStream err) {
    if (isClosedOutput(problem)) {
      return ExitCode.FAILED;
    }
    err.println("hebb: " + sentence(problem).strip());
    if (trace) {
      problem.printStackTrace(err);
    }
    return switch (problem) {
      case ParameterException e -> ExitCode.USAGE;
      case UsageException e -> ExitCode.USAGE;
      case IllegalArgumentException e -> ExitCode.USAGE;
      default -> ExitCode.FAILED;
    };
  }

  /// Whether the reader of standard output went away, about which there is nobody to tell.
  private static boolean isClosedOutput(Throwable problem) {
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof CheckedOutput.Closed) {
        return true;
      }
    }
    return false;
  }

  private static String sentence(Throwable problem) {
    return switch (problem) {
      case ParameterException e -> usage(e);
      case UsageException e -> message(e);
      case IllegalArgumentException e -> message(e);
      case DataException e -> message(e);
      case ModelException e -> message(e);
      case UncheckedIOException e -> message(e);
      case IOException e -> message(e) + " (" + e.getClass().getSimpleName() + ").";
      case OutOfMemoryError e ->
          "memory: expected enough for this data and network, got at most "
              + (Runtime.getRuntime().maxMemory() >> 20)
              + " MB. Give more, as in HEBB_JAVA_OPTS=-Xmx8g.";
      default ->
          "this should not happen: "
              + problem.getClass().getSimpleName()
              + ": "
              + message(problem)
              + " Please report it with what --debug shows.";
    };
  }

  private static String message(Throwable e) {
    String message = e.getMessage();
    return message == null || message.isBlank()
        ? e.getClass().getSimpleName()
        : STANDARD_INPUT.matcher(message.replace('\n', ' ')).replaceAll("standard input");
  }

  private static String usage(ParameterException e) {
    String help = " See " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help.";
    ArgSpec arg = e.getArgSpec();
    return switch (e) {
      case UnmatchedArgumentException unmatched -> unknown(unmatched) + help;
      case MissingParameterException missing -> missing(missing) + help;
      case ParameterException typed when typed.getValue() != null && arg != null ->
          label(arg) + ": expected " + type(arg) + ", got '" + typed.getValue() + "'." + help;
      default -> message(e).replaceAll("\\.$", "") + "." + help;
    };
  }

  private static String unknown(UnmatchedArgumentException e) {
    String got = e.getUnmatched().isEmpty() ? "" : e.getUnmatched().getFirst();
    CommandLine command = e.getCommandLine();
    var known = new ArrayList<String>();
    String what;
    String name = got.contains("=") ? got.substring(0, got.indexOf('=')) : got;
    if (name.startsWith("-") && name.length() > 1) {
      what = name + ": expected an option that exists, got an unknown one.";
      for (OptionSpec option : command.getCommandSpec().options()) {
        if (!option.hidden()) {
          known.addAll(List.of(option.names()));
        }
      }
    } else if (!command.getSubcommands().isEmpty()) {
      command
          .getSubcommands()
          .forEach(
              (each, line) -> {
                if (!line.getCommandSpec().usageMessage().hidden()) {
                  known.add(each);
                }
              });
      what =
          got + ": expected a command, one of " + String.join(", ", known) + ", got '" + got + "'.";
    } else {
      what = got + ": expected no further argument, got '" + got + "'.";
    }
    return what + Names.nearest(name, known).map(near -> " Did you mean " + near + "?").orElse("");
  }

  private static String missing(MissingParameterException e) {
    List<ArgSpec> missing = e.getMissing();
    ArgSpec first = missing.isEmpty() ? e.getArgSpec() : missing.getFirst();
    if (first == null) {
      return message(e) + ".";
    }
    return first.isOption()
        ? label(first)
            + ": expected a value, got none. Add "
            + label(first)
            + " "
            + first.paramLabel().replaceFirst(",\\.\\.\\.$", "")
            + "."
        : e.getCommandLine().getCommandName()
            + ": expected "
            + label(first)
            + ", got nothing in its place.";
  }

  private static String label(ArgSpec arg) {
    return arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
  }

  private static String type(ArgSpec arg) {
    Class<?> type = arg.auxiliaryTypes()[0];
    if (type == Path.class) {
      return "the name of a file or folder";
    }
    if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
      return "a whole number";
    }
    return type == double.class || type == Double.class
        ? "a number"
        : "a value of " + type.getSimpleName();
  }
}
