package hebb.model;

import hebb.train.TrainingListener;
import hebb.train.TrainingPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/// Writes snapshots while a training runs. One that cannot be written does not end training: the
/// next is tried.
final class RecordWriter implements TrainingListener {
  private final RecordFolder folder;
  private final int asked;
  private final ObjIntConsumer<Path> save;
  private @Nullable String failure;

  /// @param asked epochs between two, at first
  /// @param save writes the weights as they are to a file, as those of an epoch
  RecordWriter(RecordFolder folder, int asked, ObjIntConsumer<Path> save) {
    this.folder = folder;
    this.asked = asked;
    this.save = save;
  }

  /// Whether an epoch gets a snapshot.
  boolean wants(int epoch) {
    return epoch % RecordFolder.every(asked, epoch) == 0;
  }

  /// Why one could not be written.
  Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public void started(TrainingPlan plan) {
    folder.clearFrom(plan.firstEpoch());
    if (plan.firstEpoch() == 1) {
      evaluated(0);
    }
  }

  @Override
  public void evaluated(int epoch) {
    if (!wants(epoch)) {
      return;
    }
    try {
      Files.createDirectories(folder.path());
      save.accept(folder.file(epoch), epoch);
      folder.thin(RecordFolder.every(asked, epoch));
    } catch (IOException e) {
      failure = folder.path() + ": a snapshot could not be written, " + AtomicFiles.reason(e) + ".";
    } catch (UncheckedIOException | IllegalArgumentException | OutOfMemoryError e) {
      failure = e.getMessage();
    }
  }
}
