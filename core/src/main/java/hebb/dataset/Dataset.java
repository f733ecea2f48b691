package hebb.dataset;

import hebb.tensor.Shape;
import hebb.tensor.Tensor;
import java.util.List;

/// Rows that training and evaluation read in any order: the values of named inputs, and targets, as
/// float32, in memory or made on the way. Reading is thread-safe and does not change the source.
///
/// A row is the numbers of its inputs one after the other, each row-major. An input that varies by
/// row has its length first, and zeros after its last value.
public interface Dataset {
  /// How many rows there are.
  int rows();

  /// What a row has; at least one input, no two of one name.
  List<InputSpec> inputs();

  /// The shape of one row's target: `[1]` for a number, a label or a class index; `[k]` for k
  /// outputs.
  Shape targets();

  /// Copies rows `order[from]` to `order[from + count - 1]` and their targets into the arrays,
  /// dense and in that order.
  void read(int[] order, int from, int count, float[] rows, float[] targets);

  /// How long a row is, so that batches can be made of rows of like length; 0 where all are alike.
  default int length(int row) {
    return 0;
  }

  /// Whether reading takes so long that it should go on while the step before is computed.
  default boolean readsAhead() {
    return false;
  }

  /// The rows as training reads them in an epoch; what is measured are these rows themselves. They
  /// differ where rows are changed at random from epoch to epoch, as images are by augmentation;
  /// otherwise it is this dataset.
  ///
  /// @param epoch from 0
  default Dataset epoch(int epoch) {
    return this;
  }

  /// Whether each row goes on where the row before it ends, as windows of one text do: recurrent
  /// layers then begin a row of training with the states that they had at the end of that one,
  /// which are taken as given (truncated backpropagation through time).
  default boolean continues() {
    return false;
  }

  /// Whether some rows count more than others.
  default boolean weighted() {
    return false;
  }

  /// How much a row counts in what is minimised and in what is measured, 0 or more.
  default double weight(int row) {
    return 1;
  }

  /// The same rows, of which some count more than others. Weights are divided by their mean, so
  /// that what is minimised is the weighted mean of costs and keeps its size beside penalties.
  ///
  /// @param weights one for each row, 0 or more, not all 0
  /// @throws IllegalArgumentException if the weights are not that
  static Dataset weighted(Dataset rows, double[] weights) {
    return new WeightedDataset(rows, weights);
  }

  /// How many numbers a row has for all inputs.
  default int width() {
    return InputSpec.size(inputs());
  }

  /// The same rows, each with its own inputs as target: `[width]`.
  ///
  /// @throws IllegalArgumentException if an input is of indices, or its length varies
  static Dataset autoencoder(Dataset rows) {
    return new AutoencoderDataset(rows);
  }

  /// Rows of two tensors whose first axes are equal: one input `features`.
  static Dataset of(Tensor features, Tensor targets) {
    if (features.shape().rank() < 2
        || targets.shape().rank() < 2
        || features.shape().dim(0) != targets.shape().dim(0)) {
      throw new IllegalArgumentException(
          "dataset: expected features [rows, ...] and targets [rows, ...] of as many rows, got "
              + features.shape()
              + " and "
              + targets.shape()
              + ". Give every row one target.");
    }
    Shape row = features.shape().range(1, features.shape().rank());
    return new TensorDataset(List.of(InputSpec.features(row)), features, targets);
  }

  /// Rows of several inputs.
  ///
  /// @param rows `[rows, width]`: each row the numbers of the inputs one after the other, a varying
  ///   input with its length first
  /// @throws IllegalArgumentException if the tensors do not fit the inputs or each other
  static Dataset of(List<InputSpec> inputs, Tensor rows, Tensor targets) {
    int width = InputSpec.size(inputs);
    long names = inputs.stream().map(InputSpec::name).distinct().count();
    if (inputs.isEmpty()
        || names < inputs.size()
        || rows.shape().rank() != 2
        || rows.shape().dim(1) != width
        || targets.shape().rank() < 2
        || targets.shape().dim(0) != rows.shape().dim(0)) {
      throw new IllegalArgumentException(
          "dataset: expected inputs of different names, rows [rows, "
              + width
              + "] and targets [rows, ...] of as many rows, got "
              + inputs
              + ", "
              + rows.shape()
              + " and "
              + targets.shape()
              + ".");
    }
    return new TensorDataset(inputs, rows, targets);
  }
}
