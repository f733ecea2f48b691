package hebb.run.step;

/// What an instruction of a [FusedElementwise] reads or writes: a buffer (or, below 0, the thread's
/// scratch memory) and how the place moves with the block's first row and column. Scratch memory
/// holds only the rows that go through a [FusedMatMul] together, so rows count from the first of
/// them there.
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

  int at(Memory memory, Scratch scratch) {
    if (buffer >= 0) {
      return memory.bases[buffer] + offset + scratch.row * rowStride + scratch.col * colStride;
    }
    return rowStride == 0
        ? offset + scratch.line * scratch.width
        : offset + (scratch.row - scratch.origin) * rowStride + scratch.col * colStride;
  }
}
