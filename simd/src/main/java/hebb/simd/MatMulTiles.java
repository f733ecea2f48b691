package hebb.simd;

import static hebb.simd.Width.FLOATS;
import static hebb.simd.Width.LENGTH;

import jdk.incubator.vector.FloatVector;

/// Blocks of a product that stay in registers over k. Each is one flat loop: vectors that pass
/// through a method may be boxed, and more index variables than the machine has registers for are
/// kept in vector registers, at a tenth of the speed.
///
/// Row `i` of A at step `p` is `a[ao + i * rowA + p * stepA]`; the vectors of B at step `p` lie
/// side by side from `b[bo + p * stepB]`. The block continues the chains in `start` and goes to
/// `c`.
final class MatMulTiles {
  private MatMulTiles() {}

  /// Six rows by four vectors: for 32 vector registers.
  static void sixByFour(
      int k,
      float[] a,
      int ao,
      int rowA,
      int stepA,
      float[] b,
      int bo,
      int stepB,
      float[] start,
      int so,
      int rowS,
      float[] c,
      int co,
      int rowC) {
    FloatVector c00 = FloatVector.fromArray(FLOATS, start, so);
    FloatVector c01 = FloatVector.fromArray(FLOATS, start, so + LENGTH);
    FloatVector c02 = FloatVector.fromArray(FLOATS, start, so + 2 * LENGTH);
    FloatVector c03 = FloatVector.fromArray(FLOATS, start, so + 3 * LENGTH);
    FloatVector c10 = FloatVector.fromArray(FLOATS, start, so + rowS);
    FloatVector c11 = FloatVector.fromArray(FLOATS, start, so + rowS + LENGTH);
    FloatVector c12 = FloatVector.fromArray(FLOATS, start, so + rowS + 2 * LENGTH);
    FloatVector c13 = FloatVector.fromArray(FLOATS, start, so + rowS + 3 * LENGTH);
    FloatVector c20 = FloatVector.fromArray(FLOATS, start, so + 2 * rowS);
    FloatVector c21 = FloatVector.fromArray(FLOATS, start, so + 2 * rowS + LENGTH);
    FloatVector c22 = FloatVector.fromArray(FLOATS, start, so + 2 * rowS + 2 * LENGTH);
    FloatVector c23 = FloatVector.fromArray(FLOATS, start, so + 2 * rowS + 3 * LENGTH);
    FloatVector c30 = FloatVector.fromArray(FLOATS, start, so + 3 * rowS);
    FloatVector c31 = FloatVector.fromArray(FLOATS, start, so + 3 * rowS + LENGTH);
    FloatVector c32 = FloatVector.fromArray(FLOATS, start, so + 3 * rowS + 2 * LENGTH);
    FloatVector c33 = FloatVector.fromArray(FLOATS, start, so + 3 * rowS + 3 * LENGTH);
    FloatVector c40 = FloatVector.fromArray(FLOATS, start, so + 4 * rowS);
    FloatVector c41 = FloatVector.fromArray(FLOATS, start, so + 4 * rowS + LENGTH);
    FloatVector c42 = FloatVector.fromArray(FLOATS, start, so + 4 * rowS + 2 * LENGTH);
    FloatVector c43 = FloatVector.fromArray(FLOATS, start, so + 4 * rowS + 3 * LENGTH);
    FloatVector c50 = FloatVector.fromArray(FLOATS, start, so + 5 * rowS);
    FloatVector c51 = FloatVector.fromArray(FLOATS, start, so + 5 * rowS + LENGTH);
    FloatVector c52 = FloatVector.fromArray(FLOATS, start, so + 5 * rowS + 2 * LENGTH);
    FloatVector c53 = FloatVector.fromArray(FLOATS, start, so + 5 * rowS + 3 * LENGTH);
    int at = ao;
    int bt = bo;
    int end = bo + k * stepB;
    while (bt != end) {
      FloatVector v0 = FloatVector.fromArray(FLOATS, b, bt);
      FloatVector v1 = FloatVector.fromArray(FLOATS, b, bt + LENGTH);
      FloatVector v2 = FloatVector.fromArray(FLOATS, b, bt + 2 * LENGTH);
      FloatVector v3 = FloatVector.fromArray(FLOATS, b, bt + 3 * LENGTH);
      int i = at;
      FloatVector s0 = FloatVector.broadcast(FLOATS, a[i]);
      i += rowA;
      c00 = s0.fma(v0, c00);
      c01 = s0.fma(v1, c01);
      c02 = s0.fma(v2, c02);
      c03 = s0.fma(v3, c03);
      FloatVector s1 = FloatVector.broadcast(FLOATS, a[i]);
      i += rowA;
      c10 = s1.fma(v0, c10);
      c11 = s1.fma(v1, c11);
      c12 = s1.fma(v2, c12);
      c13 = s1.fma(v3, c13);
      FloatVector s2 = FloatVector.broadcast(FLOATS, a[i]);
      i += rowA;
      c20 = s2.fma(v0, c20);
      c21 = s2.fma(v1, c21);
      c22 = s2.fma(v2, c22);
      c23 = s2.fma(v3, c23);
      FloatVector s3 = FloatVector.broadcast(FLOATS, a[i]);
      i += rowA;
      c30 = s3.fma(v0, c30);
      c31 = s3.fma(v1, c31);
      c32 = s3.fma(v2, c32);
      c33 = s3.fma(v3, c33);
      FloatVector s4 = FloatVector.broadcast(FLOATS, a[i]);
      i += rowA;
      c40 = s4.fma(v0, c40);
      c41 = s4.fma(v1, c41);
      c42 = s4.fma(v2, c42);
      c43 = s4.fma(v3, c43);
      FloatVector s5 = FloatVector.broadcast(FLOATS, a[i]);
      c50 = s5.fma(v0, c50);
      c51 = s5.fma(v1, c51);
      c52 = s5.fma(v2, c52);
      c53 = s5.fma(v3, c53);
      at += stepA;
      bt += stepB;
    }
    c00.intoArray(c, co);
    c01.intoArray(c, co + LENGTH);
    c02.intoArray(c, co + 2 * LENGTH);
    c03.intoArray(c, co + 3 * LENGTH);
    c10.intoArray(c, co + rowC);
    c11.intoArray(c, co + rowC + LENGTH);
    c12.intoArray(c, co + rowC + 2 * LENGTH);
    c13.intoArray(c, co + rowC + 3 * LENGTH);
    c20.intoArray(c, co + 2 * rowC);
    c21.intoArray(c, co + 2 * rowC + LENGTH);
    c22.intoArray(c, co + 2 * rowC + 2 * LENGTH);
    c23.intoArray(c, co + 2 * rowC + 3 * LENGTH);
    c30.intoArray(c, co + 3 * rowC);
    c31.intoArray(c, co + 3 * rowC + LENGTH);
    c32.intoArray(c, co + 3 * rowC + 2 * LENGTH);
    c33.intoArray(c, co + 3 * rowC + 3 * LENGTH);
    c40.intoArray(c, co + 4 * rowC);
    c41.intoArray(c, co + 4 * rowC + LENGTH);
    c42.intoArray(c, co + 4 * rowC + 2 * LENGTH);
    c43.intoArray(c, co + 4 * rowC + 3 * LENGTH);
    c50.intoArray(c, co + 5 * rowC);
    c51.intoArray(c, co + 5 * rowC + LENGTH);
    c52.intoArray(c, co + 5 * rowC + 2 * LENGTH);
    c53.intoArray(c, co + 5 * rowC + 3 * LENGTH);
  }

