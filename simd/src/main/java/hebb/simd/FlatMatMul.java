package hebb.simd;

import static hebb.simd.Width.LENGTH;

import hebb.kernel.MatMulKernel;
import hebb.kernel.MatMulShape;

/// A product of few columns by [FlatLoops]: vectors run over rows and columns of C at once. Nothing
/// is packed.
final class FlatMatMul implements MatMulKernel {
  /// The steps of k that [FlatLoops#steps] takes at most.
  private static final int STEPS = 4;

  private final int n;
  private final int k;
  private final int rowA;
  private final int stepA;
  private final int stepB;
  private final int spanB;

  /// Rows of C in a vector: as many as it has room for, and as a vector of A has.
  private final int group;

  private final int[] spread = new int[LENGTH];
  private final int[] repeat = new int[LENGTH];
  private final String shape;

  FlatMatMul(MatMulShape shape) {
    n = shape.n();
    k = shape.k();
    rowA = shape.transposeA() ? 1 : k;
    stepA = shape.transposeA() ? shape.m() : 1;
    stepB = shape.transposeB() ? 1 : n;
    int colB = shape.transposeB() ? k : 1;
    spanB = (n - 1) * colB + 1;
    group = LENGTH / Math.max(n, rowA);
    for (int lane = 0; lane < LENGTH; lane++) {
      spread[lane] = Math.min(lane / n, group - 1) * rowA;
      repeat[lane] = lane % n * colB;
    }
    this.shape = shape.toString();
  }

  /// Whether this form serves a shape and is the fastest for it. A vector has to hold two rows of C
  /// at least, and what a group needs of A and B in one step; rows of A that lie one behind the
  /// other have to be short for that. Vectors of 4 floats bring little.
  static boolean pays(MatMulShape shape) {
    int m = shape.m();
    int n = shape.n();
    int k = shape.k();
    return LENGTH >= 8
        && shape.isDense()
        && n <= LENGTH / 2
        && (long) m * n * k >= 128
        && (shape.transposeA()
            ? !shape.transposeB() && (n <= LENGTH / 4 || m <= 64)
            : k <= STEPS && (!shape.transposeB() || (n - 1) * k < LENGTH));
  }

  @Override
  public void rows(
      float[] scratch, int from, int to, float[] a, int ao, float[] b, int bo, float[] c, int co) {
    int done = from;
    if (rowA == k && k <= STEPS) {
      done += wholeGroups(from, to, a.length - ao, c.length - co) * group;
      FlatLoops.steps(k, from, done, group, spread, repeat, spanB, a, ao, b, bo, stepB, c, co, n);
    }
    if (done < to) {
      int last = Math.min(group, to - done);
      FlatLoops.chains(
          k, done, to, last, spread, repeat, spanB, a, ao, rowA, stepA, b, bo, stepB, c, co, n);
    }
  }

  /// How many groups from `from` on are complete and have whole vectors in A and C.
  private int wholeGroups(int from, int to, int roomA, int roomC) {
    int last = Math.min(Math.floorDiv(roomA - LENGTH, k), Math.floorDiv(roomC - LENGTH, n));
    return Math.max(0, Math.min(to, last + group) - from) / group;
  }

  /// The sizes m, n and k, as in `32x64x784`.
  @Override
  public String toString() {
    return shape;
  }
}
