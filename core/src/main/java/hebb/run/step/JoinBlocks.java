package hebb.run.step;

import hebb.graph.Binary;
import hebb.kernel.MatMulShape;

/// Adds up the blocks of a product pairwise by index: 0 + 1 and 2 + 3, then those.
public record JoinBlocks(MatMulShape shape, Place partials, Place to) implements Step {
  @Override
  public int parts() {
    return FusedElementwise.parts(shape.m(), shape.n());
  }

  @Override
  public long work() {
    return (long) shape.blocks() * shape.m() * shape.n();
  }

  @Override
  public int scratch() {
    return 0;
  }

  @Override
  public void run(Memory memory, Scratch scratch, int from, int end) {
    float[] x = memory.buffers[partials.buffer()];
    float[] y = memory.buffers[to.buffer()];
    int n = shape.n();
    int first = FusedElementwise.firstRow(shape.m(), parts(), from);
    int rows = FusedElementwise.firstRow(shape.m(), parts(), end) - first;
    int begin = partials.offset() + first * n;
    int block = shape.m() * n;
    int step = 1;
    for (; 2 * step < shape.blocks(); step *= 2) {
      for (int i = 0; i + step < shape.blocks(); i += 2 * step) {
        int at = begin + i * block;
        memory.kernels.binary(Binary.ADD, x, at, x, at + step * block, x, at, rows * n);
      }
    }
    int together = shape.rowC() == n ? rows : 1;
    for (int row = 0; row < rows; row += together) {
      int at = begin + row * n;
      int yo = to.offset() + (first + row) * shape.rowC();
      memory.kernels.binary(Binary.ADD, x, at, x, at + step * block, y, yo, together * n);
    }
  }

  @Override
  public String describe() {
    return "join " + shape.blocks() + " blocks";
  }
}
