package hebb.kernel;

/// A matrix product of one fixed shape, made by [Kernels#matMul]. It has no state of its own and
/// may be used by many threads. Every element of the result is one ascending-k chain of fused
/// multiply-adds that starts at +0 for each block of [MatMulShape#BLOCK] steps of k, and these are
/// joined pairwise by index, 0 + 1 and 2 + 3, then those. So the bits are the same for any
/// blocking, vector width and split into rows, and zeros appended to k change none.
public interface MatMulKernel {
  /// Floats of private scratch memory that [#rows] needs from its calling thread; 0 if none.
  default int scratch() {
    return 0;
  }

  /// Computes rows `[from, to)` of C; different row ranges may be computed by different threads at
  /// once.
  void rows(
      float[] scratch, int from, int to, float[] a, int ao, float[] b, int bo, float[] c, int co);

  /// How many columns of C stay together where a product is cut by columns; 0 where it is not.
  default int columnsTogether() {
    return 0;
  }

  /// Computes columns `[first, last)` of all rows of C, as [#rows] does rows: from a multiple of
  /// [#columnsTogether] to another one or to the end.
  default void columns(
      float[] scratch,
      int first,
      int last,
      float[] a,
      int ao,
      float[] b,
      int bo,
      float[] c,
      int co) {
    throw new IllegalStateException("product: expected one that is cut by columns, got " + this);
  }
}
