package hebb.run.step;

import hebb.graph.Binary;
import java.util.Arrays;

/// Adds rows at indices into zeros; equal indices add up in order, so it is one part.
///
/// @param bare whether rows that do not occur are left as they are, since nothing reads them
public record ScatterAdd(
    Place indices, int count, Place rows, int row, int size, Place to, boolean bare)
    implements Step {
  @Override
  public int parts() {
    return 1;
  }

  @Override
  public long work() {
    return (long) (count + (bare ? count : size)) * row;
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
    if (bare) {
      for (int i = 0; i < count; i++) {
        int yo = at(memory, ids, i);
        Arrays.fill(y, yo, yo + row, 0);
      }
    } else {
      Arrays.fill(y, memory.at(to), memory.at(to) + size * row, 0);
    }
    for (int i = 0; i < count; i++) {
      int yo = at(memory, ids, i);
      memory.kernels.binary(Binary.ADD, y, yo, x, memory.at(rows) + i * row, y, yo, row);
    }
  }

  private int at(Memory memory, float[] ids, int i) {
    return memory.at(to) + Gather.check(ids[memory.at(indices) + i], size, "scatter_add") * row;
  }

  @Override
  public String describe() {
    return "scatter_add " + count + " rows of " + row + " into " + size;
  }
}
