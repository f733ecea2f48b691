package hebb.simd;

import static hebb.simd.Width.FLOATS;
import static hebb.simd.Width.LENGTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/// Reductions of rows, for vectors of 8 and 16 floats. The 16 virtual lanes of a row are one
/// vector, or two; what a row has beyond whole vectors is read by mask. A lane starts at +0, so it
/// is never -0, and adding the 0 of a masked lane changes no bit.
final class RowLoops {
  private static final VectorShuffle<Float> BY_8 = VectorShuffle.iota(FLOATS, 8, 1, true);
  private static final VectorShuffle<Float> BY_4 = VectorShuffle.iota(FLOATS, 4, 1, true);
  private static final VectorShuffle<Float> BY_2 = VectorShuffle.iota(FLOATS, 2, 1, true);
  private static final VectorShuffle<Float> BY_1 = VectorShuffle.iota(FLOATS, 1, 1, true);

  /// Whether this machine's vectors have one of the lengths of these loops.
  static final boolean SERVES = LENGTH == 16 || LENGTH == 8;

  private RowLoops() {}

  static void sum(float[] x, int xo, int rows, int cols, float[] y, int yo) {
    if (LENGTH == 16) {
      sumByOne(x, xo, rows, cols, y, yo);
    } else {
      sumByTwo(x, xo, rows, cols, y, yo);
    }
  }

  static void max(float[] x, int xo, int rows, int cols, float[] y, int yo) {
    if (LENGTH == 16) {
      maxByOne(x, xo, rows, cols, y, yo);
    } else {
      maxByTwo(x, xo, rows, cols, y, yo);
    }
  }

  private static void sumByOne(float[] x, int xo, int rows, int cols, float[] y, int yo) {
    if (rows == 0) {
      return;
    }
    int whole = cols - cols % 16;
    VectorMask<Float> rest = FLOATS.indexInRange(0, cols - whole);
    for (int r = 0; r < rows; r++) {
      int at = xo + r * cols;
      FloatVector v = FloatVector.zero(FLOATS);
      for (int i = 0; i < whole; i += 16) {
        v = v.add(FloatVector.fromArray(FLOATS, x, at + i));
      }
      v = v.add(FloatVector.fromArray(FLOATS, x, at + whole, rest));
      v = v.add(v.rearrange(BY_8));
      v = v.add(v.rearrange(BY_4));
      v = v.add(v.rearrange(BY_2));
      y[yo + r] = v.add(v.rearrange(BY_1)).lane(0);
    }
  }

  private static void sumByTwo(float[] x, int xo, int rows, int cols, float[] y, int yo) {
    if (rows == 0) {
      return;
    }
    int whole = cols - cols % 16;
    VectorMask<Float> low = FLOATS.indexInRange(0, cols - whole);
    VectorMask<Float> high = FLOATS.indexInRange(8, cols - whole);
    for (int r = 0; r < rows; r++) {
      int at = xo + r * cols;
      FloatVector v = FloatVector.zero(FLOATS);
      FloatVector w = FloatVector.zero(FLOATS);
      for (int i = 0; i < whole; i += 16) {
        v = v.add(FloatVector.fromArray(FLOATS, x, at + i));
        w = w.add(FloatVector.fromArray(FLOATS, x, at + i + 8));
      }
      v = v.add(FloatVector.fromArray(FLOATS, x, at + whole, low));
      w = w.add(FloatVector.fromArray(FLOATS, x, at + whole + 8, high));
      v = v.add(w);
      v = v.add(v.rearrange(BY_4));
      v = v.add(v.rearrange(BY_2));
      y[yo + r] = v.add(v.rearrange(BY_1)).lane(0);
    }
  }

  private static void maxByOne(float[] x, int xo, int rows, int cols, float[] y, int yo) {
    if (rows == 0) {
      return;
    }
    int whole = cols - cols % 16;
    FloatVector least = FloatVector.broadcast(FLOATS, Float.NEGATIVE_INFINITY);
    VectorMask<Float> rest = FLOATS.indexInRange(0, cols - whole);
    for (int r = 0; r < rows; r++) {
      int at = xo + r * cols;
      FloatVector v = least;
      for (int i = 0; i < whole; i += 16) {
        v = v.max(FloatVector.fromArray(FLOATS, x, at + i));
      }
      v = v.max(least.blend(FloatVector.fromArray(FLOATS, x, at + whole, rest), rest));
      v = v.max(v.rearrange(BY_8));
      v = v.max(v.rearrange(BY_4));
      v = v.max(v.rearrange(BY_2));
      y[yo + r] = v.max(v.rearrange(BY_1)).lane(0);
    }
  }

  private static void maxByTwo(float[] x, int xo, int rows, int cols, float[] y, int yo) {
    if (rows == 0) {
      return;
    }
    int whole = cols - cols % 16;
    FloatVector least = FloatVector.broadcast(FLOATS, Float.NEGATIVE_INFINITY);
    VectorMask<Float> low = FLOATS.indexInRange(0, cols - whole);
    VectorMask<Float> high = FLOATS.indexInRange(8, cols - whole);
    for (int r = 0; r < rows; r++) {
      int at = xo + r * cols;
      FloatVector v = least;
      FloatVector w = least;
      for (int i = 0; i < whole; i += 16) {
        v = v.max(FloatVector.fromArray(FLOATS, x, at + i));
        w = w.max(FloatVector.fromArray(FLOATS, x, at + i + 8));
      }
      v = v.max(least.blend(FloatVector.fromArray(FLOATS, x, at + whole, low), low));
      w = w.max(least.blend(FloatVector.fromArray(FLOATS, x, at + whole + 8, high), high));
      v = v.max(w);
      v = v.max(v.rearrange(BY_4));
      v = v.max(v.rearrange(BY_2));
      y[yo + r] = v.max(v.rearrange(BY_1)).lane(0);
    }
  }
}
