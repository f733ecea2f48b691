package hebb.model;

import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.loss.Loss;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a training goes on from with changed options: a model, a snapshot of an epoch or a
/// checkpoint. Its network, its encoding of the data and its weights are taken; the optimiser
/// starts anew.
///
/// ```java
/// Parent parent = Parent.load("iris.hebb");
/// TrainOptions options = parent.model().options().withLearningRate(1e-4);
/// Trained fork = new ModelTrainer(table, options).from(parent).run();
/// ```
///
/// @param model with the weights that are gone on from
/// @param file its name; of a snapshot that of its model with the epoch, as in `iris.hebb@12`
/// @param sha256 of the file, as hexadecimal digits
/// @param epoch at whose end the weights were
public record Parent(Model model, String file, String sha256, int epoch) {
  /// Reads a parent: `iris.hebb`, a model with the weights that were kept; `iris.hebb@12`, the
  /// snapshot `iris.record/epoch-12.hebb` beside it; `iris.hebb.checkpoint`, with the weights as
  /// they stood at its epoch's end.
  ///
  /// @throws ModelException if there is none, or it is not sound; of a snapshot that is missing the
  ///   message lists those that there are
  public static Parent load(String place) {
    Path file = Path.of(place);
    Optional<SnapshotName> snapshot = SnapshotName.of(file);
    if (snapshot.isPresent()) {
      Path at = snapshot.get().file();
      return of(at, Model.load(at), snapshot.get().number());
    }
    if (place.endsWith(Checkpoint.SUFFIX)) {
      Checkpoint checkpoint = Checkpoint.load(file);
      return of(file, checkpoint.model(), checkpoint.state().epoch());
    }
    Model model = Model.load(file);
    return of(file, model, model.results().keptEpoch());
  }

  /// Whether that is the snapshot of an epoch of a model, as `iris.hebb@12`, or its file, is one of
  /// `iris.hebb`.
  ///
  /// @param place as [#load] takes it
  public static boolean isSnapshotOf(String place, Path model) {
    Path file = Path.of(place);
    Path at = SnapshotName.of(file).map(SnapshotName::file).orElse(file);
    Path own = model.toAbsolutePath().normalize();
    return RecordFolder.modelOf(at)
        .filter(of -> of.toAbsolutePath().normalize().equals(own))
        .isPresent();
  }

  private static Parent of(Path file, Model model, int epoch) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      String hash = HexFormat.of().formatHex(digest);
      return new Parent(model, RecordFolder.name(file), hash, epoch);
    } catch (IOException e) {
      throw new UncheckedIOException(
          file + ": could not be read (" + AtomicFiles.reason(e) + ").", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// What a training with some options takes as it is.
  ///
  /// @throws IllegalArgumentException if the options are of other columns or another network
  Input input(TrainOptions options) {
    TrainOptions own = model.options();
    if (!options.columns().equals(own.columns())
        || !options.forecast().equals(own.forecast())
        || !options.language().withCarryState(false).equals(own.language().withCarryState(false))
        || !options.network().equals(own.network())) {
      throw new IllegalArgumentException(
          "from: expected the columns and the network of "
              + file
              + ", got others. Change its own options, as in"
              + " parent.model().options().withLearningRate(.01), or train anew.");
    }
    return model.input();
  }

  /// Checks that a loss takes what the network gives.
  ///
  /// @param network the network as the loss would have it
  /// @throws IllegalArgumentException if it does not
  void requireFits(Network network, Loss loss) {
    Loss own = model.options().loss().orElse(loss);
    if (!network.equals(model.network()) || loss.unit() != own.unit()) {
      throw new IllegalArgumentException(
          "loss: expected one that takes what the network of "
              + file
              + " gives, as "
              + own.spec()
              + " does, got "
              + loss.spec()
              + ". Leave it out, or train anew.");
    }
  }

  /// Writes the weights into parameters of the same network.
  void fill(Parameters parameters) {
    parameters
        .variables()
        .forEach(variable -> variable.store(model.parameter(variable.path()).data()));
  }

  /// What is kept of it in the new model.
  Fork fork(TrainOptions used) {
    Map<String, String> now = used.used();
    Map<String, String> before = model.options().used();
    Map<String, String> changed = new LinkedHashMap<>();
    now.forEach(
        (name, value) -> {
          String old = before.getOrDefault(name, "none");
          if (!old.equals(value) && !name.equals("threads")) {
            changed.put(name, old);
          }
        });
    before.forEach(
        (name, value) -> {
          if (!now.containsKey(name)) {
            changed.put(name, value);
          }
        });
    List<String> line = model.provenance().fork().map(Fork::line).orElse(List.of());
    return new Fork(file, sha256, epoch, changed, line);
  }

  /// What a person should know, and whether other rows are trained on than before.
  ///
  /// @param warnings may be added to
  void say(Source source, TrainOptions used, Map<String, Integer> rows, List<String> warnings) {
    Provenance own = model.provenance();
    boolean hashed = !own.sha256().isEmpty() && !source.sha256().isEmpty();
    boolean other =
        hashed ? !own.sha256().equals(source.sha256()) : !own.data().equals(source.name());
    TrainOptions before = model.options();
    boolean split =
        before.training().seed() != used.training().seed()
            || !before.splits().equals(used.splits())
            || !fingerprints(own.others()).equals(fingerprints(source.others()))
            || !own.rows().equals(rows);
    boolean measured = rows.size() > 1;
    if (other) {
      warnings.add(
          "The data is not that of "
              + file
              + ", which was trained on "
              + own.data()
              + (own.sha256().isEmpty() ? "" : " of SHA-256 " + own.sha256())
              + "."
              + (measured
                  ? " Where the two share rows, as the same rows in another order do, rows that it"
                      + " was trained on are in the validation or test part, whose measures are then"
                      + " too good."
                  : ""));
    } else if (split && measured) {
      warnings.add(
          "The parts are split otherwise than those of "
              + file
              + ", so rows that it was trained on can be in the validation or test part, whose"
              + " measures are then too good.");
    }
  }

  private static Map<String, String> fingerprints(Map<String, DataPart> others) {
    return others.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, part -> part.getValue().fingerprint()));
  }

  /// What is taken over, for a person to read.
  String note() {
    return "Weights, network and columns are those of "
        + Fork.at(file, epoch)
        + "; the optimiser starts anew.";
  }

  /// As it is named where a checkpoint of a fork is gone on with.
  static String shown(Optional<Fork> fork) {
    return fork.map(of -> of.file() + " (SHA-256 " + of.sha256().substring(0, 12) + "...)")
        .orElse("none");
  }
}
