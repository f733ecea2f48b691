package hebb.tensor;

/// Rows that lie in two tensors.
record TensorBatches(Tensor allFeatures, Tensor allTargets) implements Batches {
  @Override
  public int rows() {
    return allFeatures.shape().dim(0);
  }

  @Override
  public Shape features() {
    return rowShape(allFeatures);
  }

  @Override
  public Shape targets() {
    return rowShape(allTargets);
  }

  @Override
  public void read(int[] order, int from, int count, float[] features, float[] targets) {
    copy(allFeatures.data(), features().size(), order, from, count, features);
    copy(allTargets.data(), targets().size(), order, from, count, targets);
  }

  private static Shape rowShape(Tensor tensor) {
    return tensor.shape().range(1, tensor.shape().rank());
  }

  private static void copy(float[] source, int width, int[] order, int from, int count, float[] into) {
    for (int i = 0; i < count; i++) {
      System.arraycopy(source, order[from + i] * width, into, i * width, width);
    }
  }
}
