package hebb.simd;

import static hebb.simd.Width.FLOATS;
import static hebb.simd.Width.LENGTH;

import jdk.incubator.vector.FloatVector;

/// One row of a product over many columns at once, so that B is read in long runs: what one row
/// costs is the reading of B.
///
/// Step `p` of A is `a[ao + p * stepA]`; the vectors of B at step `p` lie side by side from `b[bo +
/// p * stepB]`. The row continues the chains in `start` and goes to `c`.
final class MatMulRow {
  private MatMulRow() {}

  /// Sixteen vectors: for 32 vector registers.
  static void sixteen(
      int k,
      float[] a,
      int ao,
      int stepA,
      float[] b,
      int bo,
      int stepB,
      float[] start,
      int so,
      float[] c,
      int co) {
    if (k == 0) {
      return;
    }
    FloatVector c0 = FloatVector.fromArray(FLOATS, start, so);
    FloatVector c1 = FloatVector.fromArray(FLOATS, start, so + LENGTH);
    FloatVector c2 = FloatVector.fromArray(FLOATS, start, so + 2 * LENGTH);
    FloatVector c3 = FloatVector.fromArray(FLOATS, start, so + 3 * LENGTH);
    FloatVector c4 = FloatVector.fromArray(FLOATS, start, so + 4 * LENGTH);
    FloatVector c5 = FloatVector.fromArray(FLOATS, start, so + 5 * LENGTH);
    FloatVector c6 = FloatVector.fromArray(FLOATS, start, so + 6 * LENGTH);
    FloatVector c7 = FloatVector.fromArray(FLOATS, start, so + 7 * LENGTH);
    FloatVector c8 = FloatVector.fromArray(FLOATS, start, so + 8 * LENGTH);
    FloatVector c9 = FloatVector.fromArray(FLOATS, start, so + 9 * LENGTH);
    FloatVector c10 = FloatVector.fromArray(FLOATS, start, so + 10 * LENGTH);
    FloatVector c11 = FloatVector.fromArray(FLOATS, start, so + 11 * LENGTH);
    FloatVector c12 = FloatVector.fromArray(FLOATS, start, so + 12 * LENGTH);
    FloatVector c13 = FloatVector.fromArray(FLOATS, start, so + 13 * LENGTH);
    FloatVector c14 = FloatVector.fromArray(FLOATS, start, so + 14 * LENGTH);
    FloatVector c15 = FloatVector.fromArray(FLOATS, start, so + 15 * LENGTH);
    int at = ao;
    int bt = bo;
    for (int p = 0; p < k; p++) {
      FloatVector s = FloatVector.broadcast(FLOATS, a[at]);
      c0 = s.fma(FloatVector.fromArray(FLOATS, b, bt), c0);
      c1 = s.fma(FloatVector.fromArray(FLOATS, b, bt + LENGTH), c1);
      c2 = s.fma(FloatVector.fromArray(FLOATS, b, bt + 2 * LENGTH), c2);
      c3 = s.fma(FloatVector.fromArray(FLOATS, b, bt + 3 * LENGTH), c3);
      c4 = s.fma(FloatVector.fromArray(FLOATS, b, bt + 4 * LENGTH), c4);
      c5 = s.fma(FloatVector.fromArray(FLOATS, b, bt + 5 * LENGTH), c5);
      c6 = s.fma(FloatVector.fromArray(FLOATS, b, bt + 6 * LENGTH), c6);
      c7 = s.fma(FloatVector.fromArray(FLOATS, b, bt + 7 * LENGTH), c7);
      c8 = s.fma(FloatVector.fromArray(FLOATS, b, bt + 8 * LENGTH), c8);
      c9 = s.fma(FloatVector.fromArray(FLOATS, b, bt + 9 * LENGTH), c9);
      c10 = s.fma(FloatVector.fromArray(FLOATS, b, bt + 10 * LENGTH), c10);
      c11 = s.fma(FloatVector.fromArray(FLOATS, b, bt + 11 * LENGTH), c11);
      c12 = s.fma(FloatVector.fromArray(FLOATS, b, bt + 12 * LENGTH), c12);
      c13 = s.fma(FloatVector.fromArray(FLOATS, b, bt + 13 * LENGTH), c13);
      c14 = s.fma(FloatVector.fromArray(FLOATS, b, bt + 14 * LENGTH), c14);
      c15 = s.fma(FloatVector.fromArray(FLOATS, b, bt + 15 * LENGTH), c15);
      at += stepA;
      bt += stepB;
    }
    c0.intoArray(c, co);
    c1.intoArray(c, co + LENGTH);
    c2.intoArray(c, co + 2 * LENGTH);
    c3.intoArray(c, co + 3 * LENGTH);
    c4.intoArray(c, co + 4 * LENGTH);
    c5.intoArray(c, co + 5 * LENGTH);
    c6.intoArray(c, co + 6 * LENGTH);
    c7.intoArray(c, co + 7 * LENGTH);
    c8.intoArray(c, co + 8 * LENGTH);
    c9.intoArray(c, co + 9 * LENGTH);
    c10.intoArray(c, co + 10 * LENGTH);
    c11.intoArray(c, co + 11 * LENGTH);
    c12.intoArray(c, co + 12 * LENGTH);
    c13.intoArray(c, co + 13 * LENGTH);
    c14.intoArray(c, co + 14 * LENGTH);
    c15.intoArray(c, co + 15 * LENGTH);
  }

