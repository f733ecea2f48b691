import java.util.ArrayList;
import java.util.List;
import smile.classification.MLP;
import smile.model.mlp.Layer;
import smile.model.mlp.LayerBuilder;
import smile.model.mlp.OutputFunction;
import smile.util.function.TimeFunction;

/// Smile: one thread. It has no Adam; RMSProp with momentum is as much work.
final class Smile {
  public static void main(String[] args) throws Exception {
    Harness.run(args, Smile::job);
  }

  private static Runnable job(Harness.Workload workload, Harness.Rows rows, int threads) {
    List<LayerBuilder> layers = new ArrayList<>();
    layers.add(Layer.input(workload.inputs()));
    for (int i = 1; i < workload.sizes().size() - 1; i++) {
      int units = workload.sizes().get(i);
      layers.add(workload.planar() ? Layer.tanh(units) : Layer.rectifier(units));
    }
    layers.add(
        workload.outputs() == 1
            ? Layer.mle(1, OutputFunction.SIGMOID)
            : Layer.mle(workload.outputs(), OutputFunction.SOFTMAX));
    MLP network = new MLP(layers.toArray(LayerBuilder[]::new));
    if (workload.planar()) {
      network.setLearningRate(TimeFunction.constant(1.2));
    } else {
      network.setLearningRate(TimeFunction.constant(0.001));
      network.setMomentum(TimeFunction.constant(0.9));
      network.setRMSProp(0.999, 1e-8);
    }
    List<double[][]> features = new ArrayList<>();
    List<int[]> targets = new ArrayList<>();
    for (int b = 0; b < rows.batches(); b++) {
      features.add(rows.doubles(b));
      int[] classes = new int[workload.batch()];
      for (int i = 0; i < classes.length; i++) {
        classes[i] = (int) rows.targets().get(b)[i];
      }
      targets.add(classes);
    }
    if (!workload.trains()) {
      double[] posteriori = new double[workload.outputs()];
      return () -> {
        for (double[] row : features.getFirst()) {
          network.predict(row, posteriori);
        }
      };
    }
    var turn = new Harness.Turn(rows);
    return () -> {
      int batch = turn.next();
      network.update(features.get(batch), targets.get(batch));
    };
  }
}
