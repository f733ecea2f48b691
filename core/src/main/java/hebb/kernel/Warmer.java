package hebb.kernel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Runs kernels in the background until the JVM has compiled them. A kernel is asked for by its
/// first use; the thread waits a little before it begins, so that short commands do not pay for it.
/// What most work waits for comes first.
///
/// The JVM compiles what is called some thousand times, or some hundred times with long loops.
/// Until then each operation on a vector is a call of the JDK's own substitute, a hundred times as
/// slow, which the JVM then compiles as well. So most calls of a trial have nothing to do.
///
/// A kernel that allocates is not compiled yet, or was compiled by a profile that leaves vectors in
/// objects; the JVM never mends the latter. Then the trial goes on with kernels in classes of their
/// own, which it compiles anew. Kernels that were fast are looked at again from time to time.
final class Warmer {
  private static final Logger LOGGER = System.getLogger("hebb.kernel");

  /// The elements of a trial.
  static final int SIZE = 1024;

  /// The elements of memory that a trial finds: enough for the products.
  private static final int MEMORY = 9 * SIZE;

  /// The time a command has to end before anything is warmed.
  private static final long DELAY_MILLIS = 50;

  /// A trial lets others go first after this long.
  private static final long TURN_NANOS = 50_000_000L;

  /// Turns until kernels are tried in other classes.
  private static final int TURNS = 100;

  /// Turns until then of kernels that are compiled, since they take about as long as the others,
  /// and allocate all the same.
  private static final int BOXED_TURNS = 20;

  private static final double ABOUT = 3;

  /// How often classes are made anew for one trial; then what serves meanwhile goes on.
  private static final int COPIES = 3;

  /// How long short runs are timed together.
  private static final long TIME_NANOS = 50_000;

  /// Compiled kernels serve unless they take so many times the time of the others.
  private static final double ENOUGH = 2;

  /// The rest between two tries. The JVM's compiler keeps up meanwhile: where its queue is long, it
  /// compiles what it has no profile of, and leaves vectors boxed.
  private static final long REST_MILLIS = 3;

  /// Runs that have to allocate until a kernel is no longer fast.
  private static final int LOOKS = 3;

  /// The time to the first look at kernels that were fast; each next one takes twice as long.
  private static final long LOOK_MILLIS = 1000;

  private static final long LONGEST_LOOK_MILLIS = 64_000;

  /// What a kernel is called with, on memory of the trial's own.
  interface Trial {
    /// A piece of work with all the ways that there are through the kernel. Allocates nothing the
    /// second time.
    void run(Kernels kernels, float[] x, float[] y);

    /// Many calls without work: the JVM compiles what is called often, and work is slow until then.
    void call(Kernels kernels, float[] x, float[] y);
  }

  /// Which kernels an op uses now.
  final class Choice {
    private final String name;
    private final Trial trial;
    private boolean asked;
    private int turns;
    private int boxedTurns;
    private int copy;

    /// The work that was done by the slower kernels so far; threads may overwrite each other's.
    private long work;

    private volatile @Nullable Kernels fast;

    private Choice(String name, Trial trial) {
      this.name = name;
      this.trial = trial;
    }

    /// The kernels for so much work: the fast ones once they have been seen to be so; the first
    /// call asks for the trial.
    Kernels kernels(long work) {
      Kernels kernels = fast;
      return kernels == null ? waitFor(work) : kernels;
    }

    private Kernels waitFor(long more) {
      work += more;
      if (!asked) {
        ask(this);
      }
      return ready;
    }
  }

  private final Kernels ready;
  private final Kernels fast;
  private final Supplier<Kernels> copy;

  /// The fast kernels, then those in classes of their own, as trials call them.
  private final List<WarmKernels> copies = new ArrayList<>();

  private final List<Choice> wanted = new ArrayList<>();
  private final List<Choice> waiting = new ArrayList<>();
  private final Semaphore requests = new Semaphore(0);
  private final boolean always;
  private boolean running;

  private Warmer(Kernels ready, Kernels fast, Supplier<Kernels> copy, boolean always) {
    this.ready = ready;
    this.fast = fast;
    this.copy = copy;
    this.always = always;
  }

  static Warmer of(Kernels ready, Kernels fast, Supplier<Kernels> copy) {
    return new Warmer(ready, fast, copy, false);
  }

  /// Whose choices are fast from the start.
  static Warmer always(Kernels fast) {
    return new Warmer(fast, fast, () -> fast, true);
  }

  Choice choice(String name, Trial trial) {
    Choice choice = new Choice(name, trial);
    choice.fast = always ? fast : null;
    return choice;
  }

  /// Whether a trial is under way or waiting.
  synchronized boolean isRunning() {
    return running;
  }

  /// The names of the kernels that were asked for and are not fast.
  synchronized List<String> slow() {
    return wanted.stream()
        .filter(choice -> choice.fast == null)
        .map(choice -> choice.name)
        .toList();
  }

