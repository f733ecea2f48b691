package hebb.nn.spec;

/// Ranges of numbers, met where they enter.
public final class Check {
  private Check() {}

  /// A finite number above 0.
  public static double positive(String what, double value) {
    return require(value > 0 && value < Double.POSITIVE_INFINITY, what, "a number above 0", value);
  }

  /// A finite number of 0 or more.
  public static double notNegative(String what, double value) {
    return require(
        value >= 0 && value < Double.POSITIVE_INFINITY, what, "a number of 0 or more", value);
  }

  /// A number in `[0, 1)`, as a decay or a rate must be.
  public static double fraction(String what, double value) {
    return require(value >= 0 && value < 1, what, "a number of 0 or more and below 1", value);
  }

  /// A number above 0 and below 1.
  public static double inside(String what, double value) {
    return require(value > 0 && value < 1, what, "a number above 0 and below 1", value);
  }

  /// A number from 0 to 1.
  public static double share(String what, double value) {
    return require(value >= 0 && value <= 1, what, "a number from 0 to 1", value);
  }

  /// A finite number.
  public static double finite(String what, double value) {
    return require(Double.isFinite(value), what, "a finite number", value);
  }

  /// A whole number of at least `least`.
  public static int atLeast(int least, String what, int value) {
    if (value < least) {
      throw new IllegalArgumentException(
          what + ": expected " + least + " or more, got " + value + ".");
    }
    return value;
  }

  private static double require(boolean good, String what, String expected, double value) {
    if (!good) {
      throw new IllegalArgumentException(what + ": expected " + expected + ", got " + value + ".");
    }
    return value;
  }
}
