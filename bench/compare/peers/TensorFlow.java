import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
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
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/// TensorFlow-Java: a graph and a session, the fused Adam update, rows in tensors that are made once.
final class TensorFlow {
  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final List<Variable<TFloat32>> parameters = new ArrayList<>();
  private final List<Op> initial = new ArrayList<>();
  private final Placeholder<TFloat32> x = tf.placeholder(TFloat32.class);
  private final Placeholder<TFloat32> y = tf.placeholder(TFloat32.class);

  public static void main(String[] args) throws Exception {
    Harness.run(args, (workload, rows, threads) -> new TensorFlow().job(workload, rows, threads));
  }

  private Runnable job(Harness.Workload workload, Harness.Rows rows, int threads) {
    Operand<TFloat32> output = network(workload);
    Op update = workload.trains() ? update(workload, output) : tf.noOp();
    ConfigProto config =
        ConfigProto.newBuilder().setIntraOpParallelismThreads(threads).setInterOpParallelismThreads(1).build();
    Session session = new Session(graph, config);
    Session.Runner start = session.runner();
    initial.forEach(start::addTarget);
    start.run().close();
    Shape shape = Shape.of(workload.batch(), workload.inputs());
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
      Variable<TFloat32> w = variable(Shape.of(in, out), (float) Math.sqrt(2.0 / in));
      Variable<TFloat32> b = variable(Shape.of(out), 0);
      parameters.add(w);
      parameters.add(b);
      value = tf.nn.biasAdd(tf.linalg.matMul(value, w), b);
      if (i < workload.sizes().size() - 1) {
        value = workload.planar() ? tf.math.tanh(value) : tf.nn.relu(value);
      }
    }
    return value;
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
