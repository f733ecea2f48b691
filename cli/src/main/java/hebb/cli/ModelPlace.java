package hebb.cli;

import hebb.data.DataException;
import hebb.data.Demo;
import hebb.model.Model;
import hebb.model.ModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where `train` puts a model, looked at before anything is trained.
final class ModelPlace {
  private static final String SUFFIX = ".hebb";

  private ModelPlace() {}

  /// The file for the model of some data: `--out`, else the data's name in the current folder.
  ///
  /// A file that is there is kept unless `--force` is given; but the model that a demo set left at
  /// its usual place is replaced, since the same command makes it again.
  ///
  /// @throws DataException if the file cannot be written, or is there already
  static Path choose(String data, OutputFlags flags) {
    Path given = flags.out;
    Path file = given == null ? Path.of(name(data) + SUFFIX) : given;
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw new DataException(
          file + ": expected a file to write the model to, got a folder. Name a file in it.");
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw new DataException(
          file + ": expected a folder that exists, got none at " + folder + ". Make it first.");
    }
    if (!Files.isWritable(folder)) {
      throw new DataException(
          file + ": expected a folder that can be written to, got " + folder + ". Use --out.");
    }
    if (isInput(file, data)) {
      throw new DataException(
          file + ": expected another file than the data itself. Name another with --out.");
    }
    if (Files.exists(file) && !flags.force && !(given == null && isOwnDemo(file, data))) {
      throw new DataException(
          file
              + ": expected no file yet, got one. Replace it with --force, or name another with --out.");
    }
    return file;
  }

  private static String name(String data) {
    if (Dataset.isDemo(data)) {
      return data.substring(data.indexOf(':') + 1);
    }
    Path last = Path.of(data).getFileName();
    return last == null
        ? "model"
        : last.toString().replaceAll("(?i)(\\.(csv|tsv|txt|data|idx))?(\\.gz)?$", "");
  }

  private static boolean isInput(Path file, String data) {
    try {
      return !Dataset.isDemo(data) && Files.exists(file) && Files.isSameFile(file, Path.of(data));
    } catch (IOException e) {
      throw new UncheckedIOException(
          file + ": could not be looked at (" + e.getMessage() + ").", e);
    }
  }

  private static boolean isOwnDemo(Path file, String data) {
    try {
      return Dataset.isDemo(data) && Model.load(file).provenance().data().equals(data);
    } catch (ModelException e) {
      return false;
    }
  }

  /// The data that a model can be tried on next, as the command that does it.
  static String next(Path model, String data, DataFlags flags) {
    if (flags.labels != null) {
      boolean test = flags.test != null && flags.testLabels != null;
      String images = test ? String.valueOf(flags.test) : data;
      String labels = String.valueOf(test ? flags.testLabels : flags.labels);
      return Layout.command("evaluate", model.toString(), images, "--labels", labels);
    }
    return Dataset.isDemo(data) && Demo.of(data).isImages()
        ? Layout.command("evaluate", model.toString(), data)
        : Layout.command("predict", model.toString(), data);
  }
}
