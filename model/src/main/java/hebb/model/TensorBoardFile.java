package hebb.model;

import hebb.train.EpochLog;
import hebb.train.TrainingListener;
import hebb.train.TrainingPlan;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Writes the numbers of each epoch as a file of events that TensorBoard shows: `loss/train`,
/// `loss/validation`, `NAME/validation` for each metric, `penalty/train`, `learning_rate` and
/// `rows_per_second`, over the epochs.
///
/// Each training writes a file of its own into the folder, also one that goes on: what earlier
/// files have of the epochs that follow is no longer shown. A file that cannot be written any more
/// ends there, and training does not.
///
/// ```java
/// try (TensorBoardFile board = TensorBoardFile.in(Path.of("board"))) {
///   new ModelTrainer(table, options).listener(board).run();
/// }
/// ```
///
/// The format: records of `length` (64 bits, little-endian), its masked CRC-32C, `data`, and the
/// masked CRC-32C of that; data is an `Event` in protocol buffers.
public final class TensorBoardFile implements TrainingListener, AutoCloseable {
  /// The first event says which events follow.
  private static final String VERSION = "brain.Event:2";

  private static final long MASK = 0xa282ead8L;
  private static final double MILLIS = 1e3;

  /// Tags of members: their number and how they are written.
  private static final int DOUBLE = 1;

  private static final int BYTES = 2;
  private static final int FLOAT = 5;

  private final Path folder;
  private final LongSupplier clock;
  private @Nullable OutputStream out;
  private @Nullable String failure;

  private TensorBoardFile(Path folder, LongSupplier clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /// Events in a folder, which is made when training starts.
  ///
  /// @throws ModelException if it is a file
  public static TensorBoardFile in(Path folder) {
    return in(folder, System::currentTimeMillis);
  }

  /// @param clock milliseconds since 1970
  static TensorBoardFile in(Path folder, LongSupplier clock) {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new ModelException(
          folder + ": expected a folder for TensorBoard's files, got a file. Name another.");
    }
    return new TensorBoardFile(folder, clock);
  }

  /// Why it ended before training did.
  public Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public void started(TrainingPlan plan) {
    long now = clock.getAsLong();
    String name = "events.out.tfevents.%010d.hebb.%03d".formatted(now / 1000, now % 1000);
    try {
      Files.createDirectories(folder);
      out =
          new BufferedOutputStream(
              Files.newOutputStream(folder.resolve(name), StandardOpenOption.CREATE_NEW));
    } catch (IOException e) {
      throw new UncheckedIOException(sentence(e), e);
    }
    Message version = event(0);
    version.bytes(3, VERSION.getBytes(StandardCharsets.UTF_8));
    write(version);
    // A session that starts: later steps of files before this one do not count.
    Message start = event(plan.firstEpoch());
    start.bytes(7, new Message().number(1, 1).toByteArray());
    write(start);
  }

  @Override
  public void epochEnd(EpochLog log) {
    Map<String, Double> scalars = new LinkedHashMap<>();
    scalars.put("loss/train", log.loss());
    log.validationLoss().ifPresent(loss -> scalars.put("loss/validation", loss));
    log.validation().forEach((name, value) -> scalars.put(name + "/validation", value));
    scalars.put("penalty/train", log.penalty());
    scalars.put("learning_rate", log.learningRate());
    scalars.put("rows_per_second", log.rowsPerSecond());
    Message summary = new Message();
    scalars.forEach(
        (tag, value) -> {
          Message scalar = new Message();
          scalar.bytes(1, tag.getBytes(StandardCharsets.UTF_8)).real(2, value.floatValue());
          summary.bytes(1, scalar.toByteArray());
        });
    Message event = event(log.epoch());
    event.bytes(5, summary.toByteArray());
    write(event);
  }

  private Message event(int step) {
    return new Message().real(1, clock.getAsLong() / MILLIS).number(2, step);
  }

  private void write(Message event) {
    if (out == null) {
      return;
    }
    byte[] data = event.toByteArray();
    ByteBuffer record =
        ByteBuffer.allocate(Long.BYTES + data.length + 2 * Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    record.putLong(data.length);
    record.putInt(masked(record.array(), 0, Long.BYTES));
    record.put(data).putInt(masked(data, 0, data.length));
    try {
      out.write(record.array());
      out.flush();
    } catch (IOException e) {
      failure = sentence(e);
      close();
    }
  }

  /// CRC-32C, turned and shifted, so that one of data that holds such sums tells something too.
  private static int masked(byte[] data, int from, int count) {
    CRC32C crc = new CRC32C();
    crc.update(data, from, count);
    return (int) (Integer.rotateRight((int) crc.getValue(), 15) + MASK);
  }

  private String sentence(IOException e) {
    return folder
        + ": expected a folder that TensorBoard's files can be written to, but "
        + AtomicFiles.reason(e)
        + ". Name another.";
  }

  /// Ends the file.
  @Override
  public void close() {
    try {
      if (out != null) {
        out.close();
      }
    } catch (IOException e) {
      failure = sentence(e);
    } finally {
      out = null;
    }
  }

  /// A message in protocol buffers, member by member.
  private static final class Message extends ByteArrayOutputStream {
    /// A whole number from 0; one that is 0 is left out, as it is where nothing stands.
    Message number(int member, long value) {
      if (value != 0) {
        varint((long) member << 3);
        varint(value);
      }
      return this;
    }

    Message real(int member, double value) {
      varint((long) member << 3 | DOUBLE);
      return fixed(Double.doubleToLongBits(value), Double.BYTES);
    }

    Message real(int member, float value) {
      varint((long) member << 3 | FLOAT);
      return fixed(Float.floatToIntBits(value), Float.BYTES);
    }

    Message bytes(int member, byte[] value) {
      varint((long) member << 3 | BYTES);
      varint(value.length);
      writeBytes(value);
      return this;
    }

    private void varint(long value) {
      long rest = value;
      for (; rest > 0x7f; rest >>>= 7) {
        write((int) (rest & 0x7f | 0x80));
      }
      write((int) rest);
    }

    private Message fixed(long bits, int bytes) {
      for (int i = 0; i < bytes; i++) {
        write((int) (bits >>> 8 * i) & 0xff);
      }
      return this;
    }
  }
}
