package hebb.cli.runs;

import hebb.cli.plot.EpochCurve;
import hebb.cli.plot.EpochCurve.At;
import hebb.data.Task;
import hebb.model.Checkpoint;
import hebb.model.EpochLogFile;
import hebb.model.Fork;
import hebb.model.Model;
import hebb.model.ModelException;
import hebb.model.PartReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/// A training that was: a model with its log, or one of them.
///
/// @param file as it was named
/// @param when that file was written
/// @param model with the weights that were kept; null where there is only a log
/// @param known a model with the options of the run; of a log without a model that of the
///   checkpoint beside it; null where nothing is known of them
/// @param log null where there is none
public record Run(
    Path file,
    Instant when,
    @Nullable Model model,
    @Nullable Model known,
    @Nullable EpochCurve log) {
  /// What the name of a log ends in.
  public static final String LOG = ".log.jsonl";

  /// Reads a model with the log beside it, or a log with the model or the checkpoint beside it.
  ///
  /// @throws ModelException if the model is not sound, or its log is that of another
  /// @throws hebb.data.DataException if the log is not sound
  public static Run read(Path file) {
    return EpochLogFile.isLog(file) ? ofLog(file) : ofModel(file);
  }

  private static Run ofModel(Path file) {
    Model model = Model.load(file);
    EpochLogFile log = EpochLogFile.beside(file);
    if (!Files.exists(log.file())) {
      return new Run(file, when(file), model, model, null);
    }
    log.requireOf(model.results());
    return new Run(file, when(file), model, model, EpochCurve.read(log.file()));
  }

  private static Run ofLog(Path file) {
    EpochCurve curve = EpochCurve.read(file);
    Path beside = model(file);
    if (Files.exists(beside)) {
      Model model = Model.load(beside);
      if (model.results().epochs() == curve.last()) {
        return new Run(file, when(file), model, model, curve);
      }
    }
    Path checkpoint = Checkpoint.beside(beside);
    Model known = Files.exists(checkpoint) ? Checkpoint.load(checkpoint).model() : null;
    return new Run(file, when(file), null, known, curve);
  }

  /// The model file that a log lies beside.
  static Path model(Path log) {
    String name = String.valueOf(log.getFileName());
    return log.resolveSibling(name.replaceFirst("(\\.log)?\\.jsonl$", "") + ".hebb");
  }

  private static Instant when(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      throw new UncheckedIOException(
          file + ": could not be looked at (" + e.getMessage() + ").", e);
    }
  }

  /// What was predicted, as in `classification of species`; empty where it is not known.
  Optional<String> predicts() {
    return Optional.ofNullable(known)
        .map(
            of -> {
              String task = of.task().name().toLowerCase(java.util.Locale.ROOT);
              return of.target().isEmpty() ? task : task + " of " + of.target();
            });
  }

  /// The options by name, with the data and the parent; empty where they are not known.
  Map<String, String> options() {
    if (known == null) {
      return Map.of();
    }
    Map<String, String> options = new LinkedHashMap<>();
    String sha = known.provenance().sha256();
    options.put(
        "data",
        known.provenance().data() + (sha.isEmpty() ? "" : " (" + sha.substring(0, 12) + "...)"));
    known.provenance().fork().ifPresent(fork -> options.put("from", parent(fork)));
    options.putAll(known.options().used());
    options.remove("threads");
    return options;
  }

  static String parent(Fork fork) {
    return fork.at() + " (" + fork.sha256().substring(0, 12) + "...)";
  }

  /// The measures of a part; of a log alone the lowest validation loss. Empty where they are not
  /// known.
  Map<String, Double> measures(String part) {
    if (model != null && !model.results().parts().isEmpty()) {
      PartReport report = model.results().parts().get(part);
      return report == null ? Map.of() : report.metrics();
    }
    OptionalDouble lowest = lowestLoss();
    return part.equals("validation") && lowest.isPresent()
        ? Map.of("loss", lowest.getAsDouble())
        : Map.of();
  }

  /// The lowest validation loss of the log.
  OptionalDouble lowestLoss() {
    return curve("/validationLoss").stream().mapToDouble(At::value).min();
  }

  List<At> curve(String path) {
    return log == null ? List.of() : log.curve(path);
  }

  /// How many epochs it had.
  int epochs() {
    return log != null ? log.last() : Objects.requireNonNull(model).results().epochs();
  }

  /// Seconds of its steps, without the validation, by its log; empty where that is not known.
  OptionalDouble seconds() {
    Integer rows = known == null ? null : known.provenance().rows().get("train");
    if (rows == null || log == null) {
      return OptionalDouble.empty();
    }
    DoubleStream speeds = curve("/rowsPerSecond").stream().mapToDouble(At::value);
    return OptionalDouble.of(speeds.filter(speed -> speed > 0).map(speed -> rows / speed).sum());
  }

  /// The measure that counts most.
  static String mainMetric(@Nullable Task task) {
    return switch (task) {
      case CLASSIFICATION -> "accuracy";
      case TRANSLATE -> "bleu";
      case REGRESSION, FORECAST, AUTOENCODER -> "rmse";
      case LANGUAGE -> "loss";
      case null -> "loss";
    };
  }

  /// Whether more of it is better.
  static boolean isLargerBetter(String metric) {
    return metric.equals("accuracy") || metric.equals("bleu");
  }
}
