package hebb.data.image;

import hebb.data.table.Folder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The images that cells name, brought to one size: levels from 0 to 255, `[height, width]` where
/// an image is grey, else `[height, width, 3]`. Kept as far as the folder has room.
///
/// @param folder what names are relative to
/// @param size of all images
public record ImageFiles(Folder folder, ImageSize size) {
  private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg", ".gif", ".bmp");
  private static final long MOST_IN_A_BYTE = 10_000;
  private static final long LARGEST = 1L << 28;

  /// Whether a name ends as those of images do.
  public static boolean isNamed(String name) {
    String small = name.toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(small::endsWith);
  }

  /// Whether a file is there.
  public static boolean isThere(Folder folder, String name) {
    try {
      return Files.isRegularFile(folder.resolve(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /// What the first bytes of files say, without those that are no images.
  public static List<ImageHeader> headers(Folder folder, List<String> names) {
    return names.parallelStream()
        .map(name -> header(folder, name))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<ImageHeader> header(Folder folder, String name) {
    try {
      return Optional.of(readHeader(folder, name));
    } catch (ImageException e) {
      return Optional.empty();
    }
  }

  /// What the first bytes of a file say.
  ///
  /// @throws ImageException if the file is not there, or no image
  public static ImageHeader readHeader(Folder folder, String name) throws ImageException {
    try (InputStream in = Files.newInputStream(folder.resolve(name))) {
      return ImageHeader.of(in.readNBytes(ImageHeader.BYTES));
    } catch (IOException | InvalidPathException e) {
      throw failure(e);
    }
  }

  /// The levels of an image.
  ///
  /// @throws ImageException if the file is not there, or no image that can be read
  public byte[] read(String name) throws ImageException {
    String key = size + " " + name;
    byte[] kept = folder.kept(key);
    if (kept != null) {
      return kept;
    }
    byte[] levels = sized(bytes(name));
    folder.keep(key, levels);
    return levels;
  }

  /// The levels of an image whose file is at hand.
  ///
  /// @throws ImageException if it is no image that can be read
  public byte[] sized(byte[] file) throws ImageException {
    ImageHeader header = ImageHeader.of(file);
    if (header.frames() == 0
        || (long) header.height() * header.width() > MOST_IN_A_BYTE * file.length) {
      throw new ImageException("is cut off");
    }
    Pixels pixels = ImageDecoder.present().decode(file);
    return Resize.to(size, pixels.asGreyIfGrey(), header.orientation()).levels();
  }

  private byte[] bytes(String name) throws ImageException {
    try {
      Path file = folder.resolve(name);
      if (Files.isDirectory(file)) {
        throw new ImageException("is a folder");
      }
      if (Files.size(file) > LARGEST) {
        throw new ImageException("is larger than " + (LARGEST >> 20) + " MB");
      }
      return Files.readAllBytes(file);
    } catch (IOException | InvalidPathException e) {
      throw failure(e);
    }
  }

  private static ImageException failure(Exception e) {
    return new ImageException(
        switch (e) {
          case NoSuchFileException none -> "is not there";
          case InvalidPathException none -> "is not there";
          case AccessDeniedException none -> "may not be read";
          default -> "cannot be read (" + e.getMessage() + ")";
        },
        e);
  }

  /// What is wrong with those of some images that cannot be read, by their place. All are read.
  ///
  /// @param names of the files; null for none
  public Map<Integer, String> unreadable(List<@Nullable String> names) {
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
              } catch (ImageException e) {
                wrong.put(i, e.getMessage());
              }
              folder.watcher().at(done.incrementAndGet(), names.size());
            });
    return new TreeMap<>(wrong);
  }
}
