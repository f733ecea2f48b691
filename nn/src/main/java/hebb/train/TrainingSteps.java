package hebb.train;

import hebb.backend.Backend;
import hebb.backend.Execution;
import hebb.dataset.Dataset;
import hebb.graph.Graph;
import hebb.nn.optim.Variables;
import java.util.Arrays;

/// The steps of an epoch: one program for batches of every number of rows, and where their length
/// varies, for each of some lengths. A step allocates nothing.
final class TrainingSteps implements Steps {
  private final Dataset data;
  private final TrainingConfig config;
  private final int batch;
  private final Feed feed;
  private final int[] order;
  private final RowCheck check;
  private boolean started;
  private boolean reads;
  private float loss;
  private float penalty;

  TrainingSteps(
      StepGraph graph, TrainingConfig config, Variables state, Dataset data, Backend backend) {
    this.data = data;
    this.config = config;
    this.batch = Math.min(config.batchSize(), data.rows());
    boolean full = data.rows() % batch == 0;
    this.feed =
        new Feed(
            data,
            batch,
            graph.varies(),
            steps -> {
              StepGraph own = graph.withSteps(steps);
              Graph step =
                  full
                      ? own.training(config, state, batch)
                      : own.trainingUpTo(config, state, batch);
              return backend.compile(step, config.threads()).newExecution();
            });
    requireCarried(graph, state);
    if (graph.varies()) {
      // Programs are made as their lengths come, but what a checkpoint holds is known from the
      // start.
      graph.training(config, state, batch);
    }
    this.order = new int[data.rows()];
    Arrays.setAll(order, i -> i);
    this.check = new RowCheck(graph, data);
  }

  private static void requireCarried(StepGraph graph, Variables state) {
    if (graph.continues() && state.all().stream().noneMatch(v -> v.path().startsWith("carried/"))) {
      throw new IllegalArgumentException(
          "carry-state: expected rnn, lstm or gru in the network, which carry a state, got none. Leave"
              + " it out.");
    }
  }

  @Override
  public int batch() {
    return batch;
  }

  @Override
  public int count() {
    return (data.rows() + batch - 1) / batch;
  }

  @Override
  public int rows(int index) {
    return Math.min(batch, data.rows() - index * batch);
  }

  /// Puts the rows into the order of the epoch; a full batch keeps its own, and is read again only
  /// where its rows change.
  @Override
  public void begin(int epoch) {
    Dataset now = data.epoch(epoch);
    reads = batch < data.rows() || !started || now != data;
    if (batch < data.rows()) {
      Shuffle.epoch(order, data, batch, config.seed(), epoch);
    }
    if (reads) {
      feed.start(order, now);
    }
  }

  @Override
  public void end() {
    feed.end();
  }

  @Override
  public void run(int index, long number, double learningRate) {
    if (reads) {
      int rows = feed.next(index);
      check.look(feed, order, index * batch, rows);
      Execution fed = feed.execution();
      if (fed.hasInput(StepGraph.ROWS)) {
        fed.input(StepGraph.ROWS)[0] = rows;
      }
      if (fed.hasInput(StepGraph.BEGINS)) {
        fed.input(StepGraph.BEGINS)[0] = index == 0 || rows < batch ? 1 : 0;
      }
      started = true;
    }
    Execution execution = feed.execution();
    execution.input(StepGraph.LEARNING_RATE)[0] = (float) learningRate;
    execution.run(number);
    loss = execution.scalar(StepGraph.LOSS);
    penalty = execution.scalar(StepGraph.PENALTY);
  }

  @Override
  public float loss() {
    return loss;
  }

  @Override
  public float penalty() {
    return penalty;
  }
}
