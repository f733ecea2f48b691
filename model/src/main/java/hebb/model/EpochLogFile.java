package hebb.model;

import hebb.train.EpochLog;
import hebb.train.Finding;
import hebb.train.LayerStatistics;
import hebb.train.Outcome;
import hebb.train.TrainingListener;
import hebb.train.TrainingPlan;
import hebb.train.TrainingResult;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes one line of JSON at each epoch's end, so that a training can be watched and drawn:
///
/// ```
/// {"epoch":1,"loss":0.93,"penalty":0.0,"validationLoss":0.81,"validation":{"accuracy":0.71},"learningRate":0.001,...}
/// ```
///
/// Where training is recorded, the lines of some epochs tell what was seen of each layer too:
///
/// ```
/// "layers":{"hidden1":{"activations":{"mean":0.4,"deviation":0.5,"quantiles":[0,0,0.2,0.7,1.5]},
///   "gradients":{...},"updateRatio":0.002,"dead":0.1,"saturated":0}}
/// ```
///
/// with the quantiles 5, 25, 50, 75 and 95 %.
///
/// When training is over a last line follows with what was wrong, `{"findings":[...]}`, empty if
/// nothing was.
///
/// A training that goes on from a checkpoint goes on with its log too: lines of later epochs are
/// dropped. A log that cannot be written any more ends there, and training does not.
public final class EpochLogFile implements TrainingListener, AutoCloseable {
  /// Losses of one epoch that differ by a larger share are of two models.
  private static final double SAME_LOSS = 1e-3;

  private static final int NONE = Integer.MAX_VALUE;
  private static final String FINDINGS = "{\"findings\":";

  /// What is read of an epoch's line.
  private record Epoch(int number, double validationLoss) {
    /// Nothing where a line is none, or of no epoch.
    static Optional<Epoch> of(String line) {
      try {
        JsonNode read = Json.mapper().readTree(line);
        int number = read.path("epoch").asInt(NONE);
        double loss = read.path("validationLoss").asDouble(Double.NaN);
        return number == NONE ? Optional.empty() : Optional.of(new Epoch(number, loss));
      } catch (JacksonException e) {
        return Optional.empty();
      }
    }
  }

  /// The last line.
  private record Found(List<Finding> findings) {}

  private final Path file;
  private @Nullable BufferedWriter out;
  private @Nullable String failure;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Consumer<String>> readers = new ArrayList<>();
  private List<LayerStatistics> layers = List.of();
  private boolean over;

  private EpochLogFile(Path file) {
    this.file = file;
  }

  /// A log at a place of its own. The file is made, or emptied, when training starts from its
  /// beginning.
  public static EpochLogFile at(Path file) {
    return new EpochLogFile(file);
  }

  /// The log that belongs to a model file: `iris.log.jsonl` beside `iris.hebb`.
  public static EpochLogFile beside(Path model) {
    return at(beside(model, ".log.jsonl"));
  }

  /// Whether a file is a log by its name, and no model.
  public static boolean isLog(Path file) {
    return file.toString().endsWith(".jsonl");
  }

