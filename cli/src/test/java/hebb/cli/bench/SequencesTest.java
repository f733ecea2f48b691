package hebb.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hebb.compile.Compiler;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.activation.Activation;
import hebb.nn.loss.Loss;
import hebb.nn.optim.Adam;
import hebb.nn.optim.Variables;
import hebb.run.Executor;
import hebb.run.Program;
import hebb.run.Workspace;
import hebb.tensor.Shape;
import hebb.train.Predictor;
import hebb.train.StepGraph;
import hebb.train.TrainingConfig;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The nets over sequences beside the same sums in plain loops of double precision.
class SequencesTest {
  private static final int ROWS = 3;
  private static final int OUTPUTS = 2;
  private static final double NEAR = 1e-5;

  @Test
  void lstmIsThePlainLoop() {
    int hidden = 6;
    Net net = new Net(Sequences.lstm(hidden, OUTPUTS), 7, 5);
    for (int row = 0; row < ROWS; row++) {
      double[] h = new double[hidden];
      double[] c = new double[hidden];
      for (double[] x : net.row(row)) {
        double[] z = plus(times(x, net.matrix("lstm/input")), times(h, net.matrix("lstm/state")));
        z = plus(z, net.vector("lstm/bias"));
        for (int j = 0; j < hidden; j++) {
          double f = sigmoid(z[hidden + j] + 1);
          c[j] = f * c[j] + sigmoid(z[j]) * Math.tanh(z[2 * hidden + j]);
          h[j] = sigmoid(z[3 * hidden + j]) * Math.tanh(c[j]);
        }
      }
      assertThat(net.outputs(row)).containsExactly(net.dense("output", h), within(NEAR));
    }
  }

  @Test
  void encoderIsThePlainLoop() {
    int heads = 2;
    int features = 6;
    int steps = 5;
    Net net = new Net(Sequences.encoder(heads, 8, OUTPUTS), steps, features);
    for (int row = 0; row < ROWS; row++) {
      double[][] x = net.row(row);
      double[][] all = new double[steps][];
      for (int t = 0; t < steps; t++) {
        all[t] = net.dense("attention", x[t]);
      }
      double[] mean = new double[features];
      for (int t = 0; t < steps; t++) {
        double[] attended = net.dense("join", attention(all, t, heads, features));
        double[] y = net.norm("norm1", plus(x[t], attended));
        double[] wide = net.dense("wide", y);
        for (int j = 0; j < wide.length; j++) {
          wide[j] = Math.max(0, wide[j]);
        }
        double[] z = net.norm("norm2", plus(y, net.dense("narrow", wide)));
        for (int j = 0; j < features; j++) {
          mean[j] += z[j] / steps;
        }
      }
      assertThat(net.outputs(row)).containsExactly(net.dense("output", mean), within(NEAR));
    }
  }

  @Test
  void lossOfTheLstmFalls() {
    Network net = Sequences.lstm(16, 1);
    assertThat(lossAfter(net, Loss.Standard.BINARY_CROSS_ENTROPY, 60)).isLessThan(0.3);
  }

  @Test
  void lossOfTheEncoderFalls() {
    Network net = Sequences.encoder(2, 16, 10);
    assertThat(lossAfter(net, Loss.Standard.SOFTMAX_CROSS_ENTROPY, 100)).isLessThan(0.5);
  }

  /// The loss on one batch of 16 rows `[10, 8]` after some steps of training on it.
  private static double lossAfter(Network net, Loss loss, int steps) {
    Shape row = Shape.of(10, 8);
    int batch = 16;
    Parameters parameters = Parameters.create(net, row, Synthetic.SEED);
    var graph = new StepGraph(net, loss, parameters, row, Shape.of(1));
    TrainingConfig config = TrainingConfig.of(1).withOptimizer(new Adam());
    Program program = Compiler.compile(graph.training(config, new Variables(), batch));
    Workspace workspace = program.newWorkspace();
    int classes = Math.max(2, net.outputShape(row).size());
    Synthetic.fill(workspace.input("features"), workspace.input("targets"), row.size(), classes);
    workspace.input("learning_rate")[0] = 0.01f;
    for (int step = 0; step < steps; step++) {
      Executor.of(1).run(program, workspace, step);
    }
    return workspace.scalar("loss");
  }

