package hebb.cli.bench;

import hebb.compile.Compiler;
import hebb.nn.Parameters;
import hebb.nn.optim.Optimizer;
import hebb.nn.optim.Variables;
import hebb.run.Executor;
import hebb.run.Profile;
import hebb.run.Program;
import hebb.run.Workspace;
import hebb.tensor.Shape;
import hebb.train.StepGraph;
import hebb.train.TrainingConfig;

/// Steps of training on batches in turn, each for some steps on end: bringing rows is not what is
/// measured.
final class TrainingJob implements Job {
  private static final int STEPS_ON_END = 16;

  private final Program program;
  private final Workspace workspace;
  private final Executor executor;
  private final float[] features;
  private final float[] targets;
  private final int batches;
  private long step;

  TrainingJob(Workload workload, Optimizer optimizer, int threads, int batches) {
    Parameters parameters = Parameters.create(workload.network(), workload.row(), Synthetic.SEED);
    var graph =
        new StepGraph(workload.network(), workload.loss(), parameters, workload.row(), Shape.of(1));
    TrainingConfig config = TrainingConfig.of(1).withOptimizer(optimizer);
    program = Compiler.compile(graph.training(config, new Variables(), workload.batch()));
    workspace = program.newWorkspace();
    executor = Executor.of(threads);
    int classes = Math.max(2, workload.network().outputShape(workload.row()).size());
    this.batches = batches;
    targets = new float[batches * workload.batch()];
    features = new float[targets.length * workload.row().size()];
    Synthetic.fill(features, targets, workload.row().size(), classes);
    workspace.input("learning_rate")[0] = (float) optimizer.learningRate();
  }

  @Override
  public void run() {
    bringRows();
    executor.run(program, workspace, step++);
  }

  private void bringRows() {
    if (step % STEPS_ON_END == 0) {
      int batch = (int) (step / STEPS_ON_END % batches);
      copy(features, batch, workspace.input("features"));
      copy(targets, batch, workspace.input("targets"));
    }
  }

  private static void copy(float[] all, int batch, float[] into) {
    System.arraycopy(all, batch * into.length, into, 0, into.length);
  }

  @Override
  public void profile(Profile profile) {
    bringRows();
    executor.profile(program, workspace, step++, profile);
  }

  @Override
  public Program program() {
    return program;
  }

  @Override
  public Executor executor() {
    return executor;
  }
}
