package hebb.cli.command;

import hebb.data.DataException;
import hebb.model.EpochLogFile;
import hebb.model.RecordFolder;
import java.nio.file.Files;
import java.nio.file.Path;

/// The epoch log that lies beside a model.
final class LogBeside {
  private LogBeside() {}

  /// The log, whether it is there or not.
  ///
  /// @throws DataException if the model is a snapshot, which has none; names the model that has it
  static EpochLogFile of(Path model) {
    EpochLogFile log = EpochLogFile.beside(model);
    if (!Files.exists(log.file())) {
      RecordFolder.modelOf(model)
          .ifPresent(
              whole -> {
                throw new DataException(
                    model
                        + ": expected a model with its epoch log beside it, got a snapshot, which"
                        + " has none. Give its model, "
                        + whole
                        + ".");
              });
    }
    return log;
  }
}
