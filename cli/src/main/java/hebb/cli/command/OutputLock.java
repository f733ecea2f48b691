package hebb.cli.command;

import hebb.data.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Keeps two trainings from writing to one place: a file `.iris.hebb.lock` beside the model that is
/// locked while a training runs. The lock ends with the process, however that ends; a file that was
/// left behind locks nothing.
public final class OutputLock implements AutoCloseable {
  private static final int LONGEST = 1 << 16;

  private final Path file;
  private final FileChannel channel;

  private OutputLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /// Takes the lock of a model file.
  ///
  /// @throws DataException if another training has it, or the folder cannot be written to
  public static OutputLock of(Path model) {
    Path file = model.resolveSibling("." + model.getFileName() + ".lock");
    try {
      FileChannel channel = locked(file);
      while (channel == null) {
        channel = locked(file);
      }
      file.toFile().deleteOnExit();
      return new OutputLock(file, channel);
    } catch (OverlappingFileLockException e) {
      throw new DataException(
          model
              + ": expected one training at a time, got another that is writing there. Wait for it,"
              + " or name another place with --out.",
          e);
    } catch (IOException e) {
      throw new DataException(
          model
              + ": expected a folder that can be written to, got an error ("
              + e.getMessage()
              + "). Name another place with --out.",
          e);
    }
  }

  /// The channel of a locked file; null if the file was deleted by its last owner before it was
  /// locked here. That is seen by its length, which each owner sets at random: to open the file a
  /// second time would end the lock on POSIX systems.
  private static @Nullable FileChannel locked(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean kept = false;
    try {
      if (channel.tryLock() == null) {
        throw new OverlappingFileLockException();
      }
      int length = ThreadLocalRandom.current().nextInt(1, LONGEST);
      channel.truncate(0);
      channel.write(ByteBuffer.allocate(1), length - 1);
      kept = Files.size(file) == length;
    } catch (NoSuchFileException e) {
      return null;
    } finally {
      if (!kept) {
        channel.close();
      }
    }
    return kept ? channel : null;
  }

  /// Gives it back.
  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
      channel.close();
    } catch (IOException e) {
      System.getLogger("hebb.cli").log(System.Logger.Level.DEBUG, "a lock", e);
    }
  }
}
