package hebb.data.table;

import hebb.data.DataException;
import hebb.data.Fingerprint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A folder of images or sounds as tables. A folder with a folder for each class is a table of the
/// columns `image` or `sound`, the file's name in it, and `class`; folders `train`, `val`, `valid`
/// or `validation`, and `test` around the classes are the parts. Rows are sorted by class and name.
/// Hidden files and `__MACOSX` do not count.
///
/// ```java
/// FileFolder photos = FileFolder.read(Path.of("photos"));
/// Model model = new ModelTrainer(photos.train(), new TrainOptions().withTarget("class")).run().model();
/// ```
///
/// @param train all rows, or those of `train`
/// @param validation where there is such a folder
/// @param test where there is such a folder
public record FileFolder(Table train, Optional<Table> validation, Optional<Table> test) {
  /// The column of classes.
  public static final String CLASS = "class";

  private static final int DEEPEST = 32;
  private static final int SHOWN = 5;

  /// Reads a folder, of images or sounds, whichever are more. Without folders of classes its table
  /// has the column of files alone, for what needs no classes.
  ///
  /// @throws DataException if there is no image and no sound
  public static FileFolder read(Path root) {
    Optional<Path> train = part(root, "train", "training");
    FileType type = type(root);
    if (train.isEmpty()) {
      Table all = table(type, name(root), root, root);
      return new FileFolder(all, Optional.empty(), Optional.empty());
    }
    return new FileFolder(
        table(type, name(root), root, train.get()),
        part(root, "val", "valid", "validation").map(part -> table(type, root, part)),
        part(root, "test").map(part -> table(type, root, part)));
  }

  /// Whether a folder, or one of those in it, has an image or a sound.
  public static boolean isOne(Path root) {
    return files(root).stream()
        .map(Path::toString)
        .anyMatch(file -> FileType.IMAGE.isNamed(file) || FileType.SOUND.isNamed(file));
  }

  /// The type of most files; images where there are none.
  private static FileType type(Path root) {
    List<String> names = files(root).stream().map(Path::toString).toList();
    long images = names.stream().filter(FileType.IMAGE::isNamed).count();
    long sounds = names.stream().filter(FileType.SOUND::isNamed).count();
    return sounds > images ? FileType.SOUND : FileType.IMAGE;
  }

