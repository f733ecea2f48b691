package hebb.run.step;

import hebb.kernel.Product;

/// Packs the second operand of a product, in parts that threads share.
public record Pack(Product product, Place pack, Place b, int size) implements Step {
  @Override
  public int parts() {
    return product.packParts();
  }

  @Override
  public long work() {
    return size;
  }

  @Override
  public int scratch() {
    return 0;
  }

  @Override
  public void run(Memory memory, Scratch scratch, int from, int to) {
    for (int part = from; part < to; part++) {
      product.pack(
          memory.buffers[pack.buffer()],
          pack.offset(),
          part,
          memory.buffers[b.buffer()],
          b.offset());
    }
  }

  @Override
  public String describe() {
    return "pack " + product;
  }
}
