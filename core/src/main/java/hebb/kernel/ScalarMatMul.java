package hebb.kernel;

/// The product in plain Java, by blocks of 4 x 4 elements that stay in registers over k. The four
/// transpositions differ in the strides of A and B alone. Nothing is packed.
final class ScalarMatMul implements MatMulKernel {
  private static final int TOGETHER = 64;

  private final int m;
  private final int n;
  private final int k;

  /// `op(A)[i, p]` is at `i * rowA + p * stepA`, `op(B)[p, j]` at `p * stepB + j * colB`.
  private final int rowA;

  private final int stepA;
  private final int stepB;
  private final int colB;
  private final int rowC;
  private final boolean continues;

  /// Of chains that begin at +0, or that C holds the beginnings of.
  ScalarMatMul(MatMulShape shape, boolean continues) {
    this.continues = continues;
    m = shape.m();
    n = shape.n();
    k = shape.k();
    rowA = shape.transposeA() ? 1 : shape.rowA();
    stepA = shape.transposeA() ? shape.rowA() : 1;
    stepB = shape.transposeB() ? 1 : shape.rowB();
    colB = shape.transposeB() ? shape.rowB() : 1;
    rowC = shape.rowC();
  }

  @Override
  public void rows(
      float[] scratch, int from, int to, float[] a, int ao, float[] b, int bo, float[] c, int co) {
    int i = from;
    for (; n == 1 && stepA == 1 && stepB == 1 && rowC == 1 && i <= to - 8; i += 8) {
      tall(a, ao + i * rowA, b, bo, c, co + i);
    }
    blocks(i, to, 0, n, a, ao, b, bo, c, co);
  }

  @Override
  public int columnsTogether() {
    return TOGETHER;
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
    blocks(0, m, first, last, a, ao, b, bo, c, co);
  }

  private void blocks(
      int from,
      int to,
      int first,
      int last,
      float[] a,
      int ao,
      float[] b,
      int bo,
      float[] c,
      int co) {
    int i = from;
    for (; i <= to - 4; i += 4) {
      int j = first;
      for (; j <= last - 4; j += 4) {
        block(a, ao + i * rowA, b, bo + j * colB, c, co + i * rowC + j);
      }
      for (; j < last; j++) {
        column(a, ao + i * rowA, b, bo + j * colB, c, co + i * rowC + j);
      }
    }
    for (; i < to; i++) {
      int j = first;
      for (; j <= last - 4; j += 4) {
        row(a, ao + i * rowA, b, bo + j * colB, c, co + i * rowC + j);
      }
      for (; j < last; j++) {
        element(a, ao + i * rowA, b, bo + j * colB, c, co + i * rowC + j);
      }
    }
  }

  private float first(float[] c, int at) {
    return continues ? c[at] : 0f;
  }

  private void block(float[] a, int a0, float[] b, int b0, float[] c, int c0) {
    float c00 = first(c, c0);
    float c01 = first(c, c0 + 1);
    float c02 = first(c, c0 + 2);
    float c03 = first(c, c0 + 3);
    float c10 = first(c, c0 + rowC);
    float c11 = first(c, c0 + rowC + 1);
    float c12 = first(c, c0 + rowC + 2);
    float c13 = first(c, c0 + rowC + 3);
    float c20 = first(c, c0 + 2 * rowC);
    float c21 = first(c, c0 + 2 * rowC + 1);
    float c22 = first(c, c0 + 2 * rowC + 2);
    float c23 = first(c, c0 + 2 * rowC + 3);
    float c30 = first(c, c0 + 3 * rowC);
    float c31 = first(c, c0 + 3 * rowC + 1);
    float c32 = first(c, c0 + 3 * rowC + 2);
    float c33 = first(c, c0 + 3 * rowC + 3);
    for (int p = 0; p < k; p++) {
      int ap = a0 + p * stepA;
      int bp = b0 + p * stepB;
      float v0 = b[bp];
      float v1 = b[bp + colB];
      float v2 = b[bp + 2 * colB];
      float v3 = b[bp + 3 * colB];
      float s = a[ap];
      c00 = Math.fma(s, v0, c00);
      c01 = Math.fma(s, v1, c01);
      c02 = Math.fma(s, v2, c02);
      c03 = Math.fma(s, v3, c03);
      s = a[ap + rowA];
      c10 = Math.fma(s, v0, c10);
      c11 = Math.fma(s, v1, c11);
      c12 = Math.fma(s, v2, c12);
      c13 = Math.fma(s, v3, c13);
      s = a[ap + 2 * rowA];
      c20 = Math.fma(s, v0, c20);
      c21 = Math.fma(s, v1, c21);
      c22 = Math.fma(s, v2, c22);
      c23 = Math.fma(s, v3, c23);
      s = a[ap + 3 * rowA];
      c30 = Math.fma(s, v0, c30);
      c31 = Math.fma(s, v1, c31);
      c32 = Math.fma(s, v2, c32);
      c33 = Math.fma(s, v3, c33);
    }
    c[c0] = c00;
    c[c0 + 1] = c01;
    c[c0 + 2] = c02;
    c[c0 + 3] = c03;
    int c1 = c0 + rowC;
    c[c1] = c10;
    c[c1 + 1] = c11;
    c[c1 + 2] = c12;
    c[c1 + 3] = c13;
    int c2 = c1 + rowC;
    c[c2] = c20;
    c[c2 + 1] = c21;
    c[c2 + 2] = c22;
    c[c2 + 3] = c23;
    int c3 = c2 + rowC;
    c[c3] = c30;
    c[c3 + 1] = c31;
    c[c3 + 2] = c32;
    c[c3 + 3] = c33;
  }

