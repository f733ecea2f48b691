package hebb.run.step;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Fused elementwise work over a space of rows and columns, block by block: a block of about 1,000
/// elements goes through all instructions while it is in the fastest cache. No code is generated;
/// an instruction is one call of a kernel.
///
/// The sums of a part depend on the part's rows alone. Each part of a full or column reduction
/// writes its own partial result; [ReducePartials] adds them in order.
public final class FusedElementwise {
  /// The elements of a block, unless one row has more.
  public static final int BLOCK = 1024;

  /// A scalar of memory that fills scratch memory before the first block.
  public record Fill(int scratch, Place from, int count) {}

  /// A row vector of memory that is repeated in scratch memory before the first block.
  public record Repeat(int scratch, Place from, int cols, int times) {}

  /// How the space is cut into blocks: `cols` equals the loop's unless rows are cut.
  public record Block(int rows, int cols) {}

  private final int rows;
  private final int cols;
  private final Block block;
  private final Fill[] fills;
  private final Repeat[] repeats;
  private final Instruction[] body;
  private final int scratch;
  private final boolean assigns;
  private final boolean sums;
  private final long work;

  /// A loop that needs `scratch` floats of private memory.
  public FusedElementwise(
      int rows,
      int cols,
      Block block,
      List<Fill> fills,
      List<Repeat> repeats,
      List<Instruction> body,
      int scratch) {
    this.rows = rows;
    this.cols = cols;
    this.block = block;
    this.fills = fills.toArray(Fill[]::new);
    this.repeats = repeats.toArray(Repeat[]::new);
    this.body = body.toArray(Instruction[]::new);
    this.scratch = scratch;
    this.sums = body.stream().anyMatch(Instruction::sums);
    this.work = (long) rows * cols * (body.stream().mapToInt(Instruction::work).sum() + 1);
    this.assigns = body.stream().anyMatch(instruction -> instruction.buffer() > 0);
  }

  /// The rows of the space.
  public int rows() {
    return rows;
  }

  /// The columns of the space.
  public int cols() {
    return cols;
  }

  /// How the space is cut.
  public Block block() {
    return block;
  }

  /// What fills scratch memory before the first block.
  public List<Fill> fills() {
    return List.of(fills);
  }

  /// What is repeated in scratch memory before the first block.
  public List<Repeat> repeats() {
    return List.of(repeats);
  }

  /// What is done with each block, in order.
  public List<Instruction> body() {
    return List.of(body);
  }

  int scratch() {
    return scratch;
  }

  long work() {
    return work;
  }

  /// Whether an instruction sums over the rows of a part.
  boolean sums() {
    return sums;
  }

  /// Whether an instruction writes beyond the arena, which only assignments to variables do.
  boolean assigns() {
    return assigns;
  }

  /// Runs the rows `[from, to)`, which are part number `part`.
  void run(Memory memory, Scratch at, int part, int from, int to) {
    at.part = part;
    at.first = from;
    at.cols = cols;
    begin(memory, at);
    for (int row = from; row < to; row += block.rows) {
      at.row = row;
      at.height = Math.min(block.rows, to - row);
      for (int col = 0; col < cols; col += block.cols) {
        at.col = col;
        at.width = Math.min(block.cols, cols - col);
        for (Instruction instruction : body) {
          instruction.run(memory, at);
        }
      }
    }
    for (Instruction instruction : body) {
      instruction.end(memory, at);
    }
  }

  private void begin(Memory memory, Scratch at) {
    for (Fill fill : fills) {
      float number = memory.buffers[fill.from.buffer()][memory.at(fill.from)];
      Arrays.fill(at.floats, fill.scratch, fill.scratch + fill.count, number);
    }
    for (Repeat repeat : repeats) {
      float[] from = memory.buffers[repeat.from.buffer()];
      for (int i = 0; i < repeat.times; i++) {
        System.arraycopy(
            from, memory.at(repeat.from), at.floats, repeat.scratch + i * repeat.cols, repeat.cols);
      }
    }
    for (Instruction instruction : body) {
      instruction.begin(memory, at);
    }
  }

  /// How many parts a space is cut into: by its sizes alone.
  public static int parts(int rows, int cols) {
    long bySize = ((long) rows * cols + 8191) / 8192;
    long byRows = cols == 1 ? bySize : (rows + 31L) / 32;
    return (int) Math.max(1, Math.min(bySize, byRows));
  }

  /// The first row of a part.
  public static int firstRow(int rows, int parts, int part) {
    return (int) ((long) rows * part / parts);
  }

  /// The instructions, for people.
  String describe() {
    return Stream.of(body)
        .map(Instruction::name)
        .collect(Collectors.joining(" ", "loop [" + rows + ", " + cols + "] ", ""));
  }
}
