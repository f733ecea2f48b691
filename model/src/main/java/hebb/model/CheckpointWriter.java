package hebb.model;

import hebb.train.EpochLog;
import hebb.train.TrainingListener;
import hebb.train.TrainingPlan;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Writes checkpoints while a training runs: at an epoch's end when some time has passed since the
/// last, and when training has ended, whatever ended it. One that cannot be written does not end
/// training: the last good one stays, and the next is tried again.
final class CheckpointWriter implements TrainingListener {
  private static final long NANOS_BETWEEN =
      1_000_000_000L * Integer.getInteger("hebb.checkpoint.seconds", 10);

  private final Path file;
  private final Supplier<Checkpoint> present;
  private @Nullable String failure;
  private long written = System.nanoTime();
  private boolean news;
  private int epoch;

  /// @param present the state at the last epoch's end
  CheckpointWriter(Path file, Supplier<Checkpoint> present) {
    this.file = file;
    this.present = present;
  }

  @Override
  public void started(TrainingPlan plan) {
    written = System.nanoTime();
  }

  @Override
  public void epochEnd(EpochLog log) {
    news = true;
    epoch = log.epoch();
    if (System.nanoTime() - written >= NANOS_BETWEEN) {
      write();
    }
  }

  /// Writes what has not been written yet.
  void end() {
    if (news) {
      write();
    }
  }

  /// Why the last one could not be written.
  Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  private void write() {
    CheckpointEvent event = new CheckpointEvent(file.toString());
    try {
      present.get().save(file);
      failure = null;
      news = false;
    } catch (UncheckedIOException | IllegalArgumentException | OutOfMemoryError e) {
      failure = e.getMessage();
    }
    event.done(epoch, !news);
    written = System.nanoTime();
  }
}
