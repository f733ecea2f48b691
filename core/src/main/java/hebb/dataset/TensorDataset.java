package hebb.dataset;

import hebb.tensor.Shape;
import hebb.tensor.Tensor;
import java.util.List;

/// Rows that lie in two tensors.
final class TensorDataset implements Dataset {
  private final List<InputSpec> inputs;
  private final int width;
  private final Tensor allRows;
  private final Tensor allTargets;
  private final Shape targets;

  TensorDataset(List<InputSpec> inputs, Tensor allRows, Tensor allTargets) {
    this.inputs = List.copyOf(inputs);
    this.width = InputSpec.size(inputs);
    this.allRows = allRows;
    this.allTargets = allTargets;
    this.targets = allTargets.shape().range(1, allTargets.shape().rank());
  }

  @Override
  public int rows() {
    return allRows.shape().dim(0);
  }

  @Override
  public List<InputSpec> inputs() {
    return inputs;
  }

  @Override
  public Shape targets() {
    return targets;
  }

  @Override
  public void read(int[] order, int from, int count, float[] rows, float[] targets) {
    copy(allRows.data(), width, order, from, count, rows);
    copy(allTargets.data(), this.targets.size(), order, from, count, targets);
  }

  /// The longest of its inputs.
  @Override
  public int length(int row) {
    int longest = 0;
    int at = row * width;
    for (InputSpec input : inputs) {
      longest = input.varies() ? Math.max(longest, (int) allRows.data()[at]) : longest;
      at += input.size();
    }
    return longest;
  }

  private static void copy(
      float[] source, int width, int[] order, int from, int count, float[] into) {
    for (int i = 0; i < count; i++) {
      System.arraycopy(source, order[from + i] * width, into, i * width, width);
    }
  }
}
