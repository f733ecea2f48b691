package hebb.simd;

import static hebb.simd.Width.FLOATS;
import static hebb.simd.Width.LENGTH;
import static jdk.incubator.vector.VectorOperators.LT;

import hebb.graph.Unary;
import jdk.incubator.vector.FloatVector;

/// What the updates of optimisers are made of: several operations in one loop, each rounding by
/// itself; `n` is a multiple of 16.
final class UpdateLoops {
  private UpdateLoops() {}

  static void mix(
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
    if (n == 0) {
      return;
    }
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector a0 = FloatVector.fromArray(FLOATS, a, ao + i);
      FloatVector b0 = FloatVector.fromArray(FLOATS, b, bo + i);
      FloatVector z = a0.mul(s).add(b0.mul(t));
      z.blend(0f, z.abs().compare(LT, least)).intoArray(y, yo + i);
    }
  }

  static void mixSquare(
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
    if (n == 0) {
      return;
    }
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector a0 = FloatVector.fromArray(FLOATS, a, ao + i);
      FloatVector b0 = FloatVector.fromArray(FLOATS, b, bo + i).abs().max(floor);
      FloatVector z = a0.mul(s).add(b0.mul(b0).mul(t));
      z.blend(0f, z.abs().compare(LT, least)).intoArray(y, yo + i);
    }
  }

  static void adapt(
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
    if (n == 0) {
      return;
    }
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector w0 = FloatVector.fromArray(FLOATS, w, wo + i);
      FloatVector a0 = FloatVector.fromArray(FLOATS, a, ao + i);
      FloatVector b0 = FloatVector.fromArray(FLOATS, b, bo + i);
      FloatVector root = b0.mul(t).sqrt().add(epsilon);
      w0.mul(r).sub(a0.mul(s).div(root)).intoArray(y, yo + i);
    }
  }

  /// The three loops in one, so that memory is waited for while the processor divides.
  static void mixAndAdapt(
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
    if (n == 0) {
      return;
    }
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector g0 = FloatVector.fromArray(FLOATS, g, go + i);
      FloatVector m0 = FloatVector.fromArray(FLOATS, m, mo + i).mul(s).add(g0.mul(t));
      m0 = m0.blend(0f, m0.abs().compare(LT, Unary.LEAST));
      m0.intoArray(m, mo + i);
      g0 = g0.abs().max(floor);
      g0 = g0.mul(g0).mul(squareT);
      FloatVector v0 = FloatVector.fromArray(FLOATS, v, vo + i).mul(squareS).add(g0);
      v0 = v0.blend(0f, v0.abs().compare(LT, Unary.LEAST));
      v0.intoArray(v, vo + i);
      FloatVector root = v0.mul(correction).sqrt().add(epsilon);
      FloatVector w0 = FloatVector.fromArray(FLOATS, w, wo + i);
      w0.mul(r).sub(m0.mul(rate).div(root)).intoArray(w, wo + i);
    }
  }
}
