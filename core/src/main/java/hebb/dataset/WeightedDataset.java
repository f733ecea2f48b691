package hebb.dataset;

import hebb.tensor.Shape;
import java.util.List;

/// Rows with weights of mean 1.
final class WeightedDataset implements Dataset {
  private final Dataset rows;
  private final double[] weights;

  WeightedDataset(Dataset rows, double[] given) {
    this.rows = rows;
    this.weights = given.clone();
    double sum = 0;
    for (double weight : weights) {
      sum += weight >= 0 ? weight : Double.NaN;
    }
    if (weights.length != rows.rows() || !(sum > 0 && sum < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "dataset: expected "
              + rows.rows()
              + " weights of 0 or more, not all 0, got "
              + weights.length
              + (sum > 0 ? "" : " that are negative, not numbers or all 0")
              + ".");
    }
    double mean = sum / weights.length;
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= mean;
    }
  }

  private WeightedDataset(Dataset rows, WeightedDataset same) {
    this.rows = rows;
    this.weights = same.weights;
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
    return rows.targets();
  }

  @Override
  public void read(int[] order, int from, int count, float[] into, float[] targets) {
    rows.read(order, from, count, into, targets);
  }

  @Override
  public int length(int row) {
    return rows.length(row);
  }

  @Override
  public boolean readsAhead() {
    return rows.readsAhead();
  }

  @Override
  public Dataset epoch(int epoch) {
    Dataset then = rows.epoch(epoch);
    return then == rows ? this : new WeightedDataset(then, this);
  }

  @Override
  public boolean weighted() {
    return true;
  }

  @Override
  public double weight(int row) {
    return weights[row];
  }
}
