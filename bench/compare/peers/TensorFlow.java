import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.op.math.Mean;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/// TensorFlow-Java: a graph and a session, the fused Adam update, rows in tensors that are made once.
final class TensorFlow {
  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final List<Variable<TFloat32>> parameters = new ArrayList<>();
  private final List<Op> initial = new ArrayList<>();

  /// What moves the running means and variances.
  private final List<Op> statistics = new ArrayList<>();
  private final Placeholder<TFloat32> x = tf.placeholder(TFloat32.class);
  private final Placeholder<TFloat32> y = tf.placeholder(TFloat32.class);

  public static void main(String[] args) throws Exception {
    Harness.run(args, (workload, rows, threads) -> new TensorFlow().job(workload, rows, threads));
  }

  private Runnable job(Harness.Workload workload, Harness.Rows rows, int threads) {
    workload.requireNot("gru");
    workload.requireNot("decoder");
    Operand<TFloat32> output =
        workload.lstm() ? lstm(workload)
            : workload.encoder() ? encoder(workload)
            : workload.images() ? images(workload)
            : network(workload);
    Op update = workload.trains() ? update(workload, output) : tf.noOp();
    ConfigProto config =
        ConfigProto.newBuilder().setIntraOpParallelismThreads(threads).setInterOpParallelismThreads(1).build();
    Session session = new Session(graph, config);
    Session.Runner start = session.runner();
    initial.forEach(start::addTarget);
    start.run().close();
    Shape shape =
        workload.images()
            ? Shape.of(workload.batch(), workload.side(), workload.side(), workload.inputs())
            : workload.steps() == 1
            ? Shape.of(workload.batch(), workload.inputs())
            : Shape.of(workload.batch(), workload.steps(), workload.inputs());
    if (!workload.trains()) {
      float[] features = rows.features().getFirst();
      float[] outputs = new float[workload.batch() * workload.outputs()];
      return () -> {
        try (TFloat32 in = TFloat32.tensorOf(shape, DataBuffers.of(features, true, false));
            Result result = session.runner().feed(x, in).fetch(output).run()) {
          ((TFloat32) result.get(0)).copyTo(org.tensorflow.ndarray.NdArrays.wrap(result.get(0).shape(), DataBuffers.of(outputs, false, false)));
        }
      };
    }
    List<Tensor> features = new ArrayList<>();
    List<Tensor> targets = new ArrayList<>();
    for (int b = 0; b < rows.batches(); b++) {
      features.add(tensor(shape, rows.features().get(b)));
      targets.add(tensor(Shape.of(workload.batch(), workload.outputs()), rows.hot(b, workload.outputs())));
    }
    var turn = new Harness.Turn(rows);
    return () -> {
      int batch = turn.next();
      session.runner().feed(x, features.get(batch)).feed(y, targets.get(batch)).addTarget(update).run().close();
    };
  }

  private static TFloat32 tensor(Shape shape, float[] values) {
    return TFloat32.tensorOf(shape, DataBuffers.of(values, true, false));
  }

  private Operand<TFloat32> network(Harness.Workload workload) {
    Operand<TFloat32> value = x;
    for (int i = 1; i < workload.sizes().size(); i++) {
      int in = workload.sizes().get(i - 1);
      int out = workload.sizes().get(i);
      value = dense(value, in, out);
      if (i < workload.sizes().size() - 1) {
        value = workload.planar() ? tf.math.tanh(value) : tf.nn.relu(value);
      }
    }
    return value;
  }

  private Operand<TFloat32> dense(Operand<TFloat32> value, int in, int out) {
    Variable<TFloat32> w = parameter(Shape.of(in, out), (float) Math.sqrt(2.0 / in));
    Variable<TFloat32> b = parameter(Shape.of(out), 0);
    return tf.nn.biasAdd(tf.linalg.matMul(value, w), b);
  }

  /// Images lie with their channels last, as they do by default.
  private Operand<TFloat32> images(Harness.Workload workload) {
    Operand<TFloat32> value = x;
    int channels = workload.inputs();
    int side = workload.side();
    for (int i = 0; i < workload.filters().size(); i++) {
      int filters = workload.filters().get(i);
      Variable<TFloat32> w = parameter(Shape.of(3, 3, channels, filters), (float) Math.sqrt(2.0 / (9 * channels)));
      Variable<TFloat32> b = parameter(Shape.of(filters), 0);
      value = tf.nn.biasAdd(tf.nn.conv2d(value, w, List.of(1L, 1L, 1L, 1L), "SAME"), b);
      value = tf.nn.relu(workload.cnnWide() ? batchNorm(value, filters) : value);
      if (workload.pooled(i)) {
        Operand<TInt32> two = tf.constant(new int[] {1, 2, 2, 1});
        value = tf.nn.maxPool(value, two, two, "VALID");
        side /= 2;
      }
      channels = filters;
    }
    if (workload.cnnWide()) {
      return dense(tf.math.mean(value, tf.constant(new int[] {1, 2})), channels, workload.outputs());
    }
    int pixels = side * side * channels;
    int hidden = workload.sizes().get(workload.sizes().size() - 2);
    Operand<TFloat32> flat = tf.reshape(value, tf.constant(new int[] {workload.batch(), pixels}));
    return dense(tf.nn.relu(dense(flat, pixels, hidden)), hidden, workload.outputs());
  }

