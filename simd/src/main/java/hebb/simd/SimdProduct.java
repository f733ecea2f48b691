package hebb.simd;

import static hebb.simd.Width.LENGTH;

import hebb.kernel.Kernels;
import hebb.kernel.Product;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A product by the tiles of [ProductTiles]. B is read as it lies where its rows are whole vectors;
/// packed are the last columns that do not fill 16, and all columns if B is transposed, or if its
/// rows are so long that steps of k fall on the same cache lines and C has the rows to repay it.
///
/// Packed B is a row of panels; a panel holds 16 columns in the order of k, padded with zeros.
final class SimdProduct implements Product {
  private static final int PANEL = Kernels.LANES;

  /// Machines with vectors of 256 bits have 16 registers, which hold a tile of 6 by 2 vectors;
  /// others have 32, for 6 by 4.
  private static final boolean SIXTEEN_REGISTERS = LENGTH == 8;

  private static final int WIDE = (SIXTEEN_REGISTERS ? 2 : 4) * LENGTH;
  private static final int WIDE_ROWS = 6;
  private static final int NARROW_ROWS = 8;

  /// Steps of k that a tile takes at once: their part of B stays in the second cache.
  private static final int BLOCK_K = 512;

  /// Elements of B that make a part of packing.
  private static final int PART = 16384;

  private static final float[] ZEROS = new float[4 * PANEL];

  private final int n;
  private final int k;
  private final int rowA;
  private final int stepA;
  private final int stepB;
  private final int colB;
  private final int packedFrom;
  private final int panelsPerPart;
  private final String shape;

  SimdProduct(int m, int n, int k, boolean transposeA, boolean transposeB) {
    this.n = n;
    this.k = k;
    rowA = transposeA ? 1 : k;
    stepA = transposeA ? m : 1;
    stepB = transposeB ? 1 : n;
    colB = transposeB ? k : 1;
    boolean longRows = m >= 128 && n >= 512;
    packedFrom = transposeB || longRows ? 0 : n - n % PANEL;
    panelsPerPart = Math.max(1, PART / (PANEL * Math.max(1, k)));
    shape = m + "x" + n + "x" + k;
  }

  /// Whether vectors are faster than the scalar product for a shape: not for a single column, and
  /// not where packing or half-empty vectors cost more than they bring.
  static boolean pays(int m, int n, int k, boolean transposeB) {
    return n > 1
        && (n >= 8 || k >= 16)
        && (m >= 4 || n >= 16 && !transposeB)
        && (long) m * n * k >= 1024;
  }

  @Override
  public int scratch() {
    return NARROW_ROWS * PANEL;
  }

  @Override
  public int packParts() {
    return (panels() + panelsPerPart - 1) / panelsPerPart;
  }

  private int panels() {
    return (n - packedFrom + PANEL - 1) / PANEL;
  }

  @Override
  public @Nullable Object newPack() {
    return packedFrom < n ? new float[panels() * PANEL * k] : null;
  }

  @Override
  public void pack(@Nullable Object pack, int part, float[] b, int bo) {
    float[] panels = (float[]) Objects.requireNonNull(pack);
    int end = Math.min(panels(), (part + 1) * panelsPerPart);
    for (int panel = part * panelsPerPart; panel < end; panel++) {
      int j = packedFrom + panel * PANEL;
      int cols = Math.min(PANEL, n - j);
      int at = panel * PANEL * k;
      if (colB == 1) {
        PackLoops.copy(k, b, bo + j, stepB, cols, panels, at);
      } else {
        PackLoops.transpose(k, b, bo + j * colB, colB, cols, panels, at);
      }
    }
  }

  @Override
  public void rows(
      @Nullable Object pack,
      float[] scratch,
      int from,
      int to,
      float[] a,
      int ao,
      float[] b,
      int bo,
      float[] c,
      int co) {
    int p = 0;
    do {
      int steps = Math.min(BLOCK_K, k - p);
      int j = 0;
      for (; j <= n - WIDE; j += WIDE) {
        wide(pack, p, steps, j, from, to, a, ao, b, bo, c, co);
      }
      for (; j < n; j += LENGTH) {
        narrow(pack, scratch, p, steps, j, from, to, a, ao, b, bo, c, co);
      }
      p += BLOCK_K;
    } while (p < k);
  }

