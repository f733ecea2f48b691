package hebb.diagnose;

import java.util.Arrays;

/// Sums over rows of each of their numbers.
final class Tally {
  private final int width;
  private final double[] first;
  private final double[] sums;
  private final double[] squares;
  private final double[] least;
  private final double[] most;
  private int rows;

  Tally(int width) {
    this.width = width;
    first = new double[width];
    sums = new double[width];
    squares = new double[width];
    least = new double[width];
    most = new double[width];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    Arrays.fill(most, Double.NEGATIVE_INFINITY);
  }

  /// Adds rows.
  ///
  /// @param numbers `[rows, width]`
  void add(float[] numbers) {
    for (int from = 0; from < numbers.length; from += width, rows++) {
      for (int i = 0; i < width; i++) {
        double x = numbers[from + i];
        first[i] = rows == 0 ? x : first[i];
        double d = x - first[i];
        sums[i] += d;
        squares[i] += d * d;
        least[i] = Math.min(least[i], x);
        most[i] = Math.max(most[i], x);
      }
    }
  }

  /// What is seen of one of the numbers.
  DataFacts.Column column(String name, int i) {
    double mean = sums[i] / rows;
    double all = Math.max(0, squares[i] - mean * sums[i]);
    double centre = first[i] + mean;
    double far = Math.max(centre - least[i], most[i] - centre);
    // Without the farthest row the squares are less by that much.
    double taken = rows < 2 ? 0 : far * far * rows / (rows - 1.0);
    return new DataFacts.Column(
        name,
        centre,
        Math.sqrt(all / rows),
        Math.max(Math.abs(least[i]), Math.abs(most[i])),
        most[i] - centre > centre - least[i] ? most[i] : least[i],
        all == 0 ? 0 : Math.min(1, taken / all),
        rows);
  }
}