  private Operand<TFloat32> batchNorm(Operand<TFloat32> value, int channels) {
    Shape shape = Shape.of(channels);
    Variable<TFloat32> scale = ones(shape);
    parameters.add(scale);
    Variable<TFloat32> shift = parameter(shape, 0);
    Operand<TFloat32> none = tf.constant(new float[0]);
    FusedBatchNorm<TFloat32, TFloat32> normal =
        tf.nn.fusedBatchNorm(value, scale, shift, none, none, FusedBatchNorm.isTraining(true), FusedBatchNorm.epsilon(1e-5f));
    statistics.add(moved(variable(shape, 0), normal.batchMean()));
    statistics.add(moved(ones(shape), normal.batchVariance()));
    return normal.y();
  }

  private Op moved(Variable<TFloat32> running, Operand<TFloat32> batch) {
    return tf.assignSub(running, tf.math.mul(tf.math.sub(running, batch), tf.constant(0.1f)));
  }

  private Variable<TFloat32> ones(Shape shape) {
    Variable<TFloat32> ones = tf.variable(shape, TFloat32.class);
    initial.add(tf.assign(ones, tf.ones(tf.constant(shape), TFloat32.class)));
    return ones;
  }

  /// Step by step, with one product for the inputs of all steps: faster than the fused op of the layer.
  private Operand<TFloat32> lstm(Harness.Workload workload) {
    int hidden = workload.hidden();
    int rows = workload.steps() * workload.batch();
    float scale = (float) Math.sqrt(1.0 / hidden);
    Variable<TFloat32> wx = parameter(Shape.of(workload.inputs(), 4L * hidden), scale);
    Variable<TFloat32> wh = parameter(Shape.of(hidden, 4L * hidden), scale);
    Variable<TFloat32> b = tf.variable(Shape.of(4L * hidden), TFloat32.class);
    Operand<TFloat32> none = tf.zeros(tf.constant(Shape.of(hidden)), TFloat32.class);
    Operand<TFloat32> open = tf.ones(tf.constant(Shape.of(hidden)), TFloat32.class);
    initial.add(tf.assign(b, tf.concat(List.of(none, open, none, none), tf.constant(0))));
    parameters.add(b);
    Operand<TFloat32> steps = tf.linalg.transpose(x, tf.constant(new int[] {1, 0, 2}));
    Operand<TFloat32> flat = tf.reshape(steps, tf.constant(new int[] {rows, workload.inputs()}));
    Operand<TFloat32> sums = tf.nn.biasAdd(tf.linalg.matMul(flat, wx), b);
    int[] apart = {workload.steps(), workload.batch(), 4 * hidden};
    Operand<TFloat32> h = tf.zeros(tf.constant(Shape.of(workload.batch(), hidden)), TFloat32.class);
    Operand<TFloat32> c = h;
    for (Output<TFloat32> own : tf.unstack(tf.reshape(sums, tf.constant(apart)), (long) workload.steps()).output()) {
      Operand<TFloat32> z = tf.math.add(own, tf.linalg.matMul(h, wh));
      List<Output<TFloat32>> gates = tf.split(tf.constant(1), z, 4L).output();
      Operand<TFloat32> in = tf.math.mul(tf.math.sigmoid(gates.get(0)), tf.math.tanh(gates.get(2)));
      c = tf.math.add(tf.math.mul(tf.math.sigmoid(gates.get(1)), c), in);
      h = tf.math.mul(tf.math.sigmoid(gates.get(3)), tf.math.tanh(c));
    }
    return dense(h, hidden, workload.outputs());
  }

