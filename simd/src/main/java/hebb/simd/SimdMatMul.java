package hebb.simd;

import static hebb.simd.Width.LENGTH;

import hebb.kernel.Kernels;
import hebb.kernel.MatMulKernel;
import hebb.kernel.MatMulShape;
import java.util.Arrays;

/// A product by the tiles of [MatMulTiles]. Some steps of k of as many columns of B as a tile has
/// are a panel, which all rows pass through while it is in the first cache. A panel is copied to
/// scratch memory in the order of k, padded with zeros, where reading it in place would be slower:
/// where B is transposed, where the columns do not fill a vector, and where rows of B are long and
/// there are rows of C to repay it.
final class SimdMatMul implements MatMulKernel {
  private static final int NARROW = Kernels.LANES;

  /// Machines with vectors of 256 bits have 16 registers, which hold a tile of 6 by 2 vectors;
  /// others have 32, for 6 by 4.
  private static final boolean SIXTEEN_REGISTERS = LENGTH == 8;

  static final int WIDE = (SIXTEEN_REGISTERS ? 2 : 4) * LENGTH;

  /// Columns of a tile for what wide ones leave over; as many as a wide one has where that is
  /// small.
  private static final int PAIR = 2 * LENGTH;

  private static final int SIX = 6;
  private static final int FOUR = 4;
  private static final int TWELVE = 12;
  private static final int LONG_ROW = 16 * LENGTH;
  private static final int ROW = 8 * LENGTH;

  /// The floats of a panel, which leave room in a first cache of 48 kB.
  private static final int PANEL = 8192;

  /// Steps of k in a panel of wide columns, and of narrow ones.
  private static final int BLOCK_K = Math.min(256, PANEL / WIDE);

  private static final int NARROW_BLOCK_K = PANEL / NARROW;
  private static final int PAIR_BLOCK_K = Math.min(NARROW_BLOCK_K, PANEL / PAIR);

  /// From so many rows and columns on it pays to copy panels that could be read in place.
  private static final int MANY_ROWS = 48;

  private static final int LONG_ROWS = 3 * WIDE;

  /// Rows of a transposed A that are copied together, where steps of k would fall on the same cache
  /// lines: in groups, each in the order of k.
  private static final int COPIED_ROWS = 288;

  private static final int GROUP = 48;
  private static final int LONG_STEP = 1024;

  /// Scratch memory holds a panel, then narrow tiles of C, then the copied A.
  private static final int NARROW_TILE = PANEL;

  private static final int COPIED_A = NARROW_TILE + TWELVE * NARROW;

  private static final float[] ZEROS = new float[LONG_ROW];

  private final int m;
  private final int n;
  private final int k;
  private final int rowA;
  private final int stepA;
  private final int stepB;
  private final int colB;
  private final int blockK;
  private final int rowC;
  private final boolean copiesA;
  private final boolean continues;
  private final String shape;

  SimdMatMul(MatMulShape shape) {
    this(shape, false);
  }

  /// Of chains that begin at +0, or that C holds the beginnings of.
  SimdMatMul(MatMulShape shape, boolean continues) {
    this.continues = continues;
    m = shape.m();
    n = shape.n();
    k = shape.k();
    rowA = shape.transposeA() ? 1 : shape.rowA();
    stepA = shape.transposeA() ? shape.rowA() : 1;
    stepB = shape.transposeB() ? 1 : shape.rowB();
    colB = shape.transposeB() ? shape.rowB() : 1;
    rowC = shape.rowC();
    blockK = n < PAIR ? NARROW_BLOCK_K : n < WIDE ? PAIR_BLOCK_K : BLOCK_K;
    copiesA = shape.transposeA() && stepA >= LONG_STEP;
    this.shape = shape.toString();
  }

  /// Whether vectors are faster than the scalar product for a shape: not for a single column, and
  /// not where packing or half-empty vectors cost more than they bring. Without steps it only calls
  /// its loops, so that the JVM compiles them.
  static boolean pays(int m, int n, int k, boolean transposeB) {
    return k == 0
        || n > 1
            && (n >= 8 || k >= 16)
            && (m >= 4 || n >= 16 && !transposeB)
            && (long) m * n * k >= 1024;
  }

  @Override
  public int scratch() {
    return COPIED_A + (copiesA ? COPIED_ROWS * Math.min(k, blockK) : 0);
  }

  @Override
  public void rows(
      float[] scratch, int from, int to, float[] a, int ao, float[] b, int bo, float[] c, int co) {
    block(scratch, from, to, 0, n, a, ao, b, bo, c, co);
  }

  @Override
  public int columnsTogether() {
    return WIDE;
  }

  @Override
  public void columns(
      float[] scratch,
      int first,
      int last,
      float[] a,
      int ao,
      float[] b,
      int bo,
      float[] c,
      int co) {
    block(scratch, 0, m, first, last, a, ao, b, bo, c, co);
  }

