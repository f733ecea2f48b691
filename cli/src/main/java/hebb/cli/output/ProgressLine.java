package hebb.cli.output;

import java.io.PrintStream;

/// One line on a terminal that says how much of something is done, at most four times a second. Any
/// thread may use it.
public final class ProgressLine {
  private static final long NANOS_BETWEEN = 250_000_000;
  private static final double NANOS = 1e9;
  private static final int WIDTH = 79;

  private final PrintStream out;
  private final boolean terminal;
  private final String what;
  private long start = System.nanoTime();
  private long begun;
  private long last;
  private long shown = start;
  private boolean visible;

  /// @param terminal whether a person watches; without one nothing is shown
  /// @param what is counted, as in `rows`
  public ProgressLine(PrintStream out, boolean terminal, String what) {
    this.out = out;
    this.terminal = terminal;
    this.what = what;
  }

  /// So many of all are done; far fewer than before are those of something else, which has begun.
  public synchronized void at(long done, long all) {
    if (last == 0 || 2 * done < last) {
      start = System.nanoTime();
      begun = done;
    }
    last = done;
    if (done <= begun) {
      return;
    }
    double left = (System.nanoTime() - start) / NANOS / (done - begun) * (all - done);
    show(
        Numbers.count(done)
            + " of "
            + Numbers.count(all)
            + " "
            + what
            + "  "
            + Numbers.clock(left)
            + " left");
  }

  /// So many are done; nobody knows of how many.
  public synchronized void at(long done) {
    show(Numbers.count(done) + " " + what);
  }

  private void show(String text) {
    long now = System.nanoTime();
    if (!terminal || now - shown < NANOS_BETWEEN) {
      return;
    }
    shown = now;
    out.print("\r" + text + " ".repeat(Math.max(0, WIDTH - text.length())));
    out.flush();
    visible = true;
  }

  /// Takes the line away.
  public synchronized void clear() {
    if (visible) {
      out.print("\r" + " ".repeat(WIDTH) + "\r");
      out.flush();
      visible = false;
    }
  }
}
