package hebb.kernel;

import hebb.graph.Binary;
import hebb.graph.Reduction;
import hebb.graph.Unary;
import java.util.List;

/// The loops that do the arithmetic. [ScalarKernels] is the specification; every other
/// implementation gives the same bits.
///
/// All arrays are `float[]` with an offset and dense row-major contents. An output may be the same
/// array and offset as an input (elementwise in place) but may not overlap one otherwise. NaN,
/// infinities and denormals are computed as by the specification; a NaN's payload is not specified.
public interface Kernels {
  /// The virtual lanes of a sum or maximum, whatever the width of the machine's vectors.
  int LANES = 16;

  /// A short name, as in `scalar` or `simd512`.
  String name();

  /// Whether faster forms of what was used so far are still being prepared in the background.
  default boolean warming() {
    return false;
  }

  /// What was used so far and does not run in its fast form, as in `TANH`. Empty once all is warm.
  default List<String> slow() {
    return List.of();
  }

  /// `y[i] = op(x[i])` for `n` elements.
  void unary(Unary op, float[] x, int xo, float[] y, int yo, int n);

  /// `y[i] = op(a[i], b[i])` for `n` elements.
  void binary(Binary op, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n);

  /// `y[i] = op(a[i], b)` for `n` elements and one number `b`.
  void binary(Binary op, float[] a, int ao, float b, float[] y, int yo, int n);

  /// `y[i] = op(a, b[i])` for one number `a` and `n` elements.
  void binary(Binary op, float a, float[] b, int bo, float[] y, int yo, int n);

  /// `y[i] = flush(a[i] s + b[i] t)` for `n` elements, where `flush(z)` is 0 if `|z| < least`; each
  /// operation rounds.
  void mix(
      float[] a,
      int ao,
      float s,
      float[] b,
      int bo,
      float t,
      float least,
      float[] y,
      int yo,
      int n);

  /// `y[i] = flush(a[i] s + max(|b[i]|, floor)^2 t)` for `n` elements; each operation rounds, the
  /// square first.
  void mixSquare(
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
      int n);

  /// `y[i] = w[i] r - (a[i] s) / (sqrt(b[i] t) + epsilon)` for `n` elements; each operation rounds.
  void adapt(
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
      int n);

  /// [#mix], [#mixSquare] and [#adapt] in one pass, in place, for `n` elements: `m = flush(m s + g
  /// t)`, `v = flush(v squareS + max(|g|, floor)^2 squareT)` and `w = w r - (m rate) / (sqrt(v
  /// correction) + epsilon)`, flushed below [Unary#LEAST].
  void mixAndAdapt(
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
      int n);

  /// `y[i] = c[i] != 0 ? a[i] : b[i]` for `n` elements (NaN counts as not 0).
  void select(float[] c, int co, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n);

  /// `y[i] = uniform(key, first + i)`: numbers in [0, 1) that depend on the key and the element's
  /// index alone.
  void uniform(long key, long first, float[] y, int yo, int n);

  /// Combines `n` elements into 16 running lanes: element `i` goes to lane `(phase + i) mod 16`,
  /// ascending. The lanes start at the reduction's identity; [#fold] ends the reduction.
  void reduceLanes(Reduction op, float[] x, int xo, int n, int phase, float[] lanes, int lo);

  /// `y[r] = op over c of x[r, c]` for `rows` rows of `cols` elements: the lanes of each row start
  /// at the identity with phase 0 and are folded by [#fold].
  void reduceRows(Reduction op, float[] x, int xo, int rows, int cols, float[] y, int yo);

  /// `acc[c] = op(acc[c], x[r, c])` for `r` ascending: one chain for each column.
  void reduceColumns(Reduction op, float[] x, int xo, int rows, int cols, float[] acc, int ao);

  /// A product of a fixed shape. The form is chosen by the shape alone; whether operands are copied
  /// may depend on the rows of a call, and changes no bit. Neither do the distances between rows.
  MatMulKernel matMul(MatMulShape shape);

  /// A product whose operands' rows lie one behind the other.
  default MatMulKernel matMul(int m, int n, int k, boolean transposeA, boolean transposeB) {
    return matMul(MatMulShape.dense(m, n, k, transposeA, transposeB));
  }

  /// A product that continues the chains that are in C, one over all steps of k: `c = chain(c, a
  /// b)`.
  MatMulKernel continued(MatMulShape shape);

  /// Copies `count` times `runs` runs of `length` floats: `y[i, r, j] = x[i, r, j]`, where `i` is
  /// `stepX` and `stepY` apart, `r` is `runX` apart in `x` and follows in `y`. Both may be parts of
  /// one array.
  void copyRuns(
      int count,
      int runs,
      int length,
      float[] x,
      int xo,
      int stepX,
      int runX,
      float[] y,
      int yo,
      int stepY);

  /// `y[r, c] = fma(a[r, c], b[r, c], y[r, c])` for `r` ascending: `rows` rows of `cols` elements
  /// that lie `rowA`, `rowB` and `rowY` apart. With `rowY` 0 each column is one chain.
  void multiplyAddRows(
      int rows,
      int cols,
      float[] a,
      int ao,
      int rowA,
      float[] b,
      int bo,
      int rowB,
      float[] y,
      int yo,
      int rowY);

  /// `y[r, c] = x[r, c]` where that is larger than `y[r, c]`, or the first NaN; `rows` rows of
  /// `cols` elements that lie `rowX` and `rowY` apart.
  void maxRows(int rows, int cols, float[] x, int xo, int rowX, float[] y, int yo, int rowY);

  /// Where `x[r, c]` equals `largest[r, c]`, or both are NaN, `rest[r, c]` is added to `y[r, c]`
  /// and then 0; rows of `x` and `y` lie `rowX` apart, the others `rowRest`.
  void takeRows(
      int rows,
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
      int yo);

  /// Folds 16 lanes in a fixed tree: halves are combined, lower lane first (8, 4, 2, 1).
  static float fold(Reduction op, float[] lanes, int lo) {
    for (int half = LANES / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        float a = lanes[lo + i];
        float b = lanes[lo + i + half];
        lanes[lo + i] = op == Reduction.SUM ? a + b : Math.max(a, b);
      }
    }
    return lanes[lo];
  }
}
