package hebb.cli;

import hebb.cli.command.Commands;
import hebb.cli.command.Version;
import hebb.cli.option.Common;
import hebb.cli.option.ConfigFile;
import hebb.cli.option.ExitCode;
import hebb.cli.option.RepeatedOptions;
import hebb.cli.option.UnseenFlags;
import hebb.cli.output.Errors;
import hebb.cli.output.Interrupt;
import hebb.cli.output.Pipe;
import hebb.cli.output.Session;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/// The `hebb` command.
///
/// Exit codes: 0 done; 1 data, files, or a loss that is not finite; 2 wrong usage; 130 interrupted.
public final class Main {

  private Main() {}

  /// Runs the command and ends the JVM with its exit code.
  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
    var stdout = new Pipe(new FileOutputStream(FileDescriptor.out));
    var out =
        new PrintStream(new BufferedOutputStream(stdout, 1 << 16), true, StandardCharsets.UTF_8);
    var err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    var interrupt = Interrupt.ofProcess();
    boolean terminal = Boolean.getBoolean("hebb.terminal");
    int code = run(new Session(out, err, terminal, interrupt, List.of(args)));
    code = stdout.exitCode(code, err);
    if (code == ExitCode.FAILED || code == ExitCode.USAGE) {
      lostLetters(args).ifPresent(err::println);
    }
    interrupt.done();
    System.exit(code);
  }

  /// What to do where the locale made question marks of letters in the arguments.
  private static Optional<String> lostLetters(String[] args) {
    String encoding = System.getProperty("sun.jnu.encoding", "UTF-8");
    boolean lost =
        Arrays.stream(args).anyMatch(arg -> arg.indexOf('?') >= 0 || arg.indexOf('\ufffd') >= 0);
    return encoding.startsWith("UTF") || !lost
        ? Optional.empty()
        : Optional.of(
            "hebb: the locale reads the command line as "
                + encoding
                + ", which lacks letters that may stand there. Set LC_ALL=C.UTF-8.");
  }

  /// Runs the command and returns its exit code; text goes to the two streams.
  static int run(String[] args, PrintStream out, PrintStream err) {
    return run(new Session(out, err, false, Interrupt.never(), List.of(args)));
  }

  private static int run(Session session) {
    List<String> given = session.args();
    try {
      if (given.equals(List.of("--version"))) {
        Version.print(session.out());
        return ExitCode.DONE;
      }
      CommandLine line = Commands.line(session, given);
      RepeatedOptions.refuse(line, given);
      return line.execute(
          UnseenFlags.expand(ConfigFile.expand(line, given)).toArray(String[]::new));
    } catch (Throwable problem) {
      return Errors.report(problem, given.contains(Common.DEBUG), session.err());
    } finally {
      session.out().flush();
      session.err().flush();
    }
  }
}
