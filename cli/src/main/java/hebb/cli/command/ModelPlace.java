package hebb.cli.command;

import hebb.cli.option.DataFlags;
import hebb.cli.option.OutputFlags;
import hebb.cli.output.Layout;
import hebb.data.DataException;
import hebb.data.demo.Demo;
import hebb.data.image.IdxFolder;
import hebb.model.Checkpoint;
import hebb.model.EpochLogFile;
import hebb.model.Model;
import hebb.model.ModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Where `train` puts a model, looked at before anything is trained.
public final class ModelPlace {
  private static final String SUFFIX = ".hebb";

  private ModelPlace() {}

  /// The file for the model of some data: `--out`, else the data's name in the current folder.
  ///
  /// @param inputs the files that are read
  /// @throws DataException if the file cannot be written, or is one that is read
  public static Path of(String data, List<Path> inputs, OutputFlags flags) {
    Path file = flags.out == null ? Path.of(name(data) + SUFFIX) : flags.out;
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
    for (Path written : List.of(file, EpochLogFile.beside(file).file(), Checkpoint.beside(file))) {
      if (inputs.stream().anyMatch(input -> isSame(written, input))) {
        throw new DataException(
            written + ": expected another file than the data itself. Name another with --out.");
      }
    }
    return file;
  }

  /// Checks that nothing is lost when a model is written.
  ///
  /// A file that is there is kept unless `--force` or `--resume` is given, and so is the checkpoint
  /// of a training that was killed; but what a demo set left at its usual place is replaced, since
  /// the same command makes it again.
  ///
  /// @throws DataException if there is a model or a checkpoint, or none to go on from
  public static void requireFree(Path file, String data, OutputFlags flags) {
    Path checkpoint = Checkpoint.beside(file);
    if (flags.resume) {
      if (!Files.exists(checkpoint)) {
        throw new DataException(
            checkpoint
                + ": expected the checkpoint of a training to go on with, got none. Leave out"
                + " --resume to begin one.");
      }
      return;
    }
    boolean demo = flags.out == null && DataSource.isDemo(data);
    if (flags.force || (demo && (!Files.exists(file) || isOwnDemo(file, data)))) {
      return;
    }
    if (Files.exists(file)) {
      throw new DataException(
          file
              + ": expected no file yet, got one. Replace it with --force, or name another with"
              + " --out.");
    }
    if (Files.exists(checkpoint)) {
      throw new DataException(
          checkpoint
              + ": expected no checkpoint yet, got that of a training that did not end. Go on with"
              + " --resume, or begin anew with --force.");
    }
  }

  private static String name(String data) {
    if (DataSource.isDemo(data)) {
      return data.substring(data.indexOf(':') + 1);
    }
    Path last = Path.of(data).toAbsolutePath().normalize().getFileName();
    return last == null
        ? "model"
        : last.toString().replaceAll("(?i)(\\.(csv|tsv|ts|txt|data|idx))?(\\.gz)?$", "");
  }

  private static boolean isSame(Path file, Path input) {
    try {
      return Files.exists(file) && Files.exists(input) && Files.isSameFile(file, input);
    } catch (IOException e) {
      throw new UncheckedIOException(
          file + ": could not be looked at (" + e.getMessage() + ").", e);
    }
  }

  private static boolean isOwnDemo(Path file, String data) {
    try {
      return Model.load(file).provenance().data().equals(data);
    } catch (ModelException e) {
      return false;
    }
  }

  /// The data that a model can be tried on next, as the command that does it.
  public static String next(Path model, String data, DataFlags flags) {
    if (flags.task.equals("language")) {
      return Layout.command("generate", model.toString());
    }
    if (flags.labels != null) {
      boolean test = flags.test != null && flags.testLabels != null;
      String images = test ? String.valueOf(flags.test) : data;
      String labels = String.valueOf(test ? flags.testLabels : flags.labels);
      return Layout.command("evaluate", model.toString(), images, "--labels", labels);
    }
    boolean images =
        DataSource.isDemo(data)
            ? Demo.of(data).isImages()
            : Files.isDirectory(Path.of(data)) && IdxFolder.isThere(Path.of(data));
    return images
        ? Layout.command("evaluate", model.toString(), data)
        : Layout.command("predict", model.toString(), data);
  }
}
