package hebb.suite.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.kernel.KernelChoice;
import hebb.kernel.Kernels;
import hebb.kernel.MatMulKernel;
import hebb.kernel.MatMulShape;
import hebb.kernel.ScalarKernels;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every element of a product is one ascending-k chain of fused multiply-adds from +0 for each
/// block of k, joined pairwise, for all kernels, shapes and cuts.
class MatMulTest {
  private record Size(int m, int n, int k) {}

  private static final List<Size> SIZES =
      List.of(
          new Size(0, 8, 8),
          new Size(4, 0, 8),
          new Size(4, 4, 0),
          new Size(16, 16, 0),
          new Size(1, 1, 1),
          new Size(1, 64, 50),
          new Size(1, 10, 30),
          new Size(2, 4, 400),
          new Size(4, 1, 400),
          new Size(400, 4, 2),
          new Size(400, 4, 1),
          new Size(400, 1, 4),
          new Size(43, 1, 7),
          new Size(101, 3, 3),
          new Size(77, 5, 2),
          new Size(50, 7, 4),
          new Size(33, 8, 4),
          new Size(65, 8, 4),
          new Size(1, 8, 64),
          new Size(1, 2, 200),
          new Size(64, 1, 32),
          new Size(70, 4, 9),
          new Size(130, 10, 33),
          new Size(64, 3, 2),
          new Size(201, 26, 300),
          new Size(65, 63, 9),
          new Size(7, 3, 33),
          new Size(13, 10, 128),
          new Size(6, 64, 64),
          new Size(9, 65, 17),
          new Size(12, 100, 5),
          new Size(5, 16, 300),
          new Size(17, 33, 20),
          new Size(32, 64, 1),
          new Size(31, 47, 63),
          new Size(128, 512, 3),
          new Size(130, 515, 7),
          new Size(5, 33, 1025),
          new Size(9, 70, 2048),
          new Size(60, 3, 3100),
          new Size(3, 5, 7200),
          new Size(2, 900, 2100),
          new Size(8, 70, 1100),
          new Size(3, 7, 1030),
          new Size(1, 401, 1100),
          new Size(10, 130, 1030),
          new Size(64, 70, 30),
          new Size(61, 200, 300),
          new Size(29, 10, 1100),
          new Size(128, 258, 9),
          new Size(29, 42, 600),
          new Size(26, 106, 300),
          new Size(1030, 261, 9),
          new Size(1025, 256, 515));

