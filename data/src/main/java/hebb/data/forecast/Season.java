package hebb.data.forecast;

/// How many steps a season of a series is: the lag whose autocorrelation rises highest above the
/// valley before it. It is that of the numbers without their trend, divided by the same for all
/// lags, so that of several seasons one after the other the first counts.
final class Season {
  private static final int MOST_STEPS = 20_000;
  private static final int LONGEST = 2000;
  private static final double LEAST = 0.1;
  private static final double NOISE = 7;
  private static final double NEARLY = 0.9;

  private Season() {}

  /// The season of a column up to a step; 0 if there is none. A turn of the calendar is taken if it
  /// is nearly as good as the peak.
  static int of(double[] column, int to, TimeStep step) {
    double[] x = levelled(column, Math.max(0, to - MOST_STEPS), to);
    int longest = Math.min(LONGEST, x.length / 3);
    double[] correlation = new double[longest + 1];
    for (int lag = 0; lag <= longest; lag++) {
      for (int i = lag; i < x.length; i++) {
        correlation[lag] += x[i] * x[i - lag];
      }
    }
    double[] rise = new double[longest + 1];
    double valley = correlation[0];
    double least = correlation[0] * Math.max(LEAST, NOISE / Math.sqrt(x.length));
    int best = 0;
    for (int lag = 1; lag <= longest; lag++) {
      valley = Math.min(valley, correlation[lag]);
      rise[lag] = correlation[lag] - valley;
      best = rise[lag] > Math.max(rise[best], least) ? lag : best;
    }
    for (int turn : step.seasons()) {
      if (best > 0 && turn <= longest && rise[turn] >= NEARLY * rise[best]) {
        return turn;
      }
    }
    return best;
  }

  /// The numbers without their trend, 0 in gaps.
  private static double[] levelled(double[] column, int from, int to) {
    double n = 0;
    double t = 0;
    double y = 0;
    double tt = 0;
    double ty = 0;
    for (int i = from; i < to; i++) {
      if (!Double.isNaN(column[i])) {
        n++;
        t += i;
        y += column[i];
      }
    }
    for (int i = from; i < to; i++) {
      if (!Double.isNaN(column[i])) {
        tt += (i - t / n) * (i - t / n);
        ty += (i - t / n) * (column[i] - y / n);
      }
    }
    double slope = tt == 0 ? 0 : ty / tt;
    double[] levelled = new double[to - from];
    for (int i = from; i < to; i++) {
      double trend = y / n + slope * (i - t / n);
      levelled[i - from] = Double.isNaN(column[i]) ? 0 : column[i] - trend;
    }
    return levelled;
  }
}
