package hebb.kernel;

import hebb.graph.Binary;
import hebb.graph.Reduction;
import hebb.graph.Unary;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// Fast kernels that are slow until the JVM has compiled them, with others that serve meanwhile.
/// Both give the same bits, so nobody sees the change but by the clock: each op moves over when a
/// background thread has seen it run faster.
final class WarmKernels implements Kernels {
  /// Columns of products that are tried apart, since they run on other loops: few; one vector of
  /// the longest and a part; three and a part; a tile of four and a part.
  private static final int[] COLUMNS = {4, 26, 58, 90};

  /// A whole block, and pieces with something beyond whole vectors.
  private static final int[] SIZES = {1024, 85, 10};

  /// Many calls, few of them with something to do.
  private static final int[] OFTEN = often();

  private final Kernels ready;
  private final Kernels fast;
  private final Warmer warmer;
  private final Warmer.Choice[] unary = new Warmer.Choice[Unary.values().length];
  private final Warmer.Choice[] binary = new Warmer.Choice[Binary.values().length];
  private final Warmer.Choice[] right = new Warmer.Choice[Binary.values().length];
  private final Warmer.Choice[] left = new Warmer.Choice[Binary.values().length];
  private final Warmer.Choice[] lanes = new Warmer.Choice[Reduction.values().length];
  private final Warmer.Choice[] rows = new Warmer.Choice[Reduction.values().length];
  private final Warmer.Choice[] columns = new Warmer.Choice[Reduction.values().length];
  private final Warmer.Choice mix;
  private final Warmer.Choice mixSquare;
  private final Warmer.Choice adapt;
  private final Warmer.Choice mixAndAdapt;
  private final Warmer.Choice select;
  private final Warmer.Choice uniform;
  private final Warmer.Choice copyRuns;
  private final Warmer.Choice multiplyAddRows;
  private final Warmer.Choice maxRows;
  private final Warmer.Choice takeRows;
  private final Warmer.Choice[] products = new Warmer.Choice[4 * COLUMNS.length];

  /// @param ready what runs well at once
  /// @param fast what runs better once it is compiled
  /// @param copy the same in classes of their own
  WarmKernels(Kernels ready, Kernels fast, Supplier<Kernels> copy) {
    this(ready, fast, Warmer.of(ready, fast, copy));
  }

  /// Kernels that are taken for fast, by the same calls. So the JVM sees both when it compiles
  /// these calls, and drops no code when one moves over.
  static WarmKernels always(Kernels fast) {
    WarmKernels kernels = new WarmKernels(fast, fast, Warmer.always(fast));
    kernels.callAll();
    return kernels;
  }

