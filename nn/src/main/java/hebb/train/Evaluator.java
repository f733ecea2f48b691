package hebb.train;

import hebb.backend.Backend;
import hebb.backend.BackendChoice;
import hebb.backend.Execution;
import hebb.dataset.Dataset;
import hebb.graph.Graph;
import hebb.metric.ClassMetrics;
import hebb.metric.Metrics;
import hebb.metric.RegressionMetrics;
import hebb.metric.TokenMetrics;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.loss.Loss;
import hebb.tensor.Shape;
import java.util.HashMap;
import java.util.Map;

/// Measures a network in evaluation mode, batch by batch, with the parameters as they are. One
/// thread uses it at a time.
public final class Evaluator {
  /// Rows that are evaluated together; the results do not depend on it.
  private static final int CHUNK = 256;

  /// The most numbers of a network's output at once.
  private static final int MOST_OUTPUTS = 1 << 22;

  private final StepGraph graph;
  private final TrainingConfig config;
  private final Backend backend;
  private final float[] predictions;
  private final float[] costs = new float[CHUNK];
  private final int chunk;
  private final int width;
  private final boolean varies;
  private final Map<Integer, Compiled> compiled = new HashMap<>();
  private int[] order = new int[0];

  /// For rows and targets of the graph's shapes; of the settings only penalties and threads count.
  public Evaluator(StepGraph graph, TrainingConfig config) {
    this(graph, config, BackendChoice.current().backend());
  }

  /// The same on a back end.
  public Evaluator(StepGraph graph, TrainingConfig config, Backend backend) {
    this.graph = graph;
    this.config = config;
    this.backend = backend;
    this.varies = graph.varies();
    int outputs = graph.network().outputShape(graph.inputs()).size();
    this.chunk = graph.loss().perStep() ? Math.clamp(MOST_OUTPUTS / outputs, 1, CHUNK) : CHUNK;
    this.width = graph.loss().perStep() ? graph.target().dim(0) : outputs;
    this.predictions = new float[chunk * width];
  }

  /// Measures a network once.
  public static Evaluation evaluate(
      Network network,
      Parameters parameters,
      Loss loss,
      TrainingConfig config,
      Dataset data,
      Metrics metrics) {
    StepGraph graph = StepGraph.of(network, loss, parameters, data);
    return new Evaluator(graph, config).evaluate(data, metrics);
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
      case Loss.TokenCrossEntropy tokens -> new TokenMetrics(target.size());
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
    int most = Math.min(chunk, rows);
    Feed feed = new Feed(data, most, varies, steps -> compiled(steps, most));
    feed.start(order, data);
    try {
      return evaluate(rows, most, feed, metrics);
    } finally {
      feed.end();
    }
  }

  private Evaluation evaluate(int rows, int most, Feed feed, Metrics metrics) {
    double loss = 0;
    double weights = 0;
    for (int i = 0; i * most < rows; i++) {
      int count = feed.next(i);
      Execution execution = feed.execution();
      execution.run(0);
      spread(execution.read(StepGraph.PREDICTION, predictions, 0) / most, count);
      execution.read(StepGraph.COSTS, costs, 0);
      metrics.add(predictions, feed.targets(), feed.weights(), count);
      for (int r = 0; r < count; r++) {
        double weight = feed.weights().length == 0 ? 1 : feed.weights()[r];
        loss += weight * costs[r];
        weights += weight;
      }
    }
    return new Evaluation(
        rows, loss / weights, feed.execution().scalar(StepGraph.PENALTY), metrics.values());
  }

  /// Moves rows of so many numbers to where rows begin.
  private void spread(int own, int rows) {
    for (int r = rows - 1; own < width && r > 0; r--) {
      System.arraycopy(predictions, r * own, predictions, r * width, own);
    }
  }

  /// The program there is for rows of at most so many steps, if it takes as many rows; else another
  /// one.
  private Execution compiled(int steps, int most) {
    Compiled present = compiled.get(steps);
    if (present == null || present.most != most) {
      Graph evaluation = graph.withSteps(steps).evaluation(config, most);
      present = new Compiled(most, backend.compile(evaluation, config.threads()).newExecution());
      compiled.put(steps, present);
    }
    return present.execution;
  }

  /// A program for at most so many rows at once.
  private record Compiled(int most, Execution execution) {}
}
