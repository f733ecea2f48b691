package hebb.run.step;

import java.util.Arrays;

/// Copies elements from one arrangement into another: what permute, broadcast, slice, pad and
/// concat are. Axes that lie as one in both arrangements are one; the last is the inner loop.
public final class Copy implements Step {
  private final Place from;
  private final Place to;
  private final int[] dims;
  private final int[] fromStrides;
  private final int[] toStrides;
  private final int zeros;
  private final int outer;
  private final Place cleared;

  /// Copies an array of `dims` elements by strides; before that, `zeros` elements at `to` are
  /// cleared.
  public Copy(
      Place from,
      Place to,
      int[] dims,
      int[] fromStrides,
      int[] toStrides,
      Place cleared,
      int zeros) {
    this.from = from;
    this.to = to;
    this.cleared = cleared;
    this.zeros = zeros;
    int[] size = new int[dims.length];
    int[] fromStep = new int[dims.length];
    int[] toStep = new int[dims.length];
    int rank = 0;
    for (int axis = 0; axis < dims.length; axis++) {
      boolean joins =
          rank > 0
              && fromStep[rank - 1] == dims[axis] * fromStrides[axis]
              && toStep[rank - 1] == dims[axis] * toStrides[axis];
      if (dims[axis] != 1) {
        rank += joins ? 0 : 1;
        size[rank - 1] = joins ? size[rank - 1] * dims[axis] : dims[axis];
        fromStep[rank - 1] = fromStrides[axis];
        toStep[rank - 1] = toStrides[axis];
      }
    }
    this.dims = Arrays.copyOf(size, rank);
    this.fromStrides = Arrays.copyOf(fromStep, rank);
    this.toStrides = Arrays.copyOf(toStep, rank);
    this.outer = Arrays.stream(this.dims).limit(Math.max(0, rank - 1)).reduce(1, (a, b) -> a * b);
  }

  /// Where the first element comes from.
  public Place from() {
    return from;
  }

  /// Where the first element goes.
  public Place to() {
    return to;
  }

  /// The sizes of the axes, the last one innermost; none for one element.
  public int[] dims() {
    return dims.clone();
  }

  /// How far elements lie apart along each axis at [#from].
  public int[] fromStrides() {
    return fromStrides.clone();
  }

  /// How far elements lie apart along each axis at [#to].
  public int[] toStrides() {
    return toStrides.clone();
  }

  /// Where [#zeros] begin.
  public Place cleared() {
    return cleared;
  }

  /// How many elements are cleared first.
  public int zeros() {
    return zeros;
  }

  private int inner() {
    return dims.length == 0 ? 1 : dims[dims.length - 1];
  }

  @Override
  public int parts() {
    return zeros > 0 ? 1 : FusedElementwise.parts(outer, inner());
  }

  @Override
  public long work() {
    return 2L * outer * inner() + zeros;
  }

  @Override
  public int scratch() {
    return 0;
  }

  @Override
  public void run(Memory memory, Scratch scratch, int first, int end) {
    float[] x = memory.buffers[from.buffer()];
    float[] y = memory.buffers[to.buffer()];
    if (zeros > 0) {
      Arrays.fill(y, memory.at(cleared), memory.at(cleared) + zeros, 0);
    }
    int last = dims.length - 1;
    int xs = last < 0 ? 0 : fromStrides[last];
    int ys = last < 0 ? 0 : toStrides[last];
    int n = inner();
    for (int o = FusedElementwise.firstRow(outer, parts(), first);
        o < FusedElementwise.firstRow(outer, parts(), end);
        o++) {
      int xo = memory.at(from);
      int yo = memory.at(to);
      int rest = o;
      for (int axis = last - 1; axis >= 0; axis--) {
        int index = rest % dims[axis];
        rest /= dims[axis];
        xo += index * fromStrides[axis];
        yo += index * toStrides[axis];
      }
      line(x, xo, xs, y, yo, ys, n);
    }
  }

  private static void line(float[] x, int xo, int xs, float[] y, int yo, int ys, int n) {
    if (xs == 1 && ys == 1) {
      System.arraycopy(x, xo, y, yo, n);
    } else if (xs == 0 && ys == 1) {
      Arrays.fill(y, yo, yo + n, x[xo]);
    } else {
      for (int i = 0; i < n; i++) {
        y[yo + i * ys] = x[xo + i * xs];
      }
    }
  }

  @Override
  public String describe() {
    return "copy " + Arrays.toString(dims);
  }
}
