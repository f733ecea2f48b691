package hebb.kernel;

import hebb.graph.Binary;
import hebb.graph.Reduction;
import hebb.graph.Unary;

/// Kernels in plain Java: the specification of all others, and what runs where the Vector API is
/// not to be had.
public final class ScalarKernels implements Kernels {
  /// From so many floats on a call copies faster than a loop.
  private static final int LONG_COPY = 24;

  /// Kernels without state; all instances are alike.
  public ScalarKernels() {}

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public void unary(Unary op, float[] x, int xo, float[] y, int yo, int n) {
    ScalarLoops.unary(op, x, xo, y, yo, n);
  }

  @Override
  public void binary(Binary op, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    ScalarLoops.binary(op, a, ao, b, bo, y, yo, n);
  }

  @Override
  public void binary(Binary op, float[] a, int ao, float b, float[] y, int yo, int n) {
    ScalarNumberLoops.binary(op, a, ao, b, y, yo, n);
  }

  @Override
  public void binary(Binary op, float a, float[] b, int bo, float[] y, int yo, int n) {
    ScalarNumberLoops.binary(op, a, b, bo, y, yo, n);
  }

  @Override
  public void mix(
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
    for (int i = 0; i < n; i++) {
      y[yo + i] = FloatMath.flush(a[ao + i] * s + b[bo + i] * t, least);
    }
  }

  @Override
  public void mixSquare(
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
    for (int i = 0; i < n; i++) {
      float x = Math.max(Math.abs(b[bo + i]), floor);
      y[yo + i] = FloatMath.flush(a[ao + i] * s + x * x * t, least);
    }
  }

  @Override
  public void adapt(
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
    for (int i = 0; i < n; i++) {
      float step = a[ao + i] * s / ((float) Math.sqrt(b[bo + i] * t) + epsilon);
      y[yo + i] = w[wo + i] * r - step;
    }
  }

  @Override
  public void mixAndAdapt(
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
    mix(m, mo, s, g, go, t, Unary.LEAST, m, mo, n);
    mixSquare(v, vo, squareS, g, go, floor, squareT, Unary.LEAST, v, vo, n);
    adapt(w, wo, r, m, mo, rate, v, vo, correction, epsilon, w, wo, n);
  }

