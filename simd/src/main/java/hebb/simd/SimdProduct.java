package hebb.simd;

import hebb.kernel.Kernels;
import hebb.kernel.Product;
import org.jspecify.annotations.Nullable;

/// A product by the tiles of [ProductTiles], over panels of 16 columns of B in the order of k.
final class SimdProduct implements Product {
  private static final int PANEL = Kernels.LANES;
  private static final int TILE_ROWS = 8;
  private static final int EDGE_ROW = 2 * Kernels.LANES;

  private static final float[] ZEROS = new float[EDGE_ROW];

  private final int n;
  private final int k;
  private final int rowA;
  private final int stepA;
  private final int stepB;
  private final int colB;
  private final boolean packed;

  SimdProduct(int m, int n, int k, boolean transposeA, boolean transposeB) {
    this.n = n;
    this.k = k;
    rowA = transposeA ? 1 : k;
    stepA = transposeA ? m : 1;
    stepB = transposeB ? 1 : n;
    colB = transposeB ? k : 1;
    packed = true;
  }

  @Override
  public int scratch() {
    return 8 * EDGE_ROW;
  }

  @Override
  public int packParts() {
    return packed ? 1 : 0;
  }

  @Override
  public @Nullable Object newPack() {
    return packed ? new float[(n + PANEL - 1) / PANEL * PANEL * k] : null;
  }

  @Override
  public void pack(@Nullable Object pack, int part, float[] b, int bo) {
    float[] panels = (float[]) java.util.Objects.requireNonNull(pack);
    for (int j = 0; j < n; j += PANEL) {
      int cols = Math.min(PANEL, n - j);
      for (int p = 0; p < k; p++) {
        int to = j * k + p * PANEL;
        for (int q = 0; q < cols; q++) {
          panels[to + q] = b[bo + p * stepB + (j + q) * colB];
        }
      }
    }
  }

  @Override
  public void rows(
      @Nullable Object pack, float[] scratch, int from, int to, float[] a, int ao, float[] b, int bo, float[] c, int co) {
    float[] panels = packed ? (float[]) java.util.Objects.requireNonNull(pack) : b;
    int stepP = packed ? PANEL : n;
    int w = 2 * Width.LENGTH;
    for (int j = 0; j < n; j += w) {
      int b0 = packed ? j / PANEL * PANEL * k + j % PANEL : bo + j;
      int j1 = j + Width.LENGTH;
      int b1 = packed ? j1 / PANEL * PANEL * k + j1 % PANEL : bo + j1;
      if (n - j <= Width.LENGTH) {
        for (int i = from; i < to; i += 8) {
          int last = Math.min(7, to - 1 - i);
          if (n - j == Width.LENGTH) {
            ProductTiles.narrow(k, a, ao + i * rowA, rowA, stepA, last, panels, b0, stepP, ZEROS, 0, 0, c, co + i * n + j, n);
          } else {
            ProductTiles.narrow(k, a, ao + i * rowA, rowA, stepA, last, panels, b0, stepP, ZEROS, 0, 0, scratch, 0, EDGE_ROW);
            copy(scratch, last + 1, n - j, c, co + i * n + j);
          }
        }
      } else {
        for (int i = from; i < to; i += TILE_ROWS) {
          int last = Math.min(TILE_ROWS - 1, to - 1 - i);
          if (n - j >= w) {
            ProductTiles.wide(k, a, ao + i * rowA, rowA, stepA, last, panels, b0, b1, stepP, ZEROS, 0, 0, c, co + i * n + j, n);
          } else {
            ProductTiles.wide(k, a, ao + i * rowA, rowA, stepA, last, panels, b0, b1, stepP, ZEROS, 0, 0, scratch, 0, EDGE_ROW);
            copy(scratch, last + 1, n - j, c, co + i * n + j);
          }
        }
      }
    }
  }

  private void copy(float[] tile, int rows, int cols, float[] c, int co) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(tile, r * EDGE_ROW, c, co + r * n, cols);
    }
  }
}
