package hebb.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the snapshot of an epoch is called where training goes on from it: `iris.hebb@12`.
///
/// @param model as it was named
/// @param epoch what stands behind the @
record SnapshotName(Path model, String epoch) {
  private static final Pattern FORM = Pattern.compile("(.*[^/\\\\])@([^@/\\\\]*)");
  private static final int MOST_LISTED = 20;

  /// The name of a snapshot; empty where there is a file of that name, or neither a model nor a
  /// number.
  static Optional<SnapshotName> of(Path place) {
    Matcher form = FORM.matcher(place.toString());
    if (Files.exists(place) || !form.matches()) {
      return Optional.empty();
    }
    var name = new SnapshotName(Path.of(form.group(1)), form.group(2));
    return name.isNumber() || Files.exists(name.model) ? Optional.of(name) : Optional.empty();
  }

  /// Refuses the name of a snapshot where a model file is expected, and says which file it is.
  ///
  /// @throws ModelException if it is one
  static void refuse(Path place) {
    of(place)
        .filter(name -> Files.exists(name.model) || Files.exists(name.folder().path()))
        .ifPresent(
            name -> {
              throw new ModelException(
                  place
                      + ": expected a model file, got the name of a snapshot, which train --from"
                      + " alone takes. Give its file, "
                      + name.file()
                      + ".");
            });
  }

  private RecordFolder folder() {
    return RecordFolder.beside(model);
  }

  private boolean isNumber() {
    return epoch.matches("\\d{1,9}");
  }

  /// The epoch.
  int number() {
    return Integer.parseInt(epoch);
  }

  /// The file of the snapshot.
  ///
  /// @throws ModelException if there is none; the message lists those that there are
  Path file() {
    if (model.toString().endsWith(Checkpoint.SUFFIX)) {
      throw wrong(
          "a model before the @",
          "a checkpoint, which has the weights of one epoch. Leave out @" + epoch + ".");
    }
    RecordFolder folder = folder();
    List<Integer> there = folder.epochs();
    if (isNumber() && there.contains(number())) {
      return folder.file(number());
    }
    String rest =
        there.isEmpty()
            ? "none there. train --record writes them; " + model + " itself is named without @."
            : "others: " + listed(there) + ". Name one of them.";
    throw isNumber()
        ? wrong("the snapshot of an epoch in " + folder.path(), rest)
        : wrong(
            "the number of an epoch behind the @",
            (epoch.isEmpty() ? "nothing" : "'" + epoch + "'")
                + (there.isEmpty()
                    ? ". " + model + " has no snapshots: leave out the @."
                    : ". Name one of " + listed(there) + "."));
  }

  private ModelException wrong(String expected, String got) {
    return new ModelException(model + "@" + epoch + ": expected " + expected + ", got " + got);
  }

  private static String listed(List<Integer> epochs) {
    String first =
        String.join(", ", epochs.stream().limit(MOST_LISTED).map(String::valueOf).toList());
    return epochs.size() > MOST_LISTED ? first + ", ... up to " + epochs.getLast() : first;
  }
}
