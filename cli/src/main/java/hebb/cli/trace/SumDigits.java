package hebb.cli.trace;

import hebb.cli.output.Numbers;
import hebb.trace.Term;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/// How many digits the numbers of a sum need, so that who adds them up as they are printed gets the
/// number that is printed, to one unit of its last digit: more than usual where terms cancel.
/// `trace.html` has the same rule.
final class SumDigits {
  static final int USUAL = 4;
  private static final int MOST = 15;

  private SumDigits() {}

  /// The digits of the terms of a sum.
  static int of(List<Term> terms, double sum) {
    int digits = USUAL;
    while (digits < MOST && Math.abs(printed(terms, digits) - sum) > unit(sum)) {
      digits++;
    }
    return digits;
  }

  private static double printed(List<Term> terms, int digits) {
    return terms.stream()
        .mapToDouble(
            term ->
                term.factors().stream()
                    .mapToDouble(
                        factor ->
                            factor.isRef() || factor.of().isEmpty()
                                ? rounded(factor.value(), digits)
                                : factor.value())
                    .reduce(1, (a, b) -> a * b))
        .sum();
  }

  private static double rounded(double value, int digits) {
    return Double.isFinite(value)
        ? new BigDecimal(value).round(new MathContext(digits)).doubleValue()
        : value;
  }

  private static double unit(double value) {
    return value == 0 ? 1 : Math.pow(10, places(value) - USUAL + 1);
  }

  private static int places(double value) {
    return (int) Math.floor(Math.log10(Math.abs(value)));
  }

  /// The digits of a number in a function, as in `1 - A^2` or `e^(Z - c)`: those of its distance
  /// from 1 and from the function's other numbers, and in an exponent four behind the point.
  static int inside(Term.Factor factor, Term.Ref ref) {
    double x = ref.value();
    double least =
        DoubleStream.concat(
                DoubleStream.of(Math.signum(x)), factor.of().stream().mapToDouble(Term.Ref::value))
            .map(other -> Math.abs(x - other))
            .filter(gap -> gap > 0 && gap < Math.abs(x) / 10)
            .min()
            .orElse(Double.POSITIVE_INFINITY);
    int behind = Double.isFinite(least) ? USUAL - 1 - places(least) : 0;
    behind = factor.label().contains("e^") ? Math.max(USUAL, behind) : behind;
    return x == 0 ? USUAL : Math.clamp(behind + places(x) + 1, USUAL, MOST);
  }

  static String text(double value, int digits) {
    double size = Math.abs(value);
    if (digits == USUAL || value == 0 || !Double.isFinite(value)) {
      return Numbers.decimal(value);
    }
    return size < 1e-4 || size >= 1e9
        ? String.format(Locale.ROOT, "%." + (digits - 2) + "e", value)
        : new BigDecimal(value).round(new MathContext(digits)).toPlainString();
  }
}
