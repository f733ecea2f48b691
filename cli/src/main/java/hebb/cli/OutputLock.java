package hebb.cli;

import hebb.data.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Keeps two trainings from writing to one place: a file `.iris.hebb.lock` beside the model that is
/// locked while a training runs. The lock ends with the process, however that ends; a file that was
/// left behind locks nothing.
final class OutputLock implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;

  private OutputLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /// Takes the lock of a model file.
  ///
  /// @throws DataException if another training has it, or the folder cannot be written to
  static OutputLock of(Path model) {
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
          model + ": expected a folder that can be written to, got an error (" + e.getMessage()
              + "). Name another place with --out.",
          e);
    }
  }

  /// The channel of a locked file; null if the file was deleted by its last owner before it was
  /// locked here, which is seen by a mark that is not found in it.
  private static @Nullable FileChannel locked(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean kept = false;
    try {
      if (channel.tryLock() == null) {
        throw new OverlappingFileLockException();
      }
      byte[] mark = new byte[Long.BYTES];
      ThreadLocalRandom.current().nextBytes(mark);
      channel.write(ByteBuffer.wrap(mark), 0);
      kept = Arrays.equals(mark, Files.readAllBytes(file));
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
