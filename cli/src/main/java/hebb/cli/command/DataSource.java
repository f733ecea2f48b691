package hebb.cli.command;

import hebb.cli.option.UsageException;
import hebb.data.DataException;
import hebb.data.Task;
import hebb.data.demo.Demo;
import hebb.data.image.ImageFiles;
import hebb.data.image.ImageFolder;
import hebb.data.image.Images;
import hebb.data.table.ReadOptions;
import hebb.data.table.Table;
import hebb.data.table.TableReader;
import hebb.model.Input;
import hebb.model.Model;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What stands for DATA on the command line.
public sealed interface DataSource {
  /// The seed of demo sets where none is said.
  long DEMO_SEED = 42;

  /// Rows with named columns.
  ///
  /// @param validation rows that come with them for validation
  /// @param test rows that come with them for a test
  record Rows(Table table, Optional<Table> validation, Optional<Table> test) implements DataSource {
    Rows(Table table) {
      this(table, Optional.empty(), Optional.empty());
    }
  }

  /// Pictures, with labels or without.
  record Pictures(Images images) implements DataSource {}

  /// Whether a name stands for a demo set.
  static boolean isDemo(String data) {
    return data.startsWith(Demo.PREFIX);
  }

  /// A demo set with its usual rows.
  static DataSource demo(String name) {
    Demo demo = Demo.of(name);
    return demo.isImages()
        ? new Pictures(demo.images(demo.defaultRows(), DEMO_SEED))
        : new Rows(demo.table(demo.defaultRows(), DEMO_SEED));
  }

  /// What a model is to be trained on.
  ///
  /// @param task what is predicted, if that is said; an autoencoder of images needs no labels
  static DataSource read(
      String data, @Nullable Path labels, ReadOptions options, @Nullable Task task) {
    if (isDemo(data)) {
      return demo(data);
    }
    Path file = Path.of(data);
    if (Files.isDirectory(file)) {
      ImageFolder folder = ImageFolder.read(file);
      return new Rows(folder.train(), folder.validation(), folder.test());
    }
    if (labels != null) {
      return new Pictures(Images.read(file, labels));
    }
    if (Images.isIdx(file) && task == Task.AUTOENCODER) {
      return new Pictures(Images.read(file));
    }
    if (Images.isIdx(file)) {
      throw new UsageException(
          data + ": expected --labels beside a file of images, got none. Add --labels FILE.");
    }
    return new Rows(TableReader.read(file, options));
  }

  /// Pictures beside those of training.
  ///
  /// @param classes by their labels; none where these do not count
  static Images images(String option, Path file, @Nullable Path labels, List<String> classes) {
    if (classes.isEmpty()) {
      return Images.read(file);
    }
    if (labels == null) {
      throw new UsageException(
          option
              + ": expected the labels of these images too, got none. Add "
              + option
              + "-labels FILE.");
    }
    return Images.read(file, labels, classes);
  }

  /// What a model is asked about.
  static DataSource read(Model model, String data, @Nullable Path labels, ReadOptions options) {
    if (isDemo(data)) {
      return demo(data);
    }
    Path file = Path.of(data);
    if (model.input() instanceof Input.OfImages) {
      return new Pictures(
          labels == null || model.classes().isEmpty()
              ? Images.read(file)
              : Images.read(file, labels, model.classes()));
    }
    if (Files.isDirectory(file)) {
      ImageFolder folder = ImageFolder.read(file);
      return new Rows(folder.test().orElse(folder.train()));
    }
    return new Rows(model.read(file, options));
  }

  /// Whether places are a folder or files of images.
  static boolean areImages(List<String> places) {
    return places.size() > 1
        || Files.isDirectory(Path.of(places.getFirst()))
        || ImageFiles.isNamed(places.getFirst());
  }

  /// All images of folders and files, as the rows of a model that takes nothing else.
  ///
  /// @throws DataException if the model takes something else, or there is no image
  static Table images(Model model, List<String> places) {
    return ImageFolder.files(
        places.stream().map(Path::of).toList(),
        model
            .imageColumn()
            .orElseThrow(
                () ->
                    new DataException(
                        places.getFirst()
                            + ": expected one file of rows with the model's columns, got images"
                            + " or several files. Name them in a column of a table.")));
  }
}