  /// Eight rows of the only column, where the rows of A lie one behind the other.
  private void tall(float[] a, int a0, float[] b, int b0, float[] c, int c0) {
    float s0 = first(c, c0);
    float s1 = first(c, c0 + 1);
    float s2 = first(c, c0 + 2);
    float s3 = first(c, c0 + 3);
    float s4 = first(c, c0 + 4);
    float s5 = first(c, c0 + 5);
    float s6 = first(c, c0 + 6);
    float s7 = first(c, c0 + 7);
    int a1 = a0 + rowA;
    int a2 = a1 + rowA;
    int a3 = a2 + rowA;
    int a4 = a3 + rowA;
    int a5 = a4 + rowA;
    int a6 = a5 + rowA;
    int a7 = a6 + rowA;
    for (int p = 0; p < k; p++) {
      float v = b[b0 + p];
      s0 = Math.fma(a[a0 + p], v, s0);
      s1 = Math.fma(a[a1 + p], v, s1);
      s2 = Math.fma(a[a2 + p], v, s2);
      s3 = Math.fma(a[a3 + p], v, s3);
      s4 = Math.fma(a[a4 + p], v, s4);
      s5 = Math.fma(a[a5 + p], v, s5);
      s6 = Math.fma(a[a6 + p], v, s6);
      s7 = Math.fma(a[a7 + p], v, s7);
    }
    c[c0] = s0;
    c[c0 + 1] = s1;
    c[c0 + 2] = s2;
    c[c0 + 3] = s3;
    c[c0 + 4] = s4;
    c[c0 + 5] = s5;
    c[c0 + 6] = s6;
    c[c0 + 7] = s7;
  }

  /// Four rows of one column.
  private void column(float[] a, int a0, float[] b, int b0, float[] c, int c0) {
    float s0 = first(c, c0);
    float s1 = first(c, c0 + rowC);
    float s2 = first(c, c0 + 2 * rowC);
    float s3 = first(c, c0 + 3 * rowC);
    for (int p = 0; p < k; p++) {
      int ap = a0 + p * stepA;
      float v = b[b0 + p * stepB];
      s0 = Math.fma(a[ap], v, s0);
      s1 = Math.fma(a[ap + rowA], v, s1);
      s2 = Math.fma(a[ap + 2 * rowA], v, s2);
      s3 = Math.fma(a[ap + 3 * rowA], v, s3);
    }
    c[c0] = s0;
    c[c0 + rowC] = s1;
    c[c0 + 2 * rowC] = s2;
    c[c0 + 3 * rowC] = s3;
  }

  /// Four columns of one row.
  private void row(float[] a, int a0, float[] b, int b0, float[] c, int c0) {
    float s0 = first(c, c0);
    float s1 = first(c, c0 + 1);
    float s2 = first(c, c0 + 2);
    float s3 = first(c, c0 + 3);
    for (int p = 0; p < k; p++) {
      float u = a[a0 + p * stepA];
      int bp = b0 + p * stepB;
      s0 = Math.fma(u, b[bp], s0);
      s1 = Math.fma(u, b[bp + colB], s1);
      s2 = Math.fma(u, b[bp + 2 * colB], s2);
      s3 = Math.fma(u, b[bp + 3 * colB], s3);
    }
    c[c0] = s0;
    c[c0 + 1] = s1;
    c[c0 + 2] = s2;
    c[c0 + 3] = s3;
  }

  private void element(float[] a, int a0, float[] b, int b0, float[] c, int c0) {
    float s = first(c, c0);
    for (int p = 0; p < k; p++) {
      s = Math.fma(a[a0 + p * stepA], b[b0 + p * stepB], s);
    }
    c[c0] = s;
  }

  /// The sizes m, n and k, as in `32x64x784`.
  @Override
  public String toString() {
    return m + "x" + n + "x" + k;
  }
}
