package hebb.run.step;

/// What an instruction of a [Loop] reads or writes: a buffer (or, below 0, the thread's scratch
/// memory) and how the place moves with the block's first row and column.
public record Operand(int buffer, int offset, int rowStride, int colStride) {
  /// The number that stands for scratch memory.
  public static final int SCRATCH = -1;

  /// A place in scratch memory.
  public static Operand scratch(int offset) {
    return new Operand(SCRATCH, offset, 0, 0);
  }

  float[] array(Memory memory, Scratch scratch) {
    return buffer < 0 ? scratch.floats : memory.buffers[buffer];
  }

  int at(Scratch scratch) {
    return offset + scratch.row * rowStride + scratch.col * colStride;
  }
}
