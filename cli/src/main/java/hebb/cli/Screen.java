package hebb.cli;

import java.io.OutputStream;
import java.io.PrintStream;

/// Where a command's words go: to standard output, to standard error where standard output is kept
/// for JSON, nowhere under `--quiet`. Warnings are never lost.
///
/// @param text what people read
/// @param warnings what they should not miss
record Screen(PrintStream text, PrintStream warnings) {
  private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

  static Screen of(Session session, OutputFlags flags) {
    if (flags.quiet) {
      return new Screen(NOWHERE, session.err());
    }
    PrintStream text = flags.json ? session.err() : session.out();
    return new Screen(text, text);
  }
}
