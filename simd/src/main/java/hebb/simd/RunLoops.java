package hebb.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Copies of short runs: each by two vectors that overlap, or, where it is shorter than one, by one
/// whose rest the next run writes again.
final class RunLoops {
  private static final VectorSpecies<Float> FLOATS4 = FloatVector.SPECIES_128;
  private static final VectorSpecies<Float> FLOATS8 = FloatVector.SPECIES_256;
  private static final int FOUR = 4;
  private static final int EIGHT = 8;

  private RunLoops() {}

  /// Whether runs of a length are copied here.
  static boolean serves(int length) {
    return length <= 2 * EIGHT;
  }

  /// Whether the copy of a run of a length writes, and reads, up to [#FOUR] floats too many.
  static boolean overruns(int length) {
    return length < FOUR;
  }

  static void copy(
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
    if (length < FOUR) {
      for (int i = 0; i < count; i++) {
        int to = yo + i * stepY;
        for (int from = xo + i * stepX, r = 0; r < runs; r++, from += runX, to += length) {
          FloatVector.fromArray(FLOATS4, x, from).intoArray(y, to);
        }
      }
    } else if (length < EIGHT) {
      int second = length - FOUR;
      for (int i = 0; i < count; i++) {
        int to = yo + i * stepY;
        for (int from = xo + i * stepX, r = 0; r < runs; r++, from += runX, to += length) {
          FloatVector.fromArray(FLOATS4, x, from).intoArray(y, to);
          FloatVector.fromArray(FLOATS4, x, from + second).intoArray(y, to + second);
        }
      }
    } else {
      int second = length - EIGHT;
      for (int i = 0; i < count; i++) {
        int to = yo + i * stepY;
        for (int from = xo + i * stepX, r = 0; r < runs; r++, from += runX, to += length) {
          FloatVector.fromArray(FLOATS8, x, from).intoArray(y, to);
          FloatVector.fromArray(FLOATS8, x, from + second).intoArray(y, to + second);
        }
      }
    }
  }
}