  private synchronized void ask(Choice choice) {
    if (choice.asked) {
      return;
    }
    choice.asked = true;
    running = true;
    waiting.add(choice);
    wanted.add(choice);
    requests.release();
    if (wanted.size() == 1) {
      Thread thread = new Thread(this::work, "hebb-warmer");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void work() {
    float[] x = new float[MEMORY];
    float[] y = new float[MEMORY];
    for (int i = 0; i < x.length; i++) {
      x[i] = 0.1f + i % 7;
    }
    try {
      Thread.sleep(DELAY_MILLIS);
      copy(0);
      for (long rest = LOOK_MILLIS; ; ) {
        Choice choice = next();
        if (choice != null) {
          turn(choice, x, y);
          rest = LOOK_MILLIS;
        } else if (!requests.tryAcquire(rest, TimeUnit.MILLISECONDS)) {
          look(x, y);
          rest = Math.min(2 * rest, LONGEST_LOOK_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Takes the one that most work waits for.
  private synchronized @Nullable Choice next() {
    running = !waiting.isEmpty();
    if (!running) {
      return null;
    }
    Choice next = Collections.max(waiting, Comparator.comparingLong(choice -> choice.work));
    waiting.remove(next);
    return next;
  }

  /// What was not faster waits for all others.
  private synchronized void later(Choice choice) {
    choice.work = 0;
    running = true;
    waiting.add(choice);
  }

  /// The fast kernels as trials call them, and further ones in classes of their own.
  private WarmKernels copy(int index) {
    while (copies.size() <= index) {
      copies.add(WarmKernels.always(copies.isEmpty() ? fast : copy.get()));
    }
    return copies.get(index);
  }

  private void turn(Choice choice, float[] x, float[] y) throws InterruptedException {
    WarmKernels kernels = copy(choice.copy);
    WarmUpEvent event = new WarmUpEvent(choice.name);
    switch (attempt(choice.trial, kernels, x, y)) {
      case FAST -> {
        choice.fast = kernels.fast();
        event.done(true, choice.copy);
        LOGGER.log(
            Level.DEBUG,
            "kernel {0}: fast in turn {1} of copy {2}",
            choice.name,
            choice.turns,
            choice.copy);
        choice.turns = 0;
        choice.boxedTurns = 0;
        return;
      }
      case BOXED -> choice.boxedTurns++;
      case SLOW -> choice.boxedTurns = 0;
    }
    choice.turns++;
    if (choice.boxedTurns == BOXED_TURNS || choice.turns == TURNS) {
      choice.turns = 0;
      choice.boxedTurns = 0;
      event.done(false, choice.copy);
      choice.copy++;
      LOGGER.log(Level.DEBUG, "kernel {0}: not fast in copy {1}", choice.name, choice.copy);
    }
    if (choice.copy <= COPIES) {
      later(choice);
    }
  }

  private enum Outcome {
    FAST,
    BOXED,
    SLOW
  }

  /// Runs a trial until it has been fast twice in a row, or its turn is over.
  private Outcome attempt(Trial trial, Kernels fast, float[] x, float[] y)
      throws InterruptedException {
    long begin = System.nanoTime();
    double least = Double.POSITIVE_INFINITY;
    int wins = 0;
    Outcome outcome = Outcome.SLOW;
    while (wins == 1 || wins == 0 && System.nanoTime() - begin < TURN_NANOS) {
      trial.call(fast, x, y);
      least = Math.min(least, time(trial, ready, x, y));
      long before = Allocation.bytes();
      double time = time(trial, fast, x, y);
      boolean boxed = Allocation.bytes() > before;
      wins = !boxed && time <= ENOUGH * least ? wins + 1 : 0;
      outcome =
          wins > 0 ? Outcome.FAST : boxed && time <= ABOUT * least ? Outcome.BOXED : Outcome.SLOW;
      Thread.sleep(REST_MILLIS);
    }
    return outcome;
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

  /// Warms anew what the JVM has dropped the code of, or compiled again and worse.
  private void look(float[] x, float[] y) {
    List<Choice> all;
    synchronized (this) {
      all = List.copyOf(wanted);
    }
    for (Choice choice : all) {
      if (choice.fast != null && allocates(choice.trial, copy(choice.copy), x, y)) {
        LOGGER.log(Level.DEBUG, "kernel {0}: no longer fast", choice.name);
        choice.fast = null;
        later(choice);
      }
    }
  }

  private static boolean allocates(Trial trial, Kernels kernels, float[] x, float[] y) {
    for (int i = 0; i < LOOKS; i++) {
      long before = Allocation.bytes();
      trial.run(kernels, x, y);
      if (Allocation.bytes() == before) {
        return false;
      }
    }
    return true;
  }
}
