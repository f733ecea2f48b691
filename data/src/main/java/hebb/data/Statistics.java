package hebb.data;

/// What is known of some numbers. Without any, mean, deviation and median are 0.
///
/// @param count how many there are
/// @param mean their mean
/// @param std the population's standard deviation; 0 if they differ by rounding only
/// @param median the middle one, or the mean of the two in the middle
public record Statistics(int count, double mean, double std, double median) {
  private static final double ROUNDING = 1e-12;

  /// Looks at the first `count` values, and reorders them.
  public static Statistics of(double[] values, int count) {
    if (count == 0) {
      return new Statistics(0, 0, 0, 0);
    }
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += values[i];
    }
    double mean = sum / count;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      squares += (values[i] - mean) * (values[i] - mean);
    }
    double std = Math.sqrt(squares / count);
    return new Statistics(
        count, mean, std <= ROUNDING * Math.abs(mean) ? 0 : std, median(values, count));
  }

  private static double median(double[] values, int count) {
    int middle = count / 2;
    double upper = select(values, count, middle);
    if (count % 2 == 1) {
      return upper;
    }
    double lower = values[0];
    for (int i = 1; i < middle; i++) {
      lower = Math.max(lower, values[i]);
    }
    return lower + (upper - lower) / 2;
  }

  /// Moves the value that would stand at `place` in order to that place, smaller ones before it
  /// (Hoare 1961).
  private static double select(double[] values, int count, int place) {
    int low = 0;
    int high = count - 1;
    while (low < high) {
      double pivot = values[(low + high) >>> 1];
      int i = low;
      int j = high;
      while (i <= j) {
        while (values[i] < pivot) {
          i++;
        }
        while (values[j] > pivot) {
          j--;
        }
        if (i <= j) {
          double swapped = values[i];
          values[i++] = values[j];
          values[j--] = swapped;
        }
      }
      if (place <= j) {
        high = j;
      } else if (place >= i) {
        low = i;
      } else {
        break;
      }
    }
    return values[place];
  }
}
