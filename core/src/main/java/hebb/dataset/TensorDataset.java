package hebb.dataset;

import hebb.tensor.Shape;
import hebb.tensor.Tensor;

/// Rows that lie in two tensors.
final class TensorDataset implements Dataset {
  private final Tensor allFeatures;
  private final Tensor allTargets;
  private final Shape features;
  private final Shape targets;

  TensorDataset(Tensor allFeatures, Tensor allTargets) {
    this.allFeatures = allFeatures;
    this.allTargets = allTargets;
    this.features = rowShape(allFeatures);
    this.targets = rowShape(allTargets);
  }

  @Override
  public int rows() {
    return allFeatures.shape().dim(0);
  }

  @Override
  public Shape features() {
    return features;
  }

  @Override
  public Shape targets() {
    return targets;
  }

  @Override
  public void read(int[] order, int from, int count, float[] features, float[] targets) {
    copy(allFeatures.data(), this.features.size(), order, from, count, features);
    copy(allTargets.data(), this.targets.size(), order, from, count, targets);
  }

  private static Shape rowShape(Tensor tensor) {
    return tensor.shape().range(1, tensor.shape().rank());
  }

  private static void copy(
      float[] source, int width, int[] order, int from, int count, float[] into) {
    for (int i = 0; i < count; i++) {
      System.arraycopy(source, order[from + i] * width, into, i * width, width);
    }
  }
}
