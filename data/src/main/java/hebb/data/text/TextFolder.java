package hebb.data.text;

import hebb.data.DataException;
import hebb.data.Fingerprint;
import hebb.data.image.ImageFiles;
import hebb.data.table.Folder;
import hebb.data.table.Table;
import hebb.data.table.TextSource;
import hebb.data.table.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A folder of texts as tables of the columns `text` and `class`: a folder for each class, of which
/// each `.txt` file is a text, or a `.txt` file for each class, of which each line is one. Folders
/// `train`, `val`, `valid` or `validation`, and `test` around the classes are the parts. Rows are
/// sorted by class, then by the name of the file; blank lines, hidden files and those that end
/// otherwise do not count.
///
/// @param train all rows, or those of `train`
/// @param validation where there is such a folder
/// @param test where there is such a folder
public record TextFolder(Table train, Optional<Table> validation, Optional<Table> test) {
  /// The column of texts.
  public static final String TEXT = "text";

  /// The column of classes.
  public static final String CLASS = "class";

  private static final String ENDING = ".txt";
  private static final int LONGEST = 1_000_000;
  private static final int DEEPEST = 3;

  /// Whether a folder, or one of those in it down to three, has a `.txt` file, and none has an
  /// image.
  public static boolean isOne(Path root) {
    try (Stream<Path> files = Files.walk(root, DEEPEST)) {
      List<Path> seen =
          files.filter(file -> isText(file) || ImageFiles.isNamed(file.toString())).toList();
      return !seen.isEmpty() && seen.stream().allMatch(TextFolder::isText);
    } catch (IOException e) {
      throw TextSource.failure(root, e);
    }
  }

  /// Reads a folder.
  ///
  /// @throws DataException if a file cannot be read or is no UTF-8, a text is longer than 1,000,000
  ///   characters, or there is no text
  public static TextFolder read(Path root) {
    Optional<Path> train = part(root, "train", "training");
    return new TextFolder(
        table(root, train.orElse(root)),
        train.flatMap(_ -> part(root, "val", "valid", "validation")).map(part -> table(root, part)),
        train.flatMap(_ -> part(root, "test")).map(part -> table(root, part)));
  }

  /// Files and folders of texts without classes: each `.txt` file in them, and in the folders of
  /// theirs, is a text.
  ///
  /// @param column what the column of texts is called
  /// @throws DataException as [#read]
  public static Table files(List<Path> places, String column) {
    List<Path> files = places.stream().flatMap(place -> texts(place).stream()).toList();
    String called = places.size() == 1 ? name(places.getFirst()) : column + "s";
    List<String> texts = files.stream().map(file -> requireShort(file, "", text(file))).toList();
    var digest = new Fingerprint();
    texts.forEach(digest::add);
    long lines = texts.stream().filter(text -> text.indexOf('\n') >= 0).count();
    List<String> notes =
        lines == 0
            ? List.of()
            : List.of(
                "Each file was taken as one text, "
                    + lines
                    + " of several lines. Texts in lines are rows of a table below the column's name, '"
                    + column
                    + "'.");
    return Table.of(called, List.of(column), List.of(Texts.exactly(texts)))
        .withFiles(Folder.HERE, digest.text(), notes);
  }

  private static List<Path> texts(Path place) {
    if (!Files.isDirectory(place)) {
      return List.of(place);
    }
    return inside(place).stream()
        .filter(each -> Files.isDirectory(each) || isText(each))
        .flatMap(each -> texts(each).stream())
        .toList();
  }

  /// Whether a folder, which [is one][#isOne], has its texts sorted by some classes, or in parts.
  public static boolean isSorted(Path root, List<String> classes) {
    if (part(root, "train", "training").isPresent()) {
      return true;
    }
    return inside(root).stream()
        .map(each -> isText(each) ? className(each) : name(each))
        .anyMatch(classes::contains);
  }

  private static String className(Path file) {
    String name = name(file);
    return name.substring(0, name.length() - ENDING.length());
  }

  private static Optional<Path> part(Path root, String... names) {
    return inside(root).stream()
        .filter(Files::isDirectory)
        .filter(folder -> List.of(names).contains(name(folder).toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  private static Table table(Path root, Path part) {
    TreeMap<String, List<String>> classes = new TreeMap<>();
    for (Path each : inside(part)) {
      if (Files.isDirectory(each)) {
        List<Path> files = inside(each).stream().filter(TextFolder::isText).toList();
        if (!files.isEmpty()) {
          classes.put(name(each), files.stream().map(TextFolder::text).toList());
        }
      } else if (isText(each)) {
        List<String> lines =
            text(each).lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        classes.put(className(each), lines);
      }
    }
    List<String> texts = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    var digest = new Fingerprint();
    classes.forEach(
        (label, own) -> {
          for (String text : own) {
            texts.add(requireShort(part, label, text));
            labels.add(label);
            digest.add(text);
            digest.add(label);
          }
        });
    if (texts.isEmpty()) {
      throw new DataException(
          part
              + ": expected a folder of .txt files for each class, or a .txt file for each with a"
              + " text in a line, got none. Name such a folder.");
    }
    String called = part.equals(root) ? name(root) : name(root) + "/" + name(part);
    return Table.of(
            called, List.of(TEXT, CLASS), List.of(Texts.exactly(texts), Texts.exactly(labels)))
        .withFiles(Folder.of(root), digest.text(), List.of());
  }

  private static String requireShort(Path part, String label, String text) {
    if (text.length() > LONGEST) {
      throw new DataException(
          part
              + (label.isEmpty() ? "" : ", class " + DataException.quote(label))
              + ": expected texts of at most "
              + LONGEST
              + " characters, got one of "
              + text.length()
              + ", "
              + DataException.quote(text)
              + ". Shorten or split it.");
    }
    return text;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw TextSource.failure(file, e);
    }
  }

  private static List<Path> inside(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !name(file).startsWith(".")).sorted().toList();
    } catch (IOException e) {
      throw TextSource.failure(folder, e);
    }
  }

  /// Whether a place is a file whose name ends with `.txt`.
  public static boolean isText(Path file) {
    String name = name(file);
    return !name.startsWith(".")
        && name.toLowerCase(Locale.ROOT).endsWith(ENDING)
        && Files.isRegularFile(file);
  }

  private static String name(Path file) {
    Path name = file.toAbsolutePath().normalize().getFileName();
    return name == null ? file.toString() : name.toString();
  }
}
