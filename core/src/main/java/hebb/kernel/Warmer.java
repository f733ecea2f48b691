package hebb.kernel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs kernels in the background until the JVM has compiled them. A kernel is asked for by its
/// first use; the thread waits a little before it begins, so that short commands do not pay for it,
/// and ends when nothing is left to do. What most work waits for comes first.
///
/// The JVM compiles what is called some thousand times, or some hundred times with long loops.
/// Until then each operation on a vector is a call of the JDK's own substitute, a hundred times as
/// slow, which the JVM then compiles as well. So most calls of a trial have nothing to do.
final class Warmer {
  /// The elements of a trial.
  static final int SIZE = 1024;

  /// The elements of memory that a trial finds: enough for the products.
  private static final int MEMORY = 9 * SIZE;

  /// The time a command has to end before anything is warmed.
  private static final long DELAY_MILLIS = 50;

  /// A trial lets others go first after this long.
  private static final long TURN_NANOS = 300_000_000L;

  /// A trial is given up after so many turns: what serves meanwhile goes on.
  private static final int TURNS = 40;

  /// How long short runs are timed together.
  private static final long TIME_NANOS = 50_000;

  /// Kernels serve from so many times the time of the others on: those that take as long shall not
  /// be tried for ever.
  private static final double ENOUGH = 1.1;

  /// The rest between two looks. The JVM's compiler keeps up meanwhile: where its queue is long, it
  /// compiles what it has no profile of, and leaves vectors boxed.
  private static final long REST_MILLIS = 3;

  /// What a kernel is called with, on memory of the trial's own.
  interface Trial {
    /// A piece of work with all the ways that there are through the kernel.
    void run(Kernels kernels, float[] x, float[] y);

    /// Many calls without work: the JVM compiles what is called often, and work is slow until then.
    void call(Kernels kernels, float[] x, float[] y);
  }

  /// Which kernels an op uses now.
  final class Choice {
    private final Trial trial;
    private boolean asked;
    private int turns;

    /// The work that was done by the slower kernels so far; threads may overwrite each other's.
    private long waiting;

    private volatile boolean fast;

    private Choice(Trial trial) {
      this.trial = trial;
    }

    /// Whether the fast kernels have been seen to run faster, for so much work; the first call asks
    /// for the trial.
    boolean isFast(long work) {
      if (!fast) {
        waiting += work;
        if (!asked) {
          ask(this);
        }
      }
      return fast;
    }
  }

  private final Kernels ready;
  private final Kernels fast;
  private final List<Choice> asked = new ArrayList<>();
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
    asked.add(choice);
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

  /// Takes the one that most work waits for.
  private synchronized @Nullable Choice next() {
    running = !asked.isEmpty();
    if (!running) {
      return null;
    }
    Choice next = Collections.max(asked, Comparator.comparingLong(choice -> choice.waiting));
    asked.remove(next);
    return next;
  }

  /// What was not faster waits for all others.
  private synchronized void later(Choice choice) {
    choice.waiting = 0;
    asked.add(choice);
  }

  /// Runs a trial until it has been faster twice in a row.
  private boolean becomesFast(Trial trial, float[] x, float[] y) {
    long begin = System.nanoTime();
    double least = Double.POSITIVE_INFINITY;
    int wins = 0;
    while (wins < 2 && System.nanoTime() - begin < TURN_NANOS) {
      trial.call(fast, x, y);
      least = Math.min(least, time(trial, ready, x, y));
      wins = time(trial, fast, x, y) <= ENOUGH * least ? wins + 1 : 0;
      pause(REST_MILLIS);
    }
    return wins >= 2;
  }

  /// Nanoseconds of a run; of a short one the mean of several.
  private static double time(Trial trial, Kernels kernels, float[] x, float[] y) {
    long begin = System.nanoTime();
    long now;
    int runs = 0;
    do {
      trial.run(kernels, x, y);
      runs++;
      now = System.nanoTime();
    } while (now - begin < TIME_NANOS);
    return (double) (now - begin) / runs;
  }
}
