package hebb.train;

import java.util.function.DoubleFunction;

/// Finds a step length that meets the strong Wolfe conditions (Nocedal, Wright 2006, algorithms 3.5
/// and 3.6): `f(t) <= f(0) + c1 t f'(0)` and `|f'(t)| <= c2 |f'(0)|`. Where `f` differs from `f(0)`
/// by rounding alone, its slope decides (Hager, Zhang 2005).
final class LineSearch {
  /// A length, with value and slope there.
  record Point(double t, double value, double slope) {}

  private static final double C1 = 1e-4;
  private static final double C2 = 0.9;
  private static final int MOST_TRIES = 25;
  private static final double LONGEST = 1e10;

  private final DoubleFunction<Point> at;
  private final Point start;
  private final double noise;
  private int tries;

  /// @param noise by how much equal values may differ
  private LineSearch(DoubleFunction<Point> at, Point start, double noise) {
    this.at = at;
    this.start = start;
    this.noise = noise;
  }

  /// The length that was tried last, which meets the conditions; 0 if none was found.
  ///
  /// @param start at 0, with a slope below 0
  /// @param first the length to try first
  static double find(DoubleFunction<Point> at, Point start, double first, double noise) {
    return new LineSearch(at, start, noise).bracket(first);
  }

  private double bracket(double first) {
    Point before = start;
    double t = first;
    while (tries < MOST_TRIES && t < LONGEST) {
      Point now = look(t);
      if (!Double.isFinite(now.value)) {
        t = (before.t + t) / 2;
        continue;
      }
      if (isGood(now)) {
        return now.t;
      }
      if (isTooHigh(now) || (tries > 1 && now.value >= before.value + noise)) {
        return zoom(before, now);
      }
      if (now.slope >= 0) {
        return zoom(now, before);
      }
      before = now;
      t *= 2.5;
    }
    return 0;
  }

  /// Looks between the lower end, which is the best so far, and the other.
  private double zoom(Point first, Point second) {
    Point low = first;
    Point high = second;
    while (tries < MOST_TRIES && Math.abs(high.t - low.t) > 1e-9 * Math.max(low.t, high.t)) {
      Point now = look(between(low, high));
      if (isGood(now)) {
        return now.t;
      }
      if (isTooHigh(now) || now.value >= low.value + noise) {
        high = now;
      } else {
        high = now.slope * (high.t - low.t) >= 0 ? low : high;
        low = now;
      }
    }
    return 0;
  }

  private Point look(double t) {
    tries++;
    return at.apply(t);
  }

  private boolean isGood(Point p) {
    boolean flatter = Math.abs(p.slope) <= -C2 * start.slope;
    boolean same = Math.abs(p.value - start.value) <= noise;
    boolean lower = p.value <= start.value + C1 * p.t * start.slope;
    return flatter && (lower || (same && p.slope <= (2 * C1 - 1) * start.slope));
  }

  private boolean isTooHigh(Point p) {
    return !(p.value <= start.value + C1 * p.t * start.slope + noise);
  }

  /// The lowest point of the cubic through both ends, kept a tenth of the way from them.
  private static double between(Point a, Point b) {
    double d = a.slope + b.slope - 3 * (a.value - b.value) / (a.t - b.t);
    double root = d * d - a.slope * b.slope;
    double width = b.t - a.t;
    double t = a.t + width / 2;
    if (root >= 0) {
      double sign = Math.signum(width) * Math.sqrt(root);
      double cubic = b.t - width * (b.slope + sign - d) / (b.slope - a.slope + 2 * sign);
      t = Double.isFinite(cubic) ? cubic : t;
    }
    double low = Math.min(a.t, b.t) + Math.abs(width) / 10;
    double high = Math.max(a.t, b.t) - Math.abs(width) / 10;
    return Math.clamp(t, low, high);
  }
}
