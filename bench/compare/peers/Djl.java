import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.ArrayList;
import java.util.List;

/// DJL on PyTorch. The number of threads is set by `ai.djl.pytorch.num_threads` and OMP_NUM_THREADS.
final class Djl {
  public static void main(String[] args) throws Exception {
    System.setProperty("ai.djl.pytorch.num_threads", args[1]);
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    System.setProperty("ai.djl.offline", "true");
    Harness.run(args, Djl::job);
  }

  private static Runnable job(Harness.Workload workload, Harness.Rows rows, int threads) {
    SequentialBlock block = new SequentialBlock();
    for (int i = 1; i < workload.sizes().size(); i++) {
      block.add(Linear.builder().setUnits(workload.sizes().get(i)).build());
      if (i < workload.sizes().size() - 1) {
        block.add(workload.planar() ? Activation.tanhBlock() : Activation.reluBlock());
      }
    }
    Shape shape = new Shape(workload.batch(), workload.inputs());
    return workload.trains() ? training(workload, rows, block, shape) : predictions(rows, block, shape);
  }

  private static Runnable training(Harness.Workload workload, Harness.Rows rows, SequentialBlock block, Shape shape) {
    Model model = Model.newInstance("bench");
    model.setBlock(block);
    Loss loss =
        workload.outputs() == 1 ? Loss.sigmoidBinaryCrossEntropyLoss() : Loss.softmaxCrossEntropyLoss();
    Optimizer optimizer =
        workload.planar()
            ? Optimizer.sgd().setLearningRateTracker(Tracker.fixed(1.2f)).build()
            : Optimizer.adam().optLearningRateTracker(Tracker.fixed(0.001f)).build();
    Trainer trainer = model.newTrainer(new DefaultTrainingConfig(loss).optOptimizer(optimizer));
    trainer.initialize(shape);
    NDManager manager = trainer.getManager();
    List<NDList> features = new ArrayList<>();
    List<NDList> targets = new ArrayList<>();
    for (int b = 0; b < rows.batches(); b++) {
      features.add(new NDList(manager.create(rows.features().get(b), shape)));
      targets.add(new NDList(manager.create(rows.targets().get(b), new Shape(workload.batch(), 1))));
    }
    var turn = new Harness.Turn(rows);
    return () -> {
      int batch = turn.next();
      try (GradientCollector collector = trainer.newGradientCollector();
          NDManager step = manager.newSubManager()) {
        NDList x = features.get(batch);
        x.attach(step);
        NDList output = trainer.forward(x);
        NDArray value = loss.evaluate(targets.get(batch), output);
        collector.backward(value);
        value.close();
        output.close();
        x.attach(manager);
      }
      trainer.step();
    };
  }

  private static Runnable predictions(Harness.Rows rows, SequentialBlock block, Shape shape) {
    NDManager manager = NDManager.newBaseManager();
    block.initialize(manager, DataType.FLOAT32, shape);
    block.freezeParameters(true);
    ParameterStore store = new ParameterStore(manager, false);
    float[] x = rows.features().getFirst();
    return () -> {
      try (NDManager call = manager.newSubManager()) {
        block.forward(store, new NDList(call.create(x, shape)), false).singletonOrThrow().toFloatArray();
      }
    };
  }
}
