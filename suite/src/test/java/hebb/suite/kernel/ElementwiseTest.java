package hebb.suite.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.graph.Binary;
import hebb.graph.Reduction;
import hebb.graph.Unary;
import hebb.kernel.KernelChoice;
import hebb.kernel.Kernels;
import hebb.kernel.ScalarKernels;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Vector kernels give the bits of the scalar ones for every elementwise function and reduction.
class ElementwiseTest {
  private static final Kernels SCALAR = new ScalarKernels();
  private static final int[] SIZES =
      IntStream.concat(IntStream.rangeClosed(0, 67), IntStream.of(255, 1023, 1031)).toArray();
  private static final int ROOM = 1100;

  @ParameterizedTest
  @ValueSource(strings = {"simd128", "simd256", "simd512"})
  void unary(String name) {
    for (Unary op : Unary.values()) {
      for (int n : SIZES) {
        int at = n % 4;
        float[] x = Floats.mixed(ROOM, n);
        same(name, op + " of " + n, (kernels, y) -> kernels.unary(op, x, at, y, 3 - at, n));
        same(name, op + " in place of " + n, (kernels, y) -> kernels.unary(op, y, at, y, at, n));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"simd128", "simd256", "simd512"})
  void binary(String name) {
    for (Binary op : Binary.values()) {
      for (int n : SIZES) {
        int at = n % 4;
        float[] a = Floats.mixed(ROOM, n);
        float[] b = Floats.mixed(ROOM, n + 1);
        same(name, op + " of " + n, (kernels, y) -> kernels.binary(op, a, at, b, 3 - at, y, 1, n));
        same(
            name,
            op + " in place of " + n,
            (kernels, y) -> kernels.binary(op, y, at, b, 3 - at, y, at, n));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"simd128", "simd256", "simd512"})
  void select(String name) {
    for (int n : SIZES) {
      float[] c = Floats.mixed(ROOM, n);
      float[] a = Floats.mixed(ROOM, n + 1);
      float[] b = Floats.mixed(ROOM, n + 2);
      same(name, "select of " + n, (kernels, y) -> kernels.select(c, 1, a, 2, b, 3, y, 1, n));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"simd128", "simd256", "simd512"})
  void uniform(String name) {
    for (int n : SIZES) {
      for (long first : new long[] {0, 17, (1L << 31) - 20, (1L << 32) - 30, (5L << 32) + 1}) {
        long key = n * 0x9e3779b97f4a7c15L;
        same(
            name,
            "uniform of " + n + " from " + first,
            (kernels, y) -> kernels.uniform(key, first, y, 2, n));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"simd128", "simd256", "simd512"})
  void lanes(String name) {
    for (Reduction op : Reduction.values()) {
      for (int n : SIZES) {
        for (int phase : new int[] {0, 1, 15, 16, 37}) {
          float[] x = phase < 15 ? Floats.normal(ROOM, n) : Floats.mixed(ROOM, n);
          same(
              name,
              op + " lanes of " + n,
              (kernels, y) -> kernels.reduceLanes(op, x, 1, n, phase, y, 2));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"simd128", "simd256", "simd512"})
  void rowsAndColumns(String name) {
    for (Reduction op : Reduction.values()) {
      for (int cols : SIZES) {
        int rows = Math.min(9, ROOM / (cols + 1));
        float[] x = cols % 2 == 0 ? Floats.normal(ROOM, cols) : Floats.mixed(ROOM, cols);
        same(
            name,
            op + " of rows of " + cols,
            (kernels, y) -> kernels.reduceRows(op, x, 1, rows, cols, y, 2));
        same(
            name,
            op + " of " + cols + " columns",
            (kernels, y) -> kernels.reduceColumns(op, x, 1, rows, cols, y, 2));
      }
    }
  }

  /// A sum in lanes does not depend on where it is cut, and its fold is that of a row.
  @ParameterizedTest
  @ValueSource(strings = {"scalar", "simd"})
  void cut(String name) {
    Kernels kernels = KernelChoice.of(name).kernels();
    for (Reduction op : Reduction.values()) {
      float[] x = Floats.normal(ROOM, 7);
      float[] whole = new float[1];
      kernels.reduceRows(op, x, 0, 1, 1000, whole, 0);
      for (int cut : new int[] {0, 1, 16, 333, 1000}) {
        float[] lanes = new float[Kernels.LANES];
        Arrays.fill(lanes, (float) op.identity());
        kernels.reduceLanes(op, x, 0, cut, 0, lanes, 0);
        kernels.reduceLanes(op, x, cut, 1000 - cut, cut, lanes, 0);
        assertThat(Kernels.fold(op, lanes, 0)).as("%s cut at %s", op, cut).isEqualTo(whole[0]);
      }
    }
  }

  private static void same(String name, String what, BiConsumer<Kernels, float[]> call) {
    float[] expected = Floats.mixed(ROOM, 99);
    float[] actual = expected.clone();
    call.accept(SCALAR, expected);
    call.accept(KernelChoice.of(name).kernels(), actual);
    assertThat(Floats.bits(actual)).as(what).isEqualTo(Floats.bits(expected));
  }
}
