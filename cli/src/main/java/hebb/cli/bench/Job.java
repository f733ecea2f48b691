package hebb.cli.bench;

import hebb.graph.Node;
import hebb.graph.Op;
import hebb.run.Executor;
import hebb.run.Profile;
import hebb.run.Program;
import hebb.tensor.Shape;

/// A workload that is ready to run. One thread runs it.
public sealed interface Job permits TrainingJob, PredictionJob {
  /// One step, or one call.
  void run();

  /// The same under the clock.
  void profile(Profile profile);

  /// What [#profile] runs.
  Program program();

  /// What runs it.
  Executor executor();

  /// Floating-point operations of the products of one step; a multiply-add counts as two.
  default double productFlops() {
    double flops = 0;
    for (Node node : program().graph().nodes()) {
      if (node.op() instanceof Op.MatMul product) {
        Shape a = node.inputs().getFirst().shape();
        flops += 2.0 * node.shape().size() * a.dim(product.transposeA() ? -2 : -1);
      }
    }
    return flops;
  }
}
