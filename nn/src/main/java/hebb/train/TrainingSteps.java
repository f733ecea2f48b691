package hebb.train;

import hebb.compile.Compiler;
import hebb.dataset.Dataset;
import hebb.nn.loss.Loss;
import hebb.nn.optim.Variables;
import hebb.run.Executor;
import hebb.run.Program;
import hebb.run.Workspace;
import java.util.Arrays;
import java.util.List;

/// The compiled steps of an epoch: one program for full batches and, where rows are left over, one
/// for the last batch. A step allocates nothing.
final class TrainingSteps {
  private record Step(Program program, Workspace workspace) {
    static Step of(Program program) {
      return new Step(program, program.newWorkspace());
    }
  }

  private final Dataset data;
  private final TrainingConfig config;
  private final Executor executor;
  private final int batch;
  private final List<Step> steps;
  private final int[] order;
  private final Loss.Range range;
  private int checked;
  private float loss;
  private float penalty;

  TrainingSteps(StepGraph graph, TrainingConfig config, Variables state, Dataset data) {
    this.data = data;
    this.config = config;
    this.executor = Executor.of(config.threads());
    this.batch = Math.min(config.batchSize(), data.rows());
    int rest = data.rows() % batch;
    this.steps =
        (rest == 0 ? List.of(batch) : List.of(batch, rest))
            .stream()
                .map(n -> Step.of(Compiler.compile(graph.training(config, state, n))))
                .toList();
    this.order = new int[data.rows()];
    Arrays.setAll(order, i -> i);
    int outputs = graph.network().outputShape(graph.row()).size();
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

  /// Puts the rows into the order of an epoch; a full batch keeps its own order.
  void shuffle(int epoch) {
    if (batch < data.rows()) {
      Shuffle.order(order, config.seed(), epoch);
    }
  }

  /// Runs the step of that index in the present epoch; `number` counts steps over all epochs.
  void run(int index, long number, double learningRate) {
    int rows = rows(index);
    Step step = steps.get(rows == batch ? 0 : 1);
    Workspace workspace = step.workspace;
    if (batch < data.rows() || checked == 0) {
      data.read(
          order,
          index * batch,
          rows,
          workspace.input(StepGraph.FEATURES),
          workspace.input(StepGraph.TARGETS));
    }
    if (checked < data.rows()) {
      check(workspace, index * batch, rows);
      checked += rows;
    }
    workspace.input(StepGraph.LEARNING_RATE)[0] = (float) learningRate;
    executor.run(step.program, workspace, number);
    loss = workspace.scalar(StepGraph.LOSS);
    penalty = workspace.scalar(StepGraph.PENALTY);
  }

  /// Looks at rows when they are met for the first time.
  private void check(Workspace workspace, int from, int rows) {
    float[] features = workspace.input(StepGraph.FEATURES);
    float[] targets = workspace.input(StepGraph.TARGETS);
    for (int i = 0; i < features.length; i++) {
      if (!Float.isFinite(features[i])) {
        throw wrong(
            "feature", "a finite number", features[i], order[from + i / (features.length / rows)]);
      }
    }
    for (int i = 0; i < targets.length; i++) {
      if (!range.contains(targets[i])) {
        throw wrong(
            "target", range.toString(), targets[i], order[from + i / (targets.length / rows)]);
      }
    }
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
