package hebb.model;

import hebb.metric.ClassMetrics;
import java.util.List;
import java.util.stream.IntStream;

/// How often each class was taken for which.
///
/// @param classes the classes, in the order of rows and columns
/// @param counts `counts.get(actual).get(predicted)`
public record ConfusionMatrix(List<String> classes, List<List<Long>> counts) {
  /// A square of counts, which is copied.
  public ConfusionMatrix {
    classes = List.copyOf(classes);
    counts = counts.stream().map(List::copyOf).toList();
    int size = classes.size();
    if (counts.size() != size || counts.stream().anyMatch(row -> row.size() != size)) {
      throw new IllegalArgumentException(
          "confusion matrix: expected " + size + " rows of " + size + " counts.");
    }
  }

  /// Of the rows that were taken for a class, the share that belong there; NaN if there are none.
  public double precision(int predicted) {
    long taken = counts.stream().mapToLong(row -> row.get(predicted)).sum();
    return counts.get(predicted).get(predicted) / (double) taken;
  }

  /// Of the rows of a class, the share that was found; NaN if there are none.
  public double recall(int actual) {
    long all = counts.get(actual).stream().mapToLong(Long::longValue).sum();
    return counts.get(actual).get(actual) / (double) all;
  }

  /// The harmonic mean of precision and recall; NaN if there is nothing to count.
  public double f1(int index) {
    long all = counts.get(index).stream().mapToLong(Long::longValue).sum();
    long taken = counts.stream().mapToLong(row -> row.get(index)).sum();
    return 2.0 * counts.get(index).get(index) / (all + taken);
  }

  static ConfusionMatrix of(List<String> classes, ClassMetrics metrics) {
    int size = classes.size();
    List<List<Long>> counts =
        IntStream.range(0, size)
            .mapToObj(a -> IntStream.range(0, size).mapToObj(p -> metrics.confusion(a, p)).toList())
            .toList();
    return new ConfusionMatrix(classes, counts);
  }
}
