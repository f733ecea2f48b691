package hebb.cli.output;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Ctrl-C: gives the command that runs the time to save its work. The JVM's exit code is then 130
/// whatever the command returns.
public final class Interrupt {
  private static final long SECONDS_TO_END = 30;

  private final CountDownLatch done = new CountDownLatch(1);
  private volatile @Nullable Runnable action;

  private Interrupt() {}

  /// One that never comes.
  public static Interrupt never() {
    return new Interrupt();
  }

  /// The signals of this process.
  public static Interrupt ofProcess() {
    var interrupt = new Interrupt();
    Runtime.getRuntime().addShutdownHook(new Thread(interrupt::come, "hebb-interrupt"));
    return interrupt;
  }

  /// Sets what makes the command end by itself; it is called on another thread. Without it the
  /// process ends at once.
  public void onSignal(Runnable newAction) {
    action = newAction;
  }

  /// Goes back to ending at once.
  public void ignore() {
    action = null;
  }

  /// Says that everything is written.
  public void done() {
    done.countDown();
  }

  private void come() {
    if (done.getCount() == 0) {
      return;
    }
    Runnable end = action;
    if (end == null) {
      return;
    }
    end.run();
    try {
      if (!done.await(SECONDS_TO_END, TimeUnit.SECONDS)) {
        System.getLogger("hebb.cli")
            .log(System.Logger.Level.DEBUG, "the command did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