  /// What has the name of a model file with another end.
  static Path beside(Path model, String end) {
    String name = model.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return model.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + end);
  }

  /// Adds who is told each line that is written.
  public EpochLogFile tell(Consumer<String> reader) {
    readers.add(reader);
    return this;
  }

  /// Where it is.
  public Path file() {
    return file;
  }

  /// Why it ended before training did.
  public Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public void started(TrainingPlan plan) {
    try {
      if (plan.firstEpoch() == 1) {
        out = Files.newBufferedWriter(file);
        return;
      }
      byte[] kept = String.join("", before(plan.firstEpoch())).getBytes(StandardCharsets.UTF_8);
      AtomicFiles.write(file, stream -> stream.write(kept));
      out = Files.newBufferedWriter(file, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(sentence(e), e);
    }
  }

  /// The lines of the epochs before one, each with its end, as far as they are sound.
  private List<String> before(int epoch) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .takeWhile(line -> Epoch.of(line).filter(read -> read.number < epoch).isPresent())
          .map(line -> line + '\n')
          .toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  @Override
  public void layers(int epoch, List<LayerStatistics> seen) {
    layers = seen;
  }

  @Override
  public void epochEnd(EpochLog log) {
    ObjectNode line = Json.mapper().createObjectNode();
    line.put("epoch", log.epoch()).put("loss", log.loss()).put("penalty", log.penalty());
    log.validationLoss().ifPresent(loss -> line.put("validationLoss", loss));
    ObjectNode validation = line.putObject("validation");
    log.validation().forEach((name, value) -> validation.put(name, finite(value)));
    if (!log.compared().isEmpty()) {
      ObjectNode compared = line.putObject("compared");
      log.compared().forEach((name, loss) -> compared.put(name, finite(loss)));
    }
    line.put("learningRate", log.learningRate())
        .put("rowsPerSecond", log.rowsPerSecond())
        .put("best", log.best());
    if (!layers.isEmpty()) {
      ObjectNode seen = line.putObject("layers");
      layers.forEach(layer -> put(seen.putObject(layer.path()), layer));
      layers = List.of();
    }
    write(line);
  }

  private static void put(ObjectNode into, LayerStatistics layer) {
    put(into.putObject("activations"), layer.activations());
    put(into.putObject("gradients"), layer.gradients());
    into.put("updateRatio", brief(layer.updateRatio()))
        .put("dead", brief(layer.dead()))
        .put("saturated", brief(layer.saturated()));
  }

  private static void put(ObjectNode into, LayerStatistics.Distribution of) {
    into.put("mean", brief(of.mean())).put("deviation", brief(of.deviation()));
    ArrayNode quantiles = into.putArray("quantiles");
    DoubleStream.of(of.p5(), of.p25(), of.p50(), of.p75(), of.p95())
        .forEach(quantile -> quantiles.add(brief(quantile)));
  }

  /// Of a float's digits.
  private static @Nullable Float brief(double value) {
    return Float.isFinite((float) value) ? (float) value : null;
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  @Override
  public void finished(TrainingResult result) {
    over = result.outcome() != Outcome.INTERRUPTED;
  }

  @Override
  public void finding(Finding finding) {
    findings.add(finding);
  }

  private void write(JsonNode node) {
    String line = Json.compact().writeValueAsString(node);
    readers.forEach(reader -> reader.accept(line));
    try {
      if (out != null) {
        out.write(line);
        out.write('\n');
        out.flush();
      }
    } catch (IOException e) {
      failure = sentence(e);
      end();
    }
  }

  /// Checks that the log is that of a training.
  ///
  /// @throws ModelException if there is none, or it has another number of epochs, or the loss of
  ///   the validation part was another one at the epoch whose weights were kept
  public void requireOf(Results results) {
    requireThere();
    try (Stream<String> lines = Files.lines(file)) {
      List<Epoch> epochs = lines.flatMap(line -> Epoch.of(line).stream()).toList();
      if (epochs.size() != results.epochs()) {
        throw new ModelException(
            file
                + ": expected the log of the model, which was trained for "
                + results.epochs()
                + " epochs, got one of "
                + epochs.size()
                + ". Put the right one there.");
      }
      requireLoss(results, epochs);
    } catch (IOException | UncheckedIOException e) {
      throw noLog(e);
    }
  }

  private void requireLoss(Results results, List<Epoch> epochs) {
    PartReport validation = results.parts().get("validation");
    double expected = validation == null ? Double.NaN : loss(validation.metrics().get("loss"));
    double logged =
        epochs.stream()
            .filter(epoch -> epoch.number == results.keptEpoch())
            .reduce((first, second) -> second)
            .map(Epoch::validationLoss)
            .orElse(Double.NaN);
    if (Math.abs(logged - expected) > SAME_LOSS * Math.abs(expected)) {
      throw new ModelException(
          file
              + ": expected the log of the model, whose validation loss was "
              + (float) expected
              + " at epoch "
              + results.keptEpoch()
              + ", got one of "
              + (float) logged
              + ". Put the right one there.");
    }
  }

  private static double loss(@Nullable Double known) {
    return known == null ? Double.NaN : known;
  }

  private void requireThere() {
    if (!Files.isRegularFile(file)) {
      throw new ModelException(
          file
              + ": expected the epoch log that train writes beside the model, got none. Train again,"
              + " or put it there.");
    }
  }

  private ModelException noLog(@Nullable Exception cause) {
    return new ModelException(
        file + ": expected an epoch log, got something else. Take the log that train wrote.",
        cause);
  }

  /// What the log of a training says was wrong with it, the most harmful first; empty where it says
  /// nothing of that, as one of a training that was interrupted.
  ///
  /// @throws ModelException if there is no log, or it is none
  public Optional<List<Finding>> findings() {
    requireThere();
    try {
      List<String> lines = Files.readAllLines(file);
      Optional<String> last =
          lines.stream()
              .filter(line -> line.startsWith(FINDINGS))
              .reduce((first, second) -> second);
      if (last.isEmpty() && lines.stream().allMatch(line -> Epoch.of(line).isEmpty())) {
        throw noLog(null);
      }
      return last.map(line -> List.copyOf(found(line).findings()));
    } catch (IOException | UncheckedIOException | JacksonException | NullPointerException e) {
      throw noLog(e);
    }
  }

  /// Findings of the rows alone have no epoch, and none had one once.
  private static Found found(String line) {
    return Json.mapper()
        .readerFor(Found.class)
        .without(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
        .readValue(line);
  }

  /// As other commands write it.
  private static void tidy(JsonNode finding) {
    if (finding instanceof ObjectNode object) {
      object.put("severity", finding.path("severity").asString().toLowerCase(Locale.ROOT));
      if (finding.path("epoch").isNull()) {
        object.remove("epoch");
      }
    }
  }

  /// Ends the file.
  @Override
  public void close() {
    if (over) {
      JsonNode line = Json.mapper().valueToTree(new Found(findings));
      line.path("findings").forEach(EpochLogFile::tidy);
      write(line);
    }
    end();
  }

  private void end() {
    try {
      if (out != null) {
        out.close();
      }
    } catch (IOException e) {
      failure = sentence(e);
    } finally {
      out = null;
    }
  }

  private String sentence(IOException e) {
    return file
        + ": expected an epoch log that can be written, but "
        + AtomicFiles.reason(e)
        + ". Free space there.";
  }
}
