package hebb.run.step;

import hebb.kernel.MatMulKernel;

/// One product for each element of the leading axes. An operand without leading axes has a stride
/// of 0.
public record BatchMatMul(
    MatMulKernel product,
    int batch,
    int m,
    Place a,
    int strideA,
    Place b,
    int strideB,
    Place c,
    int strideC,
    long flops)
    implements Step {
  @Override
  public int parts() {
    return Math.max(1, batch);
  }

  @Override
  public long work() {
    return flops / 8;
  }

  @Override
  public int scratch() {
    return product.scratch();
  }

  @Override
  public void run(Memory memory, Scratch scratch, int from, int to) {
    for (int i = from; i < Math.min(to, batch); i++) {
      product.rows(
          scratch.floats,
          0,
          m,
          memory.buffers[a.buffer()],
          a.offset() + i * strideA,
          memory.buffers[b.buffer()],
          b.offset() + i * strideB,
          memory.buffers[c.buffer()],
          c.offset() + i * strideC);
    }
  }

  @Override
  public String describe() {
    return "product " + batch + " x " + product;
  }
}
