package hebb.run.step;

import hebb.graph.Binary;

/// Adds up the blocks of a product, two or more, pairwise by index: 0 + 1 and 2 + 3, then those.
///
/// @param rows of each block
/// @param cols of each block
/// @param distance floats from one row of the result to the next
public record JoinBlocks(int blocks, int rows, int cols, int distance, Place partials, Place to)
    implements Step {
  @Override
  public int parts() {
    return FusedElementwise.parts(rows, cols);
  }

  @Override
  public long work() {
    return (long) blocks * rows * cols;
  }

  @Override
  public int scratch() {
    return 0;
  }

  @Override
  public void run(Memory memory, Scratch scratch, int from, int end) {
    float[] x = memory.buffers[partials.buffer()];
    float[] y = memory.buffers[to.buffer()];
    int first = FusedElementwise.firstRow(rows, parts(), from);
    int count = FusedElementwise.firstRow(rows, parts(), end) - first;
    int begin = memory.at(partials) + first * cols;
    int block = rows * cols;
    int step = 1;
    for (; 2 * step < blocks; step *= 2) {
      for (int i = 0; i + step < blocks; i += 2 * step) {
        int at = begin + i * block;
        memory.kernels.binary(Binary.ADD, x, at, x, at + step * block, x, at, count * cols);
      }
    }
    int together = distance == cols ? count : 1;
    for (int row = 0; row < count; row += together) {
      int at = begin + row * cols;
      int yo = memory.at(to) + (first + row) * distance;
      memory.kernels.binary(Binary.ADD, x, at, x, at + step * block, y, yo, together * cols);
    }
  }

  @Override
  public String describe() {
    return "join " + blocks + " blocks";
  }
}
