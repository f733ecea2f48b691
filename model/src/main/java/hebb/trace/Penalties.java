package hebb.trace;

import hebb.nn.Context;
import hebb.nn.layer.Penalty;
import hebb.trace.Term.Factor;
import hebb.trace.Term.Ref;
import hebb.train.TrainingConfig;
import java.util.List;

/// What is added to what is minimised for one weight matrix: `l1 sum |W| + l2/2 sum W^2`.
record Penalties(double l1, double l2) {
  /// Those of training and of the `penalty` layers around a layer.
  static Penalties of(TrainingConfig config, Context context, String path) {
    double l1 = config.l1();
    double l2 = config.l2();
    for (Context.Applied applied : context.applied()) {
      if (applied.layer() instanceof Penalty penalty && path.startsWith(applied.path() + "/")) {
        l1 += penalty.l1();
        l2 += penalty.l2();
      }
    }
    return new Penalties(l1, l2);
  }

  /// What stands behind the formula of the gradient.
  String formula(String w) {
    return (l2 > 0 ? " + " + l2 + " " + w : "") + (l1 > 0 ? " + " + l1 + " sign(" + w + ")" : "");
  }

  void addTo(List<Term> terms, TracedTensor w, int i) {
    if (l2 > 0) {
      terms.add(Term.of(Factor.made(l2, "" + l2), Factor.of(w, i)));
    }
    if (l1 > 0) {
      String label = "sign(" + w.label(i) + ")";
      terms.add(
          Term.of(
              Factor.made(l1, "" + l1), Factor.made(Math.signum(w.at(i)), label, new Ref(w, i))));
    }
  }
}
