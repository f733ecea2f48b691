package hebb.run.step;

import hebb.kernel.Product;

/// One product for each element of the leading axes. An operand without leading axes has a stride
/// of 0.
public record BatchProduct(
    Product product,
    Place pack,
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
  /// A packed operand is shared by all elements, so they run in one part.
  @Override
  public int parts() {
    return product.packParts() > 0 ? 1 : Math.max(1, batch);
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
    int first = product.packParts() > 0 ? 0 : from;
    int end = product.packParts() > 0 ? batch : Math.min(to, batch);
    float[] packs = memory.buffers[pack.buffer()];
    float[] bs = memory.buffers[b.buffer()];
    for (int i = first; i < end; i++) {
      int bo = b.offset() + i * strideB;
      if (i == first || strideB > 0) {
        product.packAll(packs, pack.offset(), bs, bo);
      }
      product.rows(
          packs,
          pack.offset(),
          scratch.floats,
          0,
          m,
          memory.buffers[a.buffer()],
          a.offset() + i * strideA,
          bs,
          bo,
          memory.buffers[c.buffer()],
          c.offset() + i * strideC);
    }
  }

  @Override
  public String describe() {
    return "product " + batch + " x " + product;
  }
}
