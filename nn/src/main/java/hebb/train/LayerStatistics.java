package hebb.train;

import java.util.Arrays;

/// What was seen of a layer at the end of an epoch, on some validation rows.
///
/// @param path of the layer
/// @param activations its outputs
/// @param gradients those of a row's loss with respect to its outputs
/// @param updateRatio the norm of the epoch's last step against that of the weights; NaN without
///   weights
/// @param dead the share of relu units that give 0 for all rows, 0 to 1
/// @param saturated the share of outputs at the flat ends of sigmoid and tanh, 0 to 1
public record LayerStatistics(
    String path,
    Distribution activations,
    Distribution gradients,
    double updateRatio,
    double dead,
    double saturated) {
  /// How numbers are distributed.
  ///
  /// @param p5 what 5 % of the numbers lie below, and so on
  public record Distribution(
      double mean, double deviation, double p5, double p25, double p50, double p75, double p95) {
    /// Of more numbers so many, evenly spread, are sorted.
    private static final int MOST_SORTED = 1 << 14;

    /// The distribution of the first numbers of an array, at least one.
    public static Distribution of(float[] numbers, int count) {
      double sum = 0;
      for (int i = 0; i < count; i++) {
        sum += numbers[i];
      }
      double mean = sum / count;
      double squares = 0;
      for (int i = 0; i < count; i++) {
        squares += (numbers[i] - mean) * (numbers[i] - mean);
      }
      float[] some = new float[Math.min(count, MOST_SORTED)];
      for (int i = 0; i < some.length; i++) {
        some[i] = numbers[(int) ((long) i * count / some.length)];
      }
      Arrays.sort(some);
      return new Distribution(
          mean,
          Math.sqrt(squares / count),
          quantile(some, 0.05),
          quantile(some, 0.25),
          quantile(some, 0.5),
          quantile(some, 0.75),
          quantile(some, 0.95));
    }

    /// Between two numbers on a straight line, as NumPy has it.
    private static double quantile(float[] sorted, double share) {
      double at = share * (sorted.length - 1);
      int below = (int) at;
      int above = Math.min(below + 1, sorted.length - 1);
      return sorted[below] + (at - below) * (sorted[above] - (double) sorted[below]);
    }
  }
}
