package hebb.autodiff;

import hebb.graph.Graph;
import hebb.graph.ScanBody;

/// The gradient of a body, which goes the other way through time. Its carries are the gradients of
/// the body's, then those of contexts, which add up.
record GradientBody(GradientStep.Asked asked, Signature signature) implements ScanBody {
  @Override
  public Graph graph(int rows) {
    return new GradientStep(asked, rows).graph();
  }
}
