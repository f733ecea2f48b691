package hebb.data.image;

import hebb.data.DataException;
import hebb.data.Task;
import hebb.data.table.FileFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A folder of idx files as MNIST comes: `train-images-idx3-ubyte` with `train-labels-idx1-ubyte`,
/// and for a test `t10k-` or `test-` of both; plain or gzip, with anything before these names, as
/// in `emnist-letters-train-images-idx3-ubyte.gz`. Other files do not count.
///
/// @param train the pictures to train on
/// @param test those of the test, in the classes of training; empty where there are none
public record IdxFolder(Images train, Optional<Images> test) {
  private static final String TRAIN = "train";
  private static final String TEST = "t10k|test";

  /// Whether a folder holds pictures to train on.
  public static boolean isThere(Path folder) {
    return !files(folder, TRAIN, "images").isEmpty();
  }

  /// Reads a folder.
  ///
  /// @param task what the pictures are for; an autoencoder needs no labels
  /// @throws DataException if there are no pictures to train on, or several files of them, pictures
  ///   have no labels, or a file is not sound
  public static IdxFolder read(Path folder, @Nullable Task task) {
    Path images = one(folder, TRAIN, "images");
    boolean tested = !files(folder, TEST, "images").isEmpty();
    if (task == Task.AUTOENCODER) {
      return new IdxFolder(
          Images.read(images),
          tested ? Optional.of(Images.read(one(folder, TEST, "images"))) : Optional.empty());
    }
    Path labels = one(folder, TRAIN, "labels");
    Images train = Images.read(images, labels);
    String note = "Found by their names: " + pair(images, labels) + " for training";
    if (!tested) {
      return new IdxFolder(train.withNote(note + "."), Optional.empty());
    }
    Path others = one(folder, TEST, "images");
    Path theirs = one(folder, TEST, "labels");
    return new IdxFolder(
        train.withNote(note + ", " + pair(others, theirs) + " for the test."),
        Optional.of(Images.read(others, theirs, train.classes())));
  }

  private static String pair(Path images, Path labels) {
    return images.getFileName() + " with " + labels.getFileName();
  }

  private static Path one(Path folder, String part, String what) {
    List<Path> found = files(folder, part, what);
    if (found.size() != 1) {
      throw new DataException(
          folder
              + ": expected one file of "
              + what
              + " such as "
              + part.replaceAll("\\|.*", "")
              + "-"
              + what
              + "-idx"
              + (what.equals("labels") ? 1 : 3)
              + "-ubyte, got "
              + (found.isEmpty()
                  ? "none. Put it beside the others"
                  : found.getFirst().getFileName()
                      + " and "
                      + found.get(1).getFileName()
                      + ". Move one away")
              + ", or name the file of images and --labels.");
    }
    return found.getFirst();
  }

  /// The files of a part; of one that is there plain and as gzip, the plain one.
  private static List<Path> files(Path folder, String part, String what) {
    Pattern name =
        Pattern.compile(
            "(?i)(.*[-_.])?(" + part + ")[-_.]" + what + "[-_.]idx\\d[-_.]ubyte(\\.gz)?");
    return FileFolder.visible(folder).stream()
        .filter(file -> name.matcher(String.valueOf(file.getFileName())).matches())
        .filter(Files::isRegularFile)
        .filter(
            file ->
                !file.toString().endsWith(".gz")
                    || !Files.exists(Path.of(file.toString().replaceFirst("\\.gz$", ""))))
        .toList();
  }
}
