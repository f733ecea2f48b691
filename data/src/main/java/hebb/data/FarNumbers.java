package hebb.data;

/// Standardised numbers of which beyond some deviations the logarithm counts: `far + ln(|z| - far +
/// 1)` with the sign of `z`. A few far numbers then neither rule the rest nor leave what products
/// of features can hold.
public final class FarNumbers {
  /// From where the logarithm counts, in deviations.
  public static final double USUAL = 3;

  /// So far off that a model that is linear in its features stays so; it only keeps them finite.
  public static final double LINEAR = 1e9;

  private FarNumbers() {}

  /// A standardised number as it counts.
  ///
  /// @param far from where the logarithm counts, above 0
  public static double of(double z, double far) {
    double distance = Math.min(Math.abs(z), Double.MAX_VALUE);
    return distance <= far ? z : Math.copySign(far + StrictMath.log(distance - far + 1), z);
  }

  /// Whether a place from where the logarithm counts is in range.
  public static boolean isInRange(double far) {
    return far > 0 && far <= LINEAR;
  }
}
