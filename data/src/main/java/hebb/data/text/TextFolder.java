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
        String file = name(each);
        List<String> lines =
            text(each).lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        classes.put(file.substring(0, file.length() - ENDING.length()), lines);
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
              + ", class "
              + DataException.quote(label)
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

  private static boolean isText(Path file) {
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
