package hebb.simd;

import static hebb.simd.Width.LENGTH;

import hebb.graph.Binary;
import hebb.graph.Reduction;
import hebb.graph.Unary;
import hebb.kernel.BlockedMatMul;
import hebb.kernel.Kernels;
import hebb.kernel.MatMulKernel;
import hebb.kernel.MatMulShape;
import hebb.kernel.ScalarKernels;

/// Kernels by the Vector API. Whole vectors run in the loops of this package, what is left over in
/// the scalar kernels, which give the same bits.
public final class SimdKernels implements Kernels {
  private final Kernels scalar = new ScalarKernels();

  /// As in `simd512`.
  @Override
  public String name() {
    return "simd" + Width.FLOATS.vectorBitSize();
  }

  @Override
  public void unary(Unary op, float[] x, int xo, float[] y, int yo, int n) {
    int whole = n - n % LANES;
    switch (op) {
      case NEGATE -> PlainLoops.negate(x, xo, y, yo, whole);
      case ABS -> PlainLoops.abs(x, xo, y, yo, whole);
      case SIGN -> PlainLoops.sign(x, xo, y, yo, whole);
      case SQUARE -> PlainLoops.square(x, xo, y, yo, whole);
      case SQRT -> PlainLoops.sqrt(x, xo, y, yo, whole);
      case RECIPROCAL -> PlainLoops.reciprocal(x, xo, y, yo, whole);
      case EXP -> ExpLoops.exp(x, xo, y, yo, whole);
      case EXPM1 -> ExpLoops.expm1(x, xo, y, yo, whole);
      case LOG -> LogLoops.log(x, xo, y, yo, whole);
      case LOG1P -> LogLoops.log1p(x, xo, y, yo, whole);
      case TANH -> ExpLoops.tanh(x, xo, y, yo, whole);
      case SIGMOID -> ExpLoops.sigmoid(x, xo, y, yo, whole);
      case SOFTPLUS -> LogLoops.softplus(x, xo, y, yo, whole);
      case RELU -> PlainLoops.relu(x, xo, y, yo, whole);
      case STEP -> PlainLoops.step(x, xo, y, yo, whole);
      case ERF -> ExpLoops.erf(x, xo, y, yo, whole);
      case FLUSH -> PlainLoops.flush(x, xo, y, yo, whole);
    }
    if (whole < n) {
      scalar.unary(op, x, xo + whole, y, yo + whole, n - whole);
    }
  }

  @Override
  public void binary(Binary op, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    int whole = n - n % LANES;
    switch (op) {
      case ADD -> PlainLoops.add(a, ao, b, bo, y, yo, whole);
      case SUBTRACT -> PlainLoops.subtract(a, ao, b, bo, y, yo, whole);
      case MULTIPLY -> PlainLoops.multiply(a, ao, b, bo, y, yo, whole);
      case DIVIDE -> PlainLoops.divide(a, ao, b, bo, y, yo, whole);
      case MAX -> PlainLoops.max(a, ao, b, bo, y, yo, whole);
      case MIN -> PlainLoops.min(a, ao, b, bo, y, yo, whole);
      case GREATER -> PlainLoops.greater(a, ao, b, bo, y, yo, whole);
      case EQUAL -> PlainLoops.equal(a, ao, b, bo, y, yo, whole);
    }
    if (whole < n) {
      scalar.binary(op, a, ao + whole, b, bo + whole, y, yo + whole, n - whole);
    }
  }

  @Override
  public void binary(Binary op, float[] a, int ao, float b, float[] y, int yo, int n) {
    int whole = n - n % LANES;
    switch (op) {
      case ADD -> NumberLoops.add(a, ao, b, y, yo, whole);
      case SUBTRACT -> NumberLoops.add(a, ao, -b, y, yo, whole);
      case MULTIPLY -> NumberLoops.multiply(a, ao, b, y, yo, whole);
      case DIVIDE -> NumberLoops.divide(a, ao, b, y, yo, whole);
      case MAX -> NumberLoops.max(a, ao, b, y, yo, whole);
      case MIN -> NumberLoops.min(a, ao, b, y, yo, whole);
      case GREATER -> NumberLoops.greater(a, ao, b, y, yo, whole);
      case EQUAL -> NumberLoops.equal(a, ao, b, y, yo, whole);
    }
    if (whole < n) {
      scalar.binary(op, a, ao + whole, b, y, yo + whole, n - whole);
    }
  }

