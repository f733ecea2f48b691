package hebb.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The folder of a training's snapshots: model files `epoch-20.hebb`, each with the weights that
/// the validation measured at the end of that epoch; `epoch-0.hebb` has the first weights. There
/// are at most [#MOST]: where a training has more, every other one is dropped.
///
/// @param path of the folder
public record RecordFolder(Path path) {
  /// How many snapshots there are at most.
  public static final int MOST = 100;

  private static final String SUFFIX = ".record";
  private static final Pattern NAME = Pattern.compile("epoch-(0|[1-9][0-9]{0,8})\\.hebb");

  /// The folder that belongs to a model file: `iris.record` beside `iris.hebb`.
  public static RecordFolder beside(Path model) {
    return new RecordFolder(EpochLogFile.beside(model, SUFFIX));
  }

  /// The name of a model file; of a snapshot that of its model with the epoch, as in
  /// `iris.hebb@12`.
  static String name(Path file) {
    String name = String.valueOf(file.getFileName());
    Path parent = file.toAbsolutePath().normalize().getParent();
    String folder = parent == null ? "" : String.valueOf(parent.getFileName());
    Matcher snapshot = NAME.matcher(name);
    return folder.endsWith(SUFFIX) && snapshot.matches()
        ? folder.substring(0, folder.length() - SUFFIX.length()) + ".hebb@" + snapshot.group(1)
        : name;
  }

  /// The model file that a snapshot is of, `iris.hebb` of `iris.record/epoch-12.hebb`, whether it
  /// is there or not; empty for any other file.
  public static Optional<Path> modelOf(Path file) {
    String name = name(file);
    Path folder = file.getParent();
    return name.contains("@") && folder != null && !name.equals(String.valueOf(file.getFileName()))
        ? Optional.of(folder.resolveSibling(name.substring(0, name.lastIndexOf('@'))))
        : Optional.empty();
  }

  /// How many epochs lie between two snapshots when an epoch has ended: what was asked for, doubled
  /// as often as there would be too many.
  ///
  /// @param asked at least 1
  public static int every(int asked, int epoch) {
    int every = asked;
    while (epoch / every >= MOST) {
      every = Math.multiplyExact(every, 2);
    }
    return every;
  }

  /// The file of an epoch's snapshot.
  public Path file(int epoch) {
    return path.resolve("epoch-" + epoch + ".hebb");
  }

  /// The epochs that have a snapshot, in order; none where there is no folder.
  ///
  /// @throws UncheckedIOException if the folder cannot be read
  public List<Integer> epochs() {
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files
          .map(file -> NAME.matcher(String.valueOf(file.getFileName())))
          .filter(Matcher::matches)
          .map(name -> Integer.valueOf(name.group(1)))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /// Deletes the snapshots of an epoch and of those after it, and the folder if nothing is left.
  ///
  /// @throws UncheckedIOException if they cannot be deleted
  public void clearFrom(int first) {
    delete(epochs().stream().filter(epoch -> epoch >= first).toList());
    try (Stream<Path> left = Files.isDirectory(path) ? Files.list(path) : Stream.of(path)) {
      if (left.findAny().isEmpty()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /// Drops those that are no multiples, of ever larger numbers until few enough are left.
  void thin(int every) {
    for (int step = every; epochs().size() > MOST; step *= 2) {
      int kept = step;
      delete(epochs().stream().filter(epoch -> epoch % kept != 0).toList());
    }
  }

  private void delete(List<Integer> epochs) {
    try {
      for (int epoch : epochs) {
        Files.deleteIfExists(file(epoch));
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private UncheckedIOException failed(IOException cause) {
    return new UncheckedIOException(
        path
            + ": expected a folder of snapshots that can be read and written, but "
            + AtomicFiles.reason(cause)
            + ". Leave out --record, or change its permissions.",
        cause);
  }
}
