package hebb.graph;

/// Functions in double precision that `java.lang.Math` lacks, for the reference.
final class DoubleMath {
  private DoubleMath() {}

  static double sigmoid(double x) {
    return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
  }

  static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  /// The error function: its series near 0, the continued fraction of its complement further out;
  /// error below 1e-15.
  static double erf(double x) {
    double a = Math.abs(x);
    if (!(a < 6)) {
      return Double.isNaN(x) ? x : Math.signum(x);
    }
    return a < 2.5 ? series(x) : Math.signum(x) * (1 - complement(a));
  }

  private static double series(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
  }

  private static double complement(double a) {
    double fraction = 0;
    for (int n = 120; n > 0; n--) {
      fraction = n / 2.0 / (a + fraction);
    }
    return Math.exp(-a * a) / Math.sqrt(Math.PI) / (a + fraction);
  }
}
