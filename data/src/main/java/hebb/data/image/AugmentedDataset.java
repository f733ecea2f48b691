package hebb.data.image;

import hebb.dataset.Dataset;
import hebb.dataset.InputSpec;
import hebb.graph.RandomKey;
import hebb.tensor.Shape;
import java.util.List;
import java.util.stream.IntStream;

/// Rows whose images training sees changed.
final class AugmentedDataset implements Dataset {
  private static final int AS_THEY_ARE = -1;

  private final Dataset rows;
  private final Augmentation augmentation;
  private final List<Augmentation.Place> images;
  private final long seed;
  private final int epoch;

  AugmentedDataset(
      Dataset rows, Augmentation augmentation, List<Augmentation.Place> images, long seed) {
    this(rows, augmentation, images, seed, AS_THEY_ARE);
  }

  private AugmentedDataset(
      Dataset rows,
      Augmentation augmentation,
      List<Augmentation.Place> images,
      long seed,
      int epoch) {
    this.rows = rows;
    this.augmentation = augmentation;
    this.images = List.copyOf(images);
    this.seed = seed;
    this.epoch = epoch;
  }

  @Override
  public Dataset epoch(int number) {
    return new AugmentedDataset(rows.epoch(number), augmentation, images, seed, number);
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
    if (epoch == AS_THEY_ARE) {
      return;
    }
    long key = RandomKey.at(RandomKey.of(seed, "data", "augment"), epoch);
    int width = width();
    IntStream.range(0, count)
        .parallel()
        .forEach(
            i -> augmentation.change(into, i * width, images, RandomKey.at(key, order[from + i])));
  }

  @Override
  public int length(int row) {
    return rows.length(row);
  }

  /// Changing takes time, if reading does not.
  @Override
  public boolean readsAhead() {
    return epoch != AS_THEY_ARE || rows.readsAhead();
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
