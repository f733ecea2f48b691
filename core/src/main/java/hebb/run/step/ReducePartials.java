package hebb.run.step;

import hebb.graph.Reduction;
import java.util.Arrays;

/// Combines the partial results of a reduction's parts, in order.
public record ReducePartials(Reduction reduction, Place partials, int count, int cols, Place result)
    implements Step {
  @Override
  public int parts() {
    return 1;
  }

  @Override
  public long work() {
    return (long) count * cols;
  }

  @Override
  public int scratch() {
    return 0;
  }

  @Override
  public void run(Memory memory, Scratch scratch, int from, int to) {
    float[] into = memory.buffers[result.buffer()];
    Arrays.fill(into, memory.at(result), memory.at(result) + cols, (float) reduction.identity());
    memory.kernels.reduceColumns(
        reduction,
        memory.buffers[partials.buffer()],
        memory.at(partials),
        count,
        cols,
        into,
        memory.at(result));
  }

  @Override
  public String describe() {
    return "combine " + count + " partial results of " + cols;
  }
}
