package hebb.cli.command;

import hebb.cli.option.UsageException;
import hebb.data.Task;
import hebb.data.demo.Demo;
import hebb.data.image.Images;
import hebb.data.table.ReadOptions;
import hebb.data.table.Table;
import hebb.data.table.TableReader;
import hebb.model.Input;
import hebb.model.Model;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stands for DATA on the command line.
public sealed interface DataSource {
  /// The seed of demo sets where none is said.
  long DEMO_SEED = 42;

  /// Rows with named columns.
  record Rows(Table table) implements DataSource {}

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
    return new Rows(model.read(file, options));
  }
}
