package hebb.simd;

import static hebb.simd.Width.FLOATS;
import static hebb.simd.Width.LENGTH;

import hebb.kernel.Kernels;
import jdk.incubator.vector.FloatVector;

/// Fills one panel of 16 columns of B, in the order of k.
final class PackLoops {
  private static final int PANEL = Kernels.LANES;

  /// Steps of k whose part of a panel stays in the first cache.
  private static final int BLOCK = 256;

  private PackLoops() {}

  /// From rows of B.
  static void copy(int k, float[] b, int bo, int rowB, int cols, float[] panel, int at) {
    if (cols == PANEL) {
      for (int p = 0; p < k; p++) {
        for (int q = 0; q < PANEL; q += LENGTH) {
          FloatVector.fromArray(FLOATS, b, bo + p * rowB + q).intoArray(panel, at + p * PANEL + q);
        }
      }
    } else {
      for (int p = 0; p < k; p++) {
        for (int q = 0; q < cols; q++) {
          panel[at + p * PANEL + q] = b[bo + p * rowB + q];
        }
      }
    }
  }

  /// From columns of B.
  static void transpose(int k, float[] b, int bo, int colB, int cols, float[] panel, int at) {
    for (int from = 0; from < k; from += BLOCK) {
      int to = Math.min(k, from + BLOCK);
      for (int q = 0; q < cols; q++) {
        int column = bo + q * colB;
        for (int p = from; p < to; p++) {
          panel[at + p * PANEL + q] = b[column + p];
        }
      }
    }
  }
}
