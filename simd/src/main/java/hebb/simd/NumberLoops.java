package hebb.simd;

import static hebb.simd.Coefficients.ZERO;
import static hebb.simd.Width.FLOATS;
import static hebb.simd.Width.LENGTH;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;

/// Elementwise functions of an array and one number; `n` is a multiple of 16.
final class NumberLoops {
  private NumberLoops() {}

  static void add(float[] x, int xo, float b, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector x0 = FloatVector.fromArray(FLOATS, x, xo + i);
      x0.add(b).intoArray(y, yo + i);
    }
  }

  static void multiply(float[] x, int xo, float b, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector x0 = FloatVector.fromArray(FLOATS, x, xo + i);
      x0.mul(b).intoArray(y, yo + i);
    }
  }

  static void divide(float[] x, int xo, float b, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector x0 = FloatVector.fromArray(FLOATS, x, xo + i);
      x0.div(b).intoArray(y, yo + i);
    }
  }

  static void max(float[] x, int xo, float b, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector x0 = FloatVector.fromArray(FLOATS, x, xo + i);
      x0.max(b).intoArray(y, yo + i);
    }
  }

  static void min(float[] x, int xo, float b, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector x0 = FloatVector.fromArray(FLOATS, x, xo + i);
      x0.min(b).intoArray(y, yo + i);
    }
  }

  static void greater(float[] x, int xo, float b, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector x0 = FloatVector.fromArray(FLOATS, x, xo + i);
      ZERO.blend(1f, x0.compare(GT, b)).intoArray(y, yo + i);
    }
  }

  static void equal(float[] x, int xo, float b, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector x0 = FloatVector.fromArray(FLOATS, x, xo + i);
      ZERO.blend(1f, x0.compare(EQ, b)).intoArray(y, yo + i);
    }
  }

  static void subtractFrom(float a, float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector x0 = FloatVector.fromArray(FLOATS, x, xo + i);
      FloatVector.broadcast(FLOATS, a).sub(x0).intoArray(y, yo + i);
    }
  }

  static void divideBy(float a, float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector x0 = FloatVector.fromArray(FLOATS, x, xo + i);
      FloatVector.broadcast(FLOATS, a).div(x0).intoArray(y, yo + i);
    }
  }

  static void less(float[] x, int xo, float b, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector x0 = FloatVector.fromArray(FLOATS, x, xo + i);
      ZERO.blend(1f, x0.compare(LT, b)).intoArray(y, yo + i);
    }
  }
}