  @Override
  public void binary(Binary op, float a, float[] b, int bo, float[] y, int yo, int n) {
    int whole = n - n % LANES;
    switch (op) {
      case ADD -> NumberLoops.add(b, bo, a, y, yo, whole);
      case SUBTRACT -> NumberLoops.subtractFrom(a, b, bo, y, yo, whole);
      case MULTIPLY -> NumberLoops.multiply(b, bo, a, y, yo, whole);
      case DIVIDE -> NumberLoops.divideBy(a, b, bo, y, yo, whole);
      case MAX -> NumberLoops.max(b, bo, a, y, yo, whole);
      case MIN -> NumberLoops.min(b, bo, a, y, yo, whole);
      case GREATER -> NumberLoops.less(b, bo, a, y, yo, whole);
      case EQUAL -> NumberLoops.equal(b, bo, a, y, yo, whole);
    }
    if (whole < n) {
      scalar.binary(op, a, b, bo + whole, y, yo + whole, n - whole);
    }
  }

  @Override
  public void mix(
      float[] a,
      int ao,
      float s,
      float[] b,
      int bo,
      float t,
      float least,
      float[] y,
      int yo,
      int n) {
    int whole = n - n % LANES;
    int rest = n - whole;
    UpdateLoops.mix(a, ao, s, b, bo, t, least, y, yo, whole);
    scalar.mix(a, ao + whole, s, b, bo + whole, t, least, y, yo + whole, rest);
  }

  @Override
  public void mixSquare(
      float[] a,
      int ao,
      float s,
      float[] b,
      int bo,
      float floor,
      float t,
      float least,
      float[] y,
      int yo,
      int n) {
    int whole = n - n % LANES;
    int rest = n - whole;
    UpdateLoops.mixSquare(a, ao, s, b, bo, floor, t, least, y, yo, whole);
    scalar.mixSquare(a, ao + whole, s, b, bo + whole, floor, t, least, y, yo + whole, rest);
  }

  @Override
  public void adapt(
      float[] w,
      int wo,
      float r,
      float[] a,
      int ao,
      float s,
      float[] b,
      int bo,
      float t,
      float epsilon,
      float[] y,
      int yo,
      int n) {
    int whole = n - n % LANES;
    UpdateLoops.adapt(w, wo, r, a, ao, s, b, bo, t, epsilon, y, yo, whole);
    int rest = n - whole;
    scalar.adapt(
        w, wo + whole, r, a, ao + whole, s, b, bo + whole, t, epsilon, y, yo + whole, rest);
  }

  @Override
  public void mixAndAdapt(
      float[] m,
      int mo,
      float s,
      float t,
      float[] v,
      int vo,
      float squareS,
      float floor,
      float squareT,
      float[] g,
      int go,
      float[] w,
      int wo,
      float r,
      float rate,
      float correction,
      float epsilon,
      int n) {
    int whole = n - n % LANES;
    int rest = n - whole;
    UpdateLoops.mixAndAdapt(
        m,
        mo,
        s,
        t,
        v,
        vo,
        squareS,
        floor,
        squareT,
        g,
        go,
        w,
        wo,
        r,
        rate,
        correction,
        epsilon,
        whole);
    scalar.mixAndAdapt(
        m,
        mo + whole,
        s,
        t,
        v,
        vo + whole,
        squareS,
        floor,
        squareT,
        g,
        go + whole,
        w,
        wo + whole,
        r,
        rate,
        correction,
        epsilon,
        rest);
  }

  @Override
  public void select(
      float[] c, int co, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    int whole = n - n % LANES;
    PlainLoops.select(c, co, a, ao, b, bo, y, yo, whole);
    scalar.select(c, co + whole, a, ao + whole, b, bo + whole, y, yo + whole, n - whole);
  }

  @Override
  public void uniform(long key, long first, float[] y, int yo, int n) {
    boolean oneHigh = first >>> 32 == (first + n) >>> 32;
    int whole = oneHigh ? n - n % LANES : 0;
    ReduceLoops.uniform(key, first, y, yo, whole);
    scalar.uniform(key, first + whole, y, yo + whole, n - whole);
  }

  @Override
  public void reduceLanes(
      Reduction op, float[] x, int xo, int n, int phase, float[] lanes, int lo) {
    int head = Math.min(n, -phase & (LANES - 1));
    int whole = (n - head) - (n - head) % LANES;
    scalar.reduceLanes(op, x, xo, head, phase, lanes, lo);
    switch (op) {
      case SUM -> ReduceLoops.sumLanes(x, xo + head, whole, lanes, lo);
      case MAX -> ReduceLoops.maxLanes(x, xo + head, whole, lanes, lo);
    }
    int done = head + whole;
    scalar.reduceLanes(op, x, xo + done, n - done, phase + done, lanes, lo);
  }