  private WarmKernels(Kernels ready, Kernels fast, Warmer warmer) {
    this.ready = ready;
    this.fast = fast;
    this.warmer = warmer;
    for (Unary op : Unary.values()) {
      unary[op.ordinal()] =
          sizes(
              op.name(),
              (k, sizes, x, y) -> {
                for (int n : sizes) {
                  k.unary(op, x, 0, y, 0, n);
                }
              });
    }
    for (Binary op : Binary.values()) {
      binary[op.ordinal()] =
          sizes(
              op + " of two arrays",
              (k, sizes, x, y) -> {
                for (int n : sizes) {
                  k.binary(op, x, 0, x, 1, y, 0, n);
                }
              });
      right[op.ordinal()] =
          sizes(
              op + " by a number",
              (k, sizes, x, y) -> {
                for (int n : sizes) {
                  k.binary(op, x, 0, 2f, y, 0, n);
                }
              });
      left[op.ordinal()] =
          sizes(
              op + " of a number",
              (k, sizes, x, y) -> {
                for (int n : sizes) {
                  k.binary(op, 2f, x, 0, y, 0, n);
                }
              });
    }
    for (Reduction op : Reduction.values()) {
      lanes[op.ordinal()] =
          sizes(
              op + " of lanes",
              (k, sizes, x, y) -> {
                for (int n : sizes) {
                  k.reduceLanes(op, x, 0, n, n & 15, y, 0);
                }
              });
      rows[op.ordinal()] =
          sizes(
              op + " of rows",
              (k, sizes, x, y) -> {
                for (int n : sizes) {
                  k.reduceRows(op, x, 0, Math.min(n, 8), n / 8, y, 0);
                }
              });
      columns[op.ordinal()] =
          sizes(
              op + " of columns",
              (k, sizes, x, y) -> {
                for (int n : sizes) {
                  k.reduceColumns(op, x, 0, n / 116, 116, y, 0);
                }
              });
    }
    mix =
        sizes(
            "mix",
            (k, sizes, x, y) -> {
              for (int n : sizes) {
                k.mix(x, 0, 2f, x, 1, 3f, 0.1f, y, 0, n);
              }
            });
    mixSquare =
        sizes(
            "mixSquare",
            (k, sizes, x, y) -> {
              for (int n : sizes) {
                k.mixSquare(x, 0, 2f, x, 1, 0f, 3f, 0.1f, y, 0, n);
              }
            });
    adapt =
        sizes(
            "adapt",
            (k, sizes, x, y) -> {
              for (int n : sizes) {
                k.adapt(x, 0, 1f, x, 1, 2f, x, 2, 3f, 0.1f, y, 0, n);
              }
            });
    mixAndAdapt =
        sizes(
            "mixAndAdapt",
            (k, sizes, x, y) -> {
              for (int n : sizes) {
                tryMixAndAdapt(k, n, x, y);
              }
            });
    select =
        sizes(
            "select",
            (k, sizes, x, y) -> {
              for (int n : sizes) {
                k.select(x, 0, x, 1, x, 2, y, 0, n);
              }
            });
    uniform =
        sizes(
            "uniform",
            (k, sizes, x, y) -> {
              for (int n : sizes) {
                k.uniform(1, 0, y, 0, n);
              }
            });
    copyRuns =
        sizes(
            "copyRuns",
            (k, sizes, x, y) -> {
              for (int n : sizes) {
                k.copyRuns(n / 9, 3, 3, x, 0, 1, 40, y, 0, 9);
                k.copyRuns(n / 18, 2, 9, x, 0, 1, 40, y, 0, 18);
                k.copyRuns(n / 40, 2, 20, x, 0, 1, 40, y, 0, 40);
              }
            });
    multiplyAddRows =
        sizes(
            "multiplyAddRows",
            (k, sizes, x, y) -> {
              for (int n : sizes) {
                k.multiplyAddRows(n / 42, 42, x, 0, 42, x, 1, 0, y, 0, 42);
                k.multiplyAddRows(n / 84, 84, x, 0, 84, x, 1, 84, y, 0, 0);
              }
            });
    maxRows =
        sizes(
            "maxRows",
            (k, sizes, x, y) -> {
              for (int n : sizes) {
                k.maxRows(n / 42, 42, x, 0, 42, y, 0, 42);
              }
            });
    takeRows =
        sizes(
            "takeRows",
            (k, sizes, x, y) -> {
              for (int n : sizes) {
                k.takeRows(n / 42, 42, x, 0, 42, x, 0, y, 0, 42, y, Warmer.SIZE);
              }
            });
    for (int i = 0; i < products.length; i++) {
      var trial = new WarmMatMul.Trial((i & 2) != 0, (i & 1) != 0, COLUMNS[i / 4]);
      products[i] = warmer.choice(trial.toString(), trial);
    }
  }

  private static void tryMixAndAdapt(Kernels k, int n, float[] x, float[] y) {
    int m = Warmer.SIZE;
    k.mixAndAdapt(y, m, 0f, 0f, y, 2 * m, 0f, 0f, 0f, x, 0, y, 0, 0f, 0f, 0f, 0f, n);
  }

