package hebb.simd;

import static hebb.simd.Width.FLOATS;
import static hebb.simd.Width.LENGTH;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Fills one panel of columns of B, in the order of k; a panel is `width` wide, a multiple of 16;
/// columns that B does not fill are 0.
final class PackLoops {
  private static final int FOUR = 4;
  private static final VectorSpecies<Float> FLOATS4 = FloatVector.SPECIES_128;
  private static final VectorShuffle<Float> LOW = VectorShuffle.fromValues(FLOATS4, 0, -4, 1, -3);
  private static final VectorShuffle<Float> HIGH = VectorShuffle.fromValues(FLOATS4, 2, -2, 3, -1);
  private static final VectorShuffle<Float> FIRST = VectorShuffle.fromValues(FLOATS4, 0, 1, -4, -3);
  private static final VectorShuffle<Float> LAST = VectorShuffle.fromValues(FLOATS4, 2, 3, -2, -1);

  private PackLoops() {}

  /// From rows of B.
  static void copy(int k, float[] b, int bo, int rowB, int cols, float[] panel, int at, int width) {
    if (k == 0) {
      return;
    }
    if (cols == width) {
      for (int p = 0; p < k; p++) {
        for (int q = 0; q < width; q += LENGTH) {
          FloatVector.fromArray(FLOATS, b, bo + p * rowB + q).intoArray(panel, at + p * width + q);
        }
      }
    } else {
      for (int p = 0; p < k; p++) {
        System.arraycopy(b, bo + p * rowB, panel, at + p * width, cols);
        Arrays.fill(panel, at + p * width + cols, at + (p + 1) * width, 0);
      }
    }
  }

  /// Rows of a transposed A, in groups of as many as `group`, a multiple of 4: each group in the
  /// order of k.
  static void groups(
      int k, float[] a, int ao, int stepA, int rows, float[] copy, int at, int group) {
    if (k == 0) {
      return;
    }
    int fours = rows / FOUR * FOUR;
    for (int p = 0; p < k; p++) {
      int from = ao + p * stepA;
      int to = at + p * group;
      int room = group;
      for (int i = 0; i < fours; i += FOUR) {
        FloatVector.fromArray(FLOATS4, a, from + i).intoArray(copy, to);
        to += FOUR;
        room -= FOUR;
        if (room == 0) {
          to += (k - 1) * group;
          room = group;
        }
      }
      for (int i = fours; i < rows; i++) {
        copy[to++] = a[from + i];
      }
    }
  }

  /// From columns of B, four of them and four steps at a time.
  static void transpose(
      int k, float[] b, int bo, int colB, int cols, float[] panel, int at, int width) {
    if (k == 0) {
      return;
    }
    int steps = k - k % FOUR;
    int q = 0;
    for (; q <= cols - FOUR; q += FOUR) {
      int b0 = bo + q * colB;
      int b1 = b0 + colB;
      int b2 = b1 + colB;
      int b3 = b2 + colB;
      for (int p = 0; p < steps; p += FOUR) {
        FloatVector x0 = FloatVector.fromArray(FLOATS4, b, b0 + p);
        FloatVector x1 = FloatVector.fromArray(FLOATS4, b, b1 + p);
        FloatVector x2 = FloatVector.fromArray(FLOATS4, b, b2 + p);
        FloatVector x3 = FloatVector.fromArray(FLOATS4, b, b3 + p);
        FloatVector low01 = x0.rearrange(LOW, x1);
        FloatVector high01 = x0.rearrange(HIGH, x1);
        FloatVector low23 = x2.rearrange(LOW, x3);
        FloatVector high23 = x2.rearrange(HIGH, x3);
        int to = at + p * width + q;
        low01.rearrange(FIRST, low23).intoArray(panel, to);
        low01.rearrange(LAST, low23).intoArray(panel, to + width);
        high01.rearrange(FIRST, high23).intoArray(panel, to + 2 * width);
        high01.rearrange(LAST, high23).intoArray(panel, to + 3 * width);
      }
    }
    single(steps, k, 0, q, b, bo, colB, panel, at, width);
    single(0, k, q, cols, b, bo, colB, panel, at, width);
    for (int p = 0; p < k && cols < width; p++) {
      Arrays.fill(panel, at + p * width + cols, at + (p + 1) * width, 0);
    }
  }

  /// Steps `[from, to)` of the columns `[first, end)`.
  private static void single(
      int from,
      int to,
      int first,
      int end,
      float[] b,
      int bo,
      int colB,
      float[] panel,
      int at,
      int width) {
    for (int q = first; q < end; q++) {
      for (int p = from; p < to; p++) {
        panel[at + p * width + q] = b[bo + q * colB + p];
      }
    }
  }
}
