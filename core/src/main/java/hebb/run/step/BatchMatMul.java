package hebb.run.step;

import hebb.kernel.MatMulKernel;

/// One product for each element of the leading axes.
public final class BatchMatMul implements Step {
  /// The matrices of an operand: each lies so far from a place on.
  public static final class Operand {
    private final Place place;
    private final int[] offsets;

    /// Matrices at so many offsets.
    public Operand(Place place, int[] offsets) {
      this.place = place;
      this.offsets = offsets.clone();
    }

    private float[] array(Memory memory) {
      return memory.buffers[place.buffer()];
    }

    private int at(int i) {
      return place.offset() + offsets[i];
    }
  }

  private final MatMulKernel product;
  private final int m;
  private final Operand a;
  private final Operand b;
  private final Operand c;
  private final long flops;

  /// Products of `m` rows each.
  public BatchMatMul(MatMulKernel product, int m, Operand a, Operand b, Operand c, long flops) {
    this.product = product;
    this.m = m;
    this.a = a;
    this.b = b;
    this.c = c;
    this.flops = flops;
  }

  @Override
  public int parts() {
    return Math.max(1, c.offsets.length);
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
    for (int i = from; i < Math.min(to, c.offsets.length); i++) {
      product.rows(
          scratch.floats,
          0,
          m,
          a.array(memory),
          a.at(i),
          b.array(memory),
          b.at(i),
          c.array(memory),
          c.at(i));
    }
  }

  @Override
  public String describe() {
    return "product " + c.offsets.length + " x " + product;
  }
}