  @Override
  public void select(
      float[] c, int co, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = c[co + i] != 0f ? a[ao + i] : b[bo + i];
    }
  }

  @Override
  public void uniform(long key, long first, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = uniform(key, first + i);
    }
  }

  /// One uniform number in [0, 1), a multiple of 2^-24: index and key go through two rounds of a
  /// 32-bit finaliser (lowbias32, C. Wellons 2018).
  static float uniform(long key, long index) {
    int h = mix((int) index * 0x9e3779b9 + (int) key);
    h = mix(h + (int) (key >>> 32) + (int) (index >>> 32) * 0x85ebca6b);
    return (h >>> 8) * 0x1p-24f;
  }

  private static int mix(int h) {
    h = (h ^ (h >>> 16)) * 0x7feb352d;
    h = (h ^ (h >>> 15)) * 0x846ca68b;
    return h ^ (h >>> 16);
  }

  @Override
  public void reduceLanes(
      Reduction op, float[] x, int xo, int n, int phase, float[] lanes, int lo) {
    if (op == Reduction.SUM) {
      for (int i = 0; i < n; i++) {
        lanes[lo + ((phase + i) & (LANES - 1))] += x[xo + i];
      }
    } else {
      for (int i = 0; i < n; i++) {
        int lane = lo + ((phase + i) & (LANES - 1));
        lanes[lane] = Math.max(lanes[lane], x[xo + i]);
      }
    }
  }

  @Override
  public void reduceRows(Reduction op, float[] x, int xo, int rows, int cols, float[] y, int yo) {
    for (int r = 0; r < rows; r++) {
      int from = xo + r * cols;
      y[yo + r] = op == Reduction.SUM ? sum(x, from, from + cols) : max(x, from, from + cols);
    }
  }

  /// The sum of a row as by [Kernels#fold]: lanes by halves of 8, 4, 2 and 1.
  private static float sum(float[] x, int from, int to) {
    return half(x, from, to, 0) + half(x, from, to, 1);
  }

  private static float half(float[] x, int from, int to, int lane) {
    return quarter(x, from, to, lane) + quarter(x, from, to, lane + 2);
  }

  private static float quarter(float[] x, int from, int to, int lane) {
    return pair(x, from, to, lane) + pair(x, from, to, lane + 4);
  }

  private static float pair(float[] x, int from, int to, int lane) {
    return lane(x, from + lane, to) + lane(x, from + lane + 8, to);
  }

  private static float lane(float[] x, int from, int to) {
    float sum = 0f;
    for (int i = from; i < to; i += LANES) {
      sum += x[i];
    }
    return sum;
  }

  private static float max(float[] x, int from, int to) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      max = Math.max(max, x[i]);
    }
    return max;
  }

  @Override
  public void reduceColumns(
      Reduction op, float[] x, int xo, int rows, int cols, float[] acc, int ao) {
    int c = 0;
    if (op == Reduction.SUM) {
      for (; c <= cols - 4; c += 4) {
        sumFour(x, xo + c, rows, cols, acc, ao + c);
      }
    }
    for (; c < cols; c++) {
      float a = acc[ao + c];
      for (int r = 0; r < rows; r++) {
        float v = x[xo + c + r * cols];
        a = op == Reduction.SUM ? a + v : Math.max(a, v);
      }
      acc[ao + c] = a;
    }
  }

  private static void sumFour(float[] x, int xo, int rows, int cols, float[] acc, int ao) {
    float a0 = acc[ao];
    float a1 = acc[ao + 1];
    float a2 = acc[ao + 2];
    float a3 = acc[ao + 3];
    for (int r = 0; r < rows; r++) {
      int i = xo + r * cols;
      a0 += x[i];
      a1 += x[i + 1];
      a2 += x[i + 2];
      a3 += x[i + 3];
    }
    acc[ao] = a0;
    acc[ao + 1] = a1;
    acc[ao + 2] = a2;
    acc[ao + 3] = a3;
  }

  @Override
  public MatMulKernel matMul(MatMulShape shape) {
    return BlockedMatMul.of(shape, block -> new ScalarMatMul(block, false));
  }

  @Override
  public MatMulKernel continued(MatMulShape shape) {
    return new ScalarMatMul(shape, true);
  }

  @Override
  public void copyRuns(
      int count,
      int runs,
      int length,
      float[] x,
      int xo,
      int stepX,
      int runX,
      float[] y,
      int yo,
      int stepY) {
    for (int i = 0; i < count; i++) {
      for (int r = 0; r < runs; r++) {
        int from = xo + i * stepX + r * runX;
        int to = yo + i * stepY + r * length;
        if (length >= LONG_COPY) {
          System.arraycopy(x, from, y, to, length);
        } else {
          for (int j = 0; j < length; j++) {
            y[to + j] = x[from + j];
          }
        }
      }
    }
  }

  @Override
  public void multiplyAddRows(
      int rows,
      int cols,
      float[] a,
      int ao,
      int rowA,
      float[] b,
      int bo,
      int rowB,
      float[] y,
      int yo,
      int rowY) {
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < cols; c++) {
        int to = yo + r * rowY + c;
        y[to] = Math.fma(a[ao + r * rowA + c], b[bo + r * rowB + c], y[to]);
      }
    }
  }

  @Override
  public void maxRows(
      int rows, int cols, float[] x, int xo, int rowX, float[] y, int yo, int rowY) {
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < cols; c++) {
        float value = x[xo + r * rowX + c];
        float best = y[yo + r * rowY + c];
        y[yo + r * rowY + c] = value <= best || Float.isNaN(best) ? best : value;
      }
    }
  }

  @Override
  public void takeRows(
      int rows,
      int cols,
      float[] x,
      int xo,
      int rowX,
      float[] largest,
      int lo,
      float[] rest,
      int ro,
      int rowRest,
      float[] y,
      int yo) {
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < cols; c++) {
        float value = x[xo + r * rowX + c];
        float wanted = largest[lo + r * rowRest + c];
        if (value == wanted || Float.isNaN(value)) {
          y[yo + r * rowX + c] += rest[ro + r * rowRest + c];
          rest[ro + r * rowRest + c] = 0;
        }
      }
    }
  }
}
