package hebb.trace;

import hebb.nn.loss.Loss;
import hebb.trace.Term.Factor;
import hebb.trace.Term.Ref;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The gradient of a loss with respect to the numbers that it takes: `dZ = A - Y` for each of the
/// natural pairs.
///
/// @param z what the loss takes
/// @param a the prediction, made of it
/// @param y the target, a number for each output
record LossGradient(Loss loss, TracedTensor z, TracedTensor a, TracedTensor y) {
  /// A cost up to which a probability is not rounded to 0.
  private static final double FAR = 700;

  /// The formula.
  String formula() {
    String e = a.name() + " - " + y.name();
    return switch (loss) {
      case Loss.Standard standard ->
          switch (standard) {
            case HALF_SQUARED_ERROR,
                POISSON,
                BINARY_CROSS_ENTROPY,
                SOFTMAX_CROSS_ENTROPY,
                KL_DIVERGENCE ->
                e;
            case ABSOLUTE_ERROR -> "sign(" + e + ")";
            case LOG_COSH -> "tanh(" + e + ")";
            case HINGE -> "-(2 Y - 1) where (2 Y - 1) " + z.name() + " < 1, else 0";
            case SOFTMAX_HALF_SQUARED_ERROR ->
                a.name() + " (" + e + " - sum (" + e + ") " + a.name() + ")";
          };
      case Loss.Huber huber -> e + " held in [-" + huber.delta() + ", " + huber.delta() + "]";
      case Loss.Quantile q ->
          (1 - q.tau())
              + " where "
              + a.name()
              + " > "
              + y.name()
              + ", "
              + -q.tau()
              + " where below";
      case Loss.Smoothed s ->
          a.name()
              + " - ("
              + (1 - s.smoothing())
              + " Y + "
              + s.smoothing()
              + " / "
              + a.size()
              + ")";
      case Loss.BinaryFocal focal -> "of " + focal.spec();
      case Loss.SoftmaxFocal focal -> "of " + focal.spec();
      case Loss.TokenCrossEntropy tokens -> e + " of each step, by their number";
    };
  }

  /// The sum that the loss is.
  ///
  /// @param costs of each output, or of all in one number
  List<Term> costs(TracedTensor costs) {
    if (costs.size() == y.size()) {
      return IntStream.range(0, y.size())
          .mapToObj(i -> Term.of(made(costs.at(i), cost(i), new Ref(z, i), i)))
          .toList();
    }
    int[] there = IntStream.range(0, y.size()).filter(k -> y.at(k) != 0).toArray();
    if (loss == Loss.Standard.SOFTMAX_CROSS_ENTROPY && costs.at(0) < FAR) {
      return IntStream.of(there)
          .mapToObj(
              k ->
                  Term.of(
                      Factor.of(y, k),
                      Factor.made(-Math.log(a.at(k)), "-log " + a.label(k), new Ref(a, k))))
          .toList();
    }
    Ref[] of = IntStream.range(0, a.size()).mapToObj(k -> new Ref(a, k)).toArray(Ref[]::new);
    return List.of(Term.of(Factor.made(costs.at(0), loss.spec() + " of " + a.name(), of)));
  }

  private String cost(int i) {
    return Formulas.of(loss, z.label(i), a.label(i), y.label(i)).replaceFirst("^(-?)sum ", "$1");
  }

  private Factor made(double value, String label, Ref sum, int i) {
    return Factor.made(
        value,
        label,
        Stream.of(new Ref(a, i), new Ref(y, i), sum)
            .filter(ref -> label.contains(ref.toString()))
            .toArray(Ref[]::new));
  }

