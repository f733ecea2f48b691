package hebb.data.forecast;

/// What a person says of a forecast.
///
/// @param time the column of times, in which the rows rise; empty where the order of the rows is
///   that of time
/// @param horizon how many steps ahead are forecast; 0 where that is not said
/// @param window how many steps a forecast looks back; 0 to choose it by horizon, season and rows
/// @param interpolate gaps of up to so many steps are filled in on a straight line; 0 for none
public record ForecastOptions(String time, int horizon, int window, int interpolate) {
  /// Nothing is said: there is no forecast.
  public static final ForecastOptions NONE = new ForecastOptions("", 0, 0, 0);

  private static final int MOST_STEPS = 100_000;

  /// Numbers of steps from 0 to 100,000.
  public ForecastOptions {
    check("horizon", horizon);
    check("window", window);
    check("interpolate", interpolate);
  }

  private static void check(String what, int steps) {
    if (steps < 0 || steps > MOST_STEPS) {
      throw wrong(what, steps);
    }
  }

  private static IllegalArgumentException wrong(String what, int steps) {
    return new IllegalArgumentException(
        what + ": expected a number of steps from 1 to " + MOST_STEPS + ", got " + steps + ".");
  }

  /// These options with a column of times.
  public ForecastOptions withTime(String column) {
    return new ForecastOptions(column, horizon, window, interpolate);
  }

  /// These options with so many steps ahead.
  public ForecastOptions withHorizon(int steps) {
    if (steps < 1) {
      throw wrong("horizon", steps);
    }
    return new ForecastOptions(time, steps, window, interpolate);
  }

  /// These options with so many steps back.
  public ForecastOptions withWindow(int steps) {
    if (steps < 1) {
      throw wrong("window", steps);
    }
    return new ForecastOptions(time, horizon, steps, interpolate);
  }

  /// These options with gaps of up to so many steps filled in.
  public ForecastOptions withInterpolate(int steps) {
    return new ForecastOptions(time, horizon, window, steps);
  }
}
