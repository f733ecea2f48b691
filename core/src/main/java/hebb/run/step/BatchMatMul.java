package hebb.run.step;

import hebb.kernel.MatMulKernel;
import hebb.kernel.MatMulShape;

/// One product for each element of the leading axes.
///
/// @param shape of each product
public record BatchMatMul(MatMulKernel product, MatMulShape shape, Operand a, Operand b, Operand c)
    implements Step {
  /// The matrices of an operand: each lies so far from a place on.
  public static final class Operand {
    private final Place place;
    private final int[] offsets;

    /// Matrices at so many offsets.
    public Operand(Place place, int[] offsets) {
      this.place = place;
      this.offsets = offsets.clone();
    }

    /// How many matrices there are.
    public int count() {
      return offsets.length;
    }

    /// Where a matrix lies.
    public Place place(int i) {
      return place.plus(offsets[i]);
    }

    private float[] array(Memory memory) {
      return memory.buffers[place.buffer()];
    }

    private int at(Memory memory, int i) {
      return memory.at(place) + offsets[i];
    }
  }

  @Override
  public int parts() {
    return Math.max(1, c.offsets.length);
  }

  @Override
  public long work() {
    return c.count() * shape.flops() / 8;
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
          shape.m(),
          a.array(memory),
          a.at(memory, i),
          b.array(memory),
          b.at(memory, i),
          c.array(memory),
          c.at(memory, i));
    }
  }

  @Override
  public String describe() {
    return "product " + c.offsets.length + " x " + product;
  }
}
