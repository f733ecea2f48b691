package hebb.run.step;

import hebb.kernel.MatMulKernel;
import hebb.kernel.MatMulShape;

/// The blocks of a product of many steps and few results, each by itself, so that threads share the
/// steps: parts are some rows of one block. [JoinBlocks] adds them up.
public record BlockMatMul(
    MatMulShape shape, MatMulKernel whole, MatMulKernel last, Place a, Place b, Place partials)
    implements Step {
  private static final int ROWS = 64;

  private int parts(int rows) {
    return Math.max(1, (rows + ROWS - 1) / ROWS);
  }

  @Override
  public int parts() {
    return shape.blocks() * parts(shape.m());
  }

  @Override
  public long work() {
    return (long) shape.m() * shape.n() * shape.k() / 4;
  }

  @Override
  public int scratch() {
    return Math.max(whole.scratch(), last.scratch());
  }

  @Override
  public void run(Memory memory, Scratch scratch, int from, int to) {
    int each = parts(shape.m());
    for (int part = from; part < to; ) {
      int block = part / each;
      int end = Math.min(to, (block + 1) * each);
      (block == shape.blocks() - 1 ? last : whole)
          .rows(
              scratch.floats,
              FusedElementwise.firstRow(shape.m(), each, part - block * each),
              FusedElementwise.firstRow(shape.m(), each, end - block * each),
              memory.buffers[a.buffer()],
              memory.at(a) + shape.offsetA(block),
              memory.buffers[b.buffer()],
              memory.at(b) + shape.offsetB(block),
              memory.buffers[partials.buffer()],
              memory.at(partials) + block * shape.m() * shape.n());
      part = end;
    }
  }

  @Override
  public String describe() {
    return "product " + shape + " in blocks";
  }
}
