package hebb.data.date;

/// Sines and cosines of the places of a turn in equal steps, from a table that [StrictMath] fills,
/// so that they have the same bits on every machine.
final class Circle {
  static final Circle MONTHS = new Circle(12);
  static final Circle DAYS = new Circle(31);
  static final Circle WEEKDAYS = new Circle(7);
  static final Circle DAY_MINUTES = new Circle(24 * 60);
  static final Circle HOUR_SECONDS = new Circle(60 * 60);

  private final float[] sines;
  private final float[] cosines;

  private Circle(int steps) {
    sines = new float[steps];
    cosines = new float[steps];
    int quarter = steps / 4;
    for (int i = 0; i < steps; i++) {
      if (4 * quarter == steps) {
        sines[i] = i <= quarter ? sine(i, steps) : mirrored(i, quarter);
      } else {
        sines[i] = sine(i, steps);
        cosines[i] = (float) StrictMath.cos(2 * Math.PI * i / steps);
      }
    }
    for (int i = 0; 4 * quarter == steps && i < steps; i++) {
      cosines[i] = sines[(i + quarter) % steps];
    }
  }

  private static float sine(int step, int steps) {
    return (float) StrictMath.sin(2 * Math.PI * step / steps);
  }

  /// A sine beyond the first quarter from one before it, so that those of half turns are exactly 0
  /// and few are computed.
  private float mirrored(int step, int quarter) {
    return step <= 2 * quarter ? sines[2 * quarter - step] : 0 - sines[step - 2 * quarter];
  }

  /// Writes the sine and the cosine of a step.
  void write(int step, float[] out, int at) {
    out[at] = sines[step];
    out[at + 1] = cosines[step];
  }
}
