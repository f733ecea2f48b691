package hebb.cli.output;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/// Standard output for many rows: says when nobody takes them any more, which a [PrintStream] keeps
/// to itself.
public final class CheckedOutput extends OutputStream {
  private final PrintStream out;

  public CheckedOutput(PrintStream out) {
    this.out = out;
  }

  /// That the output cannot be written to. Why is known to [Pipe].
  public static final class Closed extends IOException {
    private static final long serialVersionUID = 1L;

    Closed() {
      super("standard output is closed");
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    if (out.checkError()) {
      throw new Closed();
    }
  }
}
