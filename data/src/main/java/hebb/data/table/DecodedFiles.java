package hebb.data.table;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Files that the cells of a column name, and what is made of each: bytes, kept as far as the
/// folder has room. Any number of threads read them at once.
public interface DecodedFiles {
  /// The largest file that is read, in bytes.
  long LARGEST = 1L << 28;

  /// What names are relative to.
  Folder folder();

  /// What tells that which is made of the files from other things made of them.
  String key();

  /// What is made of a file.
  ///
  /// @throws FileException if it cannot be read
  byte[] decoded(byte[] file) throws FileException;

  /// Whether a file is there.
  static boolean isThere(Folder folder, String name) {
    try {
      return Files.isRegularFile(folder.resolve(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /// What is made of a file, or was and is kept.
  ///
  /// @throws FileException if it is not there or cannot be read
  default byte[] read(String name) throws FileException {
    String key = key() + " " + name;
    byte[] kept = folder().kept(key);
    if (kept != null) {
      return kept;
    }
    byte[] made = decoded(bytes(folder(), name));
    folder().keep(key, made);
    return made;
  }

  /// The bytes of a file.
  ///
  /// @throws FileException if it is not there, may not be read, or is larger than 256 MB
  static byte[] bytes(Folder folder, String name) throws FileException {
    try {
      Path file = folder.resolve(name);
      if (Files.isDirectory(file)) {
        throw new FileException("is a folder");
      }
      if (Files.size(file) > LARGEST) {
        throw new FileException("is larger than " + (LARGEST >> 20) + " MB");
      }
      return Files.readAllBytes(file);
    } catch (IOException | InvalidPathException e) {
      throw failure(e);
    }
  }

  /// Why a file could not be opened.
  static FileException failure(Exception e) {
    return new FileException(
        switch (e) {
          case NoSuchFileException none -> "is not there";
          case InvalidPathException none -> "is not there";
          case AccessDeniedException none -> "may not be read";
          default -> "cannot be read (" + e.getMessage() + ")";
        },
        e);
  }

  /// Which of some files that can be read are brought to what training had, as sentences.
  default List<String> notes(List<String> names) {
    return List.of();
  }

  /// What is wrong with those of some files that cannot be read, by their place. All are read.
  ///
  /// @param names of the files; null for none
  default Map<Integer, String> unreadable(List<@Nullable String> names) {
    Map<Integer, String> wrong = new ConcurrentSkipListMap<>();
    var done = new AtomicLong();
    IntStream.range(0, names.size())
        .parallel()
        .forEach(
            i -> {
              String name = names.get(i);
              try {
                if (name != null) {
                  read(name);
                }
              } catch (FileException e) {
                wrong.put(i, e.getMessage());
              }
              folder().watcher().at(done.incrementAndGet(), names.size());
            });
    return new TreeMap<>(wrong);
  }
}
