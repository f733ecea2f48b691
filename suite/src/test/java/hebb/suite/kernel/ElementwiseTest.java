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
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Vector kernels give the bits of the scalar ones for every elementwise function and reduction.
class ElementwiseTest {
  private static final Kernels SCALAR = new ScalarKernels();
  private static final int[] SIZES =
      IntStream.concat(IntStream.rangeClosed(0, 67), IntStream.of(255, 1023, 1031)).toArray();
  private static final int ROOM = 1100;
  private static final float[] NUMBERS = {
    0f,
    -0f,
    1f,
    -1f,
    0.3f,
    -7.5f,
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MIN_VALUE,
    -Float.MIN_NORMAL / 3,
    Float.MAX_VALUE
  };

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
  void binaryWithANumber(String name) {
    for (Binary op : Binary.values()) {
      for (int n : SIZES) {
        float number = NUMBERS[n % NUMBERS.length];
        int at = n % 4;
        float[] x = Floats.mixed(ROOM, n);
        String what = op + " of " + n + " and " + number;
        same(name, what, (kernels, y) -> kernels.binary(op, x, at, number, y, 3 - at, n));
        same(name, what, (kernels, y) -> kernels.binary(op, number, x, at, y, 3 - at, n));
        same(name, what, (kernels, y) -> kernels.binary(op, y, at, number, y, at, n));
        same(name, what, (kernels, y) -> kernels.binary(op, number, y, at, y, at, n));
      }
    }
  }

  /// A number gives the bits of an array that is full of it.
  @ParameterizedTest
  @EnumSource(Binary.class)
  void aNumberIsAFullArray(Binary op) {
    float[] x = Floats.mixed(ROOM, 5);
    float[] full = new float[ROOM];
    for (float number : NUMBERS) {
      Arrays.fill(full, number);
      String what = op + " with " + number;
      alike(
          what,
          y -> SCALAR.binary(op, x, 0, full, 0, y, 0, ROOM),
          y -> SCALAR.binary(op, x, 0, number, y, 0, ROOM));
      alike(
          what,
          y -> SCALAR.binary(op, full, 0, x, 0, y, 0, ROOM),
          y -> SCALAR.binary(op, number, x, 0, y, 0, ROOM));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"simd128", "simd256", "simd512"})
  void updates(String name) {
    for (int n : SIZES) {
      int at = n % 4;
      float r = NUMBERS[(n + 2) % NUMBERS.length];
      float s = NUMBERS[n % NUMBERS.length];
      float t = NUMBERS[n / 2 % NUMBERS.length];
      float e = NUMBERS[n / 3 % NUMBERS.length];
      float[] a = Floats.mixed(ROOM, n);
      float[] b = Floats.mixed(ROOM, n + 1);
      same(name, "mix of " + n, (k, y) -> k.mix(a, at, s, b, 1, t, e, y, 3 - at, n));
      same(name, "mix in place of " + n, (k, y) -> k.mix(a, at, s, y, 1, 0.3f, 0, y, 1, n));
      same(name, "square of " + n, (k, y) -> k.mixSquare(a, at, s, b, 1, r, t, e, y, 3 - at, n));
      same(
          name, "square in place of " + n, (k, y) -> k.mixSquare(y, 1, 1f, b, 2, 0, t, 0, y, 1, n));
      same(name, "adapt " + n, (k, y) -> k.adapt(y, 2, r, a, at, s, b, 1, t, e, y, 2, n));
      same(
          name,
          "adapt " + n + " by moderate numbers",
          (k, y) -> k.adapt(a, at, 1f, b, 1, 0.1f, y, 3, 0.7f, 1e-8f, y, 3, n));
      for (boolean moderate : new boolean[] {false, true}) {
        float[] by = moderate ? new float[] {1f, 0.9f, 1e-8f} : new float[] {r, s, t};
        same(name, "mix and adapt " + n + ", m", (k, m) -> mixAndAdapt(k, a, m, b, by, n, 1));
        same(name, "mix and adapt " + n + ", v", (k, v) -> mixAndAdapt(k, a, v, b, by, n, 2));
        same(name, "mix and adapt " + n + ", w", (k, w) -> mixAndAdapt(k, a, w, b, by, n, 0));
      }
    }
  }