  private static Optional<Path> part(Path root, String... names) {
    return visible(root).stream()
        .filter(Files::isDirectory)
        .filter(folder -> List.of(names).contains(name(folder).toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  /// All files of a type in a folder and those in it, or several files, without classes.
  ///
  /// @param column what the column of files is called
  /// @throws DataException if there is none
  public static Table files(List<Path> places, FileType type, String column) {
    boolean one = places.size() == 1 && Files.isDirectory(places.getFirst());
    Path root = one ? places.getFirst() : Path.of("");
    var others = new ArrayList<Path>();
    var names = new ArrayList<String>();
    for (Path place : places) {
      if (Files.isDirectory(place)) {
        files(type, place, others).forEach(file -> names.add(relative(root, file)));
      } else {
        names.add(place.toString());
      }
    }
    String called =
        one ? name(root) : places.size() == 1 ? places.getFirst().toString() : type.column() + "s";
    List<String> notes = passedOver(type, root, others);
    return table(type, called, root, root, notes, List.of(column), List.of(names));
  }

  private static Table table(FileType type, Path root, Path part) {
    return table(type, name(root) + "/" + name(part), root, part);
  }

  private static Table table(FileType type, String called, Path root, Path part) {
    var others = new ArrayList<Path>();
    TreeMap<String, List<Path>> classes = new TreeMap<>();
    for (Path folder : visible(part)) {
      if (Files.isDirectory(folder)) {
        List<Path> files = files(type, folder, others);
        if (!files.isEmpty()) {
          classes.put(name(folder), files);
        }
      }
    }
    if (classes.isEmpty()) {
      List<String> names =
          files(type, part, others).stream().map(file -> relative(root, file)).toList();
      List<String> notes = passedOver(type, part, others);
      return table(type, called, root, part, notes, List.of(type.column()), List.of(names));
    }
    var loose = new ArrayList<Path>();
    visible(part).stream()
        .filter(Files::isRegularFile)
        .forEach(file -> (type.isNamed(file.toString()) ? loose : others).add(file));
    var notes = new ArrayList<>(passedOver(type, part, others));
    if (!loose.isEmpty()) {
      notes.add(
          (loose.size() == 1
                  ? "1 " + type.column() + " is"
                  : loose.size() + " " + type.column() + "s are")
              + " passed over, as "
              + (loose.size() == 1 ? "it lies" : "they lie")
              + " in no class folder: "
              + some(part, loose)
              + ".");
    }
    var names = new ArrayList<String>();
    var labels = new ArrayList<String>();
    classes.forEach(
        (label, files) ->
            files.forEach(
                file -> {
                  names.add(relative(root, file));
                  labels.add(label);
                }));
    return table(
        type, called, root, part, notes, List.of(type.column(), CLASS), List.of(names, labels));
  }

  /// @param called what the table is called
  private static Table table(
      FileType type,
      String called,
      Path root,
      Path part,
      List<String> notes,
      List<String> columns,
      List<List<String>> cells) {
    List<String> files = cells.getFirst();
    if (files.isEmpty()) {
      throw new DataException(
          part
              + ": expected "
              + (type == FileType.IMAGE ? type.words() + " or " : "")
              + FileType.SOUND.words()
              + ", got a folder without any. Name a folder of them, or of a folder for each class.");
    }
    return Table.of(called, columns, cells.stream().map(Texts::exactly).toList())
        .withFiles(Folder.of(root), fingerprint(root, cells), notes);
  }

  private static List<String> passedOver(FileType type, Path part, List<Path> others) {
    if (others.isEmpty()) {
      return List.of();
    }
    return List.of(
        (others.size() == 1 ? "1 file is" : others.size() + " files are")
            + " passed over, as "
            + (others.size() == 1 ? "its name ends" : "their names end")
            + " otherwise than those of "
            + type.column()
            + "s: "
            + some(part, others)
            + ".");
  }

  private static String some(Path part, List<Path> files) {
    return files.stream()
            .limit(SHOWN)
            .map(file -> relative(part, file))
            .collect(Collectors.joining(", "))
        + (files.size() > SHOWN ? ", ..." : "");
  }

  /// What tells the files from others: their names, sizes and classes.
  private static String fingerprint(Path root, List<List<String>> cells) {
    var digest = new Fingerprint();
    for (List<String> column : cells) {
      column.forEach(digest::add);
    }
    for (String file : cells.getFirst()) {
      Path path = root.resolve(file);
      try {
        digest.add(Files.exists(path) ? (double) Files.size(path) : -1);
      } catch (IOException e) {
        throw failure(path, e);
      }
    }
    return digest.text();
  }

  /// The files of a type in a folder and those in it, sorted.
  ///
  /// @param others takes those of no such type
  private static List<Path> files(FileType type, Path folder, List<Path> others) {
    List<Path> all = files(folder);
    all.stream().filter(file -> !type.isNamed(file.toString())).forEach(others::add);
    return all.stream().filter(file -> type.isNamed(file.toString())).toList();
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
      return files
          .filter(Files::isRegularFile)
          .filter(
              file -> {
                for (Path step : folder.relativize(file)) {
                  if (isHidden(step)) {
                    return false;
                  }
                }
                return true;
              })
          .sorted((a, b) -> relative(folder, a).compareTo(relative(folder, b)))
          .toList();
    } catch (IOException e) {
      throw failure(folder, e);
    } catch (UncheckedIOException e) {
      throw failure(folder, Objects.requireNonNull(e.getCause()));
    }
  }

  /// What is in a folder but hidden, sorted.
  public static List<Path> visible(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !isHidden(file)).sorted().toList();
    } catch (IOException e) {
      throw failure(folder, e);
    }
  }

  private static DataException failure(Path place, IOException e) {
    return new DataException(
        place + ": expected a folder that can be read, got " + e + ". Check it.", e);
  }

  private static boolean isHidden(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.startsWith(".") || name.equals("__MACOSX");
  }

  private static String name(Path file) {
    Path name = file.toAbsolutePath().normalize().getFileName();
    return name == null ? file.toString() : name.toString();
  }

  /// With slashes on every system.
  private static String relative(Path root, Path file) {
    return (root.toString().isEmpty() ? file : root.relativize(file))
        .toString()
        .replace(file.getFileSystem().getSeparator(), "/");
  }
}
