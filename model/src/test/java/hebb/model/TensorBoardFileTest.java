package hebb.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hebb.train.EpochLog;
import hebb.train.TrainingPlan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardFileTest {
  /// What the `RecordWriter` and the protocol buffers of TensorBoard 2.21.0 (Python) write of a
  /// version, a session that starts at step 300, and the scalars of epoch 300, all at the time of
  /// 1764288000.125.
  private static final String GOLDEN =
      "1800000000000000a37f4b220900000880394ada411a0d627261696e2e4576656e743a32abfa258110000000"
          + "0000000095fbfe180900000880394ada4110ac023a0208014c50aaf69a0000000000000011c3204a0900"
          + "000880394ada4110ac022a8b010a110a0a6c6f73732f747261696e150000003f0a160a0f6c6f73732f76"
          + "616c69646174696f6e150000803e0a1a0a1361636375726163792f76616c69646174696f6e150000403f"
          + "0a140a0d70656e616c74792f747261696e15000000000a140a0d6c6561726e696e675f72617465156f12"
          + "833a0a160a0f726f77735f7065725f7365636f6e641500e64046b3eb69f7";

  private static final long TIME = 1764288000125L;

  @TempDir Path folder;

  private static TrainingPlan plan(int firstEpoch) {
    return new TrainingPlan(10, 20, 0, 4, 5, 900, firstEpoch);
  }

  private static EpochLog epoch(int number) {
    return new EpochLog(
        number,
        0.5,
        0,
        OptionalDouble.of(0.25),
        Map.of("accuracy", 0.75),
        Map.of(),
        0.001,
        12345.5,
        true);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }

  @Test
  void theBytesAreThoseOfTensorBoard() throws IOException {
    try (TensorBoardFile board = TensorBoardFile.in(folder, () -> TIME)) {
      board.started(plan(300));
      board.epochEnd(epoch(300));
    }
    assertThat(files().getFirst().getFileName())
        .hasToString("events.out.tfevents.1764288000.hebb.125");
    assertThat(Files.readAllBytes(files().getFirst())).isEqualTo(HexFormat.of().parseHex(GOLDEN));
  }

  /// What goes on writes a file of its own, later by its name; each epoch is on the disk at once.
  @Test
  void eachTrainingHasAFile() throws IOException {
    Path board = folder.resolve("new").resolve("board");
    for (long time : new long[] {TIME, TIME + 1}) {
      try (TensorBoardFile file = TensorBoardFile.in(board, () -> time)) {
        file.started(plan(time == TIME ? 1 : 3));
        file.epochEnd(epoch(3));
        try (Stream<Path> all = Files.list(board)) {
          assertThat(records(all.sorted().toList().getLast())).hasSize(3);
        }
      }
    }
    try (Stream<Path> all = Files.list(board)) {
      assertThat(all).hasSize(2);
    }
  }

  @Test
  void aTrainingIsWritten() throws IOException {
    try (TensorBoardFile board = TensorBoardFile.in(folder)) {
      new ModelTrainer(Examples.flower(120), Examples.options()).listener(board).run();
      assertThat(board.failure()).isEmpty();
    }
    List<byte[]> records = records(files().getFirst());
    assertThat(records).hasSize(2 + Examples.options().training().epochs());
    assertThat(new String(records.getLast(), StandardCharsets.ISO_8859_1))
        .contains("loss/train", "loss/validation", "accuracy/validation", "learning_rate");
  }

  /// The data of each record, of which both sums are right.
  private static List<byte[]> records(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<byte[]> records = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte[] length = new byte[8];
      bytes.get(bytes.position(), length);
      byte[] data = new byte[Math.toIntExact(bytes.getLong())];
      assertThat(bytes.getInt()).isEqualTo(masked(length));
      bytes.get(data);
      assertThat(bytes.getInt()).isEqualTo(masked(data));
      records.add(data);
    }
    return records;
  }

  private static int masked(byte[] data) {
    CRC32C crc = new CRC32C();
    crc.update(data);
    long sum = crc.getValue();
    return (int) (((sum >>> 15 | sum << 17) & 0xffffffffL) + 0xa282ead8L);
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    Path file = Files.createFile(folder.resolve("board"));
    assertThatThrownBy(() -> TensorBoardFile.in(file))
        .isInstanceOf(ModelException.class)
        .hasMessageEndingWith(
            "board: expected a folder for TensorBoard's files, got a file. Name another.");
  }
}
