package hebb.run.step;

import java.util.Arrays;

/// Takes the rows at indices through a loop, each once, in one part: a row of the gradients is 0
/// when it has been used, so that an index that occurs again changes nothing.
public record UpdateRows(FusedElementwise loop, Place indices, int count, Place gradients)
    implements Step {
  @Override
  public int parts() {
    return 1;
  }

  @Override
  public long work() {
    return loop.work() / loop.rows() * count;
  }

  @Override
  public int scratch() {
    return loop.scratch();
  }

  @Override
  public void run(Memory memory, Scratch scratch, int first, int end) {
    float[] ids = memory.buffers[indices.buffer()];
    float[] g = memory.buffers[gradients.buffer()];
    for (int i = 0; i < count; i++) {
      int row = Gather.check(ids[memory.at(indices) + i], loop.rows(), "update_rows");
      scratch.origin = row;
      loop.run(memory, scratch, 0, row, row + 1);
      int at = memory.at(gradients) + row * loop.cols();
      Arrays.fill(g, at, at + loop.cols(), 0);
    }
  }

  @Override
  public String describe() {
    return "update at most " + count + " rows of " + loop.rows() + ", " + loop.describe();
  }
}
