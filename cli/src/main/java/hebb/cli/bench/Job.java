package hebb.cli.bench;

import hebb.backend.Executable;
import hebb.backend.Profile;
import hebb.graph.Node;
import hebb.graph.Op;
import hebb.tensor.Shape;

/// A workload that is ready to run. One thread runs it.
public sealed interface Job permits TrainingJob, PredictionJob {
  /// One step, or one call.
  void run();

  /// The same under the clock.
  void profile(Profile profile);

  /// What [#profile] runs.
  Executable executable();

  /// Floating-point operations of the products of one step; a multiply-add counts as two.
  default double productFlops() {
    double flops = 0;
    for (Node node : executable().graph().nodes()) {
      if (node.op() instanceof Op.MatMul product) {
        Shape a = node.inputs().getFirst().shape();
        flops += 2.0 * node.shape().size() * a.dim(product.transposeA() ? -2 : -1);
      }
    }
    return flops;
  }
}