  /// The sum that one of the gradient's numbers is.
  List<Term> terms(int i) {
    return switch (loss) {
      case Loss.Standard standard -> terms(standard, i);
      case Loss.Huber(double delta) ->
          made(i, Math.clamp(error(i), -delta, delta), "(A - Y held in +-" + delta + ")");
      case Loss.Quantile(double tau) ->
          made(i, error(i) > 0 ? 1 - tau : error(i) < 0 ? -tau : 0, formula());
      case Loss.Smoothed(double smoothing) ->
          List.of(
              Term.of(Factor.of(a, i)),
              Term.of(Factor.made(smoothing - 1, "-(1 - " + smoothing + ")"), Factor.of(y, i)),
              Term.of(Factor.made(-smoothing / a.size(), "-" + smoothing + " / " + a.size())));
      case Loss.BinaryFocal focal -> terms(focal, i);
      case Loss.SoftmaxFocal(double gamma) -> {
        double all = IntStream.range(0, a.size()).mapToDouble(k -> u(gamma, k) * a.at(k)).sum();
        yield List.of(
            Term.of(Factor.of(a, i), made(u(gamma, i), "dL/dA[" + (i + 1) + "]", i)),
            Term.of(Factor.of(a, i), Factor.made(-all, "-sum dL/dA A")));
      }
      case Loss.TokenCrossEntropy tokens -> List.of();
    };
  }

  private List<Term> terms(Loss.Standard standard, int i) {
    return switch (standard) {
      case HALF_SQUARED_ERROR,
          POISSON,
          BINARY_CROSS_ENTROPY,
          SOFTMAX_CROSS_ENTROPY,
          KL_DIVERGENCE ->
          List.of(Term.of(Factor.of(a, i)), Term.of(Factor.made(-1, "-1"), Factor.of(y, i)));
      case ABSOLUTE_ERROR -> made(i, Math.signum(error(i)), "sign(A - Y)");
      case LOG_COSH -> made(i, Math.tanh(error(i)), "tanh(A - Y)");
      case HINGE -> {
        double side = 2 * y.at(i) - 1;
        Factor slope =
            Factor.made(
                1 - side * z.at(i) > 0 ? -side : 0,
                "-(2 Y - 1) where (2 Y - 1) Z < 1",
                new Ref(z, i),
                new Ref(y, i));
        yield List.of(Term.of(slope));
      }
      case SOFTMAX_HALF_SQUARED_ERROR -> {
        double all = IntStream.range(0, a.size()).mapToDouble(k -> error(k) * a.at(k)).sum();
        yield List.of(
            Term.of(Factor.of(a, i), made(error(i), "(A - Y)", i)),
            Term.of(Factor.of(a, i), Factor.made(-all, "-sum (A - Y) A")));
      }
    };
  }

  /// `-sum_k y_k (1 - p_k)^gamma log p_k` by `p_k`.
  private double u(double gamma, int k) {
    double p = a.at(k);
    double q = 1 - p;
    double left = gamma == 0 ? 0 : gamma * Math.pow(q, gamma - 1) * Math.log(p);
    return y.at(k) == 0 ? 0 : y.at(k) * (left - Math.pow(q, gamma) / p);
  }

  private List<Term> terms(Loss.BinaryFocal focal, int i) {
    double p = a.at(i);
    Factor one = made(focal.alpha() * half(focal.gamma(), p), "slope of class 1", i);
    Factor zero = made(-(1 - focal.alpha()) * half(focal.gamma(), 1 - p), "slope of class 0", i);
    return List.of(
        Term.of(Factor.of(y, i), one),
        Term.of(Factor.made(1 - y.at(i), "(1 - Y)", new Ref(y, i)), zero));
  }

  /// `-(1 - p)^gamma log p` by `z`, where `p = sigmoid(z)`.
  private static double half(double gamma, double p) {
    double q = 1 - p;
    return Math.pow(q, gamma) * (gamma * p * Math.log(p) - q);
  }

  private double error(int i) {
    return a.at(i) - y.at(i);
  }

  private List<Term> made(int i, double value, String label) {
    return List.of(Term.of(made(value, label, i)));
  }

  private Factor made(double value, String label, int i) {
    return Factor.made(value, label, new Ref(a, i), new Ref(y, i));
  }
}
