package hebb.cli.bench;

import hebb.backend.BackendChoice;
import hebb.backend.Executable;
import hebb.backend.Execution;
import hebb.backend.Profile;
import hebb.nn.Parameters;
import hebb.nn.optim.Optimizer;
import hebb.nn.optim.Variables;
import hebb.tensor.Shape;
import hebb.train.StepGraph;
import hebb.train.TrainingConfig;

/// Steps of training on batches in turn, each for some steps on end: bringing rows is not what is
/// measured.
final class TrainingJob implements Job {
  private static final int STEPS_ON_END = 16;

  private final Executable executable;
  private final Execution execution;
  private final float[] features;
  private final float[] targets;
  private final int batches;
  private long step;

  TrainingJob(Workload workload, Optimizer optimizer, int threads, int batches) {
    Parameters parameters = Parameters.create(workload.network(), workload.row(), Synthetic.SEED);
    var graph =
        new StepGraph(workload.network(), workload.loss(), parameters, workload.row(), Shape.of(1));
    TrainingConfig config = TrainingConfig.of(1).withOptimizer(optimizer);
    executable =
        BackendChoice.current()
            .backend()
            .compile(graph.training(config, new Variables(), workload.batch()), threads);
    execution = executable.newExecution();
    int classes = Math.max(2, workload.network().outputShape(workload.row()).size());
    this.batches = batches;
    targets = new float[batches * workload.batch()];
    features = new float[targets.length * workload.row().size()];
    Synthetic.fill(features, targets, workload.row().size(), classes);
    execution.input("learning_rate")[0] = (float) optimizer.learningRate();
  }

  @Override
  public void run() {
    bringRows();
    execution.run(step++);
  }

  private void bringRows() {
    if (step % STEPS_ON_END == 0) {
      int batch = (int) (step / STEPS_ON_END % batches);
      copy(features, batch, execution.input("features"));
      copy(targets, batch, execution.input("targets"));
    }
  }

  private static void copy(float[] all, int batch, float[] into) {
    System.arraycopy(all, batch * into.length, into, 0, into.length);
  }

  @Override
  public void profile(Profile profile) {
    bringRows();
    execution.profile(step++, profile);
  }

  @Override
  public Executable executable() {
    return executable;
  }
}