  private void block(
      float[] scratch,
      int from,
      int to,
      int first,
      int last,
      float[] a,
      int ao,
      float[] b,
      int bo,
      float[] c,
      int co) {
    int chunk = copiesA ? COPIED_ROWS : Math.max(1, to - from);
    int p = 0;
    do {
      int steps = Math.min(blockK, k - p);
      for (int i = from; i < to; i = Math.min(to, i + chunk)) {
        int end = Math.min(to, i + chunk);
        int at = ao + i * rowA + p * stepA;
        if (copiesA) {
          PackLoops.groups(steps, a, at, stepA, end - i, scratch, COPIED_A, GROUP);
          panels(scratch, p, steps, i, end, first, last, scratch, COPIED_A, b, bo, c, co);
        } else {
          panels(scratch, p, steps, i, end, first, last, a, at, b, bo, c, co);
        }
      }
      p += blockK;
    } while (p < k);
    for (int i = from; k == 0 && !continues && i < to; i++) {
      Arrays.fill(c, co + i * rowC + first, co + i * rowC + last, 0);
    }
  }

  /// Steps `[p, p + steps)` of the columns `[left, right)` of the rows `[from, to)`; the first A is
  /// `a[at]`, or the rows are copied there.
  private void panels(
      float[] scratch,
      int p,
      int steps,
      int from,
      int to,
      int left,
      int right,
      float[] a,
      int at,
      float[] b,
      int bo,
      float[] c,
      int co) {
    int group = copiesA ? GROUP : Math.max(1, to - from);
    int row = copiesA ? steps : rowA;
    int inRow = copiesA ? 1 : rowA;
    int step = copiesA ? GROUP : stepA;
    boolean packs = colB > 1 || n >= LONG_ROWS && to - from >= MANY_ROWS;
    boolean single = to - from == 1 && !packs && right - left == n;
    int j = single ? row(p, steps, from, a, at, step, b, bo, c, co) : left;
    while (j < right) {
      boolean wide = j <= n - WIDE;
      boolean pair = !wide && j <= n - PAIR;
      int width = wide ? WIDE : pair ? PAIR : LENGTH;
      int cols = Math.min(width, right - j);
      int bt = bo + p * stepB + j * colB;
      boolean packed = packs || cols < width;
      if (packed) {
        pack(steps, b, bt, cols, scratch, Math.max(NARROW, width));
        bt = 0;
      }
      float[] panel = packed ? scratch : b;
      int stepPanel = packed ? Math.max(NARROW, width) : stepB;
      for (int i = from; i < to; i += group) {
        int end = Math.min(to, i + group);
        int first = at + (i - from) * row;
        if (wide) {
          wide(p, steps, i, end, j, a, first, inRow, step, panel, bt, stepPanel, c, co);
        } else if (pair) {
          pair(p, steps, i, end, j, a, first, inRow, step, panel, bt, stepPanel, c, co);
        } else {
          narrow(
              scratch, p, steps, i, end, j, cols, a, first, inRow, step, panel, bt, stepPanel, c,
              co);
        }
      }
      j += width;
    }
  }

  private void pack(int steps, float[] b, int bt, int cols, float[] panel, int width) {
    if (colB == 1) {
      PackLoops.copy(steps, b, bt, stepB, cols, panel, 0, width);
    } else {
      PackLoops.transpose(steps, b, bt, colB, cols, panel, 0, width);
    }
  }

  /// The first columns of one row, by long runs of B; returns how many there were.
  private int row(
      int p, int steps, int i, float[] a, int at, int stepA, float[] b, int bo, float[] c, int co) {
    int bt = bo + p * stepB;
    int ct = co + i * rowC;
    float[] start = starts(p) ? ZEROS : c;
    int j = 0;
    if (!SIXTEEN_REGISTERS) {
      for (; j <= n - LONG_ROW; j += LONG_ROW) {
        int so = starts(p) ? 0 : ct + j;
        MatMulRow.sixteen(steps, a, at, stepA, b, bt + j, stepB, start, so, c, ct + j);
      }
    }
    for (; j <= n - ROW; j += ROW) {
      int so = starts(p) ? 0 : ct + j;
      MatMulRow.eight(steps, a, at, stepA, b, bt + j, stepB, start, so, c, ct + j);
    }
    return j;
  }

