package hebb.simd;

import static hebb.simd.Coefficients.*;
import static hebb.simd.Width.FLOATS;
import static hebb.simd.Width.LENGTH;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/// `e^x` and what is made of it, operation by operation as in `hebb.kernel.FloatMath`; `n` is a
/// multiple of 16. Each is one flat loop: vectors that pass through a method may be boxed.
final class ExpLoops {
  private ExpLoops() {}

  static void exp(float[] x, int xo, float[] y, int yo, int n) {
    if (n == 0) {
      return;
    }
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector x0 = FloatVector.fromArray(FLOATS, x, xo + i);
      FloatVector z = x0.blend(-105f, x0.compare(LT, -105f)).blend(89f, x0.compare(GT, 89f));
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
      p.add(1f).mul(s1).mul(s2).intoArray(y, yo + i);
    }
  }

  static void expm1(float[] x, int xo, float[] y, int yo, int n) {
    if (n == 0) {
      return;
    }
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector x0 = FloatVector.fromArray(FLOATS, x, xo + i);
      FloatVector z = x0.blend(-18f, x0.compare(LT, -18f)).blend(89f, x0.compare(GT, 89f));
      FloatVector t = z.fma(LOG2_E, ROUND);
      FloatVector n0 = t.sub(ROUND);
      FloatVector r = n0.fma(LN2_HIGH, z);
      r = n0.fma(LN2_LOW, r);
      FloatVector p = E6.fma(r, E5);
      p = p.fma(r, E4).fma(r, E3).fma(r, E2).fma(r, E1);
      p = p.fma(r.mul(r), r);
      IntVector k = t.reinterpretAsInts().sub(ROUND_BITS);
      FloatVector half = k.add(126).lanewise(LSHL, 23).reinterpretAsFloats();
      FloatVector y0 = half.fma(p, half.sub(0.5f)).mul(2f);
      y0.blend(x0, x0.abs().compare(LT, 1e-8f)).intoArray(y, yo + i);
    }
  }

  static void tanh(float[] x, int xo, float[] y, int yo, int n) {
    if (n == 0) {
      return;
    }
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector x0 = FloatVector.fromArray(FLOATS, x, xo + i);
      FloatVector a = x0.abs();
      FloatVector z = a.add(a).blend(20f, a.compare(GT, 10f));
      FloatVector t = z.fma(LOG2_E, ROUND);
      FloatVector n0 = t.sub(ROUND);
      FloatVector r = n0.fma(LN2_HIGH, z);
      r = n0.fma(LN2_LOW, r);
      FloatVector p = E6.fma(r, E5);
      p = p.fma(r, E4).fma(r, E3).fma(r, E2).fma(r, E1);
      p = p.fma(r.mul(r), r);
      IntVector k = t.reinterpretAsInts().sub(ROUND_BITS);
      FloatVector scale = k.add(127).lanewise(LSHL, 23).reinterpretAsFloats();
      FloatVector e = scale.fma(p, scale.sub(1f));
      FloatVector s = e.add(2f);
      FloatVector lost = e.sub(s.sub(2f));
      FloatVector d = ONE.div(s);
      FloatVector y0 = e.mul(d);
      FloatVector minus = y0.neg();
      y0 = minus.fma(lost, minus.fma(s, e)).fma(d, y0);
      y0 = y0.blend(y0.neg(), x0.compare(LT, 0f));
      y0.blend(x0, a.compare(LT, 1e-4f)).intoArray(y, yo + i);
    }
  }

  static void sigmoid(float[] x, int xo, float[] y, int yo, int n) {
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
      FloatVector e = p.add(1f).mul(s1).mul(s2);
      FloatVector s = e.add(1f);
      FloatVector lost = e.sub(s.sub(1f));
      FloatVector y0 = e.blend(1f, x0.compare(GT, 0f)).div(s);
      y0.neg().fma(lost, y0).intoArray(y, yo + i);
    }
  }

  static void erf(float[] x, int xo, float[] y, int yo, int n) {
    if (n == 0) {
      return;
    }
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector x0 = FloatVector.fromArray(FLOATS, x, xo + i);
      FloatVector a = x0.abs();
      FloatVector s = x0.mul(x0);
      FloatVector near = N5.fma(s, N4).fma(s, N3).fma(s, N2).fma(s, N1).fma(s, N0);
      near = near.fma(x0, x0);
      FloatVector c = a.blend(4f, a.compare(GT, 4f));
      FloatVector far = F5.fma(c, F4).fma(c.mul(c), F3.fma(c, F2));
      far = far.fma(c, F1).fma(c, F0A).fma(c, F0B);
      FloatVector z = far.fma(c, c.neg());
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
      far = ONE.sub(p.add(1f).mul(s1).mul(s2));
      far = far.blend(far.neg(), x0.compare(LT, 0f));
      near.blend(far, a.compare(GT, 0.927734375f)).intoArray(y, yo + i);
    }
  }
}
