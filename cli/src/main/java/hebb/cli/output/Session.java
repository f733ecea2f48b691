package hebb.cli.output;

import java.io.PrintStream;
import java.util.List;

/// Where a command talks to.
///
/// @param out standard output, in UTF-8
/// @param err standard error, for errors, progress, and everything but the answer under `--json`
/// @param terminal whether a person watches standard error
/// @param interrupt Ctrl-C
/// @param args the command line as it was typed
public record Session(
    PrintStream out, PrintStream err, boolean terminal, Interrupt interrupt, List<String> args) {}