  void wide(
      int p,
      int steps,
      int from,
      int to,
      int j,
      float[] a,
      int ao,
      int rowA,
      int stepA,
      float[] b,
      int bt,
      int stepB,
      float[] c,
      int co) {
    float[] start = starts(p) ? ZEROS : c;
    int rowS = starts(p) ? 0 : rowC;
    int i = from;
    while (i < to) {
      int at = ao + (i - from) * rowA;
      int ct = co + i * rowC + j;
      int so = starts(p) ? 0 : ct;
      int rows = together(to - i);
      if (rows == SIX && SIXTEEN_REGISTERS) {
        MatMulTiles.sixByTwo(steps, a, at, rowA, stepA, b, bt, stepB, start, so, rowS, c, ct, rowC);
      } else if (rows == SIX) {
        MatMulTiles.sixByFour(
            steps, a, at, rowA, stepA, b, bt, stepB, start, so, rowS, c, ct, rowC);
      } else if (rows == FOUR && SIXTEEN_REGISTERS) {
        MatMulTiles.fourByTwo(
            steps, a, at, rowA, stepA, b, bt, stepB, start, so, rowS, c, ct, rowC);
      } else if (rows == FOUR) {
        MatMulTiles.fourByFour(
            steps, a, at, rowA, stepA, b, bt, stepB, start, so, rowS, c, ct, rowC);
      } else if (SIXTEEN_REGISTERS) {
        MatMulRow.two(steps, a, at, stepA, b, bt, stepB, start, so, c, ct);
      } else {
        MatMulRow.four(steps, a, at, stepA, b, bt, stepB, start, so, c, ct);
      }
      i += rows;
    }
  }

  /// Two vectors of columns.
  private void pair(
      int p,
      int steps,
      int from,
      int to,
      int j,
      float[] a,
      int ao,
      int rowA,
      int stepA,
      float[] b,
      int bt,
      int stepB,
      float[] c,
      int co) {
    float[] start = starts(p) ? ZEROS : c;
    int rowS = starts(p) ? 0 : rowC;
    int i = from;
    while (i < to) {
      int at = ao + (i - from) * rowA;
      int ct = co + i * rowC + j;
      int so = starts(p) ? 0 : ct;
      int rows = to - i >= TWELVE ? TWELVE : to - i >= FOUR ? FOUR : 1;
      if (rows == TWELVE) {
        MatMulTiles.twelveByTwo(
            steps, a, at, rowA, stepA, b, bt, stepB, start, so, rowS, c, ct, rowC);
      } else if (rows == FOUR) {
        MatMulTiles.fourByTwo(
            steps, a, at, rowA, stepA, b, bt, stepB, start, so, rowS, c, ct, rowC);
      } else {
        MatMulRow.two(steps, a, at, stepA, b, bt, stepB, start, so, c, ct);
      }
      i += rows;
    }
  }

  /// Whether chains begin at a step.
  private boolean starts(int p) {
    return p == 0 && !continues;
  }

  /// How many of the rows that are left go next: fours where sixes then fill the rest.
  private static int together(int left) {
    int odd = left % SIX;
    return left < FOUR ? 1 : left < SIX || odd == FOUR || odd == 2 ? FOUR : SIX;
  }

  /// One vector of columns; one that is not whole goes through scratch memory.
  private void narrow(
      float[] scratch,
      int p,
      int steps,
      int from,
      int to,
      int j,
      int cols,
      float[] a,
      int ao,
      int rowA,
      int stepA,
      float[] b,
      int bt,
      int stepB,
      float[] c,
      int co) {
    boolean whole = cols == LENGTH;
    float[] into = whole ? c : scratch;
    float[] start = starts(p) ? ZEROS : into;
    int rowInto = whole ? rowC : LENGTH;
    int rowS = starts(p) ? 0 : rowInto;
    int i = from;
    while (i < to) {
      int rows = to - i >= TWELVE ? TWELVE : to - i >= FOUR ? FOUR : 1;
      int at = ao + (i - from) * rowA;
      int cells = co + i * rowC + j;
      int ct = whole ? cells : NARROW_TILE;
      int so = starts(p) ? 0 : ct;
      for (int r = 0; !whole && !starts(p) && r < rows; r++) {
        System.arraycopy(c, cells + r * rowC, scratch, ct + r * LENGTH, cols);
      }
      if (rows == TWELVE) {
        MatMulTiles.twelveByOne(
            steps, a, at, rowA, stepA, b, bt, stepB, start, so, rowS, into, ct, rowInto);
      } else if (rows == FOUR) {
        MatMulTiles.fourByOne(
            steps, a, at, rowA, stepA, b, bt, stepB, start, so, rowS, into, ct, rowInto);
      } else {
        MatMulRow.one(steps, a, at, stepA, b, bt, stepB, start, so, into, ct);
      }
      for (int r = 0; !whole && r < rows; r++) {
        System.arraycopy(scratch, ct + r * LENGTH, c, cells + r * rowC, cols);
      }
      i += rows;
    }
  }

  /// The sizes m, n and k, as in `32x64x784`.
  @Override
  public String toString() {
    return shape;
  }
}
