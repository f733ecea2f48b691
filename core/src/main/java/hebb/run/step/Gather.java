package hebb.run.step;

/// Copies rows of a table by index.
public record Gather(Place table, int size, Place indices, int count, int row, Place to)
    implements Step {
  @Override
  public int parts() {
    return FusedElementwise.parts(count, row);
  }

  @Override
  public long work() {
    return (long) count * row;
  }

  @Override
  public int scratch() {
    return 0;
  }

  @Override
  public void run(Memory memory, Scratch scratch, int first, int end) {
    float[] rows = memory.buffers[table.buffer()];
    float[] ids = memory.buffers[indices.buffer()];
    float[] y = memory.buffers[to.buffer()];
    for (int i = FusedElementwise.firstRow(count, parts(), first);
        i < FusedElementwise.firstRow(count, parts(), end);
        i++) {
      int at = check(ids[memory.at(indices) + i], size, "gather");
      System.arraycopy(rows, memory.at(table) + at * row, y, memory.at(to) + i * row, row);
    }
  }

  @Override
  public String describe() {
    return "gather " + count + " rows of " + row;
  }

  /// An index from data as an int, or the sentence that says why not.
  public static int check(double index, int size, String op) {
    if (!(index >= 0 && index < size)) {
      throw new IllegalArgumentException(
          op
              + ": expected an index from 0 to "
              + (size - 1)
              + ", got "
              + index
              + ". Look at the labels or ids that were fed.");
    }
    return (int) index;
  }
}
