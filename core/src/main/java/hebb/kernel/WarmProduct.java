package hebb.kernel;

/// A product that moves to its fast form when that is compiled: at the packing of an operand, so
/// that no product finds half of it packed.
final class WarmProduct implements Product {
  private final Product ready;
  private final Product fast;
  private final Warmer.Choice choice;

  WarmProduct(Product ready, Product fast, Warmer.Choice choice) {
    this.ready = ready;
    this.fast = fast;
    this.choice = choice;
  }

  @Override
  public int scratch() {
    return Math.max(ready.scratch(), fast.scratch());
  }

  @Override
  public int packParts() {
    return Math.max(ready.packParts(), fast.packParts());
  }

  /// Memory of both forms, and for each part a number that is not 0 where the fast form packed it.
  @Override
  public int packFloats() {
    return fast.packFloats() + ready.packFloats() + packParts();
  }

  @Override
  public void pack(float[] pack, int po, int part, float[] b, int bo) {
    boolean now = choice.isFast();
    if (now && part < fast.packParts()) {
      fast.pack(pack, po, part, b, bo);
    } else if (!now && part < ready.packParts()) {
      ready.pack(pack, po + fast.packFloats(), part, b, bo);
    }
    pack[marks(po) + part] = now ? 1 : 0;
  }

  private int marks(int po) {
    return po + fast.packFloats() + ready.packFloats();
  }

  private boolean allFast(float[] pack, int po) {
    for (int part = packParts() - 1; part >= 0; part--) {
      if (pack[marks(po) + part] == 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void rows(
      float[] pack,
      int po,
      float[] scratch,
      int from,
      int to,
      float[] a,
      int ao,
      float[] b,
      int bo,
      float[] c,
      int co) {
    if (packParts() == 0 ? choice.isFast() : allFast(pack, po)) {
      fast.rows(pack, po, scratch, from, to, a, ao, b, bo, c, co);
    } else {
      ready.rows(pack, po + fast.packFloats(), scratch, from, to, a, ao, b, bo, c, co);
    }
  }

  @Override
  public String toString() {
    return fast.toString();
  }

  /// Small products that take all paths of a transposition. For results of many columns: rows by
  /// sixes, fours and one, columns by wide and narrow tiles, and one row alone; for few: operands
  /// at the beginning of the array, and at its end, where some forms read by mask.
  record Trial(Kernels ready, Kernels fast, boolean transposeA, boolean transposeB, boolean few)
      implements Warmer.Trial {
    @Override
    public void run(Kernels kernels, float[] x, float[] y) {
      if (few) {
        run(kernels, 13, 4, 20, x, y);
        run(kernels, 101, 3, 1, x, y);
        run(kernels, 100, 2, 4, x, y);
      } else {
        run(kernels, 11, 90, 40, x, y);
        run(kernels, 1, 400, 16, x, y);
      }
    }

    private void run(Kernels kernels, int m, int n, int k, float[] x, float[] y) {
      Product product = kernels.product(m, n, k, transposeA, transposeB);
      float[] scratch = new float[product.scratch()];
      float[] pack = new float[product.packFloats()];
      product.packAll(pack, 0, x, 0);
      product.rows(pack, 0, scratch, 0, m, x, 0, x, 0, y, 0);
      if (few) {
        product.rows(pack, 0, scratch, 0, m, x, x.length - m * k, x, x.length - n * k, y, 0);
      }
    }
  }
}
