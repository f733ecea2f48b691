package hebb.cli.command;

import hebb.cli.option.DataFlags;
import hebb.cli.option.ReadingFlags;
import hebb.cli.option.Settings;
import hebb.cli.option.UsageException;
import hebb.data.DataException;
import hebb.model.ModelTrainer;
import hebb.model.Parent;
import hebb.model.TrainOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// `train --from`: what is taken from the parent, and what cannot be said anew.
///
/// @param parent what training goes on from
/// @param place where its file lies
/// @param typed names of the options that were typed, as in `--lr`
record Forking(Parent parent, Path place, Set<String> typed) {
  /// What the parent brings along.
  private static final List<String> FIXED =
      List.of(
          "--target",
          "--weight-column",
          "--task",
          "--horizon",
          "--time",
          "--window",
          "--lines",
          "--interpolate",
          "--ignore",
          "--categorical",
          "--numeric",
          "--date",
          "--boolean",
          "--embed",
          "--image",
          "--image-size",
          "--series",
          "--sound",
          "--text",
          "--tokens",
          "--hidden",
          "--activation",
          "--init",
          "--dropout",
          "--network",
          "--pretrain",
          "--missing");

  /// The parent of `--from`; nothing where there is none.
  ///
  /// @throws hebb.model.ModelException if it cannot be read
  static @Nullable Forking of(@Nullable String from, @Nullable CommandSpec spec) {
    if (from == null || spec == null) {
      return null;
    }
    Set<String> typed =
        spec.commandLine().getParseResult().matchedOptions().stream()
            .map(OptionSpec::longestName)
            .collect(Collectors.toSet());
    return new Forking(Parent.load(from), Path.of(from), typed);
  }

  /// Checks that a model is not the one whose snapshot is the parent: its snapshots are deleted
  /// when training begins.
  ///
  /// @throws UsageException if it is
  void requireOther(Path file) {
    if (Parent.isSnapshotOf(place.toString(), file)) {
      throw new UsageException(
          "--out: expected another file than "
              + file
              + ", from whose snapshot training goes on, got that one. Name another with --out.");
    }
  }

  /// The data of the parent: a demo set, or the file of its name in this folder or beside it.
  String data() {
    String name = parent.model().provenance().data();
    if (DataSource.isDemo(name) || Files.exists(Path.of(name))) {
      return name;
    }
    Path beside = place.resolveSibling(name);
    if (Files.exists(beside)) {
      return beside.toString();
    }
    throw new DataException(
        name
            + ": expected the data that "
            + parent.file()
            + " was trained on, got none of that name here or beside it. Name it: train DATA"
            + " --from.");
  }

  /// The parent's options, to be changed by those that were typed.
  Settings settings() {
    return new Settings(parent.model().options(), typed);
  }

  /// Checks that nothing is said anew that the parent brings along.
  ///
  /// @throws UsageException if it is
  void requireSame(TrainOptions options) {
    TrainOptions own = parent.model().options();
    List<String> said = FIXED.stream().filter(typed::contains).toList();
    boolean same =
        Objects.equals(options.columns(), own.columns())
            && options.forecast().equals(own.forecast())
            && options.language().withCarryState(false).equals(own.language().withCarryState(false))
            && options.network().equals(own.network())
            && !typed.contains("--missing");
    if (!same) {
      throw new UsageException(
          String.join(", ", said)
              + ": expected the network and the columns of "
              + parent.file()
              + ", which --from goes on with, got others. Leave "
              + (said.size() == 1 ? "it" : "them")
              + " out, or train anew without --from.");
    }
  }

  /// A trainer that goes on from the parent.
  ModelTrainer trainer(String source, Settings settings, DataFlags data, ReadingFlags files) {
    requireSame(settings.options());
    data.task = parent.model().task().name().toLowerCase(Locale.ROOT);
    return Trainers.from(parent, source, settings.options(), data, files);
  }
}
