import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/// DL4J with its own native kernels. The number of threads is set by OMP_NUM_THREADS and OPENBLAS_NUM_THREADS.
final class Dl4j {
  public static void main(String[] args) throws Exception {
    Harness.run(args, Dl4j::job);
  }

  private static Runnable job(Harness.Workload workload, Harness.Rows rows, int threads) {
    boolean planar = workload.planar();
    var layers =
        new NeuralNetConfiguration.Builder()
            .seed(42)
            .updater(planar ? new Sgd(1.2) : new Adam(0.001))
            .activation(planar ? Activation.TANH : Activation.RELU)
            .list();
    int last = workload.sizes().size() - 1;
    for (int i = 1; i < last; i++) {
      layers.layer(new DenseLayer.Builder().nIn(workload.sizes().get(i - 1)).nOut(workload.sizes().get(i)).build());
    }
    boolean one = workload.outputs() == 1;
    layers.layer(
        new OutputLayer.Builder(one ? LossFunctions.LossFunction.XENT : LossFunctions.LossFunction.MCXENT)
            .nIn(workload.sizes().get(last - 1))
            .nOut(workload.outputs())
            .activation(one ? Activation.SIGMOID : Activation.SOFTMAX)
            .build());
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    if (!workload.trains()) {
      float[] x = rows.features().getFirst();
      return () -> network.output(array(x, workload.batch(), workload.inputs())).data().asFloat();
    }
    List<INDArray> features = new ArrayList<>();
    List<INDArray> targets = new ArrayList<>();
    for (int b = 0; b < rows.batches(); b++) {
      features.add(array(rows.features().get(b), workload.batch(), workload.inputs()));
      targets.add(array(rows.hot(b, workload.outputs()), workload.batch(), workload.outputs()));
    }
    var turn = new Harness.Turn(rows);
    return () -> {
      int batch = turn.next();
      network.fit(features.get(batch), targets.get(batch));
    };
  }

  private static INDArray array(float[] values, int rows, int columns) {
    return Nd4j.create(values, new long[] {rows, columns}, 'c');
  }
}