  /// Four rows by four vectors: for 32 vector registers.
  static void fourByFour(
      int k,
      float[] a,
      int ao,
      int rowA,
      int stepA,
      float[] b,
      int bo,
      int stepB,
      float[] start,
      int so,
      int rowS,
      float[] c,
      int co,
      int rowC) {
    if (k == 0) {
      return;
    }
    FloatVector c00 = FloatVector.fromArray(FLOATS, start, so);
    FloatVector c01 = FloatVector.fromArray(FLOATS, start, so + LENGTH);
    FloatVector c02 = FloatVector.fromArray(FLOATS, start, so + 2 * LENGTH);
    FloatVector c03 = FloatVector.fromArray(FLOATS, start, so + 3 * LENGTH);
    FloatVector c10 = FloatVector.fromArray(FLOATS, start, so + rowS);
    FloatVector c11 = FloatVector.fromArray(FLOATS, start, so + rowS + LENGTH);
    FloatVector c12 = FloatVector.fromArray(FLOATS, start, so + rowS + 2 * LENGTH);
    FloatVector c13 = FloatVector.fromArray(FLOATS, start, so + rowS + 3 * LENGTH);
    FloatVector c20 = FloatVector.fromArray(FLOATS, start, so + 2 * rowS);
    FloatVector c21 = FloatVector.fromArray(FLOATS, start, so + 2 * rowS + LENGTH);
    FloatVector c22 = FloatVector.fromArray(FLOATS, start, so + 2 * rowS + 2 * LENGTH);
    FloatVector c23 = FloatVector.fromArray(FLOATS, start, so + 2 * rowS + 3 * LENGTH);
    FloatVector c30 = FloatVector.fromArray(FLOATS, start, so + 3 * rowS);
    FloatVector c31 = FloatVector.fromArray(FLOATS, start, so + 3 * rowS + LENGTH);
    FloatVector c32 = FloatVector.fromArray(FLOATS, start, so + 3 * rowS + 2 * LENGTH);
    FloatVector c33 = FloatVector.fromArray(FLOATS, start, so + 3 * rowS + 3 * LENGTH);
    int at = ao;
    int bt = bo;
    int end = bo + k * stepB;
    while (bt != end) {
      FloatVector v0 = FloatVector.fromArray(FLOATS, b, bt);
      FloatVector v1 = FloatVector.fromArray(FLOATS, b, bt + LENGTH);
      FloatVector v2 = FloatVector.fromArray(FLOATS, b, bt + 2 * LENGTH);
      FloatVector v3 = FloatVector.fromArray(FLOATS, b, bt + 3 * LENGTH);
      int i = at;
      FloatVector s0 = FloatVector.broadcast(FLOATS, a[i]);
      i += rowA;
      c00 = s0.fma(v0, c00);
      c01 = s0.fma(v1, c01);
      c02 = s0.fma(v2, c02);
      c03 = s0.fma(v3, c03);
      FloatVector s1 = FloatVector.broadcast(FLOATS, a[i]);
      i += rowA;
      c10 = s1.fma(v0, c10);
      c11 = s1.fma(v1, c11);
      c12 = s1.fma(v2, c12);
      c13 = s1.fma(v3, c13);
      FloatVector s2 = FloatVector.broadcast(FLOATS, a[i]);
      i += rowA;
      c20 = s2.fma(v0, c20);
      c21 = s2.fma(v1, c21);
      c22 = s2.fma(v2, c22);
      c23 = s2.fma(v3, c23);
      FloatVector s3 = FloatVector.broadcast(FLOATS, a[i]);
      c30 = s3.fma(v0, c30);
      c31 = s3.fma(v1, c31);
      c32 = s3.fma(v2, c32);
      c33 = s3.fma(v3, c33);
      at += stepA;
      bt += stepB;
    }
    c00.intoArray(c, co);
    c01.intoArray(c, co + LENGTH);
    c02.intoArray(c, co + 2 * LENGTH);
    c03.intoArray(c, co + 3 * LENGTH);
    c10.intoArray(c, co + rowC);
    c11.intoArray(c, co + rowC + LENGTH);
    c12.intoArray(c, co + rowC + 2 * LENGTH);
    c13.intoArray(c, co + rowC + 3 * LENGTH);
    c20.intoArray(c, co + 2 * rowC);
    c21.intoArray(c, co + 2 * rowC + LENGTH);
    c22.intoArray(c, co + 2 * rowC + 2 * LENGTH);
    c23.intoArray(c, co + 2 * rowC + 3 * LENGTH);
    c30.intoArray(c, co + 3 * rowC);
    c31.intoArray(c, co + 3 * rowC + LENGTH);
    c32.intoArray(c, co + 3 * rowC + 2 * LENGTH);
    c33.intoArray(c, co + 3 * rowC + 3 * LENGTH);
  }

