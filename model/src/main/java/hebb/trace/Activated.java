package hebb.trace;

import hebb.autodiff.Autodiff;
import hebb.graph.Value;
import hebb.nn.activation.Activation;
import hebb.nn.activation.Activation.Standard;
import hebb.trace.Term.Factor;
import hebb.trace.Term.Ref;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// `a = g(z)`: the sums that the numbers of `a`, and of the gradient of `z`, are.
///
/// @param slope `g'(z)`, which is no tensor of the trace that is shown; none for the softmax
///   family, which is not elementwise
/// @param softmax of softmax alone, `c = max z` and `S = sum e^(z - c)`
record Activated(
    Activation g,
    TracedTensor z,
    TracedTensor a,
    @Nullable TracedTensor slope,
    List<TracedTensor> softmax) {
  static Activated of(Activation g, TracedTensor z, TracedTensor a) {
    TracedTensor slope = null;
    if (g != Standard.SOFTMAX && g != Standard.LOG_SOFTMAX) {
      Value x = z.graphValue();
      Value derivative = Autodiff.gradients(g.apply(x).sum(), List.of(x)).getFirst();
      slope = new TracedTensor("g'(" + z.name() + ")", "", z.view(), derivative);
    }
    return new Activated(
        g, z, a, slope, g == Standard.SOFTMAX ? softmax(z, a.name().substring(1)) : List.of());
  }

  private static List<TracedTensor> softmax(TracedTensor z, String layer) {
    int last = z.graphValue().shape().rank() - 1;
    Value max = z.graphValue().maxKeep(last);
    Value sum = z.graphValue().minus(max).exp().sumKeep(last);
    String formula = "c" + layer + " = max " + z.name();
    TracedTensor c = new TracedTensor("c" + layer, formula, z.view(), max);
    formula = "S" + layer + " = sum e^(" + z.name() + " - " + c.name() + ")";
    TracedTensor s = new TracedTensor("S" + layer, formula, z.view(), sum);
    c.opens(
        i ->
            group(z, i * width(z))
                .boxed()
                .max(Comparator.comparingDouble(z::at))
                .map(k -> Term.of(Factor.of(z, k)))
                .stream()
                .toList());
    s.opens(
        i ->
            group(z, i * width(z))
                .mapToObj(
                    k ->
                        Term.of(
                            Factor.made(
                                Math.exp(z.at(k) - c.at(i)),
                                "e^(" + z.label(k) + " - " + c.label(i) + ")",
                                new Ref(z, k),
                                new Ref(c, i))))
                .toList());
    return List.of(c, s);
  }

  /// What makes `a` of `z`, by their names.
  static String formula(Activation g, String z, String a) {
    String layer = a.substring(1);
    return g == Standard.SOFTMAX ? "e^(" + z + " - c" + layer + ") / S" + layer : Formulas.of(g, z);
  }

  /// The sum that a number of `a` is.
  List<Term> terms(int i) {
    if (g == Standard.IDENTITY) {
      return List.of(Term.of(Factor.of(z, i)));
    }
    if (slope != null) {
      return List.of(Term.of(Factor.made(a.at(i), Formulas.of(g, z.label(i)), new Ref(z, i))));
    }
    if (g == Standard.SOFTMAX) {
      Ref c = new Ref(softmax.getFirst(), i / width(z));
      Ref s = new Ref(softmax.getLast(), i / width(z));
      String label = "e^(" + z.label(i) + " - " + c + ") / " + s;
      return List.of(Term.of(Factor.made(a.at(i), label, new Ref(z, i), c, s)));
    }
    double c = group(z, i).mapToDouble(z::at).max().orElse(0);
    double sum = group(z, i).mapToDouble(k -> Math.exp(z.at(k) - c)).sum();
    Ref[] all = group(z, i).mapToObj(k -> new Ref(z, k)).toArray(Ref[]::new);
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
    group(z, i)
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
  private static IntStream group(TracedTensor z, int i) {
    int n = width(z);
    return IntStream.range(i / n * n, i / n * n + n);
  }

  private static int width(TracedTensor z) {
    return z.graphValue().shape().dim(-1);
  }
}
