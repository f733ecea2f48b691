package hebb.cli.command;

import hebb.cli.option.RecordingFlags;
import hebb.cli.output.Layout;
import hebb.cli.story.WatchServer;
import hebb.data.table.Table;
import hebb.model.EpochLogFile;
import hebb.model.Model;
import hebb.model.ModelTrainer;
import hebb.model.RecordFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/// What looks at a training on behalf of `--record` and `--watch`.
///
/// @param server the page, if there is one
record TrainingWatch(Optional<WatchServer> server) implements AutoCloseable {
  /// Begins to look, before training does. Snapshots that an earlier training left are deleted.
  ///
  /// @param resumed whether training goes on, and its snapshots with it
  /// @throws hebb.data.DataException if the port is in use
  static TrainingWatch of(
      RecordingFlags flags,
      Path model,
      boolean resumed,
      ModelTrainer trainer,
      EpochLogFile log,
      Screen screen) {
    RecordFolder record = RecordFolder.beside(model);
    if (flags.every() > 0) {
      trainer.record(record, flags.every());
    } else if (!resumed) {
      record.clearFrom(0);
    }
    if (flags.port() < 0) {
      return new TrainingWatch(Optional.empty());
    }
    String title = String.valueOf(model.getFileName());
    var server = WatchServer.start(flags.port(), title, record, TrainingWatch::rows);
    log.tell(server::line);
    Layout.entry(screen.warnings(), "Watch", server.address());
    return new TrainingWatch(Optional.of(server));
  }

  private static Optional<Table> rows(Model model) {
    try {
      return DataSource.drawn(model, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.ifPresent(WatchServer::close);
  }
}
