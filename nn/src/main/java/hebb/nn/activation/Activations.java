package hebb.nn.activation;

import hebb.graph.Graph;
import hebb.graph.Value;

/// The formulas that take more than a line.
final class Activations {
  /// Solutions of the fixed point (mean 0, variance 1) of Klambauer et al. 2017.
  private static final double SELU_ALPHA = 1.6732632423543772848170429916717;

  private static final double SELU_SCALE = 1.0507009873554804934193349852946;

  private Activations() {}

  /// The largest element is taken off first, so that no exponential overflows; it cancels, and so
  /// does its gradient.
  static Value softmax(Value x) {
    Value e = x.minus(x.maxKeep(-1).detach()).exp();
    return e.dividedBy(e.sumKeep(-1));
  }

  static Value logSoftmax(Value x) {
    Value shifted = x.minus(x.maxKeep(-1).detach());
    return shifted.minus(shifted.exp().sumKeep(-1).log());
  }

  /// Both branches are finite for any x: the exponential sees `min(x, 0)` only.
  static Value elu(Value x, double alpha) {
    return x.greaterThan(0).select(x, x.min(x.graph().constant(0)).expm1().times(alpha));
  }

  static Value selu(Value x) {
    return elu(x, SELU_ALPHA).times(SELU_SCALE);
  }

  /// The bounds come first, so that a tie's gradient goes to them: it is 0 where the function
  /// starts to be flat.
  static Value clip(Value x, double low, double high) {
    Graph graph = x.graph();
    return graph.constant(high).min(graph.constant(low).max(x));
  }
}
