package hebb.simd;

import static hebb.simd.Width.LENGTH;

import hebb.kernel.Kernels;
import hebb.kernel.Product;

/// A product by the tiles of [ProductTiles]. B is read as it lies where its rows are whole vectors;
/// packed are the last columns that do not fill 16, and all columns if B is transposed, or if its
/// rows are so long that steps of k fall on the same cache lines and C has the rows to repay it.
///
/// Packed B is a row of panels; a panel holds the columns of a tile, or 16 where fewer are left, in
/// the order of k, padded with zeros.
final class SimdProduct implements Product {
  private static final int NARROW = Kernels.LANES;

  /// Machines with vectors of 256 bits have 16 registers, which hold a tile of 6 by 2 vectors;
  /// others have 32, for 6 by 4.
  private static final boolean SIXTEEN_REGISTERS = LENGTH == 8;

  private static final int WIDE = (SIXTEEN_REGISTERS ? 2 : 4) * LENGTH;
  private static final int SIX = 6;
  private static final int FOUR = 4;
  private static final int NARROW_ROWS = 8;
  private static final int LONG_ROW = 16 * LENGTH;
  private static final int ROW = 8 * LENGTH;

  /// Steps of k that a tile takes at once: their part of B stays in the second cache.
  private static final int BLOCK_K = 256;

  /// Elements of B that make a part of packing.
  private static final int PART = 16384;

  /// Rows of a transposed A that are copied together into scratch memory, behind what narrow
  /// columns need, where steps of k would fall on the same cache lines.
  private static final int COPIED_ROWS = 128;

  private static final int LONG_STEP = 1024;
  private static final int COPIED_FROM = NARROW_ROWS * NARROW;

  private static final float[] ZEROS = new float[LONG_ROW];

  private final int n;
  private final int k;
  private final int rowA;
  private final int stepA;
  private final int stepB;
  private final int colB;

  /// The columns from which B is packed, and from which panels are narrow.
  private final int packedFrom;

  private final int narrowFrom;
  private final int panelsPerPart;

  private final boolean copiesA;

  private final String shape;

  SimdProduct(int m, int n, int k, boolean transposeA, boolean transposeB) {
    this.n = n;
    this.k = k;
    rowA = transposeA ? 1 : k;
    stepA = transposeA ? m : 1;
    stepB = transposeB ? 1 : n;
    colB = transposeB ? k : 1;
    copiesA = transposeA && m >= LONG_STEP && n >= LONG_STEP / 4;
    boolean longRows = m >= 128 && n >= 512;
    packedFrom = transposeB || longRows ? 0 : n - n % NARROW;
    narrowFrom = packedFrom == 0 ? n - n % WIDE : packedFrom;
    panelsPerPart = Math.max(1, PART / (WIDE * Math.max(1, k)));
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
    return COPIED_FROM + (copiesA ? COPIED_ROWS * Math.min(k, BLOCK_K) : 0);
  }

  @Override
  public int packParts() {
    return (panels() + panelsPerPart - 1) / panelsPerPart;
  }

  private int widePanels() {
    return (narrowFrom - packedFrom) / WIDE;
  }

  private int panels() {
    return widePanels() + (n - narrowFrom + NARROW - 1) / NARROW;
  }

  @Override
  public int packFloats() {
    return (widePanels() * WIDE + (panels() - widePanels()) * NARROW) * k;
  }

  @Override
  public void pack(float[] pack, int po, int part, float[] b, int bo) {
    int end = Math.min(panels(), (part + 1) * panelsPerPart);
    for (int panel = part * panelsPerPart; panel < end; panel++) {
      boolean wide = panel < widePanels();
      int width = wide ? WIDE : NARROW;
      int j = wide ? packedFrom + panel * WIDE : narrowFrom + (panel - widePanels()) * NARROW;
      int cols = Math.min(width, n - j);
      int at = po + packedAt(0, j);
      if (colB == 1) {
        PackLoops.copy(k, b, bo + j, stepB, cols, pack, at, width);
      } else {
        PackLoops.transpose(k, b, bo + j * colB, colB, cols, pack, at, width);
      }
    }
  }

  @Override
  public void rows(
      float[] pack,
      int po,
      float[] scratch,
      int from,
      int to,
      float[] a,
      int ao,
      float[] b,
      int bo,
      float[] c,
      int co) {
    int chunk = copiesA ? COPIED_ROWS : Math.max(1, to - from);
    int p = 0;
    do {
      int steps = Math.min(BLOCK_K, k - p);
      for (int i = from; i < to; i = Math.min(to, i + chunk)) {
        int end = Math.min(to, i + chunk);
        int at = ao + i * rowA + p * stepA;
        if (copiesA) {
          PackLoops.copy(steps, a, at, stepA, end - i, scratch, COPIED_FROM, COPIED_ROWS);
          block(
              pack, po, scratch, p, steps, i, end, scratch, COPIED_FROM, COPIED_ROWS, b, bo, c, co);
        } else {
          block(pack, po, scratch, p, steps, i, end, a, at, stepA, b, bo, c, co);
        }
      }
      p += BLOCK_K;
    } while (p < k);
  }

  /// Steps `[p, p + steps)` of rows `[from, to)`, whose first A is `a[at]`.
  private void block(
      float[] pack,
      int po,
      float[] scratch,
      int p,
      int steps,
      int from,
      int to,
      float[] a,
      int at,
      int stepA,
      float[] b,
      int bo,
      float[] c,
      int co) {
    int j = to - from == 1 ? row(p, steps, from, a, at, stepA, b, bo, c, co) : 0;
    for (; j <= n - WIDE; j += WIDE) {
      wide(pack, po, p, steps, j, from, to, a, at, stepA, b, bo, c, co);
    }
    for (; j < n; j += LENGTH) {
      narrow(pack, po, scratch, p, steps, j, from, to, a, at, stepA, b, bo, c, co);
    }
  }

