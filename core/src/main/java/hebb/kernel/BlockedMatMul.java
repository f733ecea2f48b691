package hebb.kernel;

import java.util.function.Function;

/// A product of more steps than a block has: each block is a product of its own, and their results
/// are joined pairwise by index, 0 + 1 and 2 + 3, then those. So a sum of many terms is more exact
/// than one chain, and blocks of zeros at the end change nothing.
public final class BlockedMatMul implements MatMulKernel {
  /// The floats of partial results that rows go together by, and the rows that do at least.
  private static final int TOGETHER = 32_768;

  private static final int FEWEST_ROWS = 48;

  private final MatMulShape shape;
  private final MatMulKernel first;
  private final MatMulKernel whole;
  private final MatMulKernel last;
  private final int blocks;
  private final int rows;
  private final int partials;
  private final int levels;

  private BlockedMatMul(MatMulShape shape, Function<MatMulShape, MatMulKernel> kernels) {
    this.shape = shape;
    blocks = shape.blocks();
    first = kernels.apply(shape.block(0, shape.rowC()));
    whole = kernels.apply(shape.block(0, shape.n()));
    last = kernels.apply(shape.block(blocks - 1, shape.n()));
    int together = Math.max(FEWEST_ROWS, TOGETHER / Math.max(1, shape.n()));
    rows = Math.max(1, Math.min(shape.m(), together));
    partials = Math.max(first.scratch(), Math.max(whole.scratch(), last.scratch()));
    levels = Integer.SIZE - Integer.numberOfLeadingZeros(blocks - 1);
  }

  /// The kernel of a shape: of its blocks, if it has several.
  public static MatMulKernel of(MatMulShape shape, Function<MatMulShape, MatMulKernel> kernels) {
    return shape.blocks() == 1 ? kernels.apply(shape) : new BlockedMatMul(shape, kernels);
  }

  /// The first partial result is in C, the others in scratch memory.
  @Override
  public int scratch() {
    return partials + levels * rows * shape.n();
  }

  @Override
  public void rows(
      float[] scratch, int from, int to, float[] a, int ao, float[] b, int bo, float[] c, int co) {
    for (int i = from; i < to; i += rows) {
      someRows(scratch, i, Math.min(to, i + rows), a, ao, b, bo, c, co);
    }
  }

  /// Partial results wait on a stack, each of half as many blocks as the one below it; C is its
  /// bottom.
  private void someRows(
      float[] scratch, int from, int to, float[] a, int ao, float[] b, int bo, float[] c, int co) {
    first.rows(scratch, from, to, a, ao, b, bo, c, co);
    int waiting = 1;
    for (int block = 1; block < blocks; block++) {
      MatMulKernel kernel = block == blocks - 1 ? last : whole;
      int at = ao + shape.offsetA(block);
      int bt = bo + shape.offsetB(block);
      kernel.rows(scratch, from, to, a, at, b, bt, scratch, slot(waiting++) - from * shape.n());
      for (int done = block + 1; done % 2 == 0; done /= 2) {
        join(scratch, --waiting, from, to, c, co);
      }
    }
    while (waiting > 1) {
      join(scratch, --waiting, from, to, c, co);
    }
  }

  /// Where a partial result above the bottom lies.
  private int slot(int level) {
    return partials + (level - 1) * rows * shape.n();
  }

  /// Adds a partial result to the one below it.
  private void join(float[] scratch, int level, int from, int to, float[] c, int co) {
    int n = shape.n();
    int upper = slot(level);
    if (level > 1) {
      add(scratch, slot(level - 1), scratch, upper, (to - from) * n);
    } else {
      for (int i = from; i < to; i++) {
        add(c, co + i * shape.rowC(), scratch, upper + (i - from) * n, n);
      }
    }
  }

  private static void add(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      x[xo + i] += y[yo + i];
    }
  }

  /// The sizes m, n and k, as in `32x64x784`.
  @Override
  public String toString() {
    return shape.toString();
  }
}