  private Operand<TFloat32> encoder(Harness.Workload workload) {
    int rows = workload.batch() * workload.steps();
    int width = workload.inputs();
    int head = width / Harness.Workload.HEADS;
    Operand<TFloat32> flat = tf.reshape(x, tf.constant(new int[] {rows, width}));
    int[] apart = {workload.batch(), workload.steps(), 3, Harness.Workload.HEADS, head};
    Operand<TFloat32> all = tf.reshape(dense(flat, width, 3 * width), tf.constant(apart));
    Operand<TFloat32> ordered = tf.linalg.transpose(all, tf.constant(new int[] {2, 0, 3, 1, 4}));
    List<Output<TFloat32>> parts = tf.unstack(ordered, 3L).output();
    Operand<TFloat32> q = tf.math.mul(parts.get(0), tf.constant((float) (1 / Math.sqrt(head))));
    Operand<TFloat32> scores = tf.train.batchMatMul(q, parts.get(1), TFloat32.class, BatchMatMul.adjY(true));
    Operand<TFloat32> seen = tf.train.batchMatMul(tf.nn.softmax(scores), parts.get(2), TFloat32.class);
    Operand<TFloat32> joined =
        tf.reshape(tf.linalg.transpose(seen, tf.constant(new int[] {0, 2, 1, 3})), tf.constant(new int[] {rows, width}));
    Operand<TFloat32> a = norm(tf.math.add(flat, dense(joined, width, width)), width);
    Operand<TFloat32> wide = tf.nn.relu(dense(a, width, workload.hidden()));
    Operand<TFloat32> z = norm(tf.math.add(a, dense(wide, workload.hidden(), width)), width);
    int[] steps = {workload.batch(), workload.steps(), width};
    return dense(tf.math.mean(tf.reshape(z, tf.constant(steps)), tf.constant(1)), width, workload.outputs());
  }

  /// Each row with mean 0 and variance 1, scaled and shifted.
  private Operand<TFloat32> norm(Operand<TFloat32> rows, int width) {
    Variable<TFloat32> scale = ones(Shape.of(width));
    parameters.add(scale);
    Variable<TFloat32> shift = parameter(Shape.of(width), 0);
    Operand<TFloat32> d = tf.math.sub(rows, tf.math.mean(rows, tf.constant(1), Mean.keepDims(true)));
    Operand<TFloat32> variance = tf.math.mean(tf.math.square(d), tf.constant(1), Mean.keepDims(true));
    Operand<TFloat32> normal = tf.math.mul(d, tf.math.rsqrt(tf.math.add(variance, tf.constant(1e-5f))));
    return tf.math.add(tf.math.mul(normal, scale), shift);
  }

  private Variable<TFloat32> parameter(Shape shape, float scale) {
    Variable<TFloat32> parameter = variable(shape, scale);
    parameters.add(parameter);
    return parameter;
  }

  private Variable<TFloat32> variable(Shape shape, float scale) {
    Variable<TFloat32> variable = tf.variable(shape, TFloat32.class);
    Operand<TFloat32> values =
        scale == 0
            ? tf.zeros(tf.constant(shape), TFloat32.class)
            : tf.math.mul(tf.random.truncatedNormal(tf.constant(shape), TFloat32.class), tf.constant(scale));
    initial.add(tf.assign(variable, values));
    return variable;
  }

  private Op update(Harness.Workload workload, Operand<TFloat32> output) {
    Operand<TFloat32> costs =
        workload.outputs() == 1
            ? tf.math.sub(tf.math.softplus(output), tf.math.mul(output, y))
            : tf.nn.softmaxCrossEntropyWithLogits(output, y).loss();
    int[] axes = workload.outputs() == 1 ? new int[] {0, 1} : new int[] {0};
    Operand<TFloat32> loss = tf.math.mean(costs, tf.constant(axes));
    Gradients gradients = tf.gradients(loss, parameters);
    List<Op> updates = new ArrayList<>();
    Variable<TFloat32> power1 = counter(0.9f, updates);
    Variable<TFloat32> power2 = counter(0.999f, updates);
    updates.addAll(statistics);
    for (int i = 0; i < parameters.size(); i++) {
      Variable<TFloat32> w = parameters.get(i);
      Operand<TFloat32> g = gradients.dy(i);
      updates.add(
          workload.planar()
              ? tf.train.applyGradientDescent(w, tf.constant(1.2f), g)
              : tf.train.applyAdam(
                  w, variable(w.shape(), 0), variable(w.shape(), 0), power1, power2, tf.constant(0.001f),
                  tf.constant(0.9f), tf.constant(0.999f), tf.constant(1e-8f), g));
    }
    return tf.withControlDependencies(updates).noOp();
  }

  private Variable<TFloat32> counter(float beta, List<Op> updates) {
    Variable<TFloat32> power = tf.variable(Shape.scalar(), TFloat32.class);
    initial.add(tf.assign(power, tf.constant(beta)));
    updates.add(tf.assign(power, tf.math.mul(power, tf.constant(beta))));
    return power;
  }
}
