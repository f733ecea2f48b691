package hebb.data;

import hebb.dataset.Dataset;

/// The simplest prediction there is: the same for every row, whatever its features. A model that
/// learned something does better.
///
/// @param task what is predicted
/// @param guess the index of the most frequent class of the training part, or its mean target,
///   standardised if the targets are
public record Baseline(Task task, double guess) {
  private static final int BLOCK = 256;

  /// What is guessed after a look at the training part. Of equally frequent classes it is the
  /// first.
  public static Baseline of(Dataset train, Task task) {
    float[] targets = targets(train);
    double sum = 0;
    int last = 0;
    for (float target : targets) {
      sum += target;
      last = Math.max(last, (int) target);
    }
    if (task == Task.REGRESSION) {
      return new Baseline(task, sum / Math.max(1, targets.length));
    }
    int[] counts = new int[last + 1];
    int best = 0;
    for (float target : targets) {
      counts[(int) target]++;
    }
    for (int i = 1; i < counts.length; i++) {
      best = counts[i] > counts[best] ? i : best;
    }
    return new Baseline(task, best);
  }

  /// The share of rows of a part whose class is guessed.
  public double accuracy(Dataset part) {
    int right = 0;
    for (float target : targets(part)) {
      right += target == (float) guess ? 1 : 0;
    }
    return (double) right / part.rows();
  }

  /// The root of the mean squared error of the guess in a part.
  ///
  /// @param std what one unit of the targets is in the target's own unit; 1 if they are not
  ///   standardised
  public double rmse(Dataset part, double std) {
    double squares = 0;
    for (float target : targets(part)) {
      squares += (target - guess) * (target - guess);
    }
    return std * Math.sqrt(squares / part.rows());
  }

  /// The mean absolute error of the guess in a part.
  ///
  /// @param std what one unit of the targets is in the target's own unit; 1 if they are not
  ///   standardised
  public double mae(Dataset part, double std) {
    double sum = 0;
    for (float target : targets(part)) {
      sum += Math.abs(target - guess);
    }
    return std * sum / part.rows();
  }

  private static float[] targets(Dataset part) {
    float[] all = new float[part.rows()];
    float[] features = new float[BLOCK * part.width()];
    float[] some = new float[BLOCK];
    int[] order = new int[BLOCK];
    for (int from = 0; from < all.length; from += BLOCK) {
      int count = Math.min(BLOCK, all.length - from);
      for (int i = 0; i < count; i++) {
        order[i] = from + i;
      }
      part.read(order, 0, count, features, some);
      System.arraycopy(some, 0, all, from, count);
    }
    return all;
  }
}
