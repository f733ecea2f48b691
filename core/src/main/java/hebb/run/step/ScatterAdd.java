package hebb.run.step;

import hebb.graph.Binary;
import java.util.Arrays;

/// Adds rows at indices into zeros; equal indices add up in order, so it is one part.
public record ScatterAdd(Place indices, int count, Place rows, int row, int size, Place to)
    implements Step {
  @Override
  public int parts() {
    return 1;
  }

  @Override
  public long work() {
    return (long) (count + size) * row;
  }

  @Override
  public int scratch() {
    return 0;
  }

  @Override
  public void run(Memory memory, Scratch scratch, int first, int end) {
    float[] ids = memory.buffers[indices.buffer()];
    float[] x = memory.buffers[rows.buffer()];
    float[] y = memory.buffers[to.buffer()];
    Arrays.fill(y, memory.at(to), memory.at(to) + size * row, 0);
    for (int i = 0; i < count; i++) {
      int yo = memory.at(to) + Gather.check(ids[memory.at(indices) + i], size, "scatter_add") * row;
      memory.kernels.binary(Binary.ADD, y, yo, x, memory.at(rows) + i * row, y, yo, row);
    }
  }

  @Override
  public String describe() {
    return "scatter_add " + count + " rows of " + row + " into " + size;
  }
}
