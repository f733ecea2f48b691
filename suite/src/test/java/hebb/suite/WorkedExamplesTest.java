package hebb.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hebb.compile.Compiler;
import hebb.data.image.Images;
import hebb.graph.Graph;
import hebb.graph.Variable;
import hebb.model.SafeTensors;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.activation.Activation;
import hebb.nn.init.Initializer;
import hebb.nn.layer.Dense;
import hebb.nn.loss.Loss;
import hebb.nn.optim.Optimizer;
import hebb.nn.optim.Sgd;
import hebb.nn.optim.Variables;
import hebb.run.Executor;
import hebb.run.Program;
import hebb.run.Reference;
import hebb.run.Workspace;
import hebb.tensor.Shape;
import hebb.train.Predictor;
import hebb.train.StepGraph;
import hebb.train.TrainingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Examples whose costs are known: full-batch gradient descent from a given start. In double
/// precision the costs agree to 1e-9, in float32 to 1e-3.
class WorkedExamplesTest {
  /// Rows in double precision: features dense, one target each.
  private static final class Rows {
    final int count;
    final Shape row;
    final double[] features;
    final double[] targets;

    Rows(int count, Shape row, double[] features, double[] targets) {
      this.count = count;
      this.row = row;
      this.features = features;
      this.targets = targets;
    }
  }

  private static final Network LOGISTIC = Network.of(linear(1));

  @Test
  void logisticRegressionTellsCatsFromOthers() {
    Rows train = cats("train");
    Map<Integer, Double> known =
        Map.of(
            0,
            .6931471805599453,
            100,
            .5845083636993086,
            500,
            .30327306747438293,
            1000,
            .2148195137844964,
            1900,
            .1408720757031016);
    Example example = new Example(LOGISTIC, train, new Sgd(.005), Optional.empty());
    example.followsInDouble(known, 501);
    Parameters trained = example.followsInFloat(known, 2000);
    assertThat(accuracy(LOGISTIC, trained, train)).isCloseTo(.99043, within(1e-5));
    assertThat(accuracy(LOGISTIC, trained, cats("test"))).isCloseTo(.70, within(1e-6));
  }

  @Test
  void logisticRegressionAtOtherRates() {
    Rows train = cats("train");
    Rows test = cats("test");
    double[][] known = {{.01, .9952, .68}, {.001, .88995, .64}, {.0001, .6842, .36}};
    for (double[] row : known) {
      Parameters trained =
          new Example(LOGISTIC, train, new Sgd(row[0]), Optional.empty())
              .followsInFloat(Map.of(), 1500);
      assertThat(accuracy(LOGISTIC, trained, train))
          .as("train at %s", row[0])
          .isCloseTo(row[1], within(1e-4));
      assertThat(accuracy(LOGISTIC, trained, test))
          .as("test at %s", row[0])
          .isCloseTo(row[2], within(1e-4));
    }
  }

  @Test
  void twoLayersTellCatsFromOthers() {
    Network network = Network.of(Dense.of(7, Activation.Standard.RELU), linear(1));
    Rows train = cats("train");
    Example example =
        new Example(
            network,
            train,
            new Sgd(.0075),
            Optional.of(Shared.file("golden/cat-2layer-start.safetensors")));
    Map<Integer, Double> known =
        Map.of(
            0,
            .6930497356599891,
            100,
            .6464320953428849,
            1000,
            .33942815383664116,
            2400,
            .04855478562877011);
    example.followsInDouble(known, 101);
    // In float32 the path forks between steps 500 and 1000: one ulp in the first weights leads to a
    // cost of .328, .339, .345 or .353 at 1000. The branches meet again.
    Map<Integer, Double> beforeAndAfterTheFork = new HashMap<>(known);
    beforeAndAfterTheFork.remove(1000);
    Parameters trained = example.followsInFloat(beforeAndAfterTheFork, 2500);
    assertThat(accuracy(network, trained, train)).isEqualTo(1);
    assertThat(accuracy(network, trained, cats("test"))).isCloseTo(.72, within(1e-6));
  }

  @Test
  void theFlowerIsLearned() throws IOException {
    Network network = Network.of(Dense.of(4, Activation.Standard.TANH), linear(1));
    Rows rows = planar(Shared.file("data/coursera-dl/planar_seed1_GENERATED.csv"));
    Example example =
        new Example(
            network,
            rows,
            new Sgd(1.2),
            Optional.of(Shared.file("golden/planar-start.safetensors")));
    Map<Integer, Double> known =
        Map.of(
            0,
            .6930480201239823,
            1000,
            .28808329356901846,
            2000,
            .25438549407324634,
            3000,
            .23386415038952216,
            4000,
            .2267924874485401,
            5000,
            .22264427549299018,
            6000,
            .21973140404281324,
            7000,
            .21750365405131297);
    example.followsInDouble(known, 7001);
    Parameters trained = example.followsInFloat(known, 10_000);
    assertThat(accuracy(network, trained, rows)).isCloseTo(.9075, within(.0051));
    Parameters line =
        new Example(LOGISTIC, rows, new Sgd(1.2), Optional.empty()).followsInFloat(Map.of(), 5000);
    assertThat(accuracy(LOGISTIC, line, rows))
        .as("logistic regression")
        .isCloseTo(.47, within(.011));
  }

