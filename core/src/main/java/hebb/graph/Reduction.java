package hebb.graph;

/// How a reduction combines elements. `identity` is what an empty reduction gives.
public enum Reduction {
  /// Sum of the elements.
  SUM(0),
  /// Largest element; NaN if any element is NaN.
  MAX(Double.NEGATIVE_INFINITY);

  private final double identity;

  Reduction(double identity) {
    this.identity = identity;
  }

  /// The value that changes nothing when it is combined.
  public double identity() {
    return identity;
  }

  /// Combines two values in double precision (the reference).
  public double apply(double a, double b) {
    return this == SUM ? a + b : Math.max(a, b);
  }
}