  /// Calls each kind of kernel once.
  private void callAll() {
    int n = LANES;
    float[] x = new float[n * n];
    float[] y = new float[n * n];
    unary(Unary.NEGATE, x, 0, y, 0, n);
    binary(Binary.ADD, x, 0, x, 0, y, 0, n);
    binary(Binary.ADD, x, 0, 1f, y, 0, n);
    binary(Binary.ADD, 1f, x, 0, y, 0, n);
    mix(x, 0, 1f, x, 0, 1f, 0f, y, 0, n);
    mixSquare(x, 0, 1f, x, 0, 0f, 1f, 0f, y, 0, n);
    adapt(x, 0, 1f, x, 0, 1f, x, 0, 1f, 1f, y, 0, n);
    mixAndAdapt(y, 0, 0f, 0f, y, n, 0f, 0f, 0f, x, 0, y, 2 * n, 0f, 0f, 0f, 1f, n);
    select(x, 0, x, 0, x, 0, y, 0, n);
    uniform(1, 0, y, 0, n);
    reduceLanes(Reduction.SUM, x, 0, n, 0, y, 0);
    reduceRows(Reduction.SUM, x, 0, 1, n, y, 0);
    reduceColumns(Reduction.SUM, x, 0, 1, n, y, 0);
    copyRuns(1, 1, n, x, 0, 0, 0, y, 0, n);
    multiplyAddRows(1, n, x, 0, n, x, 0, 0, y, 0, 0);
    maxRows(1, n, x, 0, n, y, 0, n);
    takeRows(1, n, x, 0, n, x, 0, y, 0, n, y, n);
    for (int cols : new int[] {2, n}) {
      MatMulKernel product = matMul(n, cols, n, cols == 2, false);
      product.rows(new float[product.scratch()], 0, n, x, 0, x, 0, y, 0);
    }
  }

  /// Calls of a kernel, one for each size.
  private interface Sized {
    void run(Kernels kernels, int[] sizes, float[] x, float[] y);
  }

  /// A trial of a whole block and of short pieces: the compiler takes a way that it has not seen
  /// for one never taken.
  private Warmer.Choice sizes(String name, Sized calls) {
    return warmer.choice(
        name,
        new Warmer.Trial() {
          @Override
          public void run(Kernels k, float[] x, float[] y) {
            calls.run(k, SIZES, x, y);
          }

          @Override
          public void call(Kernels k, float[] x, float[] y) {
            calls.run(k, OFTEN, x, y);
          }
        });
  }

  private static int[] often() {
    int[] sizes = new int[512];
    for (int i = 0; i < sizes.length; i += 64) {
      sizes[i] = 85;
    }
    return sizes;
  }

  Kernels fast() {
    return fast;
  }

  @Override
  public boolean warming() {
    return warmer.isRunning();
  }

  @Override
  public List<String> slow() {
    return warmer.slow();
  }

  @Override
  public String name() {
    return fast.name();
  }

  private static Kernels of(Warmer.Choice choice, long work) {
    return choice.kernels(work);
  }

  /// Fewer than [Kernels#LANES] elements are no work for vectors, and not worth a trial.
  private Kernels of(Warmer.Choice choice, int n) {
    return n < LANES ? ready : of(choice, (long) n);
  }

  @Override
  public void unary(Unary op, float[] x, int xo, float[] y, int yo, int n) {
    of(unary[op.ordinal()], n).unary(op, x, xo, y, yo, n);
  }

  @Override
  public void binary(Binary op, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    of(binary[op.ordinal()], n).binary(op, a, ao, b, bo, y, yo, n);
  }

  @Override
  public void binary(Binary op, float[] a, int ao, float b, float[] y, int yo, int n) {
    of(right[op.ordinal()], n).binary(op, a, ao, b, y, yo, n);
  }

  @Override
  public void binary(Binary op, float a, float[] b, int bo, float[] y, int yo, int n) {
    of(left[op.ordinal()], n).binary(op, a, b, bo, y, yo, n);
  }

  @Override
  public void mix(
      float[] a,
      int ao,
      float s,
      float[] b,
      int bo,
      float t,
      float least,
      float[] y,
      int yo,
      int n) {
    of(mix, n).mix(a, ao, s, b, bo, t, least, y, yo, n);
  }

  @Override
  public void mixSquare(
      float[] a,
      int ao,
      float s,
      float[] b,
      int bo,
      float floor,
      float t,
      float least,
      float[] y,
      int yo,
      int n) {
    of(mixSquare, n).mixSquare(a, ao, s, b, bo, floor, t, least, y, yo, n);
  }

  @Override
  public void adapt(
      float[] w,
      int wo,
      float r,
      float[] a,
      int ao,
      float s,
      float[] b,
      int bo,
      float t,
      float epsilon,
      float[] y,
      int yo,
      int n) {
    of(adapt, n).adapt(w, wo, r, a, ao, s, b, bo, t, epsilon, y, yo, n);
  }

