package hebb.data.image;

import hebb.data.DataException;
import hebb.data.Fingerprint;
import hebb.data.table.Folder;
import hebb.data.table.Table;
import hebb.data.table.Texts;
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

/// A folder of images as tables. A folder with a folder for each class is a table of the columns
/// `image`, the file's name in it, and `class`; folders `train`, `val`, `valid` or `validation`,
/// and `test` around the classes are the parts. Rows are sorted by class and name. Hidden files and
/// `__MACOSX` do not count.
///
/// ```java
/// ImageFolder photos = ImageFolder.read(Path.of("photos"));
/// Model model = new ModelTrainer(photos.train(), new TrainOptions().withTarget("class")).run().model();
/// ```
///
/// @param train all rows, or those of `train`
/// @param validation where there is such a folder
/// @param test where there is such a folder
public record ImageFolder(Table train, Optional<Table> validation, Optional<Table> test) {
  /// The column of files.
  public static final String IMAGE = "image";

  /// The column of classes.
  public static final String CLASS = "class";

  private static final int DEEPEST = 32;
  private static final int SHOWN = 5;

  /// Reads a folder. Without folders of classes its table has the column `image` alone, for what
  /// needs no classes.
  ///
  /// @throws DataException if there is no image
  public static ImageFolder read(Path root) {
    Optional<Path> train = part(root, "train", "training");
    if (train.isEmpty()) {
      return new ImageFolder(table(name(root), root, root), Optional.empty(), Optional.empty());
    }
    return new ImageFolder(
        table(name(root), root, train.get()),
        part(root, "val", "valid", "validation").map(part -> table(root, part)),
        part(root, "test").map(part -> table(root, part)));
  }

  private static Optional<Path> part(Path root, String... names) {
    return visible(root).stream()
        .filter(Files::isDirectory)
        .filter(folder -> List.of(names).contains(name(folder).toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  /// All images in a folder and those in it, or of several files, without classes.
  ///
  /// @param column what the column of files is called
  /// @throws DataException if there is no image
  public static Table files(List<Path> places, String column) {
    boolean one = places.size() == 1 && Files.isDirectory(places.getFirst());
    Path root = one ? places.getFirst() : Path.of("");
    var others = new ArrayList<Path>();
    var names = new ArrayList<String>();
    for (Path place : places) {
      if (Files.isDirectory(place)) {
        images(place, others).forEach(file -> names.add(relative(root, file)));
      } else {
        names.add(place.toString());
      }
    }
    return table(name(root), root, root, others, List.of(column), List.of(names));
  }

  private static Table table(Path root, Path part) {
    return table(name(root) + "/" + name(part), root, part);
  }

  private static Table table(String called, Path root, Path part) {
    var others = new ArrayList<Path>();
    TreeMap<String, List<Path>> classes = new TreeMap<>();
    for (Path folder : visible(part)) {
      if (Files.isDirectory(folder)) {
        List<Path> images = images(folder, others);
        if (!images.isEmpty()) {
          classes.put(name(folder), images);
        }
      }
    }
    if (classes.isEmpty()) {
      List<String> names = images(part, others).stream().map(file -> relative(root, file)).toList();
      return table(called, root, part, others, List.of(IMAGE), List.of(names));
    }
    visible(part).stream().filter(Files::isRegularFile).forEach(others::add);
    var names = new ArrayList<String>();
    var labels = new ArrayList<String>();
    classes.forEach(
        (label, files) ->
            files.forEach(
                file -> {
                  names.add(relative(root, file));
                  labels.add(label);
                }));
    return table(called, root, part, others, List.of(IMAGE, CLASS), List.of(names, labels));
  }

  /// @param called what the table is called
  private static Table table(
      String called,
      Path root,
      Path part,
      List<Path> others,
      List<String> columns,
      List<List<String>> cells) {
    List<String> files = cells.getFirst();
    if (files.isEmpty()) {
      throw new DataException(
          part
              + ": expected images (PNG, JPEG, GIF or BMP), got a folder without any. Name a folder of images, or of a folder for each class.");
    }
    return Table.of(called, columns, cells.stream().map(Texts::exactly).toList())
        .withFiles(Folder.of(root), fingerprint(root, cells), notes(part, others));
  }

  private static List<String> notes(Path part, List<Path> others) {
    if (others.isEmpty()) {
      return List.of();
    }
    return List.of(
        (others.size() == 1 ? "1 file is" : others.size() + " files are")
            + " passed over, as "
            + (others.size() == 1 ? "its name ends" : "their names end")
            + " otherwise than those of images: "
            + others.stream()
                .limit(SHOWN)
                .map(file -> relative(part, file))
                .collect(Collectors.joining(", "))
            + (others.size() > SHOWN ? ", ..." : "")
            + ".");
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

  /// The images in a folder and those in it, sorted.
  private static List<Path> images(Path folder, List<Path> others) {
    try (Stream<Path> files = Files.walk(folder, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
      List<Path> seen =
          files
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
      seen.stream().filter(file -> !ImageFiles.isNamed(file.toString())).forEach(others::add);
      return seen.stream().filter(file -> ImageFiles.isNamed(file.toString())).toList();
    } catch (IOException e) {
      throw failure(folder, e);
    } catch (UncheckedIOException e) {
      throw failure(folder, Objects.requireNonNull(e.getCause()));
    }
  }

  static List<Path> visible(Path folder) {
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