  /// Eight vectors.
  static void eight(
      int k,
      float[] a,
      int ao,
      int stepA,
      float[] b,
      int bo,
      int stepB,
      float[] start,
      int so,
      float[] c,
      int co) {
    if (k == 0) {
      return;
    }
    FloatVector c0 = FloatVector.fromArray(FLOATS, start, so);
    FloatVector c1 = FloatVector.fromArray(FLOATS, start, so + LENGTH);
    FloatVector c2 = FloatVector.fromArray(FLOATS, start, so + 2 * LENGTH);
    FloatVector c3 = FloatVector.fromArray(FLOATS, start, so + 3 * LENGTH);
    FloatVector c4 = FloatVector.fromArray(FLOATS, start, so + 4 * LENGTH);
    FloatVector c5 = FloatVector.fromArray(FLOATS, start, so + 5 * LENGTH);
    FloatVector c6 = FloatVector.fromArray(FLOATS, start, so + 6 * LENGTH);
    FloatVector c7 = FloatVector.fromArray(FLOATS, start, so + 7 * LENGTH);
    int at = ao;
    int bt = bo;
    for (int p = 0; p < k; p++) {
      FloatVector s = FloatVector.broadcast(FLOATS, a[at]);
      c0 = s.fma(FloatVector.fromArray(FLOATS, b, bt), c0);
      c1 = s.fma(FloatVector.fromArray(FLOATS, b, bt + LENGTH), c1);
      c2 = s.fma(FloatVector.fromArray(FLOATS, b, bt + 2 * LENGTH), c2);
      c3 = s.fma(FloatVector.fromArray(FLOATS, b, bt + 3 * LENGTH), c3);
      c4 = s.fma(FloatVector.fromArray(FLOATS, b, bt + 4 * LENGTH), c4);
      c5 = s.fma(FloatVector.fromArray(FLOATS, b, bt + 5 * LENGTH), c5);
      c6 = s.fma(FloatVector.fromArray(FLOATS, b, bt + 6 * LENGTH), c6);
      c7 = s.fma(FloatVector.fromArray(FLOATS, b, bt + 7 * LENGTH), c7);
      at += stepA;
      bt += stepB;
    }
    c0.intoArray(c, co);
    c1.intoArray(c, co + LENGTH);
    c2.intoArray(c, co + 2 * LENGTH);
    c3.intoArray(c, co + 3 * LENGTH);
    c4.intoArray(c, co + 4 * LENGTH);
    c5.intoArray(c, co + 5 * LENGTH);
    c6.intoArray(c, co + 6 * LENGTH);
    c7.intoArray(c, co + 7 * LENGTH);
  }

  /// Four vectors.
  static void four(
      int k,
      float[] a,
      int ao,
      int stepA,
      float[] b,
      int bo,
      int stepB,
      float[] start,
      int so,
      float[] c,
      int co) {
    if (k == 0) {
      return;
    }
    FloatVector c0 = FloatVector.fromArray(FLOATS, start, so);
    FloatVector c1 = FloatVector.fromArray(FLOATS, start, so + LENGTH);
    FloatVector c2 = FloatVector.fromArray(FLOATS, start, so + 2 * LENGTH);
    FloatVector c3 = FloatVector.fromArray(FLOATS, start, so + 3 * LENGTH);
    int at = ao;
    int bt = bo;
    for (int p = 0; p < k; p++) {
      FloatVector s = FloatVector.broadcast(FLOATS, a[at]);
      c0 = s.fma(FloatVector.fromArray(FLOATS, b, bt), c0);
      c1 = s.fma(FloatVector.fromArray(FLOATS, b, bt + LENGTH), c1);
      c2 = s.fma(FloatVector.fromArray(FLOATS, b, bt + 2 * LENGTH), c2);
      c3 = s.fma(FloatVector.fromArray(FLOATS, b, bt + 3 * LENGTH), c3);
      at += stepA;
      bt += stepB;
    }
    c0.intoArray(c, co);
    c1.intoArray(c, co + LENGTH);
    c2.intoArray(c, co + 2 * LENGTH);
    c3.intoArray(c, co + 3 * LENGTH);
  }

  /// Two vectors.
  static void two(
      int k,
      float[] a,
      int ao,
      int stepA,
      float[] b,
      int bo,
      int stepB,
      float[] start,
      int so,
      float[] c,
      int co) {
    if (k == 0) {
      return;
    }
    FloatVector c0 = FloatVector.fromArray(FLOATS, start, so);
    FloatVector c1 = FloatVector.fromArray(FLOATS, start, so + LENGTH);
    int at = ao;
    int bt = bo;
    for (int p = 0; p < k; p++) {
      FloatVector s = FloatVector.broadcast(FLOATS, a[at]);
      c0 = s.fma(FloatVector.fromArray(FLOATS, b, bt), c0);
      c1 = s.fma(FloatVector.fromArray(FLOATS, b, bt + LENGTH), c1);
      at += stepA;
      bt += stepB;
    }
    c0.intoArray(c, co);
    c1.intoArray(c, co + LENGTH);
  }

  /// One vector.
  static void one(
      int k,
      float[] a,
      int ao,
      int stepA,
      float[] b,
      int bo,
      int stepB,
      float[] start,
      int so,
      float[] c,
      int co) {
    if (k == 0) {
      return;
    }
    FloatVector c0 = FloatVector.fromArray(FLOATS, start, so);
    int at = ao;
    int bt = bo;
    for (int p = 0; p < k; p++) {
      FloatVector s = FloatVector.broadcast(FLOATS, a[at]);
      c0 = s.fma(FloatVector.fromArray(FLOATS, b, bt), c0);
      at += stepA;
      bt += stepB;
    }
    c0.intoArray(c, co);
  }
}
