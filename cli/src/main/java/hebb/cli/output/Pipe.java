package hebb.cli.output;

import hebb.cli.option.ExitCode;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/// The process's standard output, which remembers what went wrong: [PrintStream] keeps errors to
/// itself.
public final class Pipe extends FilterOutputStream {
  private @Nullable IOException failure;

  public Pipe(OutputStream out) {
    super(out);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /// The exit code at the end: a reader that has seen enough, as `head` has, is no error; a full
  /// disk is.
  public int exitCode(int code, PrintStream err) {
    if (failure == null) {
      return code;
    }
    String reason = String.valueOf(failure.getMessage());
    if (reason.contains("Broken pipe") || reason.contains("pipe is being closed")) {
      return ExitCode.DONE;
    }
    err.println(
        "hebb: standard output: expected to be written to, got '"
            + reason
            + "'. Free space or use a file.");
    return ExitCode.FAILED;
  }
}