  /// Six rows by two vectors: for 16 vector registers.
  static void sixByTwo(
      int k,
      float[] a,
      int ao,
      int rowA,
      int stepA,
      float[] b,
      int bo,
      int stepB,
      float[] start,
      int so,
      int rowS,
      float[] c,
      int co,
      int rowC) {
    FloatVector c00 = FloatVector.fromArray(FLOATS, start, so);
    FloatVector c01 = FloatVector.fromArray(FLOATS, start, so + LENGTH);
    FloatVector c10 = FloatVector.fromArray(FLOATS, start, so + rowS);
    FloatVector c11 = FloatVector.fromArray(FLOATS, start, so + rowS + LENGTH);
    FloatVector c20 = FloatVector.fromArray(FLOATS, start, so + 2 * rowS);
    FloatVector c21 = FloatVector.fromArray(FLOATS, start, so + 2 * rowS + LENGTH);
    FloatVector c30 = FloatVector.fromArray(FLOATS, start, so + 3 * rowS);
    FloatVector c31 = FloatVector.fromArray(FLOATS, start, so + 3 * rowS + LENGTH);
    FloatVector c40 = FloatVector.fromArray(FLOATS, start, so + 4 * rowS);
    FloatVector c41 = FloatVector.fromArray(FLOATS, start, so + 4 * rowS + LENGTH);
    FloatVector c50 = FloatVector.fromArray(FLOATS, start, so + 5 * rowS);
    FloatVector c51 = FloatVector.fromArray(FLOATS, start, so + 5 * rowS + LENGTH);
    int at = ao;
    int bt = bo;
    int end = bo + k * stepB;
    while (bt != end) {
      FloatVector v0 = FloatVector.fromArray(FLOATS, b, bt);
      FloatVector v1 = FloatVector.fromArray(FLOATS, b, bt + LENGTH);
      int i = at;
      FloatVector s0 = FloatVector.broadcast(FLOATS, a[i]);
      i += rowA;
      c00 = s0.fma(v0, c00);
      c01 = s0.fma(v1, c01);
      FloatVector s1 = FloatVector.broadcast(FLOATS, a[i]);
      i += rowA;
      c10 = s1.fma(v0, c10);
      c11 = s1.fma(v1, c11);
      FloatVector s2 = FloatVector.broadcast(FLOATS, a[i]);
      i += rowA;
      c20 = s2.fma(v0, c20);
      c21 = s2.fma(v1, c21);
      FloatVector s3 = FloatVector.broadcast(FLOATS, a[i]);
      i += rowA;
      c30 = s3.fma(v0, c30);
      c31 = s3.fma(v1, c31);
      FloatVector s4 = FloatVector.broadcast(FLOATS, a[i]);
      i += rowA;
      c40 = s4.fma(v0, c40);
      c41 = s4.fma(v1, c41);
      FloatVector s5 = FloatVector.broadcast(FLOATS, a[i]);
      c50 = s5.fma(v0, c50);
      c51 = s5.fma(v1, c51);
      at += stepA;
      bt += stepB;
    }
    c00.intoArray(c, co);
    c01.intoArray(c, co + LENGTH);
    c10.intoArray(c, co + rowC);
    c11.intoArray(c, co + rowC + LENGTH);
    c20.intoArray(c, co + 2 * rowC);
    c21.intoArray(c, co + 2 * rowC + LENGTH);
    c30.intoArray(c, co + 3 * rowC);
    c31.intoArray(c, co + 3 * rowC + LENGTH);
    c40.intoArray(c, co + 4 * rowC);
    c41.intoArray(c, co + 4 * rowC + LENGTH);
    c50.intoArray(c, co + 5 * rowC);
    c51.intoArray(c, co + 5 * rowC + LENGTH);
  }

