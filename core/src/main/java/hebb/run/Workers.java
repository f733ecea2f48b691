package hebb.run;

import hebb.run.step.Memory;
import hebb.run.step.Scratch;
import hebb.run.step.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The pool of worker threads, made when first needed: daemons that spin briefly for the next step
/// and then park. One caller uses the pool at a time; a second one computes alone meanwhile, and
/// has its turn before the first one comes again.
///
/// The steps of a stage are cut into a few chunks of parts, which the caller and the workers claim
/// one by one: each its own ones first, the same in every run, since their memory is near it; then
/// those of others. So a worker that gets no processor holds nobody up: the caller does its share
/// as well.
final class Workers {
  static final Workers SHARED = new Workers();

  /// How long a thread spins before it parks: longer than the gap between two steps, shorter than
  /// anyone notices.
  private static final long SPIN_NANOS = 200_000;

  private static final int MOST_CHUNKS = 32;
  private static final int NOBODY = -1;

  /// The most chunks of a step for each member, and for all: two large steps can be cut at once.
  private static final int MOST_EACH = 4;

  private static final int HALF = MOST_CHUNKS / 2;

  private final AtomicBoolean taken = new AtomicBoolean();

  /// The number of the workspace that was refused last; 0 if somebody gave way since.
  private volatile long refused;

  private final List<Worker> workers = new ArrayList<>();

  /// The number of the present job in the upper half, a bit for each chunk that nobody has claimed
  /// yet in the lower. The fields below change only when all chunks are done, so whoever has
  /// claimed one may read them.
  private final AtomicLong ticket = new AtomicLong();

  private final AtomicInteger done = new AtomicInteger();
  private @Nullable Memory memory;
  private final @Nullable Step[] steps = new Step[MOST_CHUNKS];
  private final int[] from = new int[MOST_CHUNKS];
  private final int[] to = new int[MOST_CHUNKS];
  private final int[] owner = new int[MOST_CHUNKS];
  private int chunks;
  private volatile int team;
  private volatile @Nullable RuntimeException failure;

  private Workers() {}

  /// Takes the pool for one run of a program; false if it is taken, or if it is another's turn.
  boolean tryAcquire(Workspace caller) {
    long other = refused;
    if (other != 0 && other != caller.number) {
      refused = 0;
      return false;
    }
    boolean mine = taken.compareAndSet(false, true);
    refused = mine ? 0 : caller.number;
    return mine;
  }

  void release() {
    taken.set(false);
  }

  /// Makes sure that so many workers with so much private memory are there.
  void prepare(int count, int scratch) {
    while (workers.size() < count) {
      Worker worker = new Worker(workers.size() + 1);
      workers.add(worker);
      worker.thread.start();
    }
    for (int i = 0; i < count; i++) {
      workers.get(i).scratch.ensure(scratch);
    }
  }

  /// Runs the steps of a stage with a team of the caller and `members - 1` workers: what is worth
  /// it cut into chunks for each, the rest as it is, for whoever is free.
  void run(List<Step> stage, Workspace workspace, int members, @Nullable StepProfile profile) {
    for (int half = 0; half < 2; half++) {
      for (int small = 0; small < 2; small++) {
        for (int i = 0; i < stage.size(); i++) {
          Step step = stage.get(i);
          Step now = half == 0 ? step.first(members) : step.second(members);
          if (now != null && Executor.worthSharing(now) == (small == 0)) {
            cut(now, small == 0, workspace, members, profile);
          }
        }
      }
      runChunks(workspace, members, profile);
    }
  }

  private void cut(
      Step step, boolean large, Workspace workspace, int members, @Nullable StepProfile profile) {
    int count = large ? chunks(step, members) : 1;
    if (chunks + count > MOST_CHUNKS) {
      runChunks(workspace, members, profile);
    }
    for (int chunk = 0; chunk < count; chunk++) {
      steps[chunks] = step;
      from[chunks] = share(step.parts(), chunk, count);
      to[chunks] = share(step.parts(), chunk + 1, count);
      owner[chunks] = large ? share(members, chunk, count) : NOBODY;
      chunks++;
    }
  }

  /// As many for each member, so that a slow one leaves its last ones to others.
  private static int chunks(Step step, int members) {
    int pieces = (step.parts() + step.piece() - 1) / step.piece();
    int each = Math.min((pieces + members - 1) / members, Math.min(MOST_EACH, HALF / members));
    return Math.min(Math.min(step.parts(), MOST_CHUNKS), members * Math.max(1, each));
  }

  private static int share(int parts, int chunk, int chunks) {
    return (int) ((long) parts * chunk / chunks);
  }

  private void runChunks(Workspace workspace, int members, @Nullable StepProfile profile) {
    int count = chunks;
    if (count == 0) {
      return;
    }
    memory = workspace.memory;
    team = members;
    failure = null;
    done.set(0);
    ticket.set(((ticket.get() >>> 32) + 1) << 32 | (1L << count) - 1);
    for (int i = 1; i < Math.min(members, count); i++) {
      workers.get(i - 1).wake();
    }
    while (claim(0, workspace.scratch, profile)) {}
    awaitAll(count);
    Arrays.fill(steps, 0, count, null);
    memory = null;
    chunks = 0;
    RuntimeException failed = failure;
    if (failed != null) {
      throw failed;
    }
  }

  /// Does one chunk, if there is one left: of the member's own if it can.
  private boolean claim(int member, Scratch scratch, @Nullable StepProfile profile) {
    long now = ticket.get();
    int left = (int) now;
    if (left == 0) {
      return false;
    }
    int chunk = choose(member, left);
    if (ticket.compareAndSet(now, now ^ 1L << chunk)) {
      try {
        StepProfile.run(
            profile,
            Objects.requireNonNull(steps[chunk]),
            Objects.requireNonNull(memory),
            scratch,
            from[chunk],
            to[chunk]);
      } catch (RuntimeException e) {
        failure = e;
      } catch (Error e) {
        failure = new IllegalStateException("worker: a step failed with " + e, e);
      }
      done.incrementAndGet();
    }
    return true;
  }

  /// The first of the member's own chunks that are left, as bits, or the last of all.
  private int choose(int member, int left) {
    for (int own = left; own != 0; own &= own - 1) {
      int chunk = Integer.numberOfTrailingZeros(own);
      if (owner[chunk] == member) {
        return chunk;
      }
    }
    return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(left);
  }

  private void awaitAll(int cut) {
    long until = 0;
    while (done.get() < cut) {
      if (until == 0) {
        until = System.nanoTime() + SPIN_NANOS;
      } else if (System.nanoTime() > until) {
        LockSupport.parkNanos(this, 10_000);
      }
      Thread.onSpinWait();
    }
  }

  private final class Worker implements Runnable {
    final Scratch scratch = new Scratch();
    final Thread thread;
    private final int number;
    private volatile boolean parked;

    Worker(int number) {
      this.number = number;
      thread = new Thread(this, "hebb-worker-" + number);
      thread.setDaemon(true);
    }

    void wake() {
      if (parked) {
        LockSupport.unpark(thread);
      }
    }

    @Override
    public void run() {
      long idleSince = System.nanoTime();
      while (true) {
        if (wanted()) {
          claim(number, scratch, null);
          idleSince = System.nanoTime();
        } else if (System.nanoTime() - idleSince > SPIN_NANOS) {
          parked = true;
          if (!wanted()) {
            LockSupport.park(this);
          }
          parked = false;
          idleSince = System.nanoTime();
        } else {
          Thread.onSpinWait();
        }
      }
    }

    private boolean wanted() {
      return (int) ticket.get() != 0 && number < team;
    }
  }
}
