package hebb.kernel;

/// A product that moves to its fast form when that is compiled.
final class WarmMatMul implements MatMulKernel {
  private final MatMulKernel ready;
  private final MatMulKernel fast;
  private final Warmer.Choice choice;
  private final int m;
  private final int n;
  private final int k;

  WarmMatMul(MatMulKernel ready, MatMulKernel fast, Warmer.Choice choice, MatMulShape shape) {
    this.ready = ready;
    this.fast = fast;
    this.choice = choice;
    m = shape.m();
    n = shape.n();
    k = shape.k();
  }

  private MatMulKernel of(int rows, int cols) {
    return choice.isFast((long) rows * cols * k) ? fast : ready;
  }

  @Override
  public int scratch() {
    return Math.max(ready.scratch(), fast.scratch());
  }

  @Override
  public void rows(
      float[] scratch, int from, int to, float[] a, int ao, float[] b, int bo, float[] c, int co) {
    of(to - from, n).rows(scratch, from, to, a, ao, b, bo, c, co);
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
    of(m, last - first).columns(scratch, first, last, a, ao, b, bo, c, co);
  }

  @Override
  public String toString() {
    return fast.toString();
  }

  /// Small products that take all paths of a transposition. For results of many columns: rows by
  /// sixes, fours and one, columns by wide and narrow tiles, and one row alone; for few: operands
  /// at the beginning of the array, and at its end, where some forms read by mask.
  static final class Trial implements Warmer.Trial {
    private static final int STEPS = 30;
    private static final int LEAST_STEPS = 16;
    private static final int CALLS = 128;

    private final boolean transposeA;
    private final boolean transposeB;
    private final boolean few;
    private final int cols;
    private float[] scratch = {};

    /// Of products with about so many columns.
    Trial(boolean transposeA, boolean transposeB, int cols) {
      this.transposeA = transposeA;
      this.transposeB = transposeB;
      this.cols = cols;
      few = cols <= Kernels.LANES / 2;
    }

    @Override
    public void run(Kernels kernels, float[] x, float[] y) {
      if (few) {
        run(kernels, 1, 13, 4, 20, x, y);
        run(kernels, 1, 101, 3, 1, x, y);
        run(kernels, 1, 100, 2, 4, x, y);
        run(kernels, 1, 70, 4, 40, x, y);
      } else {
        run(kernels, 1, 35, cols, STEPS, x, y);
        run(kernels, 1, 48, 192, LEAST_STEPS, x, y);
        run(kernels, 1, 1, 400, LEAST_STEPS, x, y);
        run(kernels, 1, 50, 10, STEPS, x, y);
      }
    }

    /// A product of no steps calls its loops all the same, which is enough for those that compute
    /// what the large tiles leave over. These are compiled for what they have seen of work.
    @Override
    public void call(Kernels kernels, float[] x, float[] y) {
      if (few) {
        run(kernels, x, y);
      } else {
        run(kernels, 2, 36, cols, STEPS, x, y);
        run(kernels, CALLS, 5, cols, 0, x, y);
        run(kernels, CALLS, 1, 400, 0, x, y);
      }
    }

    private void run(Kernels kernels, int times, int m, int n, int k, float[] x, float[] y) {
      MatMulKernel product = kernels.matMul(m, n, k, transposeA, transposeB);
      if (scratch.length < product.scratch()) {
        scratch = new float[product.scratch()];
      }
      for (int i = 0; i < times; i++) {
        product.rows(scratch, 0, m, x, 0, x, 0, y, 0);
      }
      if (few) {
        product.rows(scratch, 0, m, x, x.length - m * k, x, x.length - n * k, y, 0);
      }
    }
  }
}