  /// Writes the parameter (0), its running mean (1) or its running mean of squares (2) to `y`.
  private static void mixAndAdapt(
      Kernels kernels, float[] state, float[] y, float[] g, float[] by, int n, int which) {
    float[] w = which == 0 ? y : state.clone();
    float[] m = which == 1 ? y : state.clone();
    float[] v = which == 2 ? y : state.clone();
    float r = by[0];
    float s = by[1];
    float floor = 0x1p-58f;
    kernels.mixAndAdapt(m, 2, s, 1 - s, v, 3, r, floor, 0.1f, g, 0, w, 1, r, s, 1.5f, by[2], n);
  }

  /// An instruction of several operations rounds as they do one by one.
  @Test
  void updatesRoundEachOperation() {
    float[] w = Floats.mixed(ROOM, 1);
    float[] a = Floats.mixed(ROOM, 2);
    float[] b = Floats.mixed(ROOM, 3);
    float[] p = new float[ROOM];
    float[] q = new float[ROOM];
    for (float s : NUMBERS) {
      for (float t : NUMBERS) {
        alike(
            "mix with " + s + " and " + t,
            y -> {
              SCALAR.binary(Binary.MULTIPLY, a, 0, s, p, 0, ROOM);
              SCALAR.binary(Binary.MULTIPLY, b, 0, t, q, 0, ROOM);
              SCALAR.binary(Binary.ADD, p, 0, q, 0, y, 0, ROOM);
            },
            y -> SCALAR.mix(a, 0, s, b, 0, t, 0, y, 0, ROOM));
        alike(
            "square with " + s + " and " + t,
            y -> {
              SCALAR.binary(Binary.MULTIPLY, a, 0, s, p, 0, ROOM);
              SCALAR.unary(Unary.SQUARE, b, 0, q, 0, ROOM);
              SCALAR.binary(Binary.MULTIPLY, q, 0, t, q, 0, ROOM);
              SCALAR.binary(Binary.ADD, p, 0, q, 0, y, 0, ROOM);
            },
            y -> SCALAR.mixSquare(a, 0, s, b, 0, 0, t, 0, y, 0, ROOM));
        alike(
            "adapt with " + s + " and " + t,
            y -> {
              SCALAR.binary(Binary.MULTIPLY, a, 0, s, p, 0, ROOM);
              SCALAR.binary(Binary.MULTIPLY, b, 0, t, q, 0, ROOM);
              SCALAR.unary(Unary.SQRT, q, 0, q, 0, ROOM);
              SCALAR.binary(Binary.ADD, q, 0, 0.1f, q, 0, ROOM);
              SCALAR.binary(Binary.DIVIDE, p, 0, q, 0, p, 0, ROOM);
              SCALAR.binary(Binary.MULTIPLY, w, 0, 0.9f, q, 0, ROOM);
              SCALAR.binary(Binary.SUBTRACT, q, 0, p, 0, y, 0, ROOM);
            },
            y -> SCALAR.adapt(w, 0, 0.9f, a, 0, s, b, 0, t, 0.1f, y, 0, ROOM));
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

  private static void alike(String what, Consumer<float[]> first, Consumer<float[]> second) {
    float[] expected = new float[ROOM];
    float[] actual = new float[ROOM];
    first.accept(expected);
    second.accept(actual);
    assertThat(Floats.bits(actual)).as(what).isEqualTo(Floats.bits(expected));
  }

  private static void same(String name, String what, BiConsumer<Kernels, float[]> call) {
    float[] expected = Floats.mixed(ROOM, 99);
    float[] actual = expected.clone();
    call.accept(SCALAR, expected);
    call.accept(KernelChoice.of(name).kernels(), actual);
    assertThat(Floats.bits(actual)).as(what).isEqualTo(Floats.bits(expected));
  }
}
