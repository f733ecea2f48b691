package hebb.simd;

import static hebb.simd.Coefficients.*;
import static hebb.simd.Width.FLOATS;
import static hebb.simd.Width.LENGTH;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;

/// Logarithms, operation by operation as in `hebb.kernel.FloatMath`; `n` is a multiple of 16.
final class LogLoops {
  private LogLoops() {}

  static void log(float[] x, int xo, float[] y, int yo, int n) {
    if (n == 0) {
      return;
    }
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector x0 = FloatVector.fromArray(FLOATS, x, xo + i);
      VectorMask<Float> tiny = x0.compare(LT, Float.MIN_NORMAL);
      IntVector bits = x0.blend(x0.mul(8388608f), tiny).reinterpretAsInts().sub(ROOT_HALF);
      FloatVector e = (FloatVector) bits.lanewise(ASHR, 23).convert(I2F, 0);
      e = e.sub(ZERO.blend(23f, tiny));
      FloatVector f = bits.and(0x7fffff).add(ROOT_HALF).reinterpretAsFloats().sub(1f);
      FloatVector s = f.mul(f);
      FloatVector q = L9.fma(f, L8).fma(f, L7).fma(f, L6).fma(f, L5);
      q = q.fma(f, L4).fma(f, L3).fma(f, L2).fma(f, L1);
      q = q.mul(f).fma(s, e.mul(LOG_LOW));
      q = s.fma(MINUS_HALF, q).add(f);
      FloatVector y0 = e.fma(LOG_HIGH, q);
      y0 = y0.blend(Float.NEGATIVE_INFINITY, x0.compare(EQ, 0f));
      y0 = y0.blend(x0, x0.compare(EQ, Float.POSITIVE_INFINITY));
      NAN.blend(y0, x0.compare(GE, 0f)).intoArray(y, yo + i);
    }
  }

  static void log1p(float[] x, int xo, float[] y, int yo, int n) {
    if (n == 0) {
      return;
    }
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector x0 = FloatVector.fromArray(FLOATS, x, xo + i);
      FloatVector u = x0.add(1f);
      FloatVector v = u.sub(x0);
      FloatVector lost = x0.sub(u.sub(v)).add(ONE.sub(v));
      IntVector bits = u.reinterpretAsInts().sub(ROOT_HALF);
      IntVector exponent = bits.lanewise(ASHR, 23);
      FloatVector e = (FloatVector) exponent.convert(I2F, 0);
      FloatVector f = bits.and(0x7fffff).add(ROOT_HALF).reinterpretAsFloats().sub(1f);
      IntVector inverse = exponent.neg().add(127).max(0).lanewise(LSHL, 23);
      f = lost.fma(inverse.reinterpretAsFloats(), f);
      FloatVector s = f.mul(f);
      FloatVector q = L9.fma(f, L8).fma(f, L7).fma(f, L6).fma(f, L5);
      q = q.fma(f, L4).fma(f, L3).fma(f, L2).fma(f, L1);
      q = q.mul(f).fma(s, e.mul(LOG_LOW));
      q = s.fma(MINUS_HALF, q).add(f);
      FloatVector y0 = e.fma(LOG_HIGH, q);
      y0 = y0.blend(x0, x0.abs().compare(LT, 1e-8f));
      y0 = y0.blend(Float.NEGATIVE_INFINITY, x0.compare(EQ, -1f));
      y0 = y0.blend(x0, x0.compare(EQ, Float.POSITIVE_INFINITY));
      NAN.blend(y0, x0.compare(GE, -1f)).intoArray(y, yo + i);
    }
  }

  static void softplus(float[] x, int xo, float[] y, int yo, int n) {
    if (n == 0) {
      return;
    }
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector x0 = FloatVector.fromArray(FLOATS, x, xo + i);
      FloatVector z = x0.abs().neg();
      z = z.blend(-105f, z.compare(LT, -105f));
      FloatVector t = z.fma(LOG2_E, ROUND);
      FloatVector n0 = t.sub(ROUND);
      FloatVector r = n0.fma(LN2_HIGH, z);
      r = n0.fma(LN2_LOW, r);
      FloatVector p = E6.fma(r, E5);
      p = p.fma(r, E4).fma(r, E3).fma(r, E2).fma(r, E1);
      p = p.fma(r.mul(r), r);
      IntVector k = t.reinterpretAsInts().sub(ROUND_BITS);
      IntVector half = k.lanewise(ASHR, 1);
      FloatVector s1 = half.add(127).lanewise(LSHL, 23).reinterpretAsFloats();
      FloatVector s2 = k.sub(half).add(127).lanewise(LSHL, 23).reinterpretAsFloats();
      FloatVector w = p.add(1f).mul(s1).mul(s2);
      FloatVector u = w.add(1f);
      FloatVector v = u.sub(w);
      FloatVector lost = w.sub(u.sub(v)).add(ONE.sub(v));
      IntVector bits = u.reinterpretAsInts().sub(ROOT_HALF);
      IntVector exponent = bits.lanewise(ASHR, 23);
      FloatVector e = (FloatVector) exponent.convert(I2F, 0);
      FloatVector f = bits.and(0x7fffff).add(ROOT_HALF).reinterpretAsFloats().sub(1f);
      IntVector inverse = exponent.neg().add(127).max(0).lanewise(LSHL, 23);
      f = lost.fma(inverse.reinterpretAsFloats(), f);
      FloatVector s = f.mul(f);
      FloatVector q = L9.fma(f, L8).fma(f, L7).fma(f, L6).fma(f, L5);
      q = q.fma(f, L4).fma(f, L3).fma(f, L2).fma(f, L1);
      q = q.mul(f).fma(s, e.mul(LOG_LOW));
      q = s.fma(MINUS_HALF, q).add(f);
      FloatVector y0 = e.fma(LOG_HIGH, q);
      y0 = y0.blend(w, w.abs().compare(LT, 1e-8f));
      FloatVector relu = x0.blend(0f, x0.compare(LE, 0f));
      relu.add(y0).intoArray(y, yo + i);
    }
  }
}
