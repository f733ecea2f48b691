package hebb.trace;

import hebb.trace.Term.Factor;
import java.util.ArrayList;
import java.util.List;

/// `z = W a + b` of a dense layer: the sums that `z` and the gradients of `a`, `W` and `b` are.
/// What has several places, as the steps of a sequence, has a column for each.
///
/// @param x what it reads, `[in, places]`
/// @param z `[out, places]`
record Affine(TracedTensor w, TracedTensor b, TracedTensor x, TracedTensor z) {
  private int in() {
    return x.size() / places();
  }

  private int out() {
    return b.size();
  }

  private int places() {
    return z.size() / out();
  }

  List<Term> z(int i) {
    int unit = i % out();
    int place = i / out();
    List<Term> terms = new ArrayList<>();
    for (int k = 0; k < in(); k++) {
      terms.add(Term.of(Factor.of(w, k * out() + unit), Factor.of(x, place * in() + k)));
    }
    terms.add(Term.of(Factor.of(b, unit)));
    return terms;
  }

  List<Term> dx(TracedTensor dz, int i) {
    int k = i % in();
    int place = i / in();
    List<Term> terms = new ArrayList<>();
    for (int unit = 0; unit < out(); unit++) {
      terms.add(Term.of(Factor.of(w, k * out() + unit), Factor.of(dz, place * out() + unit)));
    }
    return terms;
  }

  /// With `l2 W` and `l1 sign(W)` where weights are penalised.
  List<Term> dw(TracedTensor dz, Penalties penalties, int i) {
    int unit = i % out();
    int k = i / out();
    List<Term> terms = new ArrayList<>();
    for (int place = 0; place < places(); place++) {
      terms.add(Term.of(Factor.of(dz, place * out() + unit), Factor.of(x, place * in() + k)));
    }
    penalties.addTo(terms, w, i);
    return terms;
  }

  List<Term> db(TracedTensor dz, int unit) {
    List<Term> terms = new ArrayList<>();
    for (int place = 0; place < places(); place++) {
      terms.add(Term.of(Factor.of(dz, place * out() + unit)));
    }
    return terms;
  }
}
