package hebb.kernel;

/// The sizes of a product `C[m, n] = op(A) op(B)` and how its operands lie: `op(A)` is `[m, k]`,
/// stored `[k, m]` if `transposeA`; `op(B)` is `[k, n]`, stored `[n, k]` if `transposeB`.
///
/// @param rowA floats from one stored row of A to the next; rows of A may overlap
/// @param rowB the same of B
/// @param rowC the same of C
public record MatMulShape(
    int m, int n, int k, boolean transposeA, boolean transposeB, int rowA, int rowB, int rowC)
    implements ProductShape {
  /// A product whose operands' rows lie one behind the other.
  public static MatMulShape dense(int m, int n, int k, boolean transposeA, boolean transposeB) {
    return new MatMulShape(
        m, n, k, transposeA, transposeB, transposeA ? m : k, transposeB ? k : n, n);
  }

  /// The same with other distances between rows.
  public MatMulShape withRows(int rowA, int rowB, int rowC) {
    return new MatMulShape(m, n, k, transposeA, transposeB, rowA, rowB, rowC);
  }

  @Override
  public long flops() {
    return 2L * m * n * k;
  }

  /// The steps of k that are one chain; longer sums are cut into blocks of so many.
  public static final int BLOCK = 1024;

  /// The blocks of k: at least 1.
  public int blocks() {
    return Math.max(1, (k + BLOCK - 1) / BLOCK);
  }

  /// The product of one block of k, with rows of C at the given distance.
  public MatMulShape block(int index, int rowC) {
    int steps = Math.min(BLOCK, k - index * BLOCK);
    return new MatMulShape(m, n, steps, transposeA, transposeB, rowA, rowB, rowC);
  }

  /// How much further on in A a block begins.
  public int offsetA(int index) {
    return index * BLOCK * (transposeA ? rowA : 1);
  }

  /// How much further on in B a block begins.
  public int offsetB(int index) {
    return index * BLOCK * (transposeB ? 1 : rowB);
  }

  /// Whether the rows of all operands lie one behind the other.
  public boolean isDense() {
    return equals(dense(m, n, k, transposeA, transposeB));
  }

  /// The sizes m, n and k, as in `32x64x784`.
  @Override
  public String toString() {
    return m + "x" + n + "x" + k;
  }
}
