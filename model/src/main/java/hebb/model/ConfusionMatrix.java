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

  static ConfusionMatrix of(List<String> classes, ClassMetrics metrics) {
    int size = classes.size();
    List<List<Long>> counts =
        IntStream.range(0, size)
            .mapToObj(a -> IntStream.range(0, size).mapToObj(p -> metrics.confusion(a, p)).toList())
            .toList();
    return new ConfusionMatrix(classes, counts);
  }
}
