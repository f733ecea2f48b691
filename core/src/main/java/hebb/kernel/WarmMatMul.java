package hebb.kernel;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;

/// A product that moves to its fast form when that is compiled.
final class WarmMatMul implements MatMulKernel {
  private final MatMulKernel ready;
  private final MatMulKernel fast;
  private final Warmer.Choice choice;
  private final Function<Kernels, MatMulKernel> make;
  private final int m;
  private final int n;
  private final int k;

  /// The product that serves now; threads may each make the next one.
  private Made made;

  /// A product and the kernels that made it.
  private record Made(Kernels by, MatMulKernel kernel) {}

  WarmMatMul(
      Kernels ready,
      Kernels fast,
      Warmer.Choice choice,
      MatMulShape shape,
      Function<Kernels, MatMulKernel> make) {
    made = new Made(ready, make.apply(ready));
    this.ready = made.kernel;
    this.fast = make.apply(fast);
    this.choice = choice;
    this.make = make;
    m = shape.m();
    n = shape.n();
    k = shape.k();
  }

  private MatMulKernel of(int rows, int cols) {
    Kernels kernels = choice.kernels((long) rows * cols * k);
    Made last = made;
    if (last.by != kernels) {
      last = new Made(kernels, make.apply(kernels));
      made = last;
    }
    return last.kernel;
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

    /// The sizes that are timed: the first ones.
    private static final int RUNS = 4;

    private final boolean transposeA;
    private final boolean transposeB;
    private final boolean few;
    private final int cols;
    private final int[][] sizes;
    private final Map<Kernels, MatMulKernel[]> products = new IdentityHashMap<>();
    private float[] scratch = {};

    /// Of products with about so many columns.
    Trial(boolean transposeA, boolean transposeB, int cols) {
      this.transposeA = transposeA;
      this.transposeB = transposeB;
      this.cols = cols;
      few = cols <= Kernels.LANES / 2;
      sizes =
          few
              ? new int[][] {{13, 4, 20}, {101, 3, 1}, {100, 2, 4}, {70, 4, 40}}
              : new int[][] {
                {35, cols, STEPS},
                {48, 192, LEAST_STEPS},
                {1, 400, LEAST_STEPS},
                {50, 10, STEPS},
                {36, cols, STEPS},
                {5, cols, 0},
                {1, 400, 0}
              };
    }

    @Override
    public void run(Kernels kernels, float[] x, float[] y) {
      MatMulKernel[] all = products(kernels);
      for (int i = 0; i < RUNS; i++) {
        run(all[i], sizes[i], 1, x, y);
      }
    }

    /// A product of no steps calls its loops all the same, which is enough for those that compute
    /// what the large tiles leave over. These are compiled for what they have seen of work.
    @Override
    public void call(Kernels kernels, float[] x, float[] y) {
      if (few) {
        run(kernels, x, y);
        return;
      }
      MatMulKernel[] all = products(kernels);
      for (int i = RUNS; i < all.length; i++) {
        run(all[i], sizes[i], sizes[i][2] == 0 ? CALLS : 2, x, y);
      }
    }

    private MatMulKernel[] products(Kernels kernels) {
      MatMulKernel[] made = products.get(kernels);
      if (made == null) {
        made = new MatMulKernel[sizes.length];
        for (int i = 0; i < made.length; i++) {
          int[] size = sizes[i];
          made[i] = kernels.matMul(size[0], size[1], size[2], transposeA, transposeB);
          scratch = new float[Math.max(scratch.length, made[i].scratch())];
        }
        products.put(kernels, made);
      }
      return made;
    }

    private void run(MatMulKernel product, int[] size, int times, float[] x, float[] y) {
      int m = size[0];
      for (int i = 0; i < times; i++) {
        product.rows(scratch, 0, m, x, 0, x, 0, y, 0);
      }
      if (few) {
        int k = size[2];
        product.rows(scratch, 0, m, x, x.length - m * k, x, x.length - size[1] * k, y, 0);
      }
    }

    /// As in `product of 26 columns, B transposed`.
    @Override
    public String toString() {
      return "product of "
          + cols
          + " columns"
          + (transposeA ? ", A transposed" : "")
          + (transposeB ? ", B transposed" : "");
    }
  }
}
