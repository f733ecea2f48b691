package hebb.cli.bench;

import hebb.backend.Executable;
import hebb.backend.Profile;
import hebb.graph.Graph;
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

  /// Floating-point operations of the products and convolutions of one step; a multiply-add counts
  /// as two.
  default double productFlops() {
    return productFlops(executable().graph());
  }

  private static double productFlops(Graph graph) {
    double flops = 0;
    for (Node node : graph.nodes()) {
      Shape a = node.inputs().isEmpty() ? node.shape() : node.inputs().getFirst().shape();
      flops +=
          switch (node.op()) {
            case Op.MatMul product ->
                2.0 * node.shape().size() * a.dim(product.transposeA() ? -2 : -1);
            case Op.Scan scan -> scan.steps() * productFlops(scan.body().graph(a.dim(0)));
            case Op.Conv conv -> flops(node.shape(), node.inputs().get(1).shape());
            case Op.ConvInput conv -> flops(a, node.inputs().get(1).shape());
            case Op.ConvWeights conv -> flops(node.inputs().get(1).shape(), node.shape());
            case Op.Source op -> 0;
            case Op.Elementwise op -> 0;
            case Op.View op -> 0;
            case Op.Layout op -> 0;
            case Op.Lookup op -> 0;
            case Op.Reduce op -> 0;
            case Op.MaxPool op -> 0;
            case Op.MaxUnpool op -> 0;
            case Op.Assign op -> 0;
          };
    }
    return flops;
  }

  /// Of a convolution with such results and weights `[rows, columns, channels, filters]`.
  private static double flops(Shape results, Shape weights) {
    return 2.0 * results.size() / weights.dim(-1) * weights.size();
  }
}