  /// Four rows by two vectors: for 16 vector registers.
  static void fourByTwo(
      int k,
      float[] a,
      int ao,
      int rowA,
      int stepA,
      float[] b,
      int bo,
      int stepB,
      float[] start,
      int so,
      int rowS,
      float[] c,
      int co,
      int rowC) {
    if (k == 0) {
      return;
    }
    FloatVector c00 = FloatVector.fromArray(FLOATS, start, so);
    FloatVector c01 = FloatVector.fromArray(FLOATS, start, so + LENGTH);
    FloatVector c10 = FloatVector.fromArray(FLOATS, start, so + rowS);
    FloatVector c11 = FloatVector.fromArray(FLOATS, start, so + rowS + LENGTH);
    FloatVector c20 = FloatVector.fromArray(FLOATS, start, so + 2 * rowS);
    FloatVector c21 = FloatVector.fromArray(FLOATS, start, so + 2 * rowS + LENGTH);
    FloatVector c30 = FloatVector.fromArray(FLOATS, start, so + 3 * rowS);
    FloatVector c31 = FloatVector.fromArray(FLOATS, start, so + 3 * rowS + LENGTH);
    int at = ao;
    int bt = bo;
    int end = bo + k * stepB;
    while (bt != end) {
      FloatVector v0 = FloatVector.fromArray(FLOATS, b, bt);
      FloatVector v1 = FloatVector.fromArray(FLOATS, b, bt + LENGTH);
      int i = at;
      FloatVector s0 = FloatVector.broadcast(FLOATS, a[i]);
      i += rowA;
      c00 = s0.fma(v0, c00);
      c01 = s0.fma(v1, c01);
      FloatVector s1 = FloatVector.broadcast(FLOATS, a[i]);
      i += rowA;
      c10 = s1.fma(v0, c10);
      c11 = s1.fma(v1, c11);
      FloatVector s2 = FloatVector.broadcast(FLOATS, a[i]);
      i += rowA;
      c20 = s2.fma(v0, c20);
      c21 = s2.fma(v1, c21);
      FloatVector s3 = FloatVector.broadcast(FLOATS, a[i]);
      c30 = s3.fma(v0, c30);
      c31 = s3.fma(v1, c31);
      at += stepA;
      bt += stepB;
    }
    c00.intoArray(c, co);
    c01.intoArray(c, co + LENGTH);
    c10.intoArray(c, co + rowC);
    c11.intoArray(c, co + rowC + LENGTH);
    c20.intoArray(c, co + 2 * rowC);
    c21.intoArray(c, co + 2 * rowC + LENGTH);
    c30.intoArray(c, co + 3 * rowC);
    c31.intoArray(c, co + 3 * rowC + LENGTH);
  }

