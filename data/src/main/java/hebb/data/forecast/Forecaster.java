package hebb.data.forecast;

import java.util.Arrays;

/// What forecasts windows: a network, or one of the baselines that it is to beat.
public interface Forecaster {
  /// Forecasts rows `from` to `from + count - 1` of windows.
  ///
  /// @param rows what the windows give for them, dense
  /// @param into `[count, horizon]`, standardised and less the window's last value
  void forecast(Windows windows, int from, int count, float[] rows, float[] into);

  /// The last value goes on.
  Forecaster LAST_VALUE =
      (windows, from, count, rows, into) -> Arrays.fill(into, 0, count * windows.horizon(), 0);

  /// What was a season before, or so many seasons that it is known; the last value where the series
  /// does not go back so far.
  ///
  /// @param season in steps
  static Forecaster lastSeason(int season) {
    return (windows, from, count, rows, into) -> {
      for (int i = 0; i < count; i++) {
        float[] column = windows.columns()[windows.target(from + i)];
        int next = windows.start(from + i) + windows.window();
        for (int h = 0; h < windows.horizon(); h++) {
          int before = next + h - season * (h / season + 1);
          float known = before < 0 ? Float.NaN : column[before];
          into[i * windows.horizon() + h] = Float.isNaN(known) ? 0 : known - column[next - 1];
        }
      }
    };
  }
}
