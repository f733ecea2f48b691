package hebb.simd;

import static hebb.simd.Width.FLOATS;
import static hebb.simd.Width.LENGTH;

import jdk.incubator.vector.FloatVector;

/// What the updates of optimisers are made of: several operations in one loop, each rounding by
/// itself; `n` is a multiple of 16.
final class UpdateLoops {
  private UpdateLoops() {}

  static void mix(
      float[] a, int ao, float s, float[] b, int bo, float t, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector a0 = FloatVector.fromArray(FLOATS, a, ao + i);
      FloatVector b0 = FloatVector.fromArray(FLOATS, b, bo + i);
      a0.mul(s).add(b0.mul(t)).intoArray(y, yo + i);
    }
  }

  static void mixSquare(
      float[] a, int ao, float s, float[] b, int bo, float t, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector a0 = FloatVector.fromArray(FLOATS, a, ao + i);
      FloatVector b0 = FloatVector.fromArray(FLOATS, b, bo + i);
      a0.mul(s).add(b0.mul(b0).mul(t)).intoArray(y, yo + i);
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
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector w0 = FloatVector.fromArray(FLOATS, w, wo + i);
      FloatVector a0 = FloatVector.fromArray(FLOATS, a, ao + i);
      FloatVector b0 = FloatVector.fromArray(FLOATS, b, bo + i);
      FloatVector root = b0.mul(t).sqrt().add(epsilon);
      w0.mul(r).sub(a0.mul(s).div(root)).intoArray(y, yo + i);
    }
  }
}