  /// Twelve rows by two vectors: for 32 vector registers, where fewer columns are left than four
  /// vectors have.
  static void twelveByTwo(
      int k,
      float[] a,
      int ao,
      int rowA,
      int stepA,
      float[] b,
      int bo,
      int stepB,
      float[] start,
      int so,
      int rowS,
      float[] c,
      int co,
      int rowC) {
    FloatVector c0a = FloatVector.fromArray(FLOATS, start, so);
    FloatVector c0b = FloatVector.fromArray(FLOATS, start, so + LENGTH);
    FloatVector c1a = FloatVector.fromArray(FLOATS, start, so + rowS);
    FloatVector c1b = FloatVector.fromArray(FLOATS, start, so + rowS + LENGTH);
    FloatVector c2a = FloatVector.fromArray(FLOATS, start, so + 2 * rowS);
    FloatVector c2b = FloatVector.fromArray(FLOATS, start, so + 2 * rowS + LENGTH);
    FloatVector c3a = FloatVector.fromArray(FLOATS, start, so + 3 * rowS);
    FloatVector c3b = FloatVector.fromArray(FLOATS, start, so + 3 * rowS + LENGTH);
    FloatVector c4a = FloatVector.fromArray(FLOATS, start, so + 4 * rowS);
    FloatVector c4b = FloatVector.fromArray(FLOATS, start, so + 4 * rowS + LENGTH);
    FloatVector c5a = FloatVector.fromArray(FLOATS, start, so + 5 * rowS);
    FloatVector c5b = FloatVector.fromArray(FLOATS, start, so + 5 * rowS + LENGTH);
    FloatVector c6a = FloatVector.fromArray(FLOATS, start, so + 6 * rowS);
    FloatVector c6b = FloatVector.fromArray(FLOATS, start, so + 6 * rowS + LENGTH);
    FloatVector c7a = FloatVector.fromArray(FLOATS, start, so + 7 * rowS);
    FloatVector c7b = FloatVector.fromArray(FLOATS, start, so + 7 * rowS + LENGTH);
    FloatVector c8a = FloatVector.fromArray(FLOATS, start, so + 8 * rowS);
    FloatVector c8b = FloatVector.fromArray(FLOATS, start, so + 8 * rowS + LENGTH);
    FloatVector c9a = FloatVector.fromArray(FLOATS, start, so + 9 * rowS);
    FloatVector c9b = FloatVector.fromArray(FLOATS, start, so + 9 * rowS + LENGTH);
    FloatVector c10a = FloatVector.fromArray(FLOATS, start, so + 10 * rowS);
    FloatVector c10b = FloatVector.fromArray(FLOATS, start, so + 10 * rowS + LENGTH);
    FloatVector c11a = FloatVector.fromArray(FLOATS, start, so + 11 * rowS);
    FloatVector c11b = FloatVector.fromArray(FLOATS, start, so + 11 * rowS + LENGTH);
    int at = ao;
    int bt = bo;
    int end = bo + k * stepB;
    while (bt != end) {
      FloatVector v0 = FloatVector.fromArray(FLOATS, b, bt);
      FloatVector v1 = FloatVector.fromArray(FLOATS, b, bt + LENGTH);
      int i = at;
      FloatVector s0 = FloatVector.broadcast(FLOATS, a[i]);
      i += rowA;
      c0a = s0.fma(v0, c0a);
      c0b = s0.fma(v1, c0b);
      FloatVector s1 = FloatVector.broadcast(FLOATS, a[i]);
      i += rowA;
      c1a = s1.fma(v0, c1a);
      c1b = s1.fma(v1, c1b);
      FloatVector s2 = FloatVector.broadcast(FLOATS, a[i]);
      i += rowA;
      c2a = s2.fma(v0, c2a);
      c2b = s2.fma(v1, c2b);
      FloatVector s3 = FloatVector.broadcast(FLOATS, a[i]);
      i += rowA;
      c3a = s3.fma(v0, c3a);
      c3b = s3.fma(v1, c3b);
      FloatVector s4 = FloatVector.broadcast(FLOATS, a[i]);
      i += rowA;
      c4a = s4.fma(v0, c4a);
      c4b = s4.fma(v1, c4b);
      FloatVector s5 = FloatVector.broadcast(FLOATS, a[i]);
      i += rowA;
      c5a = s5.fma(v0, c5a);
      c5b = s5.fma(v1, c5b);
      FloatVector s6 = FloatVector.broadcast(FLOATS, a[i]);
      i += rowA;
      c6a = s6.fma(v0, c6a);
      c6b = s6.fma(v1, c6b);
      FloatVector s7 = FloatVector.broadcast(FLOATS, a[i]);
      i += rowA;
      c7a = s7.fma(v0, c7a);
      c7b = s7.fma(v1, c7b);
      FloatVector s8 = FloatVector.broadcast(FLOATS, a[i]);
      i += rowA;
      c8a = s8.fma(v0, c8a);
      c8b = s8.fma(v1, c8b);
      FloatVector s9 = FloatVector.broadcast(FLOATS, a[i]);
      i += rowA;
      c9a = s9.fma(v0, c9a);
      c9b = s9.fma(v1, c9b);
      FloatVector s10 = FloatVector.broadcast(FLOATS, a[i]);
      i += rowA;
      c10a = s10.fma(v0, c10a);
      c10b = s10.fma(v1, c10b);
      FloatVector s11 = FloatVector.broadcast(FLOATS, a[i]);
      c11a = s11.fma(v0, c11a);
      c11b = s11.fma(v1, c11b);
      at += stepA;
      bt += stepB;
    }
    c0a.intoArray(c, co);
    c0b.intoArray(c, co + LENGTH);
    c1a.intoArray(c, co + rowC);
    c1b.intoArray(c, co + rowC + LENGTH);
    c2a.intoArray(c, co + 2 * rowC);
    c2b.intoArray(c, co + 2 * rowC + LENGTH);
    c3a.intoArray(c, co + 3 * rowC);
    c3b.intoArray(c, co + 3 * rowC + LENGTH);
    c4a.intoArray(c, co + 4 * rowC);
    c4b.intoArray(c, co + 4 * rowC + LENGTH);
    c5a.intoArray(c, co + 5 * rowC);
    c5b.intoArray(c, co + 5 * rowC + LENGTH);
    c6a.intoArray(c, co + 6 * rowC);
    c6b.intoArray(c, co + 6 * rowC + LENGTH);
    c7a.intoArray(c, co + 7 * rowC);
    c7b.intoArray(c, co + 7 * rowC + LENGTH);
    c8a.intoArray(c, co + 8 * rowC);
    c8b.intoArray(c, co + 8 * rowC + LENGTH);
    c9a.intoArray(c, co + 9 * rowC);
    c9b.intoArray(c, co + 9 * rowC + LENGTH);
    c10a.intoArray(c, co + 10 * rowC);
    c10b.intoArray(c, co + 10 * rowC + LENGTH);
    c11a.intoArray(c, co + 11 * rowC);
    c11b.intoArray(c, co + 11 * rowC + LENGTH);
  }