  private static final List<Size> SPECIAL_SIZES =
      List.of(
          new Size(9, 70, 3),
          new Size(3, 5, 2),
          new Size(17, 21, 40),
          new Size(101, 1, 3),
          new Size(60, 3, 4),
          new Size(45, 4, 1),
          new Size(150, 10, 7),
          new Size(33, 8, 2),
          new Size(5, 4, 50),
          new Size(19, 1, 20));

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "simd128", "simd256", "simd512"})
  void chains(String name) {
    Kernels kernels = KernelChoice.of(name).kernels();
    for (Size size : SIZES) {
      check(
          kernels,
          size,
          Floats.normal(room(size.m, size.k), 1),
          Floats.normal(room(size.n, size.k), 2));
    }
    Random random = new Random(3);
    for (int i = 0; i < 60; i++) {
      Size size = new Size(1 + random.nextInt(40), 1 + random.nextInt(140), 1 + random.nextInt(40));
      check(
          kernels,
          size,
          Floats.normal(room(size.m, size.k), i),
          Floats.normal(room(size.n, size.k), -i));
    }
    for (int i = 0; i < 60; i++) {
      Size few = new Size(1 + random.nextInt(80), 1 + random.nextInt(8), 1 + random.nextInt(12));
      check(
          kernels,
          few,
          Floats.normal(room(few.m, few.k), i),
          Floats.normal(room(few.n, few.k), -i));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "simd128", "simd256", "simd512"})
  void specialNumbers(String name) {
    Kernels kernels = KernelChoice.of(name).kernels();
    for (Size size : SPECIAL_SIZES) {
      check(
          kernels,
          size,
          Floats.mixed(room(size.m, size.k), 1),
          Floats.mixed(room(size.n, size.k), 2));
    }
  }

  private static int room(int rows, int cols) {
    return rows * cols + 3;
  }

  private static void check(Kernels kernels, Size size, float[] a, float[] b) {
    for (boolean transposeA : new boolean[] {false, true}) {
      for (boolean transposeB : new boolean[] {false, true}) {
        int[] expected = Floats.bits(chain(size, a, 1, transposeA, b, 3, transposeB));
        MatMulKernel product = kernels.matMul(size.m, size.n, size.k, transposeA, transposeB);
        for (int rows : new int[] {Math.max(1, size.m), Math.max(1, size.m / 3), 1}) {
          if (rows > 1 || size.m < 20) {
            float[] c = run(product, size, rows, a, b);
            assertThat(Floats.bits(c))
                .as(
                    "%s %s %s %s, %s rows at a time",
                    kernels.name(), size, transposeA, transposeB, rows)
                .isEqualTo(expected);
          }
        }
        assertThat(Floats.bits(apart(kernels, size, a, transposeA, b, transposeB)))
            .as("%s %s %s %s, rows apart", kernels.name(), size, transposeA, transposeB)
            .isEqualTo(expected);
        if (product.columnsTogether() > 0) {
          assertThat(Floats.bits(byColumns(product, size, a, b)))
              .as("%s %s %s %s, by columns", kernels.name(), size, transposeA, transposeB)
              .isEqualTo(expected);
        }
      }
    }
  }

  /// The product of operands whose rows do not follow each other, nor do those of the result; what
  /// lies between these stays as it is.
  private static float[] apart(
      Kernels kernels, Size size, float[] a, boolean transposeA, float[] b, boolean transposeB) {
    int wideA = (transposeA ? size.m : size.k) + 5;
    int wideB = (transposeB ? size.k : size.n) + 3;
    int wideC = size.n + 2;
    MatMulShape shape = MatMulShape.dense(size.m, size.n, size.k, transposeA, transposeB);
    MatMulKernel product = kernels.matMul(shape.withRows(wideA, wideB, wideC));
    float[] spreadC = spread(unset(size), 2, size.m, size.n, wideC);
    float[] scratch = new float[product.scratch()];
    product.rows(
        scratch,
        0,
        size.m,
        spread(a, 1, transposeA ? size.k : size.m, wideA - 5, wideA),
        0,
        spread(b, 3, transposeB ? size.n : size.k, wideB - 3, wideB),
        0,
        spreadC,
        0);
    float[] c = unset(size);
    for (int i = 0; i < size.m; i++) {
      System.arraycopy(spreadC, i * wideC, c, 2 + i * size.n, size.n);
      assertThat(spreadC[i * wideC + size.n]).as("between rows of C").isEqualTo(9);
    }
    return c;
  }

  private static float[] spread(float[] x, int from, int rows, int cols, int wide) {
    float[] y = new float[rows * wide];
    Arrays.fill(y, 9f);
    for (int i = 0; i < rows; i++) {
      System.arraycopy(x, from + i * cols, y, i * wide, cols);
    }
    return y;
  }

  private static float[] byColumns(MatMulKernel product, Size size, float[] a, float[] b) {
    float[] c = unset(size);
    float[] scratch = new float[product.scratch()];
    int together = product.columnsTogether();
    for (int col = 0; col < size.n; col += 2 * together) {
      int last = Math.min(size.n, col + 2 * together);
      product.columns(scratch, col, last, a, 1, b, 3, c, 2);
    }
    return c;
  }

  private static float[] unset(Size size) {
    float[] c = new float[size.m * size.n + 4];
    Arrays.fill(c, Float.NaN);
    Arrays.fill(c, 0, 2, 7f);
    Arrays.fill(c, c.length - 2, c.length, 7f);
    return c;
  }

  private static float[] run(MatMulKernel product, Size size, int rows, float[] a, float[] b) {
    float[] c = unset(size);
    float[] scratch = new float[product.scratch()];
    Arrays.fill(scratch, Float.NaN);
    for (int from = 0; from < size.m; from += rows) {
      product.rows(scratch, from, Math.min(size.m, from + rows), a, 1, b, 3, c, 2);
    }
    return c;
  }

  /// 0 + 1 and 2 + 3, then those.
  private static float joined(float[] sums) {
    if (sums.length == 1) {
      return sums[0];
    }
    float[] half = new float[(sums.length + 1) / 2];
    for (int i = 0; i < half.length; i++) {
      half[i] = 2 * i + 1 < sums.length ? sums[2 * i] + sums[2 * i + 1] : sums[2 * i];
    }
    return joined(half);
  }

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "simd128", "simd256", "simd512"})
  void zerosAfterTheLastStepChangeNoBit(String name) {
    Kernels kernels = KernelChoice.of(name).kernels();
    int k = 1500;
    int m = 7;
    int n = 70;
    float[] a = Floats.normal(k * m, 1);
    float[] b = Floats.normal(k * n, 2);
    int[] expected = null;
    for (int blocks = 2; blocks <= 9; blocks++) {
      int steps = blocks == 2 ? k : (blocks - 1) * MatMulShape.BLOCK;
      MatMulKernel product = kernels.matMul(m, n, steps, true, false);
      float[] c = new float[m * n];
      float[] x = Arrays.copyOf(a, steps * m);
      float[] y = Arrays.copyOf(b, steps * n);
      product.rows(new float[product.scratch()], 0, m, x, 0, y, 0, c, 0);
      expected = expected == null ? Floats.bits(c) : expected;
      assertThat(Floats.bits(c)).as("%s %s steps", name, steps).isEqualTo(expected);
    }
  }

  @Test
  void longSumsAreMoreExactThanOneChain() {
    int k = 50_000;
    float[] a = Floats.normal(k, 1);
    float[] b = Floats.normal(k, 2);
    for (int i = 0; i < k; i++) {
      a[i] = Math.abs(a[i]);
      b[i] = Math.abs(b[i]);
    }
    double exact = 0;
    float chain = 0;
    for (int i = 0; i < k; i++) {
      exact += (double) a[i] * b[i];
      chain = Math.fma(a[i], b[i], chain);
    }
    MatMulKernel product = new ScalarKernels().matMul(1, 1, k, false, false);
    float[] c = new float[1];
    product.rows(new float[product.scratch()], 0, 1, a, 0, b, 0, c, 0);
    assertThat(Math.abs(c[0] - exact)).isLessThan(Math.abs(chain - exact) / 4);
  }

  private static float[] chain(
      Size size, float[] a, int ao, boolean transposeA, float[] b, int bo, boolean transposeB) {
    float[] c = new float[size.m * size.n + 4];
    Arrays.fill(c, 0, 2, 7f);
    Arrays.fill(c, c.length - 2, c.length, 7f);
    for (int i = 0; i < size.m; i++) {
      for (int j = 0; j < size.n; j++) {
        float[] sums = new float[Math.max(1, (size.k + MatMulShape.BLOCK - 1) / MatMulShape.BLOCK)];
        for (int p = 0; p < size.k; p++) {
          float left = a[ao + (transposeA ? p * size.m + i : i * size.k + p)];
          float right = b[bo + (transposeB ? j * size.k + p : p * size.n + j)];
          int block = p / MatMulShape.BLOCK;
          sums[block] = Math.fma(left, right, sums[block]);
        }
        c[2 + i * size.n + j] = joined(sums);
      }
    }
    return c;
  }
}
