package hebb.model;

import hebb.train.EpochLog;
import hebb.train.TrainingListener;
import hebb.train.TrainingPlan;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Writes one line of JSON at each epoch's end, so that a training can be watched and drawn:
///
/// ```
/// {"epoch":1,"loss":0.93,"penalty":0.0,"validationLoss":0.81,"validation":{"accuracy":0.71},"learningRate":0.001,...}
/// ```
public final class EpochLogFile implements TrainingListener, AutoCloseable {
  private final Path file;
  private @Nullable BufferedWriter out;

  private EpochLogFile(Path file) {
    this.file = file;
  }

  /// A log at a place of its own. The file is made, or emptied, when training starts.
  public static EpochLogFile at(Path file) {
    return new EpochLogFile(file);
  }

  /// The log that belongs to a model file: `iris.log.jsonl` beside `iris.hebb`.
  public static EpochLogFile beside(Path model) {
    String name = model.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return at(model.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".log.jsonl"));
  }

  /// Where it is.
  public Path file() {
    return file;
  }

  @Override
  public void started(TrainingPlan plan) {
    try {
      out = Files.newBufferedWriter(file);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public void epochEnd(EpochLog log) {
    ObjectNode line = Json.MAPPER.createObjectNode();
    line.put("epoch", log.epoch()).put("loss", log.loss()).put("penalty", log.penalty());
    log.validationLoss().ifPresent(loss -> line.put("validationLoss", loss));
    ObjectNode validation = line.putObject("validation");
    log.validation().forEach(validation::put);
    line.put("learningRate", log.learningRate())
        .put("rowsPerSecond", log.rowsPerSecond())
        .put("best", log.best());
    try {
      if (out != null) {
        out.write(Json.COMPACT.writeValueAsString(line));
        out.write('\n');
        out.flush();
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /// Ends the file.
  @Override
  public void close() {
    try {
      if (out != null) {
        out.close();
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private UncheckedIOException failed(IOException e) {
    return new UncheckedIOException(
        file
            + ": expected an epoch log that can be written, but "
            + AtomicFiles.reason(e)
            + ". Free space there.",
        e);
  }
}