  /// Twelve rows by one vector.
  static void twelveByOne(
      int k,
      float[] a,
      int ao,
      int rowA,
      int stepA,
      float[] b,
      int bo,
      int stepB,
      float[] start,
      int so,
      int rowS,
      float[] c,
      int co,
      int rowC) {
    FloatVector c0 = FloatVector.fromArray(FLOATS, start, so);
    FloatVector c1 = FloatVector.fromArray(FLOATS, start, so + rowS);
    FloatVector c2 = FloatVector.fromArray(FLOATS, start, so + 2 * rowS);
    FloatVector c3 = FloatVector.fromArray(FLOATS, start, so + 3 * rowS);
    FloatVector c4 = FloatVector.fromArray(FLOATS, start, so + 4 * rowS);
    FloatVector c5 = FloatVector.fromArray(FLOATS, start, so + 5 * rowS);
    FloatVector c6 = FloatVector.fromArray(FLOATS, start, so + 6 * rowS);
    FloatVector c7 = FloatVector.fromArray(FLOATS, start, so + 7 * rowS);
    FloatVector c8 = FloatVector.fromArray(FLOATS, start, so + 8 * rowS);
    FloatVector c9 = FloatVector.fromArray(FLOATS, start, so + 9 * rowS);
    FloatVector c10 = FloatVector.fromArray(FLOATS, start, so + 10 * rowS);
    FloatVector c11 = FloatVector.fromArray(FLOATS, start, so + 11 * rowS);
    int at = ao;
    int bt = bo;
    int end = bo + k * stepB;
    while (bt != end) {
      FloatVector v = FloatVector.fromArray(FLOATS, b, bt);
      int i = at;
      c0 = FloatVector.broadcast(FLOATS, a[i]).fma(v, c0);
      i += rowA;
      c1 = FloatVector.broadcast(FLOATS, a[i]).fma(v, c1);
      i += rowA;
      c2 = FloatVector.broadcast(FLOATS, a[i]).fma(v, c2);
      i += rowA;
      c3 = FloatVector.broadcast(FLOATS, a[i]).fma(v, c3);
      i += rowA;
      c4 = FloatVector.broadcast(FLOATS, a[i]).fma(v, c4);
      i += rowA;
      c5 = FloatVector.broadcast(FLOATS, a[i]).fma(v, c5);
      i += rowA;
      c6 = FloatVector.broadcast(FLOATS, a[i]).fma(v, c6);
      i += rowA;
      c7 = FloatVector.broadcast(FLOATS, a[i]).fma(v, c7);
      i += rowA;
      c8 = FloatVector.broadcast(FLOATS, a[i]).fma(v, c8);
      i += rowA;
      c9 = FloatVector.broadcast(FLOATS, a[i]).fma(v, c9);
      i += rowA;
      c10 = FloatVector.broadcast(FLOATS, a[i]).fma(v, c10);
      i += rowA;
      c11 = FloatVector.broadcast(FLOATS, a[i]).fma(v, c11);
      at += stepA;
      bt += stepB;
    }
    c0.intoArray(c, co);
    c1.intoArray(c, co + rowC);
    c2.intoArray(c, co + 2 * rowC);
    c3.intoArray(c, co + 3 * rowC);
    c4.intoArray(c, co + 4 * rowC);
    c5.intoArray(c, co + 5 * rowC);
    c6.intoArray(c, co + 6 * rowC);
    c7.intoArray(c, co + 7 * rowC);
    c8.intoArray(c, co + 8 * rowC);
    c9.intoArray(c, co + 9 * rowC);
    c10.intoArray(c, co + 10 * rowC);
    c11.intoArray(c, co + 11 * rowC);
  }

