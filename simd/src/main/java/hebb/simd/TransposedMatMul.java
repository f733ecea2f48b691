package hebb.simd;

import hebb.kernel.MatMulKernel;
import hebb.kernel.MatMulShape;

/// A product of a transposed A and few columns of B, as for the weights of an output layer: vectors
/// run over rows of C, which lie side by side in A, so nothing is packed and no vector is half
/// empty. A block of rows is computed as columns of the transposed C and turned into place.
final class TransposedMatMul implements MatMulKernel {
  /// Fewer columns are faster in a [FlatMatMul] or the scalar one.
  private static final int FEWEST = 3;

  private final int m;
  private final int n;
  private final int k;
  private final int rowA;
  private final int rowB;
  private final int rowC;
  private final SimdMatMul turned;
  private final String shape;

  TransposedMatMul(MatMulShape shape) {
    m = shape.m();
    n = shape.n();
    k = shape.k();
    rowA = shape.rowA();
    rowB = shape.rowB();
    rowC = shape.rowC();
    turned = new SimdMatMul(MatMulShape.dense(n, SimdMatMul.WIDE, k, true, false));
    this.shape = shape.toString();
  }

  /// Whether this form serves a shape and is the fastest for it.
  static boolean pays(MatMulShape shape) {
    return shape.transposeA()
        && !shape.transposeB()
        && shape.n() >= FEWEST
        && shape.n() < SimdMatMul.WIDE
        && shape.m() >= SimdMatMul.WIDE
        && shape.k() > 1;
  }

  @Override
  public int scratch() {
    return n * SimdMatMul.WIDE;
  }

  @Override
  public void rows(
      float[] scratch, int from, int to, float[] a, int ao, float[] b, int bo, float[] c, int co) {
    for (int i = from; i < to; i += SimdMatMul.WIDE) {
      int first = Math.min(i, m - SimdMatMul.WIDE);
      turned.wide(0, k, 0, n, 0, b, bo, 1, rowB, a, ao + first, rowA, scratch, 0);
      int end = Math.min(to, first + SimdMatMul.WIDE);
      for (int row = i; row < end; row++) {
        for (int j = 0; j < n; j++) {
          c[co + row * rowC + j] = scratch[j * SimdMatMul.WIDE + row - first];
        }
      }
    }
  }

  /// The sizes m, n and k, as in `32x64x784`.
  @Override
  public String toString() {
    return shape;
  }
}
