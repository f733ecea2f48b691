package hebb.train;

import hebb.backend.Backend;
import hebb.backend.Execution;
import hebb.dataset.Dataset;
import hebb.dataset.InputSpec;
import hebb.graph.Graph;
import hebb.nn.loss.Loss;
import hebb.nn.optim.Variables;
import java.util.Arrays;

/// The steps of an epoch: one program for batches of every number of rows. A step allocates
/// nothing.
final class TrainingSteps {
  private final Dataset data;
  private final TrainingConfig config;
  private final int batch;
  private final Execution execution;
  private final Feed feed;
  private final boolean varies;
  private final int[] order;
  private final Loss.Range range;
  private int checked;
  private float loss;
  private float penalty;

  TrainingSteps(
      StepGraph graph, TrainingConfig config, Variables state, Dataset data, Backend backend) {
    this.data = data;
    this.config = config;
    this.batch = Math.min(config.batchSize(), data.rows());
    boolean full = data.rows() % batch == 0;
    Graph step =
        full ? graph.training(config, state, batch) : graph.trainingUpTo(config, state, batch);
    this.execution = backend.compile(step, config.threads()).newExecution();
    this.feed = new Feed(data, batch, execution);
    this.varies = data.inputs().stream().anyMatch(InputSpec::varies);
    this.order = new int[data.rows()];
    Arrays.setAll(order, i -> i);
    int outputs = graph.network().outputShape(graph.inputs()).size();
    this.range = graph.loss().targets(outputs, data.targets().size());
  }

  /// Rows for each step but the last.
  int batch() {
    return batch;
  }

  /// Steps in an epoch.
  int count() {
    return (data.rows() + batch - 1) / batch;
  }

  /// Rows of the step of that index.
  int rows(int index) {
    return Math.min(batch, data.rows() - index * batch);
  }

  /// Begins an epoch: puts the rows into its order; a full batch keeps its own.
  void begin(int epoch) {
    if (batch < data.rows()) {
      Shuffle.order(order, config.seed(), epoch);
      if (varies) {
        Shuffle.byLength(order, config.seed(), epoch, batch, data::length);
      }
      feed.start(order);
    } else if (checked == 0) {
      feed.start(order);
    }
  }

  /// Ends an epoch, whether all of its steps were run or not.
  void end() {
    feed.end();
  }

  /// Runs the step of that index in the present epoch; `number` counts steps over all epochs.
  void run(int index, long number, double learningRate) {
    if (batch < data.rows() || checked == 0) {
      int rows = feed.next(index);
      if (checked < data.rows()) {
        check(index * batch, rows);
        checked += rows;
      }
      if (execution.hasInput(StepGraph.ROWS)) {
        execution.input(StepGraph.ROWS)[0] = rows;
      }
    }
    execution.input(StepGraph.LEARNING_RATE)[0] = (float) learningRate;
    execution.run(number);
    loss = execution.scalar(StepGraph.LOSS);
    penalty = execution.scalar(StepGraph.PENALTY);
  }

  /// Looks at rows when they are met for the first time.
  private void check(int from, int rows) {
    float[] numbers = feed.rows();
    int at = 0;
    for (int r = 0; r < rows; r++) {
      for (InputSpec input : data.inputs()) {
        at = check(input, numbers, at, order[from + r]);
      }
    }
    float[] targets = execution.input(StepGraph.TARGETS);
    int size = data.targets().size();
    for (int i = 0; i < rows * size; i++) {
      if (!range.contains(targets[i])) {
        throw wrong("target", range.toString(), targets[i], order[from + i / size]);
      }
    }
  }

  /// Looks at a row's numbers of an input; returns where the next ones begin.
  private static int check(InputSpec input, float[] numbers, int from, int row) {
    int at = from;
    if (input.varies()) {
      int most = input.row().dim(0);
      float length = numbers[at++];
      if (!(length >= 0 && length <= most && length == Math.rint(length))) {
        throw wrong("length of " + input.name(), "a whole number from 0 to " + most, length, row);
      }
    }
    int end = at + input.row().size();
    for (; at < end; at++) {
      float number = numbers[at];
      boolean index = input.indices() > 0;
      if (index
          ? !(number >= 0 && number < input.indices() && number == Math.rint(number))
          : !Float.isFinite(number)) {
        String expected =
            index ? "a whole number from 0 to " + (input.indices() - 1) : "a finite number";
        String name = input.name().equals(InputSpec.FEATURES) ? "feature" : input.name();
        throw wrong(name, expected, number, row);
      }
    }
    return end;
  }

  private static IllegalArgumentException wrong(String what, String expected, float got, int row) {
    return new IllegalArgumentException(
        "train: expected "
            + expected
            + " as "
            + what
            + ", got "
            + got
            + " in row "
            + row
            + " (counted from 0). Look at the data, or choose another loss.");
  }

  /// The loss of the last step.
  float loss() {
    return loss;
  }

  /// The penalty of the last step.
  float penalty() {
    return penalty;
  }
}