  /// Four rows by one vector.
  static void fourByOne(
      int k,
      float[] a,
      int ao,
      int rowA,
      int stepA,
      float[] b,
      int bo,
      int stepB,
      float[] start,
      int so,
      int rowS,
      float[] c,
      int co,
      int rowC) {
    if (k == 0) {
      return;
    }
    FloatVector c0 = FloatVector.fromArray(FLOATS, start, so);
    FloatVector c1 = FloatVector.fromArray(FLOATS, start, so + rowS);
    FloatVector c2 = FloatVector.fromArray(FLOATS, start, so + 2 * rowS);
    FloatVector c3 = FloatVector.fromArray(FLOATS, start, so + 3 * rowS);
    int at = ao;
    int bt = bo;
    int end = bo + k * stepB;
    while (bt != end) {
      FloatVector v = FloatVector.fromArray(FLOATS, b, bt);
      int i = at;
      c0 = FloatVector.broadcast(FLOATS, a[i]).fma(v, c0);
      i += rowA;
      c1 = FloatVector.broadcast(FLOATS, a[i]).fma(v, c1);
      i += rowA;
      c2 = FloatVector.broadcast(FLOATS, a[i]).fma(v, c2);
      i += rowA;
      c3 = FloatVector.broadcast(FLOATS, a[i]).fma(v, c3);
      at += stepA;
      bt += stepB;
    }
    c0.intoArray(c, co);
    c1.intoArray(c, co + rowC);
    c2.intoArray(c, co + 2 * rowC);
    c3.intoArray(c, co + 3 * rowC);
  }
}
