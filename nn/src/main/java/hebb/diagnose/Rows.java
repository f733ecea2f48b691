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

  private Rows(int count, float[] numbers, float[] targets) {
    this.count = count;
    this.numbers = numbers;
    this.targets = targets;
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
    return new Rows(count, numbers, targets);
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
    return new Rows(count, Arrays.copyOf(numbers, count * width), Arrays.copyOf(targets, count));
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
}