  private static Dense linear(int units) {
    return new Dense(
        units, Activation.Standard.IDENTITY, new Initializer.Zeros(), new Initializer.Zeros());
  }

  /// A net on all rows at once; weights of the start file are stored `[out, in]`.
  private record Example(Network network, Rows rows, Optimizer optimizer, Optional<Path> start) {
    private Graph graph(Parameters parameters) {
      StepGraph steps =
          new StepGraph(
              network, Loss.Standard.BINARY_CROSS_ENTROPY, parameters, rows.row, Shape.of(1));
      return steps.training(
          TrainingConfig.of(1).withOptimizer(optimizer), new Variables(), rows.count);
    }

    void followsInDouble(Map<Integer, Double> known, int steps) {
      Parameters parameters = Parameters.create(network, rows.row, 1);
      Reference reference = new Reference(graph(parameters));
      for (Variable variable : parameters.variables()) {
        start.ifPresent(file -> reference.set(variable, startOf(variable, file)));
      }
      Map<String, double[]> inputs =
          Map.of(
              "features",
              rows.features,
              "targets",
              rows.targets,
              "learning_rate",
              new double[] {optimizer.learningRate()});
      for (int step = 0; step < steps; step++) {
        double cost = reference.run(inputs, step).get("loss")[0];
        if (known.containsKey(step)) {
          assertThat(cost)
              .as("cost in double at %d", step)
              .isCloseTo(known.get(step), within(1e-9));
        }
      }
    }

    Parameters followsInFloat(Map<Integer, Double> known, int steps) {
      Parameters parameters = Parameters.create(network, rows.row, 1);
      for (Variable variable : parameters.variables()) {
        start.ifPresent(file -> variable.store(Steps.narrow(startOf(variable, file))));
      }
      Program program = Compiler.compile(graph(parameters));
      Workspace workspace = program.newWorkspace();
      narrow(rows.features, workspace.input("features"));
      narrow(rows.targets, workspace.input("targets"));
      workspace.input("learning_rate")[0] = (float) optimizer.learningRate();
      Executor executor = Executor.of(2);
      Map<Integer, Double> costs = new TreeMap<>();
      for (int step = 0; step < steps; step++) {
        executor.run(program, workspace, step);
        if (known.containsKey(step)) {
          costs.put(step, (double) workspace.scalar("loss"));
        }
      }
      costs.forEach(
          (step, cost) ->
              assertThat(cost)
                  .as("cost in float32 at %d", step)
                  .isCloseTo(known.get(step), within(1e-3)));
      return parameters;
    }
  }

  private static double[] startOf(Variable variable, Path file) {
    double[] stored = SafeTensors.read(file).doubles(variable.path());
    if (variable.shape().rank() < 2) {
      return stored;
    }
    int in = variable.shape().dim(0);
    int out = variable.shape().dim(1);
    double[] turned = new double[stored.length];
    Arrays.setAll(turned, i -> stored[i % out * in + i / out]);
    return turned;
  }

  private static void narrow(double[] from, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] = (float) from[i];
    }
  }

  private static double accuracy(Network network, Parameters parameters, Rows rows) {
    Predictor predictor = new Predictor(network, parameters, rows.row, Activation.Standard.SIGMOID);
    float[] features = new float[rows.features.length];
    narrow(rows.features, features);
    float[] probabilities = new float[rows.count];
    predictor.predict(features, rows.count, probabilities);
    int right = 0;
    for (int i = 0; i < rows.count; i++) {
      right += (probabilities[i] > 0.5) == (rows.targets[i] > 0.5) ? 1 : 0;
    }
    return right / (double) rows.count;
  }

  private static Rows cats(String part) {
    Images images =
        Images.read(
            Shared.file("data/coursera-dl/cat-" + part + "-images-idx4-ubyte.gz"),
            Shared.file("data/coursera-dl/cat-" + part + "-labels-idx1-ubyte.gz"));
    int width = images.width();
    float[] pixels = new float[images.rows() * width];
    float[] labels = new float[images.rows()];
    int[] order = new int[images.rows()];
    Arrays.setAll(order, i -> i);
    images.read(order, 0, images.rows(), pixels, labels);
    double[] features = new double[pixels.length];
    Arrays.setAll(features, i -> Math.round(pixels[i] * 255) / 255.0);
    double[] targets = new double[labels.length];
    Arrays.setAll(targets, i -> labels[i]);
    return new Rows(images.rows(), Shape.of(width), features, targets);
  }

  private static Rows planar(Path file) throws IOException {
    List<double[]> lines;
    try (var text = Files.lines(file)) {
      lines =
          text.skip(1)
              .map(
                  line -> Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray())
              .toList();
    }
    double[] features = lines.stream().flatMapToDouble(line -> Arrays.stream(line, 0, 2)).toArray();
    double[] targets = lines.stream().mapToDouble(line -> line[2]).toArray();
    return new Rows(lines.size(), Shape.of(2), features, targets);
  }
}