  /// The columns of one row that B has unpacked for it; returns how many there were.
  private int row(
      int p, int steps, int i, float[] a, int at, int stepA, float[] b, int bo, float[] c, int co) {
    int bt = bo + p * stepB;
    int ct = co + i * n;
    float[] start = p == 0 ? ZEROS : c;
    int j = 0;
    if (!SIXTEEN_REGISTERS) {
      for (; j <= packedFrom - LONG_ROW; j += LONG_ROW) {
        int so = p == 0 ? 0 : ct + j;
        ProductRow.sixteen(steps, a, at, stepA, b, bt + j, stepB, start, so, c, ct + j);
      }
    }
    for (; j <= packedFrom - ROW; j += ROW) {
      int so = p == 0 ? 0 : ct + j;
      ProductRow.eight(steps, a, at, stepA, b, bt + j, stepB, start, so, c, ct + j);
    }
    return j;
  }

  private void wide(
      float[] pack,
      int po,
      int p,
      int steps,
      int j,
      int from,
      int to,
      float[] a,
      int ao,
      int stepA,
      float[] b,
      int bo,
      float[] c,
      int co) {
    boolean packed = j >= packedFrom;
    float[] source = packed ? pack : b;
    int step = packed ? WIDE : stepB;
    int bt = packed ? po + packedAt(p, j) : bo + p * stepB + j;
    float[] start = p == 0 ? ZEROS : c;
    int rowS = p == 0 ? 0 : n;
    int i = from;
    while (i < to) {
      int at = ao + (i - from) * rowA;
      int ct = co + i * n + j;
      int so = p == 0 ? 0 : ct;
      int rows = together(to - i);
      if (rows == SIX && SIXTEEN_REGISTERS) {
        ProductTiles.sixByTwo(
            steps, a, at, rowA, stepA, source, bt, step, start, so, rowS, c, ct, n);
      } else if (rows == SIX) {
        ProductTiles.sixByFour(
            steps, a, at, rowA, stepA, source, bt, step, start, so, rowS, c, ct, n);
      } else if (rows == FOUR && SIXTEEN_REGISTERS) {
        ProductTiles.fourByTwo(
            steps, a, at, rowA, stepA, source, bt, step, start, so, rowS, c, ct, n);
      } else if (rows == FOUR) {
        ProductTiles.fourByFour(
            steps, a, at, rowA, stepA, source, bt, step, start, so, rowS, c, ct, n);
      } else if (SIXTEEN_REGISTERS) {
        ProductRow.two(steps, a, at, stepA, source, bt, step, start, so, c, ct);
      } else {
        ProductRow.four(steps, a, at, stepA, source, bt, step, start, so, c, ct);
      }
      i += rows;
    }
  }

  /// How many of the rows that are left go next: fours where sixes then fill the rest.
  private static int together(int left) {
    int odd = left % SIX;
    return left < FOUR ? 1 : left < SIX || odd == FOUR || odd == 2 ? FOUR : SIX;
  }

  /// One vector of columns; one that is not whole goes through scratch memory.
  private void narrow(
      float[] pack,
      int po,
      float[] scratch,
      int p,
      int steps,
      int j,
      int from,
      int to,
      float[] a,
      int ao,
      int stepA,
      float[] b,
      int bo,
      float[] c,
      int co) {
    boolean packed = j >= packedFrom;
    float[] source = packed ? pack : b;
    int step = packed ? NARROW : stepB;
    int bt = packed ? po + packedAt(p, j) : bo + p * stepB + j;
    int cols = Math.min(LENGTH, n - j);
    for (int i = from; i < to; i += NARROW_ROWS) {
      int last = Math.min(NARROW_ROWS, to - i) - 1;
      int at = ao + (i - from) * rowA;
      int ct = co + i * n + j;
      if (cols == LENGTH) {
        float[] start = p == 0 ? ZEROS : c;
        int so = p == 0 ? 0 : ct;
        int rowS = p == 0 ? 0 : n;
        ProductTiles.eightByOne(
            steps, a, at, rowA, stepA, last, source, bt, step, start, so, rowS, c, ct, n);
      } else {
        for (int r = 0; p > 0 && r <= last; r++) {
          System.arraycopy(c, ct + r * n, scratch, r * LENGTH, cols);
        }
        float[] start = p == 0 ? ZEROS : scratch;
        int rowS = p == 0 ? 0 : LENGTH;
        ProductTiles.eightByOne(
            steps, a, at, rowA, stepA, last, source, bt, step, start, 0, rowS, scratch, 0, LENGTH);
        for (int r = 0; r <= last; r++) {
          System.arraycopy(scratch, r * LENGTH, c, ct + r * n, cols);
        }
      }
    }
  }

  /// Where step `p` of column `j` lies among the panels.
  private int packedAt(int p, int j) {
    if (j < narrowFrom) {
      int column = j - packedFrom;
      return column / WIDE * WIDE * k + p * WIDE + column % WIDE;
    }
    int column = j - narrowFrom;
    int wide = (narrowFrom - packedFrom) * k;
    return wide + column / NARROW * NARROW * k + p * NARROW + column % NARROW;
  }

  /// The sizes m, n and k, as in `32x64x784`.
  @Override
  public String toString() {
    return shape;
  }
}
