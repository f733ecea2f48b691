package hebb.run;

import hebb.run.step.Memory;
import hebb.run.step.Scratch;
import hebb.run.step.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The pool of worker threads, made when first needed: daemons that spin briefly for the next step
/// and then park. One caller uses the pool at a time; a second one computes alone meanwhile.
final class Workers {
  static final Workers SHARED = new Workers();

  /// How long a thread spins before it parks: longer than the gap between two steps, shorter than
  /// anyone notices.
  private static final long SPIN_NANOS = 50_000;

  private final AtomicBoolean taken = new AtomicBoolean();
  private final List<Worker> workers = new ArrayList<>();

  private Workers() {}

  boolean tryAcquire() {
    return taken.compareAndSet(false, true);
  }

  void release() {
    taken.set(false);
  }

  /// Makes sure that so many workers with so much private memory are there.
  void prepare(int count, int scratch) {
    while (workers.size() < count) {
      Worker worker = new Worker();
      Thread thread = new Thread(worker, "hebb-worker-" + (workers.size() + 1));
      thread.setDaemon(true);
      worker.thread = thread;
      workers.add(worker);
      thread.start();
    }
    for (int i = 0; i < count; i++) {
      workers.get(i).scratch.ensure(scratch);
    }
  }

  /// Runs a step with a team of the caller and `team - 1` workers, each with its share of the
  /// parts.
  void run(Step step, Workspace workspace, int team, @Nullable Profile profile) {
    int parts = step.parts();
    for (int i = 1; i < team; i++) {
      workers
          .get(i - 1)
          .give(step, workspace.memory, share(parts, team, i), share(parts, team, i + 1));
    }
    RuntimeException failure = null;
    try {
      Profile.run(profile, step, workspace.memory, workspace.scratch, 0, share(parts, team, 1));
    } catch (RuntimeException e) {
      failure = e;
    }
    for (int i = 1; i < team; i++) {
      RuntimeException other = workers.get(i - 1).await();
      failure = failure == null ? other : failure;
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static int share(int parts, int team, int member) {
    return (int) ((long) parts * member / team);
  }

  private static final class Worker implements Runnable {
    final Scratch scratch = new Scratch();
    @Nullable Thread thread;
    private @Nullable Memory memory;
    private int from;
    private int to;
    private @Nullable RuntimeException failure;
    private volatile boolean parked;

    /// What to do; null when it is done.
    private volatile @Nullable Step step;

    void give(Step step, Memory memory, int from, int to) {
      this.memory = memory;
      this.from = from;
      this.to = to;
      this.step = step;
      if (parked) {
        LockSupport.unpark(thread);
      }
    }

    @Nullable RuntimeException await() {
      while (step != null) {
        Thread.onSpinWait();
      }
      RuntimeException result = failure;
      failure = null;
      return result;
    }

    @Override
    public void run() {
      while (true) {
        Step work = next();
        try {
          work.run(java.util.Objects.requireNonNull(memory), scratch, from, to);
        } catch (RuntimeException e) {
          failure = e;
        } catch (Error e) {
          failure = new IllegalStateException("worker: a step failed with " + e, e);
        }
        memory = null;
        step = null;
      }
    }

    private Step next() {
      long until = 0;
      while (true) {
        Step work = step;
        if (work != null) {
          return work;
        }
        if (until == 0) {
          until = System.nanoTime() + SPIN_NANOS;
        } else if (System.nanoTime() > until) {
          parked = true;
          if (step == null) {
            LockSupport.park(this);
          }
          parked = false;
        }
        Thread.onSpinWait();
      }
    }
  }
}
