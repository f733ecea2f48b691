package hebb.suite.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.kernel.ConvKernel;
import hebb.kernel.ConvShape;
import hebb.kernel.ConvWeightsKernel;
import hebb.kernel.KernelChoice;
import hebb.kernel.Kernels;
import hebb.kernel.MatMulKernel;
import hebb.kernel.MatMulShape;
import hebb.kernel.ScalarKernels;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every result of a convolution is one chain of fused multiply-adds from +0 over its taps in
/// order, zeros around and between the places included, for all kernels, sizes and cuts.
class ConvTest {
  private static final int SHAPES = 400;

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "simd128", "simd256", "simd512"})
  void chains(String name) {
    Kernels kernels = KernelChoice.of(name).kernels();
    Random random = new Random(5);
    for (int i = 0; i < SHAPES; i++) {
      ConvShape shape = shape(random);
      boolean special = i % 4 == 0;
      float[] x = special ? Floats.mixed(shape.pixels(), i) : Floats.normal(shape.pixels(), i);
      float[] w = special ? Floats.mixed(shape.weights(), -i) : Floats.normal(shape.weights(), -i);
      float[] y = new float[shape.m() * shape.n()];
      Arrays.fill(y, Float.NaN);
      MatMulKernel kernel = ConvKernel.of(shape, kernels);
      float[] scratch = new float[kernel.scratch()];
      Arrays.fill(scratch, Float.NaN);
      for (int from = 0, to; from < shape.m(); from = to) {
        to = Math.min(shape.m(), from + 1 + random.nextInt(shape.m()));
        kernel.rows(scratch, from, to, x, 0, w, 0, y, 0);
      }
      assertThat(Floats.bits(y))
          .as("%s %s, seed %d", name, shape, i)
          .isEqualTo(chains(shape, x, w));
    }
  }

  private static ConvShape shape(Random random) {
    int group = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 1;
    boolean depthwise = random.nextInt(5) == 0;
    int groups = depthwise ? 1 + random.nextInt(40) : group;
    int own = depthwise ? 1 : random.nextBoolean() ? 1 + random.nextInt(4) : 1 + random.nextInt(20);
    int each =
        depthwise ? 1 + random.nextInt(2) : 1 + random.nextInt(random.nextInt(4) == 0 ? 70 : 20);
    return new ConvShape(
        1 + random.nextInt(2), axis(random), axis(random), groups * own, groups * each, groups);
  }

  private static ConvShape.Axis axis(Random random) {
    int taps = 1 + random.nextInt(4);
    int stride = 1 + random.nextInt(3) / 2 + random.nextInt(5) / 4;
    int dilation = 1 + random.nextInt(4) / 3;
    int spread = 1 + random.nextInt(4) / 3;
    int in = 1 + random.nextInt(random.nextInt(3) == 0 ? 40 : 9);
    int out = 1 + random.nextInt(random.nextInt(3) == 0 ? 40 : 9);
    return new ConvShape.Axis(in, out, taps, stride, dilation, random.nextInt(6) - 2, spread);
  }

  private static int source(ConvShape.Axis axis, int out, int tap) {
    int at = out * axis.stride() + tap * axis.dilation() - axis.before();
    return at < 0 || at % axis.spread() != 0 || at / axis.spread() >= axis.in()
        ? -1
        : at / axis.spread();
  }

  private static int[] chains(ConvShape s, float[] x, float[] w) {
    float[] y = new float[s.m() * s.n()];
    int own = s.channels() / s.groups();
    int each = s.filters() / s.groups();
    for (int i = 0; i < y.length; i++) {
      int f = i % s.filters();
      int place = i / s.filters();
      int column = place % s.columns().out();
      int row = place / s.columns().out() % s.rows().out();
      int image = place / s.columns().out() / s.rows().out();
      float sum = 0f;
      for (int tap = 0; tap < s.rows().taps() * s.columns().taps(); tap++) {
        int h = source(s.rows(), row, tap / s.columns().taps());
        int v = source(s.columns(), column, tap % s.columns().taps());
        int at = ((image * s.rows().in() + h) * s.columns().in() + v) * s.channels();
        for (int c = 0; c < own; c++) {
          float value = h < 0 || v < 0 ? 0f : x[at + f / each * own + c];
          sum = Math.fma(value, w[(tap * own + c) * s.filters() + f], sum);
        }
      }
      y[i] = sum;
    }
    return Floats.bits(y);
  }

  @ParameterizedTest
  @ValueSource(strings = {"simd128", "simd256", "simd512"})
  void gradientsOfWeightsAreThoseOfTheScalarKernels(String name) {
    Kernels kernels = KernelChoice.of(name).kernels();
    Random random = new Random(6);
    for (int i = 0; i < SHAPES; i++) {
      ConvShape shape = shape(random);
      float[] x = i % 4 == 0 ? Floats.mixed(shape.pixels(), i) : Floats.normal(shape.pixels(), i);
      float[] g = Floats.normal(shape.m() * shape.n(), -i);
      assertThat(weights(shape, kernels, x, g))
          .as("%s %s, seed %d", name, shape, i)
          .isEqualTo(weights(shape, new ScalarKernels(), x, g));
    }
  }

  private static int[] weights(ConvShape shape, Kernels kernels, float[] x, float[] g) {
    ConvWeightsKernel kernel = new ConvWeightsKernel(shape, kernels);
    float[] scratch = new float[kernel.scratch()];
    Arrays.fill(scratch, Float.NaN);
    float[] w = new float[kernel.blocks() * shape.weights()];
    Arrays.fill(w, Float.NaN);
    for (int part = 0; part < kernel.parts(); part++) {
      kernel.part(scratch, part, x, 0, g, 0, w, 0);
    }
    return Floats.bits(w);
  }

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "simd128", "simd256", "simd512"})
  void productsContinueTheChainsInC(String name) {
    Kernels kernels = KernelChoice.of(name).kernels();
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      int m = 1 + random.nextInt(60);
      int n = 1 + random.nextInt(90);
      int k = random.nextInt(i % 10 == 0 ? 1300 : 40);
      boolean turned = random.nextBoolean();
      int row = 1 + random.nextInt(8);
      float[] a = Floats.normal(turned ? Math.max(0, k - 1) * row + m : (m - 1) * row + k, i);
      float[] b = Floats.normal(k * n, -i);
      float[] c = Floats.normal(m * n, i + 1);
      float[] expected = c.clone();
      for (int j = 0; j < m * n; j++) {
        for (int p = 0; p < k; p++) {
          float left = a[turned ? p * row + j / n : j / n * row + p];
          expected[j] = Math.fma(left, b[p * n + j % n], expected[j]);
        }
      }
      MatMulKernel product = kernels.continued(new MatMulShape(m, n, k, turned, false, row, n, n));
      product.rows(new float[product.scratch()], 0, m, a, 0, b, 0, c, 0);
      assertThat(Floats.bits(c))
          .as("%s %s, seed %d", name, product, i)
          .isEqualTo(Floats.bits(expected));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"simd128", "simd256", "simd512"})
  void rowsOfChannelsAreThoseOfTheScalarKernels(String name) {
    Kernels kernels = KernelChoice.of(name).kernels();
    Kernels scalar = new ScalarKernels();
    for (int cols : new int[] {1, 3, 7, 8, 16, 17, 31, 64, 100}) {
      for (int count : new int[] {0, 1, 2, 5}) {
        float[] got = rows(kernels, count, cols);
        float[] expected = rows(scalar, count, cols);
        assertThat(Floats.bits(got))
            .as("%s %d x %d", name, count, cols)
            .isEqualTo(Floats.bits(expected));
      }
    }
  }

  private static float[] rows(Kernels kernels, int count, int cols) {
    int row = cols + 3;
    float[] x = Floats.mixed(6 * row, 1);
    float[] b = Floats.mixed(6 * row, 2);
    float[] y = Floats.mixed(20 * row, 3);
    kernels.multiplyAddRows(count, cols, x, 1, row, b, 2, row, y, 0, row);
    kernels.multiplyAddRows(count, cols, x, 0, row, b, 2, 0, y, 0, row);
    kernels.multiplyAddRows(count, cols, x, 1, row, b, 0, row, y, 6 * row, 0);
    kernels.maxRows(count, cols, x, 1, row, y, 7 * row, cols);
    float[] largest = Arrays.copyOfRange(x, 1, x.length);
    largest[0] = 5f;
    kernels.takeRows(count, cols, x, 1, row, largest, 0, y, 7 * row, row, y, 13 * row);
    return y;
  }

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "simd128", "simd256", "simd512"})
  void runsAreCopiedAndNothingElse(String name) {
    Kernels kernels = KernelChoice.of(name).kernels();
    Random random = new Random(8);
    for (int i = 0; i < 500; i++) {
      int length = 1 + random.nextInt(i % 3 == 0 ? 40 : 10);
      int runs = 1 + random.nextInt(4);
      int count = random.nextInt(12);
      int stepX = 1 + random.nextInt(6);
      int runX = random.nextInt(20);
      int stepY = runs * length + (random.nextBoolean() ? 0 : random.nextInt(4));
      float[] x = Floats.normal(Math.max(0, count - 1) * stepX + (runs - 1) * runX + length, i);
      float[] y = Floats.normal(count * stepY + random.nextInt(30), -i);
      float[] expected = y.clone();
      for (int j = 0; j < count * runs * length; j++) {
        int at = j / length / runs;
        int run = j / length % runs;
        expected[at * stepY + run * length + j % length] = x[at * stepX + run * runX + j % length];
      }
      kernels.copyRuns(count, runs, length, x, 0, stepX, runX, y, 0, stepY);
      assertThat(Floats.bits(y)).as("%s seed %d", name, i).isEqualTo(Floats.bits(expected));
    }
  }
}
