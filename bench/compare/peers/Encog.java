import java.util.ArrayList;
import java.util.List;
import org.encog.engine.network.activation.ActivationFunction;
import org.encog.engine.network.activation.ActivationReLU;
import org.encog.engine.network.activation.ActivationSigmoid;
import org.encog.engine.network.activation.ActivationSoftMax;
import org.encog.engine.network.activation.ActivationTANH;
import org.encog.ml.data.MLDataSet;
import org.encog.ml.data.basic.BasicMLDataSet;
import org.encog.ml.train.MLTrain;
import org.encog.neural.error.CrossEntropyErrorFunction;
import org.encog.neural.networks.BasicNetwork;
import org.encog.neural.networks.layers.BasicLayer;
import org.encog.neural.networks.training.propagation.back.Backpropagation;
import org.encog.neural.networks.training.propagation.sgd.StochasticGradientDescent;
import org.encog.neural.networks.training.propagation.sgd.update.AdamUpdate;

/// Encog: double precision, one thread. Full batches by back-propagation, mini-batches by its stochastic descent.
final class Encog {
  public static void main(String[] args) throws Exception {
    Harness.run(args, Encog::job);
  }

  private static Runnable job(Harness.Workload workload, Harness.Rows rows, int threads) {
    BasicNetwork network = new BasicNetwork();
    network.addLayer(new BasicLayer(null, true, workload.inputs()));
    for (int i = 1; i < workload.sizes().size() - 1; i++) {
      ActivationFunction hidden = workload.planar() ? new ActivationTANH() : new ActivationReLU();
      network.addLayer(new BasicLayer(hidden, true, workload.sizes().get(i)));
    }
    ActivationFunction last = workload.outputs() == 1 ? new ActivationSigmoid() : new ActivationSoftMax();
    network.addLayer(new BasicLayer(last, false, workload.outputs()));
    network.getStructure().finalizeStructure();
    network.reset(42);
    if (!workload.trains()) {
      return predictions(network, workload, rows);
    }
    if (workload.planar()) {
      List<MLTrain> trainings = new ArrayList<>();
      for (int b = 0; b < rows.batches(); b++) {
        var training = new Backpropagation(network, data(rows, b, 1), 1.2 / workload.batch(), 0);
        training.setErrorFunction(new CrossEntropyErrorFunction());
        training.setThreadCount(threads);
        trainings.add(training);
      }
      var turn = new Harness.Turn(rows);
      return () -> trainings.get(turn.next()).iteration();
    }
    MLDataSet all = data(rows, 0, workload.outputs());
    for (int b = 1; b < rows.batches(); b++) {
      data(rows, b, workload.outputs()).forEach(all::add);
    }
    var training = new StochasticGradientDescent(network, all);
    training.setBatchSize(workload.batch());
    training.setUpdateRule(new AdamUpdate());
    training.setLearningRate(0.001);
    training.setMomentum(0.9);
    return training::iteration;
  }

  private static Runnable predictions(BasicNetwork network, Harness.Workload workload, Harness.Rows rows) {
    double[][] x = rows.doubles(0);
    double[] out = new double[workload.outputs()];
    return () -> {
      for (double[] row : x) {
        network.compute(row, out);
      }
    };
  }

  private static MLDataSet data(Harness.Rows rows, int batch, int outputs) {
    float[] hot = rows.hot(batch, outputs);
    double[][] ideal = new double[rows.targets().get(batch).length][outputs];
    for (int i = 0; i < hot.length; i++) {
      ideal[i / outputs][i % outputs] = hot[i];
    }
    return new BasicMLDataSet(rows.doubles(batch), ideal);
  }
}
