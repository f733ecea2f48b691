package hebb.autodiff;

import hebb.graph.Graph;
import hebb.graph.ScanBody;
import java.util.Set;

/// The gradient of a body, which goes the other way through time. Its carries are the gradients of
/// the body's, then those of contexts, which add up.
///
/// @param given the outputs and states, as in `output/0` and `state/0`, that have a gradient
/// @param wanted the inputs, but for carries, whose gradients are wanted
record GradientBody(ScanBody body, Set<String> given, Set<String> wanted) implements ScanBody {
  /// Copies the sets.
  GradientBody {
    given = Set.copyOf(given);
    wanted = Set.copyOf(wanted);
  }

  @Override
  public Signature signature() {
    return new GradientStep(this, ScanDerivation.ROWS).signature();
  }

  @Override
  public Graph graph(int rows) {
    return new GradientStep(this, rows).graph();
  }
}
