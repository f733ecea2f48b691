package hebb.train;

import hebb.dataset.Dataset;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Reads batches of a dataset one after the other, the next one while the present one is computed
/// with. What is read does not depend on it. One thread uses it at a time.
final class ReadAhead {
  /// A batch that is being read, and one that waits.
  private static final int BUFFERS = 2;

  private final int width;
  private final int targets;
  private final int batch;
  private final @Nullable Buffer[] buffers = new Buffer[BUFFERS];
  private final Semaphore free = new Semaphore(0);
  private final Semaphore ready = new Semaphore(0);
  private @Nullable Thread reader;
  private volatile @Nullable Throwable failure;
  private volatile boolean cancelled;
  private int next;

  private static final class Buffer {
    final float[] rows;
    final float[] targets;

    Buffer(int width, int targets, int batch) {
      rows = new float[batch * width];
      this.targets = new float[batch * targets];
    }
  }

  ReadAhead(Dataset data, int batch) {
    this.width = data.width();
    this.targets = data.targets().size();
    this.batch = batch;
  }

  /// Begins with the first batch of an order, which may not change until the last one was taken or
  /// [#cancel] was called.
  void start(int[] order, Dataset data) {
    cancel();
    cancelled = false;
    failure = null;
    next = 0;
    free.drainPermits();
    ready.drainPermits();
    free.release(BUFFERS);
    for (int i = 0; i < BUFFERS; i++) {
      buffers[i] = buffers[i] == null ? new Buffer(width, targets, batch) : buffers[i];
    }
    reader = Thread.ofPlatform().daemon().name("hebb-reader").start(() -> read(order, data));
  }

  private Buffer buffer(int index) {
    return Objects.requireNonNull(buffers[index % BUFFERS]);
  }

  private void read(int[] order, Dataset data) {
    try {
      for (int from = 0; from < order.length && !cancelled; from += batch) {
        free.acquireUninterruptibly();
        if (!cancelled) {
          Buffer buffer = buffer(from / batch);
          int count = Math.min(batch, order.length - from);
          data.read(order, from, count, buffer.rows, buffer.targets);
          ready.release();
        }
      }
    } catch (RuntimeException | Error e) {
      failure = e;
      ready.release();
    }
  }

  /// Copies the next batch, of `count` rows.
  ///
  /// @throws RuntimeException what reading has thrown
  void take(int count, float[] rows, float[] targets) {
    ready.acquireUninterruptibly();
    switch (failure) {
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case null, default -> {}
    }
    Buffer buffer = buffer(next);
    System.arraycopy(buffer.rows, 0, rows, 0, count * width);
    System.arraycopy(buffer.targets, 0, targets, 0, count * this.targets);
    next++;
    free.release();
  }

  /// Ends reading, if it still goes on.
  void cancel() {
    Thread running = reader;
    if (running == null) {
      return;
    }
    cancelled = true;
    free.release();
    boolean interrupted = false;
    while (running.isAlive()) {
      try {
        running.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    reader = null;
  }
}
