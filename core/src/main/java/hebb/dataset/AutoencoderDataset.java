package hebb.dataset;

import hebb.tensor.Shape;
import java.util.List;

/// Rows whose targets are their inputs.
final class AutoencoderDataset implements Dataset {
  private final Dataset rows;
  private final int width;

  AutoencoderDataset(Dataset rows) {
    this.rows = rows;
    this.width = rows.width();
    for (InputSpec input : rows.inputs()) {
      if (input.indices() > 0 || input.varies()) {
        throw new IllegalArgumentException(
            "autoencoder: expected inputs of numbers, got "
                + input
                + ". Leave it out, or encode it as numbers.");
      }
    }
  }

  @Override
  public int rows() {
    return rows.rows();
  }

  @Override
  public List<InputSpec> inputs() {
    return rows.inputs();
  }

  @Override
  public Shape targets() {
    return Shape.of(width);
  }

  /// The targets that the rows have are written over, or not wanted at all.
  @Override
  public void read(int[] order, int from, int count, float[] into, float[] targets) {
    int size = rows.targets().size();
    rows.read(order, from, count, into, size <= width ? targets : new float[count * size]);
    System.arraycopy(into, 0, targets, 0, count * width);
  }

  @Override
  public boolean readsAhead() {
    return rows.readsAhead();
  }

  @Override
  public Dataset epoch(int epoch) {
    Dataset then = rows.epoch(epoch);
    return then == rows ? this : new AutoencoderDataset(then);
  }

  @Override
  public boolean weighted() {
    return rows.weighted();
  }

  @Override
  public double weight(int row) {
    return rows.weight(row);
  }
}
