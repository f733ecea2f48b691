package hebb.simd;

import static hebb.simd.Width.FLOATS;
import static hebb.simd.Width.INTS;
import static hebb.simd.Width.LENGTH;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import hebb.kernel.Kernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/// Reductions and random numbers; `n` is a multiple of 16.
final class ReduceLoops {
  /// 0, 1, 2, ...
  private static final IntVector INDEX = IntVector.zero(INTS).addIndex(1);

  private ReduceLoops() {}

  static void sumLanes(float[] x, int xo, int n, float[] lanes, int lo) {
    for (int lane = 0; lane < Kernels.LANES; lane += LENGTH) {
      FloatVector sum = FloatVector.fromArray(FLOATS, lanes, lo + lane);
      for (int i = lane; i < n; i += Kernels.LANES) {
        sum = sum.add(FloatVector.fromArray(FLOATS, x, xo + i));
      }
      sum.intoArray(lanes, lo + lane);
    }
  }

  static void maxLanes(float[] x, int xo, int n, float[] lanes, int lo) {
    for (int lane = 0; lane < Kernels.LANES; lane += LENGTH) {
      FloatVector max = FloatVector.fromArray(FLOATS, lanes, lo + lane);
      for (int i = lane; i < n; i += Kernels.LANES) {
        max = max.max(FloatVector.fromArray(FLOATS, x, xo + i));
      }
      max.intoArray(lanes, lo + lane);
    }
  }

  /// Two vectors of columns at a time, down all rows.
  static void sumColumns(float[] x, int xo, int rows, int cols, float[] acc, int ao) {
    if (rows == 0) {
      return;
    }
    int c = 0;
    for (; c <= cols - 2 * LENGTH; c += 2 * LENGTH) {
      FloatVector s0 = FloatVector.fromArray(FLOATS, acc, ao + c);
      FloatVector s1 = FloatVector.fromArray(FLOATS, acc, ao + c + LENGTH);
      for (int r = 0; r < rows; r++) {
        int at = xo + r * cols + c;
        s0 = s0.add(FloatVector.fromArray(FLOATS, x, at));
        s1 = s1.add(FloatVector.fromArray(FLOATS, x, at + LENGTH));
      }
      s0.intoArray(acc, ao + c);
      s1.intoArray(acc, ao + c + LENGTH);
    }
    for (; c <= cols - LENGTH; c += LENGTH) {
      FloatVector s = FloatVector.fromArray(FLOATS, acc, ao + c);
      for (int r = 0; r < rows; r++) {
        s = s.add(FloatVector.fromArray(FLOATS, x, xo + r * cols + c));
      }
      s.intoArray(acc, ao + c);
    }
    for (; c < cols; c++) {
      float s = acc[ao + c];
      for (int r = 0; r < rows; r++) {
        s += x[xo + r * cols + c];
      }
      acc[ao + c] = s;
    }
  }

  /// The numbers of [hebb.kernel.ScalarKernels], whose indices share their upper 32 bits.
  static void uniform(long key, long first, float[] y, int yo, int n) {
    if (n == 0) {
      return;
    }
    int second = (int) (key >>> 32) + (int) (first >>> 32) * 0x85ebca6b;
    for (int i = 0; i < n; i += LENGTH) {
      IntVector h = INDEX.add((int) first + i).mul(0x9e3779b9).add((int) key);
      h = h.lanewise(XOR, h.lanewise(LSHR, 16)).mul(0x7feb352d);
      h = h.lanewise(XOR, h.lanewise(LSHR, 15)).mul(0x846ca68b);
      h = h.lanewise(XOR, h.lanewise(LSHR, 16)).add(second);
      h = h.lanewise(XOR, h.lanewise(LSHR, 16)).mul(0x7feb352d);
      h = h.lanewise(XOR, h.lanewise(LSHR, 15)).mul(0x846ca68b);
      h = h.lanewise(XOR, h.lanewise(LSHR, 16));
      ((FloatVector) h.lanewise(LSHR, 8).convert(I2F, 0)).mul(0x1p-24f).intoArray(y, yo + i);
    }
  }
}
