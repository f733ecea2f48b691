package hebb.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hebb.dataset.Dataset;
import hebb.graph.Graph;
import hebb.graph.Variable;
import hebb.nn.Layer;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.activation.Activation;
import hebb.nn.layer.BatchNorm;
import hebb.nn.layer.Dense;
import hebb.nn.layer.Dropout;
import hebb.nn.layer.MaxNorm;
import hebb.nn.loss.Loss;
import hebb.nn.optim.Ema;
import hebb.nn.optim.Lbfgs;
import hebb.run.Reference;
import hebb.tensor.Shape;
import hebb.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LbfgsTest {
  private static final Loss LOSS = Loss.Standard.SOFTMAX_CROSS_ENTROPY;
  private static final int COLUMNS = 6;
  private static final int CLASSES = 3;

  /// Columns of very different width, so that the curvature is not the same everywhere.
  private static Dataset rows(int count) {
    Random random = new Random(3);
    float[] x = new float[count * COLUMNS];
    float[] y = new float[count];
    for (int r = 0; r < count; r++) {
      double sum = 0;
      for (int c = 0; c < COLUMNS; c++) {
        x[r * COLUMNS + c] = (float) (random.nextGaussian() * Math.pow(2, c - 2.0));
        sum += x[r * COLUMNS + c] * (c % 2 == 0 ? 1 : -1);
      }
      y[r] = sum + random.nextGaussian() > 2 ? 2 : sum > -1 ? 1 : 0;
    }
    return Dataset.of(Tensor.of(Shape.of(count, COLUMNS), x), Tensor.of(Shape.of(count, 1), y));
  }

  private static TrainingConfig config(int epochs) {
    return TrainingConfig.of(epochs).withOptimizer(new Lbfgs()).withL2(0.01).withThreads(1);
  }

  private static Network network(Layer... layers) {
    List<Layer> all = new ArrayList<>(List.of(layers));
    all.add(Dense.of(CLASSES));
    return Network.of(all.toArray(Layer[]::new));
  }

  private static List<float[]> numbers(Parameters parameters) {
    return parameters.variables().stream().map(Variable::fetch).toList();
  }

  /// The largest number of the gradient in double precision, with what is made small.
  private static double largest(Network network, Parameters parameters, Dataset data) {
    StepGraph graph = new StepGraph(network, LOSS, parameters, data.inputs(), data.targets());
    int rows = data.rows();
    Graph gradients = graph.gradients(config(1), rows);
    float[] x = new float[rows * COLUMNS];
    float[] y = new float[rows];
    int[] order = new int[rows];
    Arrays.setAll(order, i -> i);
    data.read(order, 0, rows, x, y);
    Map<String, double[]> out =
        new Reference(gradients)
            .run(Map.of("features", wide(x), "targets", wide(y), "rows", new double[] {rows}), 0);
    double largest = 0;
    for (Variable variable : parameters.trained()) {
      for (double g : out.getOrDefault("gradient/" + variable.path(), new double[0])) {
        largest = Math.max(largest, Math.abs(g));
      }
    }
    return largest;
  }

  private static double[] wide(float[] numbers) {
    double[] wide = new double[numbers.length];
    Arrays.setAll(wide, i -> numbers[i]);
    return wide;
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 5000, 8192})
  void endsWhereTheGradientIsNothing(int rows) {
    Dataset data = rows(rows);
    Trainer trainer = new Trainer(network(), LOSS, config(300), data);
    TrainingResult result = trainer.run();
    assertThat(result.outcome()).isEqualTo(Outcome.CONVERGED);
    assertThat(result.epochs()).isLessThan(60);
    assertThat(result.message()).startsWith("Converged after " + result.epochs() + " epochs: ");
    assertThat(largest(network(), trainer.parameters(), data)).isLessThan(1.2e-5);
  }

  @Test
  void trainsHiddenLayersToo() {
    Dataset data = rows(400);
    Network network = network(Dense.of(12, Activation.Standard.TANH));
    Trainer lbfgs = new Trainer(network, LOSS, config(200), data);
    List<Double> losses = new ArrayList<>();
    lbfgs.listener(
        new TrainingListener() {
          @Override
          public void epochEnd(EpochLog log) {
            losses.add(log.loss() + log.penalty());
          }
        });
    lbfgs.run();
    for (int i = 1; i < losses.size(); i++) {
      assertThat(losses.get(i)).isLessThan(losses.get(i - 1) + 1e-6);
    }
    assertThat(largest(network, lbfgs.parameters(), data)).isLessThan(1e-3);
  }

  @Test
  void threadsAndResumingChangeNoBit() {
    Network network = network(Dense.of(8, Activation.Standard.TANH));
    Dataset data = rows(5000);
    Trainer whole = new Trainer(network, LOSS, config(30), data);
    whole.run();
    Trainer first = new Trainer(network, LOSS, config(13), data);
    first.run();
    TrainingConfig threads = config(30).withThreads(3);
    Trainer second = new Trainer(network, LOSS, threads, data).resume(first.state());
    second.run();
    assertThat(numbers(second.parameters()))
        .usingRecursiveComparison()
        .isEqualTo(numbers(whole.parameters()));
  }

  @Test
  void whatALineSearchCannotUseIsRefused() {
    Dataset data = rows(50);
    Network noisy = network(Dense.of(4), new Dropout(0.5));
    assertThatThrownBy(() -> new Trainer(noisy, LOSS, config(3), data).run())
        .hasMessage(
            "lbfgs: expected a network without noise, got random numbers in dropout1."
                + " Leave dropout and noise out, or take adamw.");
    Network limited = network(MaxNorm.of(2, Dense.of(4)));
    assertThatThrownBy(() -> new Trainer(limited, LOSS, config(3), data).run())
        .hasMessageContaining("got max_norm over max_norm1/hidden1/weight.");
    Network statistics = network(Dense.of(4), new BatchNorm());
    assertThatThrownBy(() -> new Trainer(statistics, LOSS, config(3), data).run())
        .hasMessageContaining("got norm1/running_mean. Take layer_norm");
    TrainingConfig mean = config(3).withEma(Ema.of(0.9));
    assertThatThrownBy(() -> new Trainer(network(), LOSS, mean, data).run())
        .hasMessageContaining("got a running mean. Leave it out, or take adamw.");
    TrainingConfig clips = config(3).withClipNorm(1);
    assertThatThrownBy(() -> new Trainer(network(), LOSS, clips, data).run())
        .hasMessageContaining("got clipping. Leave it out, or take adamw.");
    assertThatThrownBy(() -> new Lbfgs(1, 0, 1e-5)).hasMessageContaining("lbfgs: memory");
  }

  @Test
  void aLineSearchMeetsTheWolfeConditions() {
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      double middle = Math.exp(4 * random.nextGaussian());
      double bend = Math.exp(2 * random.nextGaussian());
      LineSearch.Point[] last = new LineSearch.Point[1];
      double t =
          LineSearch.find(
              at -> last[0] = point(at, middle, bend), point(0, middle, bend), 1, 1e-12);
      assertThat(t).as("middle %s, bend %s", middle, bend).isPositive();
      double start = point(0, middle, bend).slope();
      assertThat(Math.abs(last[0].slope())).isLessThanOrEqualTo(-0.9 * start);
      assertThat(last[0].t()).isEqualTo(t);
    }
  }

  /// A valley with ripples around `middle`.
  private static LineSearch.Point point(double t, double middle, double bend) {
    double u = t / middle - 1;
    double value = bend * (Math.sqrt(1 + u * u) + 0.05 * Math.sin(6 * u));
    double slope = bend * (u / Math.sqrt(1 + u * u) + 0.3 * Math.cos(6 * u)) / middle;
    return new LineSearch.Point(t, value, slope);
  }
}
