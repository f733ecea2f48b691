package hebb.cli.bench;

import hebb.backend.BackendChoice;
import hebb.backend.Executable;
import hebb.backend.Execution;
import hebb.backend.Profile;
import hebb.graph.Graph;
import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Mode;
import hebb.nn.Parameters;
import hebb.nn.activation.Activation;
import hebb.tensor.Shape;
import hebb.train.Predictor;

/// Predictions of one batch by a [Predictor], as a user makes them: an array of rows in, an array
/// of outputs back. A program of the same net and size is what is profiled.
final class PredictionJob implements Job {
  private final Predictor predictor;
  private final float[] features;
  private final float[] outputs;
  private final int batch;
  private final Executable executable;
  private final Execution execution;

  PredictionJob(Workload workload, int threads) {
    Parameters parameters = Parameters.create(workload.network(), workload.row(), Synthetic.SEED);
    predictor =
        new Predictor(
            workload.network(), parameters, workload.row(), Activation.Standard.IDENTITY, threads);
    batch = workload.batch();
    features = new float[batch * workload.row().size()];
    outputs = new float[batch * predictor.output().size()];
    Synthetic.fill(features, new float[batch], workload.row().size(), 2);

    Graph graph = new Graph();
    Value input = graph.input("features", Shape.of(batch).plus(workload.row()));
    graph.output(
        "outputs", workload.network().apply(Context.of(graph, parameters, Mode.EVALUATION), input));
    executable = BackendChoice.current().backend().compile(graph, threads);
    execution = executable.newExecution();
    System.arraycopy(features, 0, execution.input("features"), 0, features.length);
  }

  @Override
  public void run() {
    if (batch == 1) {
      predictor.predict(features);
    } else {
      predictor.predict(features, batch, outputs);
    }
  }

  @Override
  public void profile(Profile profile) {
    execution.profile(0, profile);
  }

  @Override
  public Executable executable() {
    return executable;
  }
}
