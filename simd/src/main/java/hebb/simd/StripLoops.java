package hebb.simd;

import static hebb.simd.Width.FLOATS;
import static hebb.simd.Width.LENGTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// Loops over rows of whole vectors that lie apart, as the channels of an image's places do.
final class StripLoops {
  private StripLoops() {}

  static void multiplyAdd(
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
    for (int c = 0; c < cols; c += LENGTH) {
      for (int r = 0; r < rows; r++) {
        FloatVector x = FloatVector.fromArray(FLOATS, a, ao + r * rowA + c);
        FloatVector w = FloatVector.fromArray(FLOATS, b, bo + r * rowB + c);
        int to = yo + r * rowY + c;
        x.fma(w, FloatVector.fromArray(FLOATS, y, to)).intoArray(y, to);
      }
    }
  }

  /// One chain for each column: four vectors of them at a time.
  static void chains(
      int rows,
      int cols,
      float[] a,
      int ao,
      int rowA,
      float[] b,
      int bo,
      int rowB,
      float[] y,
      int yo) {
    int c = 0;
    for (; c <= cols - 4 * LENGTH; c += 4 * LENGTH) {
      int to = yo + c;
      FloatVector y0 = FloatVector.fromArray(FLOATS, y, to);
      FloatVector y1 = FloatVector.fromArray(FLOATS, y, to + LENGTH);
      FloatVector y2 = FloatVector.fromArray(FLOATS, y, to + 2 * LENGTH);
      FloatVector y3 = FloatVector.fromArray(FLOATS, y, to + 3 * LENGTH);
      for (int r = 0; r < rows; r++) {
        int i = ao + r * rowA + c;
        int j = bo + r * rowB + c;
        y0 = FloatVector.fromArray(FLOATS, a, i).fma(FloatVector.fromArray(FLOATS, b, j), y0);
        FloatVector x1 = FloatVector.fromArray(FLOATS, a, i + LENGTH);
        y1 = x1.fma(FloatVector.fromArray(FLOATS, b, j + LENGTH), y1);
        FloatVector x2 = FloatVector.fromArray(FLOATS, a, i + 2 * LENGTH);
        y2 = x2.fma(FloatVector.fromArray(FLOATS, b, j + 2 * LENGTH), y2);
        FloatVector x3 = FloatVector.fromArray(FLOATS, a, i + 3 * LENGTH);
        y3 = x3.fma(FloatVector.fromArray(FLOATS, b, j + 3 * LENGTH), y3);
      }
      y0.intoArray(y, to);
      y1.intoArray(y, to + LENGTH);
      y2.intoArray(y, to + 2 * LENGTH);
      y3.intoArray(y, to + 3 * LENGTH);
    }
    for (; c < cols; c += LENGTH) {
      FloatVector sum = FloatVector.fromArray(FLOATS, y, yo + c);
      for (int r = 0; r < rows; r++) {
        FloatVector x = FloatVector.fromArray(FLOATS, a, ao + r * rowA + c);
        sum = x.fma(FloatVector.fromArray(FLOATS, b, bo + r * rowB + c), sum);
      }
      sum.intoArray(y, yo + c);
    }
  }

  static void max(int rows, int cols, float[] x, int xo, int rowX, float[] y, int yo, int rowY) {
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < cols; c += LENGTH) {
        int to = yo + r * rowY + c;
        FloatVector value = FloatVector.fromArray(FLOATS, x, xo + r * rowX + c);
        FloatVector best = FloatVector.fromArray(FLOATS, y, to);
        VectorMask<Float> stays =
            value.compare(VectorOperators.LE, best).or(best.compare(VectorOperators.NE, best));
        value.blend(best, stays).intoArray(y, to);
      }
    }
  }

  static void take(
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
      for (int c = 0; c < cols; c += LENGTH) {
        int at = r * rowX + c;
        int from = r * rowRest + c;
        FloatVector value = FloatVector.fromArray(FLOATS, x, xo + at);
        FloatVector wanted = FloatVector.fromArray(FLOATS, largest, lo + from);
        VectorMask<Float> hit =
            value.compare(VectorOperators.EQ, wanted).or(value.compare(VectorOperators.NE, value));
        FloatVector left = FloatVector.fromArray(FLOATS, rest, ro + from);
        FloatVector sum = FloatVector.fromArray(FLOATS, y, yo + at);
        sum.blend(sum.add(left), hit).intoArray(y, yo + at);
        left.blend(0f, hit).intoArray(rest, ro + from);
      }
    }
  }
}
