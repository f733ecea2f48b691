package hebb.run.step;

/// The index of the largest element of each row: the first of equals, and the first NaN before all.
public record ArgMax(Place from, int rows, int cols, Place to) implements Step {
  @Override
  public int parts() {
    return FusedElementwise.parts(rows, cols);
  }

  @Override
  public long work() {
    return 2L * rows * cols;
  }

  @Override
  public int scratch() {
    return 0;
  }

  @Override
  public void run(Memory memory, Scratch scratch, int first, int end) {
    float[] x = memory.buffers[from.buffer()];
    float[] y = memory.buffers[to.buffer()];
    for (int r = FusedElementwise.firstRow(rows, parts(), first);
        r < FusedElementwise.firstRow(rows, parts(), end);
        r++) {
      int base = memory.at(from) + r * cols;
      int best = 0;
      for (int i = 1; i < cols && !Float.isNaN(x[base + best]); i++) {
        if (x[base + i] > x[base + best] || Float.isNaN(x[base + i])) {
          best = i;
        }
      }
      y[memory.at(to) + r] = best;
    }
  }

  @Override
  public String describe() {
    return "argmax [" + rows + ", " + cols + "]";
  }
}