  @Override
  public void reduceRows(Reduction op, float[] x, int xo, int rows, int cols, float[] y, int yo) {
    if (!RowLoops.SERVES) {
      scalar.reduceRows(op, x, xo, rows, cols, y, yo);
      return;
    }
    switch (op) {
      case SUM -> RowLoops.sum(x, xo, rows, cols, y, yo);
      case MAX -> RowLoops.max(x, xo, rows, cols, y, yo);
    }
  }

  @Override
  public void reduceColumns(
      Reduction op, float[] x, int xo, int rows, int cols, float[] acc, int ao) {
    if (op == Reduction.SUM && cols >= LANES) {
      ReduceLoops.sumColumns(x, xo, rows, cols, acc, ao);
    } else {
      scalar.reduceColumns(op, x, xo, rows, cols, acc, ao);
    }
  }

  @Override
  public MatMulKernel matMul(MatMulShape shape) {
    return BlockedMatMul.of(shape, this::block);
  }

  @Override
  public MatMulKernel continued(MatMulShape shape) {
    return SimdMatMul.pays(shape.m(), shape.n(), shape.k(), shape.transposeB())
        ? new SimdMatMul(shape, true)
        : scalar.continued(shape);
  }

  @Override
  public void copyRuns(
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
    int whole = RunLoops.serves(length) ? count : 0;
    if (RunLoops.overruns(length)) {
      int room = Math.min(x.length - xo - (runs - 1) * runX, y.length - yo - runs * length) - LANES;
      boolean fits = stepY == runs * length && stepY >= LANES / 4 && stepX <= stepY && room > 0;
      whole = fits ? Math.min(count - 1, room / stepY) : 0;
    }
    whole = Math.max(0, whole);
    RunLoops.copy(whole, runs, length, x, xo, stepX, runX, y, yo, stepY);
    int from = xo + whole * stepX;
    int to = yo + whole * stepY;
    scalar.copyRuns(count - whole, runs, length, x, from, stepX, runX, y, to, stepY);
  }

  @Override
  public void multiplyAddRows(
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
    int whole = cols - cols % LENGTH;
    if (rowY == 0) {
      StripLoops.chains(rows, whole, a, ao, rowA, b, bo, rowB, y, yo);
    } else {
      StripLoops.multiplyAdd(rows, whole, a, ao, rowA, b, bo, rowB, y, yo, rowY);
    }
    scalar.multiplyAddRows(
        rows, cols - whole, a, ao + whole, rowA, b, bo + whole, rowB, y, yo + whole, rowY);
  }

  @Override
  public void maxRows(
      int rows, int cols, float[] x, int xo, int rowX, float[] y, int yo, int rowY) {
    int whole = cols - cols % LENGTH;
    StripLoops.max(rows, whole, x, xo, rowX, y, yo, rowY);
    scalar.maxRows(rows, cols - whole, x, xo + whole, rowX, y, yo + whole, rowY);
  }

  @Override
  public void takeRows(
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
    int whole = cols - cols % LENGTH;
    StripLoops.take(rows, whole, x, xo, rowX, largest, lo, rest, ro, rowRest, y, yo);
    scalar.takeRows(
        rows,
        cols - whole,
        x,
        xo + whole,
        rowX,
        largest,
        lo + whole,
        rest,
        ro + whole,
        rowRest,
        y,
        yo + whole);
  }

  private MatMulKernel block(MatMulShape shape) {
    if (TransposedMatMul.pays(shape)) {
      return new TransposedMatMul(shape);
    }
    if (FlatMatMul.pays(shape)) {
      return new FlatMatMul(shape);
    }
    MatMulShape lying = rowForColumn(shape);
    return SimdMatMul.pays(shape.m(), shape.n(), shape.k(), lying.transposeB())
        ? new SimdMatMul(lying)
        : scalar.matMul(shape);
  }

  /// A single dense column of B lies as a single row does.
  private static MatMulShape rowForColumn(MatMulShape s) {
    return s.transposeB() && s.k() == 1 && s.rowB() == 1
        ? new MatMulShape(s.m(), s.n(), 1, s.transposeA(), false, s.rowA(), s.n(), s.rowC())
        : s;
  }
}
