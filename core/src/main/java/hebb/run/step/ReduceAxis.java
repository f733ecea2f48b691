package hebb.run.step;

import hebb.graph.Reduction;
import java.util.Arrays;

/// Reduces the middle axis of `[outer, n, inner]`, each result on its own. Parts are elements of
/// the outer axis.
public record ReduceAxis(Reduction reduction, Place from, int outer, int n, int inner, Place to)
    implements Step {
  @Override
  public int parts() {
    return Math.max(1, Math.min(outer, 64));
  }

  @Override
  public long work() {
    return (long) outer * n * inner;
  }

  @Override
  public int scratch() {
    return 0;
  }

  @Override
  public void run(Memory memory, Scratch scratch, int first, int end) {
    float[] x = memory.buffers[from.buffer()];
    float[] y = memory.buffers[to.buffer()];
    int begin = FusedElementwise.firstRow(outer, parts(), first);
    int stop = FusedElementwise.firstRow(outer, parts(), end);
    if (inner == 1) {
      memory.kernels.reduceRows(
          reduction, x, memory.at(from) + begin * n, stop - begin, n, y, memory.at(to) + begin);
      return;
    }
    for (int o = begin; o < stop; o++) {
      int yo = memory.at(to) + o * inner;
      Arrays.fill(y, yo, yo + inner, (float) reduction.identity());
      memory.kernels.reduceColumns(reduction, x, memory.at(from) + o * n * inner, n, inner, y, yo);
    }
  }

  @Override
  public String describe() {
    return "reduce [" + outer + ", " + n + ", " + inner + "]";
  }
}
