package hebb.kernel;

/// A product that moves to its fast form when that is compiled.
final class WarmMatMul implements MatMulKernel {
  private final MatMulKernel ready;
  private final MatMulKernel fast;
  private final Warmer.Choice choice;

  WarmMatMul(MatMulKernel ready, MatMulKernel fast, Warmer.Choice choice) {
    this.ready = ready;
    this.fast = fast;
    this.choice = choice;
  }

  @Override
  public int scratch() {
    return Math.max(ready.scratch(), fast.scratch());
  }

  @Override
  public void rows(
      float[] scratch, int from, int to, float[] a, int ao, float[] b, int bo, float[] c, int co) {
    (choice.isFast() ? fast : ready).rows(scratch, from, to, a, ao, b, bo, c, co);
  }

  @Override
  public int columnsTogether() {
    return fast.columnsTogether();
  }

  @Override
  public void columns(
      float[] scratch,
      int first,
      int last,
      float[] a,
      int ao,
      float[] b,
      int bo,
      float[] c,
      int co) {
    (choice.isFast() ? fast : ready).columns(scratch, first, last, a, ao, b, bo, c, co);
  }

  @Override
  public String toString() {
    return fast.toString();
  }

  /// Small products that take all paths of a transposition. For results of many columns: rows by
  /// sixes, fours and one, columns by wide and narrow tiles, and one row alone; for few: operands
  /// at the beginning of the array, and at its end, where some forms read by mask.
  static final class Trial implements Warmer.Trial {
    private final boolean transposeA;
    private final boolean transposeB;
    private final boolean few;
    private float[] scratch = {};

    Trial(boolean transposeA, boolean transposeB, boolean few) {
      this.transposeA = transposeA;
      this.transposeB = transposeB;
      this.few = few;
    }

    @Override
    public void run(Kernels kernels, float[] x, float[] y) {
      if (few) {
        run(kernels, 13, 4, 20, x, y);
        run(kernels, 101, 3, 1, x, y);
        run(kernels, 100, 2, 4, x, y);
        run(kernels, 70, 4, 40, x, y);
      } else {
        run(kernels, 23, 90, 40, x, y);
        run(kernels, 48, 192, 40, x, y);
        run(kernels, 1, 400, 16, x, y);
        run(kernels, 70, 10, 40, x, y);
      }
    }

    private void run(Kernels kernels, int m, int n, int k, float[] x, float[] y) {
      MatMulKernel product = kernels.matMul(m, n, k, transposeA, transposeB);
      if (scratch.length < product.scratch()) {
        scratch = new float[product.scratch()];
      }
      product.rows(scratch, 0, m, x, 0, x, 0, y, 0);
      if (few) {
        product.rows(scratch, 0, m, x, x.length - m * k, x, x.length - n * k, y, 0);
      }
    }
  }
}
