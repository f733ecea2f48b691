package hebb.simd;

import static hebb.simd.Coefficients.*;
import static hebb.simd.Width.FLOATS;
import static hebb.simd.Width.LENGTH;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NE;

import hebb.graph.Unary;
import jdk.incubator.vector.FloatVector;

/// Elementwise functions that are one or two instructions; `n` is a multiple of 16.
final class PlainLoops {
  private PlainLoops() {}

  static void negate(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector x0 = FloatVector.fromArray(FLOATS, x, xo + i);
      x0.neg().intoArray(y, yo + i);
    }
  }

  static void abs(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector x0 = FloatVector.fromArray(FLOATS, x, xo + i);
      x0.abs().intoArray(y, yo + i);
    }
  }

  static void sign(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector x0 = FloatVector.fromArray(FLOATS, x, xo + i);
      x0.blend(1f, x0.compare(GT, 0f)).blend(-1f, x0.compare(LT, 0f)).intoArray(y, yo + i);
    }
  }

  static void square(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector x0 = FloatVector.fromArray(FLOATS, x, xo + i);
      x0.mul(x0).intoArray(y, yo + i);
    }
  }

  static void sqrt(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector x0 = FloatVector.fromArray(FLOATS, x, xo + i);
      x0.sqrt().intoArray(y, yo + i);
    }
  }

  static void reciprocal(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector x0 = FloatVector.fromArray(FLOATS, x, xo + i);
      ONE.div(x0).intoArray(y, yo + i);
    }
  }

  static void relu(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector x0 = FloatVector.fromArray(FLOATS, x, xo + i);
      x0.blend(0f, x0.compare(LE, 0f)).intoArray(y, yo + i);
    }
  }

  static void flush(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector x0 = FloatVector.fromArray(FLOATS, x, xo + i);
      x0.blend(0f, x0.abs().compare(LT, Unary.LEAST)).intoArray(y, yo + i);
    }
  }

  static void step(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector x0 = FloatVector.fromArray(FLOATS, x, xo + i);
      ZERO.blend(1f, x0.compare(GT, 0f)).intoArray(y, yo + i);
    }
  }

  static void add(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector a0 = FloatVector.fromArray(FLOATS, a, ao + i);
      FloatVector b0 = FloatVector.fromArray(FLOATS, b, bo + i);
      a0.add(b0).intoArray(y, yo + i);
    }
  }

  static void subtract(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector a0 = FloatVector.fromArray(FLOATS, a, ao + i);
      FloatVector b0 = FloatVector.fromArray(FLOATS, b, bo + i);
      a0.sub(b0).intoArray(y, yo + i);
    }
  }

  static void multiply(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector a0 = FloatVector.fromArray(FLOATS, a, ao + i);
      FloatVector b0 = FloatVector.fromArray(FLOATS, b, bo + i);
      a0.mul(b0).intoArray(y, yo + i);
    }
  }

  static void divide(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector a0 = FloatVector.fromArray(FLOATS, a, ao + i);
      FloatVector b0 = FloatVector.fromArray(FLOATS, b, bo + i);
      a0.div(b0).intoArray(y, yo + i);
    }
  }

  static void max(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector a0 = FloatVector.fromArray(FLOATS, a, ao + i);
      FloatVector b0 = FloatVector.fromArray(FLOATS, b, bo + i);
      a0.max(b0).intoArray(y, yo + i);
    }
  }

  static void min(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector a0 = FloatVector.fromArray(FLOATS, a, ao + i);
      FloatVector b0 = FloatVector.fromArray(FLOATS, b, bo + i);
      a0.min(b0).intoArray(y, yo + i);
    }
  }

  static void greater(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector a0 = FloatVector.fromArray(FLOATS, a, ao + i);
      FloatVector b0 = FloatVector.fromArray(FLOATS, b, bo + i);
      ZERO.blend(1f, a0.compare(GT, b0)).intoArray(y, yo + i);
    }
  }

  static void equal(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector a0 = FloatVector.fromArray(FLOATS, a, ao + i);
      FloatVector b0 = FloatVector.fromArray(FLOATS, b, bo + i);
      ZERO.blend(1f, a0.compare(EQ, b0)).intoArray(y, yo + i);
    }
  }

  static void select(
      float[] c, int co, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector a0 = FloatVector.fromArray(FLOATS, a, ao + i);
      FloatVector b0 = FloatVector.fromArray(FLOATS, b, bo + i);
      b0.blend(a0, FloatVector.fromArray(FLOATS, c, co + i).compare(NE, 0f)).intoArray(y, yo + i);
    }
  }
}