  @Override
  public void mixAndAdapt(
      float[] m,
      int mo,
      float s,
      float t,
      float[] v,
      int vo,
      float squareS,
      float floor,
      float squareT,
      float[] g,
      int go,
      float[] w,
      int wo,
      float r,
      float rate,
      float correction,
      float epsilon,
      int n) {
    of(mixAndAdapt, n)
        .mixAndAdapt(
            m,
            mo,
            s,
            t,
            v,
            vo,
            squareS,
            floor,
            squareT,
            g,
            go,
            w,
            wo,
            r,
            rate,
            correction,
            epsilon,
            n);
  }

  @Override
  public void select(
      float[] c, int co, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    of(select, n).select(c, co, a, ao, b, bo, y, yo, n);
  }

  @Override
  public void uniform(long key, long first, float[] y, int yo, int n) {
    of(uniform, n).uniform(key, first, y, yo, n);
  }

  @Override
  public void reduceLanes(Reduction op, float[] x, int xo, int n, int phase, float[] into, int lo) {
    of(lanes[op.ordinal()], n).reduceLanes(op, x, xo, n, phase, into, lo);
  }

  @Override
  public void reduceRows(Reduction op, float[] x, int xo, int count, int cols, float[] y, int yo) {
    of(rows[op.ordinal()], (long) count * cols).reduceRows(op, x, xo, count, cols, y, yo);
  }

  @Override
  public void reduceColumns(
      Reduction op, float[] x, int xo, int count, int cols, float[] acc, int ao) {
    of(columns[op.ordinal()], (long) count * cols).reduceColumns(op, x, xo, count, cols, acc, ao);
  }

  @Override
  public MatMulKernel matMul(MatMulShape shape) {
    return product(shape, kernels -> kernels.matMul(shape));
  }

  @Override
  public MatMulKernel continued(MatMulShape shape) {
    return product(shape, kernels -> kernels.continued(shape));
  }

  @Override
  public void copyRuns(
      int count,
      int runs,
      int length,
      float[] x,
      int xo,
      int stepX,
      int runX,
      float[] y,
      int yo,
      int stepY) {
    of(copyRuns, (long) count * runs * length)
        .copyRuns(count, runs, length, x, xo, stepX, runX, y, yo, stepY);
  }

  @Override
  public void multiplyAddRows(
      int count,
      int cols,
      float[] a,
      int ao,
      int rowA,
      float[] b,
      int bo,
      int rowB,
      float[] y,
      int yo,
      int rowY) {
    rowsOf(multiplyAddRows, count, cols)
        .multiplyAddRows(count, cols, a, ao, rowA, b, bo, rowB, y, yo, rowY);
  }

  @Override
  public void maxRows(
      int count, int cols, float[] x, int xo, int rowX, float[] y, int yo, int rowY) {
    rowsOf(maxRows, count, cols).maxRows(count, cols, x, xo, rowX, y, yo, rowY);
  }

  @Override
  public void takeRows(
      int count,
      int cols,
      float[] x,
      int xo,
      int rowX,
      float[] largest,
      int lo,
      float[] rest,
      int ro,
      int rowRest,
      float[] y,
      int yo) {
    rowsOf(takeRows, count, cols)
        .takeRows(count, cols, x, xo, rowX, largest, lo, rest, ro, rowRest, y, yo);
  }

  private Kernels rowsOf(Warmer.Choice choice, int count, int cols) {
    return cols < LANES ? ready : of(choice, (long) count * cols);
  }

  private MatMulKernel product(MatMulShape shape, Function<Kernels, MatMulKernel> make) {
    int columns =
        shape.n() <= LANES / 2 ? 0 : shape.n() < 2 * LANES ? 1 : shape.n() < 4 * LANES ? 2 : 3;
    int trial = 4 * columns + (shape.transposeA() ? 2 : 0) + (shape.transposeB() ? 1 : 0);
    return new WarmMatMul(ready, fast, products[trial], shape, make);
  }

  /// As in `simd512, scalar until compiled`.
  @Override
  public String toString() {
    return name() + ", " + ready.name() + " until compiled";
  }
}
