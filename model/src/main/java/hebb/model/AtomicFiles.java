package hebb.model;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

/// Writes files whole or not at all: into a temporary file of the same folder, which is forced to
/// the disk and then moved over the old one in one step. Whatever goes wrong, the old file stays as
/// it was.
public final class AtomicFiles {
  private static final String TEMPORARY = ".tmp";

  private AtomicFiles() {}

  /// What is written.
  @FunctionalInterface
  public interface Content {
    /// Writes everything to the stream, which is buffered and need not be closed.
    void writeTo(OutputStream out) throws IOException;
  }

  /// Writes a file. A device such as `/dev/stdout` is written to directly.
  ///
  /// @throws UncheckedIOException with a sentence, if the file cannot be written; what `content`
  ///   throws otherwise is passed on
  public static void write(Path file, Content content) {
    try {
      Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      if (Files.isDirectory(target)) {
        throw new FileAlreadyExistsException("" + target, null, "it is a folder");
      }
      if (Files.exists(target) && !Files.isRegularFile(target)) {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target), 1 << 16)) {
          content.writeTo(out);
        }
      } else {
        replace(target, content);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          file
              + ": expected a file that can be written, but "
              + reason(e)
              + ". Nothing was changed; "
              + advice(e)
              + "name another place.",
          e);
    }
  }

  private static void replace(Path target, Content content) throws IOException {
    Path folder = target.getParent();
    String mark = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    Path temporary = target.resolveSibling(prefix(target) + mark + TEMPORARY);
    try {
      try (FileChannel channel =
              FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
          OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
        content.writeTo(out);
        out.flush();
        channel.force(true);
      }
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
    if (folder != null) {
      force(folder);
    }
  }

  /// Deletes what writers of a file have left behind that were killed. Nobody may be writing it.
  public static void sweep(Path file) {
    Path target = file.toAbsolutePath();
    try (DirectoryStream<Path> left =
        Files.newDirectoryStream(
            Objects.requireNonNull(target.getParent()), entry -> isTemporary(entry, target))) {
      for (Path temporary : left) {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException | DirectoryIteratorException e) {
      // They take space and do no other harm.
    }
  }

  private static boolean isTemporary(Path entry, Path target) {
    String name = String.valueOf(entry.getFileName());
    String prefix = prefix(target);
    return name.length() == prefix.length() + 2 * Integer.BYTES + TEMPORARY.length()
        && name.startsWith(prefix)
        && name.endsWith(TEMPORARY);
  }

  private static String prefix(Path target) {
    return "." + target.getFileName() + ".";
  }

  /// Makes the move itself outlive a loss of power, where the system can open a folder.
  private static void force(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows cannot open a folder and needs no such step.
    }
  }

  private static String advice(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> "make the folder or ";
      case AccessDeniedException denied -> "";
      case FileAlreadyExistsException there -> "";
      default -> "free space there or ";
    };
  }

  /// What went wrong, as the second half of a sentence.
  static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> "its folder does not exist";
      case AccessDeniedException denied -> "writing there is not permitted";
      case FileSystemException system when system.getReason() != null -> system.getReason();
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }
}
