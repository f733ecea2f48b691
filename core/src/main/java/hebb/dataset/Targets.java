package hebb.dataset;

/// The targets of all rows of a dataset.
public final class Targets {
  private static final int BLOCK = 256;

  private Targets() {}

  /// `[rows, targets]`, dense, in the rows' order.
  public static float[] of(Dataset data) {
    int width = data.targets().size();
    float[] all = new float[Math.multiplyExact(data.rows(), width)];
    float[] rows = new float[Math.multiplyExact(BLOCK, data.width())];
    float[] some = new float[BLOCK * width];
    int[] order = new int[BLOCK];
    for (int from = 0; from < data.rows(); from += BLOCK) {
      int count = Math.min(BLOCK, data.rows() - from);
      for (int i = 0; i < count; i++) {
        order[i] = from + i;
      }
      data.read(order, 0, count, rows, some);
      System.arraycopy(some, 0, all, from * width, count * width);
    }
    return all;
  }
}