  /// What each head has seen of all steps at one of them; q, k and v lie side by side.
  private static double[] attention(double[][] all, int at, int heads, int features) {
    int n = features / heads;
    double[] seen = new double[features];
    for (int head = 0; head < heads; head++) {
      double[] shares = new double[all.length];
      double sum = 0;
      for (int t = 0; t < all.length; t++) {
        double score = 0;
        for (int j = 0; j < n; j++) {
          score += all[at][head * n + j] * all[t][features + head * n + j];
        }
        shares[t] = Math.exp(score / Math.sqrt(n));
        sum += shares[t];
      }
      for (int t = 0; t < all.length; t++) {
        for (int j = 0; j < n; j++) {
          seen[head * n + j] += shares[t] / sum * all[t][2 * features + head * n + j];
        }
      }
    }
    return seen;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double[] plus(double[] a, double[] b) {
    double[] sum = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      sum[i] = a[i] + b[i];
    }
    return sum;
  }

  private static double[] times(double[] x, double[][] w) {
    double[] result = new double[w[0].length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < result.length; j++) {
        result[j] += x[i] * w[i][j];
      }
    }
    return result;
  }

  /// A network with random parameters, biases and scales among them, and what it gives for random
  /// rows.
  private static final class Net {
    private final int steps;
    private final int features;
    private final Parameters parameters;
    private final float[] rows;
    private final float[] outputs = new float[ROWS * OUTPUTS];

    Net(Network network, int steps, int features) {
      this.steps = steps;
      this.features = features;
      Shape row = Shape.of(steps, features);
      var random = new SplittableRandom(Synthetic.SEED);
      parameters = Parameters.create(network, row, Synthetic.SEED);
      parameters
          .variables()
          .forEach(variable -> variable.store(filled(variable.shape().size(), random)));
      rows = filled(ROWS * row.size(), random);
      new Predictor(network, parameters, row, Activation.Standard.IDENTITY)
          .predict(rows, ROWS, outputs);
    }

    private static float[] filled(int size, SplittableRandom random) {
      float[] values = new float[size];
      for (int i = 0; i < size; i++) {
        values[i] = (float) random.nextDouble(-1, 1);
      }
      return values;
    }

    double[][] row(int row) {
      return matrix(rows, row * steps, steps, features);
    }

    double[] outputs(int row) {
      return matrix(outputs, row, 1, OUTPUTS)[0];
    }

    double[][] matrix(String path) {
      Shape shape = parameters.get(path).shape();
      return matrix(parameters.get(path).fetch(), 0, shape.dim(0), shape.dim(1));
    }

    double[] vector(String path) {
      float[] values = parameters.get(path).fetch();
      return matrix(values, 0, 1, values.length)[0];
    }

    double[] dense(String path, double[] x) {
      return plus(times(x, matrix(path + "/weight")), vector(path + "/bias"));
    }

    double[] norm(String path, double[] x) {
      double mean = 0;
      double variance = 0;
      for (double one : x) {
        mean += one / x.length;
      }
      for (double one : x) {
        variance += (one - mean) * (one - mean) / x.length;
      }
      double[] result = vector(path + "/bias");
      double[] scale = vector(path + "/scale");
      for (int i = 0; i < x.length; i++) {
        result[i] += scale[i] * (x[i] - mean) / Math.sqrt(variance + 1e-5);
      }
      return result;
    }

    private static double[][] matrix(float[] values, int from, int rows, int columns) {
      double[][] matrix = new double[rows][columns];
      for (int i = 0; i < rows * columns; i++) {
        matrix[i / columns][i % columns] = values[from * columns + i];
      }
      return matrix;
    }
  }
}
