package hebb.cli.command;

import hebb.cli.option.UsageException;
import hebb.data.DataException;
import hebb.data.Task;
import hebb.data.demo.Demo;
import hebb.data.image.IdxFolder;
import hebb.data.image.Images;
import hebb.data.kind.ShapedCode;
import hebb.data.table.FileFolder;
import hebb.data.table.FileType;
import hebb.data.table.ReadOptions;
import hebb.data.table.Table;
import hebb.data.table.TableReader;
import hebb.data.text.TextFolder;
import hebb.model.ColumnLine;
import hebb.model.Input;
import hebb.model.Model;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
  ///
  /// @param test pictures that come with them for a test
  record Pictures(Images images, Optional<Images> test) implements DataSource {
    Pictures(Images images) {
      this(images, Optional.empty());
    }
  }

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
      return folder(file, labels, task);
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

  private static DataSource folder(Path place, @Nullable Path labels, @Nullable Task task) {
    if (labels != null) {
      throw new UsageException(
          "--labels: expected a file of images (idx) to go with, got the folder "
              + place
              + ". Name the file, or leave --labels out.");
    }
    if (IdxFolder.isThere(place)) {
      IdxFolder idx = IdxFolder.read(place, task);
      return new Pictures(idx.train(), idx.test());
    }
    return folder(place);
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
    if (Files.isDirectory(file) && takesImages(model) && IdxFolder.isThere(file)) {
      IdxFolder idx = IdxFolder.read(file, model.task());
      return new Pictures(idx.test().orElse(idx.train()));
    }
    if (Files.isDirectory(file) && texts(model, List.of(file)).isEmpty()) {
      Rows folder = folder(file);
      return new Rows(folder.test().orElse(folder.table()));
    }
    if (labels != null && !model.classes().isEmpty()) {
      return new Pictures(Images.read(file, labels, model.classes()));
    }
    return files(model, List.of(data)).orElseGet(() -> new Rows(model.read(file, options)));
  }

  /// Rows to draw over a model's map: those of DATA, or of the demo set that it was trained on;
  /// none where there is neither.
  ///
  /// @throws DataException if DATA are images
  static Optional<Table> drawn(Model model, @Nullable String data) throws IOException {
    String source = data != null ? data : model.provenance().data();
    if (data == null && !isDemo(source)) {
      return Optional.empty();
    }
    try (StandardInput input = StandardInput.of(source)) {
      return switch (read(model, input.place(), null, ReadOptions.DEFAULTS)) {
        case Rows rows -> Optional.of(rows.table());
        case Pictures pictures ->
            throw new DataException(
                source
                    + ": expected rows with the model's columns, got images. Name another file.");
      };
    }
  }

  /// A folder of texts, images or sounds.
  static Rows folder(Path root) {
    if (TextFolder.isOne(root)) {
      TextFolder texts = TextFolder.read(root);
      return new Rows(texts.train(), texts.validation(), texts.test());
    }
    if (!FileFolder.isOne(root)) {
      throw new DataException(
          root
              + ": expected images (PNG, JPEG, GIF or BMP), sounds (WAV) or texts (.txt), got a folder"
              + " without any. Name a folder of them, or of a folder for each class.");
    }
    FileFolder files = FileFolder.read(root);
    return new Rows(files.train(), files.validation(), files.test());
  }

  /// Whether places are a folder or files of images or sounds.
  private static boolean areFiles(List<String> places) {
    Path first = Path.of(places.getFirst());
    return places.size() > 1
        || (Files.isDirectory(first)
            ? !TextFolder.isOne(first)
            : Arrays.stream(FileType.values()).anyMatch(type -> type.isNamed(first.toString())));
  }

  /// Whether a place is a file of rows.
  static boolean isFile(String place) {
    return !isDemo(place) && !Files.isDirectory(Path.of(place));
  }

  /// Whether a row of a model is one image and nothing else.
  private static boolean takesImages(Model model) {
    return model.input() instanceof Input.OfImages
        || model.fileColumn().flatMap(ShapedCode::files).equals(Optional.of(FileType.IMAGE));
  }

  /// The images, sounds or texts that a model is asked about: of idx files, of folders, or files;
  /// nothing where places are rows, or a demo set.
  ///
  /// @throws DataException if the model takes something else, or there is none
  static Optional<DataSource> files(Model model, List<String> places) {
    if (isDemo(places.getFirst())) {
      return Optional.empty();
    }
    Path first = Path.of(places.getFirst());
    if (places.size() == 1 && takesImages(model)) {
      if (Files.isDirectory(first) && IdxFolder.isThere(first)) {
        IdxFolder idx = IdxFolder.read(first, Task.AUTOENCODER);
        return Optional.of(new Pictures(idx.test().orElse(idx.train())));
      }
      if (Images.isIdx(first)) {
        return Optional.of(new Pictures(Images.read(first)));
      }
    }
    Optional<Table> texts = texts(model, places.stream().map(Path::of).toList());
    if (texts.isPresent()) {
      return texts.map(Rows::new);
    }
    if (areFiles(places)) {
      ShapedCode column = model.fileColumn().orElseThrow(() -> noFiles(places.getFirst()));
      List<Path> files = places.stream().map(Path::of).toList();
      return Optional.of(
          new Rows(FileFolder.files(files, column.files().orElseThrow(), column.column())));
    }
    return model.input() instanceof Input.OfImages
        ? Optional.of(new Pictures(Images.read(first)))
        : Optional.empty();
  }

  /// The texts of a model of a folder of texts, each a file: of files, or of folders that are not
  /// sorted by the model's classes. Nothing where places are a table, or hold no texts.
  private static Optional<Table> texts(Model model, List<Path> places) {
    boolean takes =
        model.takesTexts()
            && model.target().equals(TextFolder.CLASS)
            && model.columns().stream().map(ColumnLine::name).anyMatch(TextFolder.TEXT::equals);
    boolean are =
        takes
            && places.stream()
                .allMatch(
                    place ->
                        Files.isDirectory(place)
                            ? TextFolder.isOne(place)
                                && !TextFolder.isSorted(place, model.classes())
                            : TextFolder.isText(place) && !isTable(place));
    return are ? Optional.of(TextFolder.files(places, TextFolder.TEXT)) : Optional.empty();
  }

  /// Whether a file of text begins with the name of the column of texts, among others or alone.
  private static boolean isTable(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      String first = lines.findFirst().orElse("");
      return Arrays.stream(first.split("[,;\t|]", -1))
          .anyMatch(cell -> cell.strip().replace("\"", "").equals(TextFolder.TEXT));
    } catch (IOException | UncheckedIOException e) {
      return false; // Reading it says what is wrong.
    }
  }

  private static DataException noFiles(String place) {
    return new DataException(
        place
            + ": expected one file of rows with the model's columns, got images, sounds or several"
            + " files. Name them in a column of a table.");
  }
}
