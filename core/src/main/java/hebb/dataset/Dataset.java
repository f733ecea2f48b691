package hebb.dataset;

import hebb.tensor.Shape;
import hebb.tensor.Tensor;

/// Rows that training and evaluation read in any order: features and targets as float32, in memory
/// or made on the way. Reading is thread-safe and does not change the source.
public interface Dataset {
  /// How many rows there are.
  int rows();

  /// The shape of one row's features, as in `[4]` or `[1, 28, 28]`.
  Shape features();

  /// The shape of one row's target: `[1]` for a number, a label or a class index; `[k]` for k
  /// outputs.
  Shape targets();

  /// Copies rows `order[from]` to `order[from + count - 1]` into the arrays, dense and in that
  /// order.
  void read(int[] order, int from, int count, float[] features, float[] targets);

  /// Rows of two tensors whose first axes are equal.
  static Dataset of(Tensor features, Tensor targets) {
    if (features.shape().rank() < 2
        || targets.shape().rank() < 2
        || features.shape().dim(0) != targets.shape().dim(0)) {
      throw new IllegalArgumentException(
          "batches: expected features [rows, ...] and targets [rows, ...] of as many rows, got "
              + features.shape()
              + " and "
              + targets.shape()
              + ". Give every row one target.");
    }
    return new TensorDataset(features, targets);
  }
}
