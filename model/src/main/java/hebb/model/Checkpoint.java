package hebb.model;

import hebb.graph.Variable;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.loss.Loss;
import hebb.tensor.Tensor;
import hebb.train.Outcome;
import hebb.train.TrainingConfig;
import hebb.train.TrainingState;
import hebb.train.TrainingState.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// Where a training stands at the end of an epoch. With the same data and options it goes on from
/// there to the same bits as one that was never stopped.
///
/// Its file is a zip of `state.json` and `tensors.safetensors`, with checksums, and is data and
/// never code. It is written whole or not at all: the one before stays until the new one is safe.
///
/// @param data what was trained on, by part: `train`, and `validation` and `test` where they are
///   files of their own
/// @param options as they were used
/// @param input what the network takes and gives
/// @param network with its head
/// @param provenance where it comes from
/// @param state of training
public record Checkpoint(
    Map<String, DataPart> data,
    TrainOptions options,
    Input input,
    Network network,
    Provenance provenance,
    TrainingState state) {
  /// What the name of a checkpoint's file ends in.
  static final String SUFFIX = ".checkpoint";

  private static final int FORMAT = 3;
  static final String DOCUMENT = "state.json";

  private static final String TENSORS = "tensors.safetensors";
  private static final String SLOTS = "slots/";
  private static final String BEST = "best/";

  /// What may differ when training goes on: how long it lasts, and what changes no result.
  private static final Set<String> FREE = Set.of("epochs", "patience", "threads");

  /// What `state.json` holds: everything but the tensors.
  private record Document(
      int format,
      Map<String, DataPart> data,
      TrainOptions options,
      Input input,
      Network network,
      Provenance provenance,
      int epoch,
      long step,
      Progress best,
      Progress plateau,
      int reductions) {}

  /// Copies the map, in its order.
  public Checkpoint {
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
  }

  /// The file of the checkpoint that belongs to a model file: `iris.hebb.checkpoint` beside
  /// `iris.hebb`.
  public static Path beside(Path model) {
    return model.resolveSibling(model.getFileName() + SUFFIX);
  }

  /// What such a file is and what to do with it where a model is expected.
  static String instead(Path file) {
    String name = file.toString();
    if (!name.endsWith(SUFFIX)) {
      return "a checkpoint. Give the model of its training; train --from takes a checkpoint whose"
          + " name ends in "
          + SUFFIX
          + ".";
    }
    String model = name.substring(0, name.length() - SUFFIX.length());
    return Files.exists(Path.of(model))
        ? "a checkpoint. Give its model, "
            + model
            + "; train --resume and train --from take the checkpoint."
        : "a checkpoint, whose training did not end. Make "
            + model
            + " first: the same train command with --resume.";
  }

  /// Writes it to a file, whole or not at all.
  ///
  /// @throws java.io.UncheckedIOException if the file cannot be written; one that was there stays
  ///   as it was
  /// @throws IllegalArgumentException if a layer of the network is not known by name
  public void save(Path file) {
    network.text();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    state.variables().forEach((path, tensor) -> tensors.put(SLOTS + path, tensor));
    state.bestWeights().forEach((path, tensor) -> tensors.put(BEST + path, tensor));
    Document document =
        new Document(
            FORMAT,
            data,
            options,
            input,
            network,
            provenance,
            state.epoch(),
            state.step(),
            state.best(),
            state.plateau(),
            state.reductions());
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put(DOCUMENT, Json.bytes(document));
    entries.put(TENSORS, SafeTensors.bytes(tensors));
    AtomicFiles.write(file, out -> Archive.write(out, entries));
  }

  /// Reads a file.
  ///
  /// @throws ModelException if it is not a sound checkpoint of this or an earlier format
  public static Checkpoint load(Path file) {
    Map<String, byte[]> entries =
        Archive.read(
            file,
            "a checkpoint",
            List.of(DOCUMENT, TENSORS),
            ModelFile.DOCUMENT,
            "a model. Let its name end in .hebb, which tells the two apart.");
    SafeTensors tensors = SafeTensors.read(file + ", " + TENSORS, Archive.entry(entries, TENSORS));
    try {
      Document document =
          Json.read(
              file,
              DOCUMENT,
              Archive.entry(entries, DOCUMENT),
              FORMAT,
              Document.class,
              older -> {
                throw new ModelException(
                    file
                        + ": expected a checkpoint of format "
                        + FORMAT
                        + ", got one of an earlier version. Go on with that version, or begin anew with --force.");
              });
      TrainingState state =
          new TrainingState(
              document.epoch(),
              document.step(),
              document.best(),
              document.plateau(),
              document.reductions(),
              under(SLOTS, tensors),
              under(BEST, tensors));
      return new Checkpoint(
          document.data(),
          document.options(),
          document.input(),
          document.network(),
          document.provenance(),
          state);
    } catch (JacksonException
        | IllegalArgumentException
        | NullPointerException
        | ArithmeticException
        | OutOfMemoryError e) {
      throw Archive.unsound(file, DOCUMENT + " of format " + FORMAT, e);
    }
  }

  private static Map<String, Tensor> under(String prefix, SafeTensors tensors) {
    Map<String, Tensor> found = new LinkedHashMap<>();
    for (String name : tensors.names()) {
      if (name.startsWith(prefix)) {
        found.put(
            name.substring(prefix.length()), Tensor.of(tensors.shape(name), tensors.floats(name)));
      }
    }
    return found;
  }

  /// The weights as they stood, as a model that was not measured.
  ///
  /// @throws ModelException if they are not those of the network
  public Model model() {
    try {
      Parameters parameters = Parameters.create(network, input.inputs(), options.training().seed());
      for (Variable variable : parameters.variables()) {
        Tensor weights = state.variables().get(variable.path());
        if (weights == null || !weights.shape().equals(variable.shape())) {
          throw new IllegalArgumentException("weights: expected " + variable + ", got others.");
        }
        variable.store(weights.data());
      }
      int epoch = state.epoch();
      Results none = new Results(Outcome.INTERRUPTED, "Not measured.", epoch, epoch, Map.of());
      Loss loss = Objective.loss(options.loss(), input);
      return new Model(
          new ModelDocument(
              ModelDocument.FORMAT,
              input,
              network,
              loss,
              options,
              none,
              Optional.empty(),
              provenance),
          parameters,
          Optional.empty());
    } catch (IllegalArgumentException e) {
      throw new ModelException(
          "checkpoint: expected the weights of its network, got others. Take another file.", e);
    }
  }

  /// Checks that training goes on with what it began with.
  ///
  /// @throws ModelException if data, options or the version differ; names what, with both values
  void requireSame(Map<String, DataPart> data, TrainOptions options, Optional<Fork> fork) {
    requireSame("version", provenance.version(), Provenance.libraryVersion());
    requireSame("parent (--from)", Parent.shown(provenance.fork()), Parent.shown(fork));
    Set<String> parts = new LinkedHashSet<>(this.data.keySet());
    parts.addAll(data.keySet());
    for (String part : parts) {
      requireSame(part + " data", shown(this.data.get(part)), shown(data.get(part)));
    }
    Map<String, String> before = settings(this.options);
    Map<String, String> now = settings(options);
    Set<String> names = new LinkedHashSet<>(before.keySet());
    names.addAll(now.keySet());
    names.removeAll(FREE);
    for (String name : names) {
      requireSame(name, before.getOrDefault(name, "none"), now.getOrDefault(name, "none"));
    }
  }

  private static String shown(@Nullable DataPart part) {
    return part == null ? "none" : part.toString();
  }

  private static Map<String, String> settings(TrainOptions options) {
    TrainingConfig training = options.training();
    Map<String, String> settings = new LinkedHashMap<>(options.used());
    settings.put("min-delta", Double.toString(training.minDelta()));
    settings.put("running mean", training.ema().map(Objects::toString).orElse("none"));
    return settings;
  }

  private static void requireSame(String what, String before, String now) {
    if (!before.equals(now)) {
      throw new ModelException(
          "resume: expected the "
              + what
              + " of the checkpoint, "
              + before
              + ", got "
              + now
              + ". Give the same again, or start anew without --resume.");
    }
  }
}