  private void wide(
      @Nullable Object pack,
      int p,
      int steps,
      int j,
      int from,
      int to,
      float[] a,
      int ao,
      float[] b,
      int bo,
      float[] c,
      int co) {
    boolean packed = j >= packedFrom;
    float[] source = packed ? (float[]) Objects.requireNonNull(pack) : b;
    int step = packed ? PANEL : stepB;
    int b0 = packed ? packedAt(p, j) : bo + p * stepB + j;
    int b1 = packed ? packedAt(p, j + LENGTH) : b0 + LENGTH;
    int b2 = packed ? packedAt(p, j + 2 * LENGTH) : b1 + LENGTH;
    int b3 = packed ? packedAt(p, j + 3 * LENGTH) : b2 + LENGTH;
    for (int i = from; i < to; i += WIDE_ROWS) {
      int last = Math.min(WIDE_ROWS, to - i) - 1;
      int at = ao + i * rowA + p * stepA;
      int ct = co + i * n + j;
      float[] start = p == 0 ? ZEROS : c;
      int so = p == 0 ? 0 : ct;
      int rowS = p == 0 ? 0 : n;
      if (SIXTEEN_REGISTERS) {
        ProductTiles.medium(
            steps, a, at, rowA, stepA, last, source, b0, b1, step, start, so, rowS, c, ct, n);
      } else {
        ProductTiles.wide(
            steps, a, at, rowA, stepA, last, source, b0, b1, b2, b3, step, start, so, rowS, c, ct,
            n);
      }
    }
  }

  /// One vector of columns; one that is not whole goes through scratch memory.
  private void narrow(
      @Nullable Object pack,
      float[] scratch,
      int p,
      int steps,
      int j,
      int from,
      int to,
      float[] a,
      int ao,
      float[] b,
      int bo,
      float[] c,
      int co) {
    boolean packed = j >= packedFrom;
    float[] source = packed ? (float[]) Objects.requireNonNull(pack) : b;
    int step = packed ? PANEL : stepB;
    int b0 = packed ? packedAt(p, j) : bo + p * stepB + j;
    int cols = Math.min(LENGTH, n - j);
    for (int i = from; i < to; i += NARROW_ROWS) {
      int last = Math.min(NARROW_ROWS, to - i) - 1;
      int at = ao + i * rowA + p * stepA;
      int ct = co + i * n + j;
      if (cols == LENGTH) {
        float[] start = p == 0 ? ZEROS : c;
        int so = p == 0 ? 0 : ct;
        int rowS = p == 0 ? 0 : n;
        ProductTiles.narrow(
            steps, a, at, rowA, stepA, last, source, b0, step, start, so, rowS, c, ct, n);
      } else {
        if (p == 0) {
          ProductTiles.narrow(
              steps, a, at, rowA, stepA, last, source, b0, step, ZEROS, 0, 0, scratch, 0, LENGTH);
        } else {
          for (int r = 0; r <= last; r++) {
            System.arraycopy(c, ct + r * n, scratch, r * LENGTH, cols);
          }
          ProductTiles.narrow(
              steps, a, at, rowA, stepA, last, source, b0, step, scratch, 0, LENGTH, scratch, 0,
              LENGTH);
        }
        for (int r = 0; r <= last; r++) {
          System.arraycopy(scratch, r * LENGTH, c, ct + r * n, cols);
        }
      }
    }
  }

  /// Where step `p` of column `j` lies among the panels.
  private int packedAt(int p, int j) {
    int column = j - packedFrom;
    return column / PANEL * PANEL * k + p * PANEL + column % PANEL;
  }

  /// The sizes m, n and k, as in `32x64x784`.
  @Override
  public String toString() {
    return shape;
  }
}
