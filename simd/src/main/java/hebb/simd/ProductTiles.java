package hebb.simd;

import static hebb.simd.Width.FLOATS;
import static hebb.simd.Width.LENGTH;

import jdk.incubator.vector.FloatVector;

/// Blocks of a product that stay in registers over k, each one flat loop.
final class ProductTiles {
  private ProductTiles() {}

  /// Six rows by two vectors of C. Rows beyond `last` repeat it and store the same numbers again.
  static void wide(
      int k, float[] a, int ao, int rowA, int stepA, int last, float[] b, int b0, int b1, int stepB, float[] c, int co, int rowC) {
    int r1 = Math.min(1, last);
    int r2 = Math.min(2, last);
    int r3 = Math.min(3, last);
    int r4 = Math.min(4, last);
    int r5 = Math.min(5, last);
    int a0 = ao;
    int a1 = ao + r1 * rowA;
    int a2 = ao + r2 * rowA;
    int a3 = ao + r3 * rowA;
    int a4 = ao + r4 * rowA;
    int a5 = ao + r5 * rowA;
    FloatVector c00 = FloatVector.zero(FLOATS);
    FloatVector c01 = FloatVector.zero(FLOATS);
    FloatVector c10 = FloatVector.zero(FLOATS);
    FloatVector c11 = FloatVector.zero(FLOATS);
    FloatVector c20 = FloatVector.zero(FLOATS);
    FloatVector c21 = FloatVector.zero(FLOATS);
    FloatVector c30 = FloatVector.zero(FLOATS);
    FloatVector c31 = FloatVector.zero(FLOATS);
    FloatVector c40 = FloatVector.zero(FLOATS);
    FloatVector c41 = FloatVector.zero(FLOATS);
    FloatVector c50 = FloatVector.zero(FLOATS);
    FloatVector c51 = FloatVector.zero(FLOATS);
    for (int p = 0; p < k; p++) {
      FloatVector v0 = FloatVector.fromArray(FLOATS, b, b0 + p * stepB);
      FloatVector v1 = FloatVector.fromArray(FLOATS, b, b1 + p * stepB);
      int at = p * stepA;
      FloatVector s0 = FloatVector.broadcast(FLOATS, a[a0 + at]);
      c00 = s0.fma(v0, c00);
      c01 = s0.fma(v1, c01);
      FloatVector s1 = FloatVector.broadcast(FLOATS, a[a1 + at]);
      c10 = s1.fma(v0, c10);
      c11 = s1.fma(v1, c11);
      FloatVector s2 = FloatVector.broadcast(FLOATS, a[a2 + at]);
      c20 = s2.fma(v0, c20);
      c21 = s2.fma(v1, c21);
      FloatVector s3 = FloatVector.broadcast(FLOATS, a[a3 + at]);
      c30 = s3.fma(v0, c30);
      c31 = s3.fma(v1, c31);
      FloatVector s4 = FloatVector.broadcast(FLOATS, a[a4 + at]);
      c40 = s4.fma(v0, c40);
      c41 = s4.fma(v1, c41);
      FloatVector s5 = FloatVector.broadcast(FLOATS, a[a5 + at]);
      c50 = s5.fma(v0, c50);
      c51 = s5.fma(v1, c51);
    }
    c00.intoArray(c, co);
    c01.intoArray(c, co + LENGTH);
    c10.intoArray(c, co + r1 * rowC);
    c11.intoArray(c, co + r1 * rowC + LENGTH);
    c20.intoArray(c, co + r2 * rowC);
    c21.intoArray(c, co + r2 * rowC + LENGTH);
    c30.intoArray(c, co + r3 * rowC);
    c31.intoArray(c, co + r3 * rowC + LENGTH);
    c40.intoArray(c, co + r4 * rowC);
    c41.intoArray(c, co + r4 * rowC + LENGTH);
    c50.intoArray(c, co + r5 * rowC);
    c51.intoArray(c, co + r5 * rowC + LENGTH);
  }

  /// Eight rows by one vector of C.
  static void narrow(
      int k, float[] a, int ao, int rowA, int stepA, int last, float[] b, int b0, int stepB, float[] c, int co, int rowC) {
    int r1 = Math.min(1, last);
    int r2 = Math.min(2, last);
    int r3 = Math.min(3, last);
    int r4 = Math.min(4, last);
    int r5 = Math.min(5, last);
    int r6 = Math.min(6, last);
    int r7 = Math.min(7, last);
    int a0 = ao;
    int a1 = ao + r1 * rowA;
    int a2 = ao + r2 * rowA;
    int a3 = ao + r3 * rowA;
    int a4 = ao + r4 * rowA;
    int a5 = ao + r5 * rowA;
    int a6 = ao + r6 * rowA;
    int a7 = ao + r7 * rowA;
    FloatVector c00 = FloatVector.zero(FLOATS);
    FloatVector c10 = FloatVector.zero(FLOATS);
    FloatVector c20 = FloatVector.zero(FLOATS);
    FloatVector c30 = FloatVector.zero(FLOATS);
    FloatVector c40 = FloatVector.zero(FLOATS);
    FloatVector c50 = FloatVector.zero(FLOATS);
    FloatVector c60 = FloatVector.zero(FLOATS);
    FloatVector c70 = FloatVector.zero(FLOATS);
    for (int p = 0; p < k; p++) {
      FloatVector v0 = FloatVector.fromArray(FLOATS, b, b0 + p * stepB);
      int at = p * stepA;
      FloatVector s0 = FloatVector.broadcast(FLOATS, a[a0 + at]);
      c00 = s0.fma(v0, c00);
      FloatVector s1 = FloatVector.broadcast(FLOATS, a[a1 + at]);
      c10 = s1.fma(v0, c10);
      FloatVector s2 = FloatVector.broadcast(FLOATS, a[a2 + at]);
      c20 = s2.fma(v0, c20);
      FloatVector s3 = FloatVector.broadcast(FLOATS, a[a3 + at]);
      c30 = s3.fma(v0, c30);
      FloatVector s4 = FloatVector.broadcast(FLOATS, a[a4 + at]);
      c40 = s4.fma(v0, c40);
      FloatVector s5 = FloatVector.broadcast(FLOATS, a[a5 + at]);
      c50 = s5.fma(v0, c50);
      FloatVector s6 = FloatVector.broadcast(FLOATS, a[a6 + at]);
      c60 = s6.fma(v0, c60);
      FloatVector s7 = FloatVector.broadcast(FLOATS, a[a7 + at]);
      c70 = s7.fma(v0, c70);
    }
    c00.intoArray(c, co);
    c10.intoArray(c, co + r1 * rowC);
    c20.intoArray(c, co + r2 * rowC);
    c30.intoArray(c, co + r3 * rowC);
    c40.intoArray(c, co + r4 * rowC);
    c50.intoArray(c, co + r5 * rowC);
    c60.intoArray(c, co + r6 * rowC);
    c70.intoArray(c, co + r7 * rowC);
  }
}
