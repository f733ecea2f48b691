package hebb.diagnose;

import hebb.dataset.Dataset;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Some rows of a dataset in memory.
///
/// The arrays are not to be changed.
final class Rows {
  private static final int MOST_SEARCHED = 20_000;

  private final int count;
  private final float[] numbers;
  private final float[] targets;
  private final float[] weights;

  private Rows(int count, float[] numbers, float[] targets, float[] weights) {
    this.count = count;
    this.numbers = numbers;
    this.targets = targets;
    this.weights = weights;
  }

  /// At most so many rows, spread evenly over those that there are.
  static Rows spread(Dataset data, int most) {
    int count = Math.min(most, data.rows());
    int[] order = new int[count];
    Arrays.setAll(order, i -> (int) ((long) i * data.rows() / count));
    return of(data, order);
  }

  /// Rows that follow each other.
  static Rows between(Dataset data, int from, int to) {
    return of(data, IntStream.range(from, to).toArray());
  }

  private static Rows of(Dataset data, int[] order) {
    int count = order.length;
    float[] numbers = new float[count * data.width()];
    float[] targets = new float[count * data.targets().size()];
    data.read(order, 0, count, numbers, targets);
    float[] weights = new float[data.weighted() ? count : 0];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) data.weight(order[i]);
    }
    return new Rows(count, numbers, targets, weights);
  }

  /// At most so many rows of a class.
  static Rows where(Dataset data, int index, int most) {
    Rows all = spread(data, MOST_SEARCHED);
    int width = data.width();
    int count = 0;
    float[] numbers = new float[most * width];
    float[] targets = new float[most];
    for (int r = 0; r < all.count && count < most; r++) {
      if (all.targets[r] == index) {
        System.arraycopy(all.numbers, r * width, numbers, count * width, width);
        targets[count++] = index;
      }
    }
    return new Rows(
        count, Arrays.copyOf(numbers, count * width), Arrays.copyOf(targets, count), new float[0]);
  }

  int count() {
    return count;
  }

  /// `[count, width]`
  float[] numbers() {
    return numbers;
  }

  /// `[count, targets]`
  float[] targets() {
    return targets;
  }

  /// One for each row; empty where all count alike.
  float[] weights() {
    return weights;
  }

  /// Those of these rows with what each counts.
  Targets targets(Dataset data) {
    return new Targets(targets, data.targets().size(), weights);
  }
}
