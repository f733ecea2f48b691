package hebb.cli.command;

import hebb.cli.option.OutputFlags;
import hebb.cli.output.Session;
import java.io.OutputStream;
import java.io.PrintStream;

/// Where a command's words go: to standard output, to standard error where standard output is kept
/// for JSON, nowhere under `--quiet`. Warnings are never lost.
///
/// @param text what people read
/// @param warnings what they should not miss
public record Screen(PrintStream text, PrintStream warnings) {
  private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

  public static Screen of(Session session, OutputFlags flags) {
    if (flags.quiet) {
      return new Screen(NOWHERE, session.err());
    }
    PrintStream text = flags.json ? session.err() : session.out();
    return new Screen(text, text);
  }
}
