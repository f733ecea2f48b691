package hebb.train;

import hebb.backend.Backend;
import hebb.backend.Execution;
import hebb.dataset.Dataset;
import hebb.nn.optim.Variables;
import java.util.Arrays;

/// Steps by the gradient of several batches, as if they were one: for batches that memory does not
/// hold. One program adds gradients up, another moves the parameters.
final class AccumulatedSteps implements Steps {
  private final Dataset data;
  private final TrainingConfig config;
  private final int part;
  private final int batch;
  private final Execution moving;
  private final Feed feed;
  private final RowCheck check;
  private final int[] order;
  private double loss;
  private double penalty;

  AccumulatedSteps(
      StepGraph graph, TrainingConfig config, Variables state, Dataset data, Backend backend) {
    this.data = data;
    this.config = config;
    this.part = Math.min(config.batchSize(), data.rows());
    this.batch = (int) Math.min((long) part * config.accumulate(), data.rows());
    this.moving =
        backend.compile(graph.accumulated(config, state), config.threads()).newExecution();
    this.feed =
        new Feed(
            data,
            part,
            graph.varies(),
            steps ->
                backend
                    .compile(
                        graph.withSteps(steps).accumulating(config, state, part), config.threads())
                    .newExecution());
    this.check = new RowCheck(graph, data);
    this.order = new int[data.rows()];
    Arrays.setAll(order, i -> i);
  }

  @Override
  public int batch() {
    return batch;
  }

  @Override
  public int count() {
    int parts = (data.rows() + part - 1) / part;
    return (parts + config.accumulate() - 1) / config.accumulate();
  }

  @Override
  public int rows(int index) {
    return (int) Math.min(batch, data.rows() - (long) index * batch);
  }

  @Override
  public void begin(int epoch) {
    Shuffle.epoch(order, data, part, config.seed(), epoch);
    feed.start(order, data.epoch(epoch));
  }

  @Override
  public void end() {
    feed.end();
  }

  @Override
  public void run(int index, long number, double learningRate) {
    int first = index * config.accumulate();
    int all = rows(index);
    loss = 0;
    penalty = 0;
    for (int k = 0; k < config.accumulate() && (first + k) * (long) part < data.rows(); k++) {
      int rows = feed.next(first + k);
      check.look(feed, order, (first + k) * part, rows);
      Execution adding = feed.execution();
      adding.input(StepGraph.ROWS)[0] = rows;
      adding.input(StepGraph.OF_ROWS)[0] = all;
      adding.input(StepGraph.KEPT)[0] = k == 0 ? 0 : 1;
      adding.run(number * config.accumulate() + k);
      loss += (double) adding.scalar(StepGraph.LOSS) * rows / all;
      penalty += (double) adding.scalar(StepGraph.PENALTY) * rows / all;
    }
    moving.input(StepGraph.LEARNING_RATE)[0] = (float) learningRate;
    moving.run(number);
  }

  @Override
  public float loss() {
    return (float) loss;
  }

  @Override
  public float penalty() {
    return (float) penalty;
  }
}
