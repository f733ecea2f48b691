package hebb.trace;

import hebb.autodiff.Autodiff;
import hebb.graph.Value;
import hebb.nn.activation.Activation;
import hebb.nn.activation.Activation.Standard;
import hebb.trace.Term.Factor;
import hebb.trace.Term.Ref;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// `a = g(z)`: the sums that the numbers of `a`, and of the gradient of `z`, are.
///
/// @param slope `g'(z)`, which is no tensor of the trace that is shown; none for the softmax
///   family, which is not elementwise
record Activated(Activation g, TracedTensor z, TracedTensor a, @Nullable TracedTensor slope) {
  static Activated of(Activation g, TracedTensor z, TracedTensor a) {
    TracedTensor slope = null;
    if (g != Standard.SOFTMAX && g != Standard.LOG_SOFTMAX) {
      Value x = z.graphValue();
      Value derivative = Autodiff.gradients(g.apply(x).sum(), List.of(x)).getFirst();
      slope = new TracedTensor("g'(" + z.name() + ")", "", z.view(), derivative);
    }
    return new Activated(g, z, a, slope);
  }

  /// The sum that a number of `a` is.
  List<Term> terms(int i) {
    if (g == Standard.IDENTITY) {
      return List.of(Term.of(Factor.of(z, i)));
    }
    if (slope != null) {
      return List.of(Term.of(Factor.made(a.at(i), Formulas.of(g, z.label(i)), new Ref(z, i))));
    }
    double c = group(i).mapToDouble(z::at).max().orElse(0);
    double sum = group(i).mapToDouble(k -> Math.exp(z.at(k) - c)).sum();
    Ref[] all = group(i).mapToObj(k -> new Ref(z, k)).toArray(Ref[]::new);
    if (g == Standard.SOFTMAX) {
      return List.of(
          Term.of(
              Factor.made(Math.exp(z.at(i) - c), "e^(" + z.label(i) + " - c)", new Ref(z, i)),
              Factor.made(1 / sum, "1 / sum e^(" + z.name() + " - c)", all)));
    }
    return List.of(
        Term.of(Factor.of(z, i)),
        Term.of(Factor.made(-Math.log(sum) - c, "-log sum e^" + z.name(), all)));
  }

  /// The formula of the gradient of `z`.
  String back(String da) {
    if (g == Standard.SOFTMAX) {
      return a.name() + " (" + da + " - sum " + da + " " + a.name() + ")";
    }
    if (g == Standard.LOG_SOFTMAX) {
      return da + " - e^" + a.name() + " sum " + da;
    }
    return da + (g == Standard.IDENTITY ? "" : " * " + Formulas.slope(g, z.name(), a.name()));
  }

  /// The sum that a number of the gradient of `z` is.
  ///
  /// @param da the gradient of `a`
  List<Term> back(TracedTensor da, int i) {
    if (g == Standard.IDENTITY) {
      return List.of(Term.of(Factor.of(da, i)));
    }
    if (slope != null) {
      String label = Formulas.slope(g, z.label(i), a.label(i));
      Ref from = label.contains(a.name() + "[") ? new Ref(a, i) : new Ref(z, i);
      return List.of(Term.of(Factor.of(da, i), Factor.made(slope.at(i), label, from)));
    }
    List<Term> terms = new ArrayList<>();
    group(i)
        .forEach(
            k -> {
              int same = k == i ? 1 : 0;
              String one = same + " - ";
              double by =
                  g == Standard.SOFTMAX ? a.at(k) * (same - a.at(i)) : same - Math.exp(a.at(i));
              String label =
                  g == Standard.SOFTMAX
                      ? a.label(k) + " (" + one + a.label(i) + ")"
                      : "(" + one + "e^" + a.label(i) + ")";
              terms.add(
                  Term.of(Factor.of(da, k), Factor.made(by, label, new Ref(a, k), new Ref(a, i))));
            });
    return terms;
  }

  /// The numbers that are normalised together with one.
  private IntStream group(int i) {
    int n = z.graphValue().shape().dim(-1);
    return IntStream.range(i / n * n, i / n * n + n);
  }
}
