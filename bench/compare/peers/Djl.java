import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.nn.recurrent.GRU;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.util.PairList;
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
    if (workload.images()) {
      Shape shape = new Shape(workload.batch(), workload.inputs(), workload.side(), workload.side());
      SequentialBlock block = images(workload);
      return workload.trains() ? training(workload, rows, block, shape) : predictions(rows, block, shape);
    }
    if (workload.steps() > 1) {
      workload.requireNot("decoder");
      Shape shape = new Shape(workload.batch(), workload.steps(), workload.inputs());
      return training(workload, rows, workload.lstm() ? lstm(workload) : workload.gru() ? gru(workload) : new Encoder(workload), shape);
    }
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

  private static SequentialBlock images(Harness.Workload workload) {
    SequentialBlock block = new SequentialBlock();
    for (int i = 0; i < workload.filters().size(); i++) {
      int filters = workload.filters().get(i);
      block.add(Conv2d.builder().setKernelShape(new Shape(3, 3)).optPadding(new Shape(1, 1)).setFilters(filters).build());
      if (workload.cnnWide()) {
        block.add(BatchNorm.builder().build());
      }
      block.add(Activation.reluBlock());
      if (workload.pooled(i)) {
        block.add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)));
      }
    }
    if (workload.cnnWide()) {
      block.add(Pool.globalAvgPool2dBlock());
    } else {
      int units = workload.sizes().get(workload.sizes().size() - 2);
      block.add(Blocks.batchFlattenBlock()).add(Linear.builder().setUnits(units).build()).add(Activation.reluBlock());
    }
    return block.add(Linear.builder().setUnits(workload.outputs()).build());
  }

  /// PyTorch's own layer, and the state after the last step.
  private static Block lstm(Harness.Workload workload) {
    return new SequentialBlock()
        .add(LSTM.builder().setNumLayers(1).setStateSize(workload.hidden()).optBatchFirst(true).optReturnState(true).build())
        .add(new LambdaBlock(states -> new NDList(states.get(1).squeeze(0))))
        .add(Linear.builder().setUnits(workload.outputs()).build());
  }

  private static Block gru(Harness.Workload workload) {
    return new SequentialBlock()
        .add(GRU.builder().setNumLayers(1).setStateSize(workload.hidden()).optBatchFirst(true).optReturnState(true).build())
        .add(new LambdaBlock(states -> new NDList(states.get(1).squeeze(0))))
        .add(Linear.builder().setUnits(workload.outputs()).build());
  }

  /// An encoder layer from operations: DJL's own has batch norms.
  private static final class Encoder extends AbstractBlock {
    private final int width;
    private final Block all;
    private final Block join;
    private final Block norm1 = addChildBlock("norm1", LayerNorm.builder().axis(2).build());
    private final Block wide;
    private final Block narrow;
    private final Block norm2 = addChildBlock("norm2", LayerNorm.builder().axis(2).build());
    private final Block output;

    Encoder(Harness.Workload workload) {
      width = workload.inputs();
      all = linear("all", 3 * width);
      join = linear("join", width);
      wide = linear("wide", workload.hidden());
      narrow = linear("narrow", width);
      output = linear("output", workload.outputs());
    }

    private Block linear(String name, int units) {
      return addChildBlock(name, Linear.builder().setUnits(units).build());
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
      Shape rows = shapes[0];
      long hidden = wide.getOutputShapes(new Shape[] {rows})[0].getLastDimension();
      for (Block block : List.of(all, join, norm1, wide, norm2)) {
        block.initialize(manager, type, rows);
      }
      narrow.initialize(manager, type, new Shape(rows.get(0), rows.get(1), hidden));
      output.initialize(manager, type, new Shape(rows.get(0), width));
    }

    @Override
    protected NDList forwardInternal(ParameterStore store, NDList in, boolean training, PairList<String, Object> named) {
      NDArray x = in.head();
      Shape rows = x.getShape();
      int heads = Harness.Workload.HEADS;
      Shape apart = new Shape(rows.get(0), rows.get(1), 3, heads, width / heads);
      NDArray ordered = of(all, store, x, training).reshape(apart).transpose(2, 0, 3, 1, 4);
      NDArray q = ordered.get(0).mul(1 / Math.sqrt(width / (double) heads));
      NDArray shares = q.matMul(ordered.get(1).swapAxes(2, 3)).softmax(3);
      NDArray seen = shares.matMul(ordered.get(2)).transpose(0, 2, 1, 3).reshape(rows);
      NDArray a = of(norm1, store, x.add(of(join, store, seen, training)), training);
      NDArray fed = of(narrow, store, Activation.relu(of(wide, store, a, training)), training);
      NDArray z = of(norm2, store, a.add(fed), training);
      return output.forward(store, new NDList(z.mean(new int[] {1})), training);
    }

    private static NDArray of(Block block, ParameterStore store, NDArray x, boolean training) {
      return block.forward(store, new NDList(x), training).singletonOrThrow();
    }

    @Override
    public Shape[] getOutputShapes(Shape[] shapes) {
      return output.getOutputShapes(new Shape[] {new Shape(shapes[0].get(0), width)});
    }
  }

  private static Runnable training(Harness.Workload workload, Harness.Rows rows, Block block, Shape shape) {
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
