package hebb.kernel;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Runs kernels in the background until the JVM has compiled them. A kernel is asked for by its
/// first use; the thread waits a little before it begins, so that short commands do not pay for it,
/// and ends when nothing is left to do.
final class Warmer {
  /// The elements of a trial.
  static final int SIZE = 1024;

  /// The elements of memory that a trial finds: enough for the products.
  private static final int MEMORY = 9 * SIZE;

  /// The time a command has to end before anything is warmed.
  private static final long DELAY_MILLIS = 150;

  /// A trial lets others go first after this long.
  private static final long TURN_NANOS = 300_000_000L;

  /// A trial is given up after so many turns: what serves meanwhile goes on.
  private static final int TURNS = 40;

  private static final int CALLS = 64;

  /// The rest between two looks. The JVM's compiler keeps up meanwhile: where its queue is long, it
  /// compiles what it has no profile of, and leaves vectors boxed.
  private static final long REST_MILLIS = 10;

  /// One call of a kernel on memory of its own.
  interface Trial {
    void run(Kernels kernels, float[] x, float[] y);
  }

  /// Which kernels an op uses now.
  final class Choice {
    private final Trial trial;
    private boolean asked;
    private int turns;
    private volatile boolean fast;

    private Choice(Trial trial) {
      this.trial = trial;
    }

    /// Whether the fast kernels have been seen to run faster; the first call asks for the trial.
    boolean isFast() {
      if (!asked) {
        ask(this);
      }
      return fast;
    }
  }

  private final Kernels ready;
  private final Kernels fast;
  private final Deque<Choice> asked = new ArrayDeque<>();
  private boolean running;

  Warmer(Kernels ready, Kernels fast) {
    this.ready = ready;
    this.fast = fast;
  }

  Choice choice(Trial trial) {
    return new Choice(trial);
  }

  /// Whether a trial is under way or waiting.
  synchronized boolean isRunning() {
    return running;
  }

  private synchronized void ask(Choice choice) {
    if (choice.asked) {
      return;
    }
    choice.asked = true;
    if (choice.trial instanceof WarmMatMul.Trial) {
      asked.addFirst(choice);
    } else {
      asked.addLast(choice);
    }
    if (!running) {
      running = true;
      Thread thread = new Thread(this::work, "hebb-warmer");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void work() {
    pause(DELAY_MILLIS);
    float[] x = new float[MEMORY];
    float[] y = new float[MEMORY];
    for (int i = 0; i < x.length; i++) {
      x[i] = 0.1f + i % 7;
    }
    for (Choice choice = next(); choice != null; choice = next()) {
      choice.fast = becomesFast(choice.trial, x, y);
      if (!choice.fast && ++choice.turns < TURNS) {
        later(choice);
      }
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized @Nullable Choice next() {
    Choice choice = asked.pollFirst();
    running = choice != null;
    return choice;
  }

  /// What was not faster waits for all others; a product, which matters most, for one.
  private synchronized void later(Choice choice) {
    if (choice.trial instanceof WarmMatMul.Trial) {
      Choice before = asked.pollFirst();
      asked.addFirst(choice);
      if (before != null) {
        asked.addFirst(before);
      }
    } else {
      asked.addLast(choice);
    }
  }

  /// Runs a trial until it has been faster twice in a row.
  private boolean becomesFast(Trial trial, float[] x, float[] y) {
    long begin = System.nanoTime();
    int wins = 0;
    while (wins < 2 && System.nanoTime() - begin < TURN_NANOS) {
      long before = time(trial, ready, x, y);
      long after = time(trial, fast, x, y);
      wins = after <= before ? wins + 1 : 0;
      pause(REST_MILLIS);
    }
    return wins >= 2;
  }

  private static long time(Trial trial, Kernels kernels, float[] x, float[] y) {
    long begin = System.nanoTime();
    for (int i = 0; i < CALLS; i++) {
      trial.run(kernels, x, y);
    }
    return System.nanoTime() - begin;
  }
}
