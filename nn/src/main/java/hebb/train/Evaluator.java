package hebb.train;

import hebb.compile.Compiler;
import hebb.dataset.Dataset;
import hebb.metric.ClassMetrics;
import hebb.metric.Metrics;
import hebb.metric.RegressionMetrics;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.loss.Loss;
import hebb.run.Executor;
import hebb.run.Program;
import hebb.run.Workspace;
import hebb.tensor.Shape;
import java.util.HashMap;
import java.util.Map;

/// Measures a network in evaluation mode, batch by batch, with the parameters as they are. One
/// thread uses it at a time.
public final class Evaluator {
  /// Rows that are evaluated together; the results do not depend on it.
  private static final int CHUNK = 256;

  private final StepGraph graph;
  private final double l2;
  private final Executor executor;
  private final Map<Integer, Workspace> workspaces = new HashMap<>();
  private final Map<Integer, Program> programs = new HashMap<>();
  private final float[] predictions;
  private int[] order = new int[0];

  /// For rows and targets of the graph's shapes; `l2` counts in the penalty only.
  public Evaluator(StepGraph graph, double l2, int threads) {
    this.graph = graph;
    this.l2 = l2;
    this.executor = Executor.of(threads);
    this.predictions = new float[CHUNK * graph.network().outputShape(graph.row()).size()];
  }

  /// Measures a network once.
  public static Evaluation evaluate(
      Network network,
      Parameters parameters,
      Loss loss,
      double l2,
      Dataset data,
      Metrics metrics,
      int threads) {
    StepGraph graph = new StepGraph(network, loss, parameters, data.features(), data.targets());
    return new Evaluator(graph, l2, threads).evaluate(data, metrics);
  }

  /// The metrics that suit a loss: of classes where its predictions are probabilities, of numbers
  /// otherwise.
  ///
  /// @param output the shape of one row's output
  /// @param target the shape of one row's target
  public static Metrics metrics(Loss loss, Shape output, Shape target) {
    int outputs = output.size();
    return switch (loss) {
      case Loss.Huber huber -> RegressionMetrics.of(outputs);
      case Loss.Quantile quantile -> RegressionMetrics.of(outputs);
      case Loss.BinaryFocal focal -> ClassMetrics.binary(outputs);
      case Loss.SoftmaxFocal focal -> classes(output, target);
      case Loss.Smoothed smoothed -> classes(output, target);
      case Loss.Standard standard ->
          switch (standard) {
            case HALF_SQUARED_ERROR, ABSOLUTE_ERROR, LOG_COSH, POISSON ->
                RegressionMetrics.of(outputs);
            case BINARY_CROSS_ENTROPY, HINGE -> ClassMetrics.binary(outputs);
            case SOFTMAX_CROSS_ENTROPY, KL_DIVERGENCE, SOFTMAX_HALF_SQUARED_ERROR ->
                classes(output, target);
          };
    };
  }

  private static Metrics classes(Shape output, Shape target) {
    return target.equals(output)
        ? ClassMetrics.ofProbabilities(output.size())
        : ClassMetrics.of(output.size());
  }

  /// Measures the network on all rows; the metrics forget what they have seen before.
  public Evaluation evaluate(Dataset data, Metrics metrics) {
    int rows = data.rows();
    if (order.length != rows) {
      order = new int[rows];
      for (int i = 0; i < rows; i++) {
        order[i] = i;
      }
    }
    metrics.reset();
    double loss = 0;
    double penalty = 0;
    for (int from = 0; from < rows; from += CHUNK) {
      int count = Math.min(CHUNK, rows - from);
      Workspace workspace = run(data, from, count);
      workspace.read(StepGraph.PREDICTION, predictions, 0);
      metrics.add(predictions, workspace.input(StepGraph.TARGETS), count);
      loss += (double) workspace.scalar(StepGraph.LOSS) * count;
      penalty += (double) workspace.scalar(StepGraph.PENALTY) * count;
    }
    return new Evaluation(rows, loss / rows, penalty / rows, metrics.values());
  }

  private Workspace run(Dataset data, int from, int count) {
    Program program =
        programs.computeIfAbsent(count, n -> Compiler.compile(graph.evaluation(l2, n)));
    Workspace workspace = workspaces.computeIfAbsent(count, n -> program.newWorkspace());
    data.read(
        order,
        from,
        count,
        workspace.input(StepGraph.FEATURES),
        workspace.input(StepGraph.TARGETS));
    executor.run(program, workspace, 0);
    return workspace;
  }
}
