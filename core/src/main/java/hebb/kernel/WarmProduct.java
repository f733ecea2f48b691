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

  /// Small products that take all paths of a transposition: rows by sixes, fours and one, columns
  /// by wide and narrow tiles, and one row alone.
  record Trial(Kernels ready, Kernels fast, boolean transposeA, boolean transposeB)
      implements Warmer.Trial {
    @Override
    public void run(Kernels kernels, float[] x, float[] y) {
      run(kernels.product(11, 90, 40, transposeA, transposeB), 11, x, y);
      run(kernels.product(1, 400, 16, transposeA, transposeB), 1, x, y);
    }

    private static void run(Product product, int m, float[] x, float[] y) {
      float[] pack = new float[product.packFloats()];
      for (int part = 0; part < product.packParts(); part++) {
        product.pack(pack, 0, part, x, 0);
      }
      product.rows(pack, 0, new float[product.scratch()], 0, m, x, 0, x, 0, y, 0);
    }
  }
}
