package hebb.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hebb.check.GradientCheck;
import hebb.check.GradientReport;
import hebb.dataset.InputSpec;
import hebb.graph.Graph;
import hebb.graph.Value;
import hebb.graph.Variable;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.Mode;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.activation.Activation;
import hebb.nn.layer.AlphaDropout;
import hebb.nn.layer.Dense;
import hebb.nn.layer.Dropout;
import hebb.nn.layer.GaussianNoise;
import hebb.nn.layer.GroupNorm;
import hebb.nn.layer.LayerNorm;
import hebb.nn.layer.Layers;
import hebb.nn.layer.PRelu;
import hebb.nn.layer.Residual;
import hebb.nn.layer.RmsNorm;
import hebb.run.Reference;
import hebb.tensor.Shape;
import hebb.train.Predictor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every row of [LayerCases] through every property.
class LayerTest {
  /// What [Seq2SeqTest] holds to its properties, since it needs two inputs.
  private static final List<String> OF_DECODERS = List.of("attention", "seq2seq");

  static Stream<LayerCases.Row> rows() {
    return LayerCases.all().stream();
  }

  @Test
  void everyLayerHasARow() {
    assertThat(rows().flatMap(LayerCases.Row::layers).map(Layers::kind).distinct())
        .containsExactlyInAnyOrderElementsOf(
            Layers.kinds().entrySet().stream()
                .filter(kind -> kind.getValue().getPackage() == Layers.class.getPackage())
                .map(Map.Entry::getKey)
                .filter(name -> !OF_DECODERS.contains(name))
                .toList());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void hasItsShapesAndParameters(LayerCases.Row row) {
    Subject subject = Subject.of(row);
    assertThat(subject.parameters.variables())
        .extracting(variable -> variable.toString().replace("it/", ""))
        .isEqualTo(row.parameters());
    assertThat(subject.function(Mode.TRAINING).apply(new Graph()).shape()).isEqualTo(row.output());
    assertThat(subject.function(Mode.EVALUATION).apply(new Graph()).shape())
        .isEqualTo(row.output());
    assertThat(row.network().shapes(List.of(row.spec())).getFirst()).isEqualTo(tail(row.output()));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aRowHasTheSameBitsAloneAndAmongOthers(LayerCases.Row row) {
    List<InputSpec> inputs = List.of(row.spec());
    Parameters parameters = Parameters.create(row.network(), inputs, 3);
    Predictor predictor =
        new Predictor(row.network(), parameters, inputs, Activation.Standard.IDENTITY, 2);
    Random random = new Random(12);
    int width = row.spec().size();
    float[] rows = new float[19 * width];
    for (int i = 0; i < rows.length; i++) {
      int indices = row.spec().indices();
      rows[i] = indices > 0 ? random.nextInt(indices) : (float) random.nextGaussian();
    }
    int size = predictor.output().size();
    float[] together = new float[19 * size];
    predictor.predict(rows, 19, together);
    for (int r = 0; r < 19; r++) {
      float[] alone = predictor.predict(Arrays.copyOfRange(rows, r * width, (r + 1) * width));
      assertThat(alone).isEqualTo(Arrays.copyOfRange(together, r * size, (r + 1) * size));
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void gradientsEqualFiniteDifferences(LayerCases.Row row) {
    Subject subject = Subject.of(row);
    GradientReport report =
        GradientCheck.check(
            graph -> {
              Value y = subject.function(Mode.TRAINING).apply(graph);
              return y.times(y.plus(1)).sum();
            });
    assertThat(report.passed()).as(report.toString()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void propertiesHold(LayerCases.Row row) {
    Subject subject = Subject.of(row);
    for (Mode mode : Mode.values()) {
      GraphProperties.hold(
          GraphProperties.differentiated(subject.variables(), subject.function(mode)));
    }
  }

  /// A layer on an input that is a variable like its parameters.
  private record Subject(Network network, Parameters parameters, Variable input) {
    static Subject of(LayerCases.Row row) {
      int indices = row.spec().indices();
      Layer layer =
          indices > 0 ? (context, x) -> row.layer().apply(context, x.argMax()) : row.layer();
      Network network = new Network(List.of(new Network.Entry("it", layer)));
      Random random = new Random(11);
      Shape shape = indices > 0 ? row.input().plus(Shape.of(indices)) : row.input();
      float[] numbers = new float[shape.size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = (float) random.nextGaussian();
      }
      Variable input = Variable.of("input", shape, numbers);
      return new Subject(network, Parameters.create(network, tail(shape), 3), input);
    }

    Function<Graph, Value> function(Mode mode) {
      return graph -> network.apply(Context.of(graph, parameters, mode), graph.parameter(input));
    }

    List<Variable> variables() {
      List<Variable> variables = new ArrayList<>(parameters.variables());
      variables.add(input);
      return variables;
    }
  }

  private static Shape tail(Shape shape) {
    return shape.range(1, shape.rank());
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void dropoutKeepsTheMeanAndDrawsAnewAtEachStep(Mode mode) {
    Network network = Network.of(new Dropout(0.25));
    Parameters parameters = Parameters.create(network, Shape.of(1000), 1);
    Graph graph = new Graph();
    Value ones = graph.constant(1).broadcastTo(Shape.of(20, 1000));
    graph.output("y", network.apply(Context.of(graph, parameters, mode), ones));
    Reference reference = new Reference(graph);
    double[] first = reference.run(Map.of(), 0).get("y");
    double[] second = reference.run(Map.of(), 1).get("y");
    if (mode == Mode.EVALUATION) {
      assertThat(first).containsOnly(1);
      return;
    }
    long dropped = java.util.Arrays.stream(first).filter(y -> y == 0).count();
    assertThat(dropped / 20000.0).isCloseTo(0.25, within(0.015));
    assertThat(java.util.Arrays.stream(first).filter(y -> y != 0))
        .allSatisfy(y -> assertThat(y).isEqualTo(1 / 0.75));
    assertThat(second).isNotEqualTo(first);
    assertThat(reference.run(Map.of(), 0).get("y")).isEqualTo(first);
  }

  /// Of numbers of mean 0 and variance 1; the two values that are not from them are stated.
  @Test
  void alphaDropoutKeepsMeanAndVariance() {
    int n = 40000;
    double[] y = training(new AlphaDropout(0.25), normals(n), n);
    assertThat(mean(y)).isCloseTo(0, within(0.02));
    assertThat(variance(y)).isCloseTo(1, within(0.03));
    double scale = 1 / Math.sqrt(0.75 * (1 + 0.25 * 1.7580993408473766 * 1.7580993408473766));
    double dropped = scale * 0.75 * -1.7580993408473766;
    long many = Arrays.stream(y).filter(value -> Math.abs(value - dropped) < 1e-9).count();
    assertThat(many / (double) n).isCloseTo(0.25, within(0.01));
  }

  /// By moments, and by the shares below stated places.
  @Test
  void gaussianNoiseIsNormal() {
    int n = 100000;
    double[] noise = training(new GaussianNoise(1), new double[n], n);
    assertThat(mean(noise)).isCloseTo(0, within(0.015));
    assertThat(variance(noise)).isCloseTo(1, within(0.02));
    assertThat(Arrays.stream(noise).map(Math::abs).max().orElseThrow()).isBetween(3.9, 5.6);
    double[][] shares = {
      {-3, 0.0013499},
      {-2, 0.0227501},
      {-1, 0.1586553},
      {0, 0.5},
      {0.5, 0.6914625},
      {2.5, 0.9937903}
    };
    for (double[] share : shares) {
      long below = Arrays.stream(noise).filter(z -> z < share[0]).count();
      double error = 4 * Math.sqrt(share[1] * (1 - share[1]) / n);
      assertThat(below / (double) n).isCloseTo(share[1], within(error));
    }
    double[] half = training(new GaussianNoise(0.5), new double[n], n);
    assertThat(IntStream.range(0, n).mapToDouble(i -> Math.abs(half[i] - noise[i] / 2)).max())
        .hasValueCloseTo(0.0, within(1e-12));
  }

  /// What the first step of training gives for one row.
  private static double[] training(Layer layer, double[] x, int n) {
    Network network = Network.of(layer);
    Parameters parameters = Parameters.create(network, Shape.of(n), 1);
    Graph graph = new Graph();
    Value input = graph.input("x", Shape.of(1, n));
    graph.output("y", network.apply(Context.of(graph, parameters, Mode.TRAINING), input));
    return new Reference(graph).run(Map.of("x", x), 0).get("y");
  }

  private static double[] normals(int n) {
    Random random = new Random(4);
    return IntStream.range(0, n).mapToDouble(i -> random.nextGaussian()).toArray();
  }

  private static double mean(double[] numbers) {
    return Arrays.stream(numbers).average().orElseThrow();
  }

  private static double variance(double[] numbers) {
    double mean = mean(numbers);
    return Arrays.stream(numbers).map(y -> (y - mean) * (y - mean)).average().orElseThrow();
  }

  @Test
  void normsGiveEachRowItsSizeWhateverTheBatch() {
    double[] row = {1, 2, 3, 6};
    double deviation = Math.sqrt(3.5);
    assertThat(training(new LayerNorm(1e-12), row, 4))
        .containsExactly(
            new double[] {-2 / deviation, -1 / deviation, 0, 3 / deviation}, within(1e-9));
    double size = Math.sqrt(12.5);
    assertThat(training(new RmsNorm(1e-12), row, 4))
        .containsExactly(new double[] {1 / size, 2 / size, 3 / size, 6 / size}, within(1e-9));
    assertThat(training(new GroupNorm(2, 1e-12), row, 4))
        .containsExactly(new double[] {-1, 1, -1, 1}, within(1e-9));
    assertThat(training(new LayerNorm(), new double[4], 4)).containsOnly(0);
  }

  @Test
  void slopeOfPreluAtTheKinkIsTheLearnedOne() {
    Network network = Network.of(new PRelu(0.25));
    Parameters parameters = Parameters.create(network, Shape.of(1), 1);
    Variable x = Variable.zeros("x", Shape.of(1, 1));
    Graph graph =
        GraphProperties.differentiated(
            List.of(x),
            g -> network.apply(Context.of(g, parameters, Mode.TRAINING), g.parameter(x)));
    assertThat(new Reference(graph).run(Map.of(), 0).get("gradient of x")[0])
        .isCloseTo(0.25 * Math.cos(1), within(1e-15));
  }

  @Test
  void shapesThatDoNotFitAreMetWithASentence() {
    assertThatThrownBy(() -> Network.of(Dense.of(2)).outputShape(Shape.SCALAR))
        .hasMessage("dense: expected [batch, features], got [1]. (in output)");
    Network network = Network.of(Dense.of(2));
    Parameters parameters = Parameters.create(network, Shape.of(3), 1);
    Graph graph = new Graph();
    assertThatThrownBy(
            () ->
                network.apply(
                    Context.of(graph, parameters, Mode.EVALUATION),
                    graph.input("x", Shape.of(1, 4))))
        .hasMessage(
            "parameter: expected shape [3, 2] as before, got [4, 2]. Rows must keep their shape. (in output/weight)");
    assertThatThrownBy(
            () -> Network.parse("residual(conv(3, padding=valid))").outputShape(Shape.of(9, 9, 2)))
        .hasMessage(
            "residual: expected layers that keep the shape [1, 9, 9, 2], or change its last axis or"
                + " the size of images, got [1, 7, 7, 3]. (in residual1)");
    assertThatThrownBy(() -> Network.of(GroupNorm.of(4)).outputShape(Shape.of(2, 6)))
        .hasMessage(
            "group_norm: expected [batch, ..., channels] with channels that 4 divides, got [1, 2,"
                + " 6]. (in norm1)");
    assertThatThrownBy(
            () ->
                Network.parse("dense(4) parallel(dense(2); parallel(flatten; relu) relu)")
                    .outputShape(Shape.of(2, 3)))
        .hasMessage(
            "parallel: expected branches that differ in the last axis alone, got [1, 8] and"
                + " [1, 2, 4]. (in parallel1/branch2/parallel1)");
    assertThatThrownBy(
            () -> Network.parse("repeat(3, residual(flatten))").outputShape(Shape.of(4, 2)))
        .hasMessage(
            "residual: expected layers that keep the shape [1, 4, 2], or change its last axis or"
                + " the size of images, got [1, 8]. (in repeat1/copy1/residual1)");
    assertThatThrownBy(() -> Network.parse("dense(8) conv(4)").outputShape(Shape.of(5)))
        .hasMessage(
            "conv: expected images [batch, height, width, channels], got [1, 8]. Put it before"
                + " flatten, or give the data as images. (in conv1)");
    assertThatThrownBy(() -> Network.parse("conv1d(4)").outputShape(Shape.of(5)))
        .hasMessage("conv1d: expected series [batch, steps, channels], got [1, 5]. (in conv1)");
    assertThatThrownBy(
            () -> Network.parse("max_pool max_pool max_pool").outputShape(Shape.of(7, 30, 1)))
        .hasMessage(
            "max_pool: expected images at least as large as the window 2x2 stride 2 2, got"
                + " [1, 1, 7, 1]. Use a smaller window, more padding, or fewer layers that shrink"
                + " the image. (in pool3)");
    assertThatThrownBy(
            () -> Network.parse("max_pool(2, padding=2)").outputShape(Shape.of(7, 30, 1)))
        .hasMessageStartingWith(
            "max_pool: expected windows that each hold a place of the image, got 2x2 stride 2 2"
                + " padding 2 2 2 2 for [1, 7, 30, 1].");
    assertThatThrownBy(() -> Network.parse("conv(4, groups=2)").outputShape(Shape.of(7, 7, 3)))
        .hasMessage("conv: expected channels that 2 groups share evenly, got 3. (in conv1)");
    assertThatThrownBy(() -> Network.parse("conv(3, groups=2)"))
        .hasMessage(
            "network, at character 1: conv: expected filters that 2 groups share evenly, got 3.");
    assertThatThrownBy(() -> Network.parse("conv(3, padding=some)"))
        .hasMessage(
            "network, at character 17: padding: expected same, valid, causal or a number of"
                + " places, got 'some'.");
    assertThatThrownBy(
            () -> Network.parse("transposed_conv(3, padding=9)").outputShape(Shape.of(4, 4, 1)))
        .hasMessage(
            "transposed_conv: expected padding that leaves something of [1, 4, 4, 1], got 9. (in"
                + " conv1)");
    assertThatThrownBy(
            () -> Network.parse("repeat(10000, repeat(1000, relu))").outputShape(Shape.of(4)))
        .hasMessage(
            "network: expected at most 10000 layers, got more (in"
                + " repeat1/copy5/repeat1/copy995/activation1).");
    assertThatThrownBy(Residual::of).hasMessage("residual: expected at least one layer, got none.");
    assertThatThrownBy(() -> new AlphaDropout(1))
        .hasMessage("alpha_dropout: rate: expected a number of 0 or more and below 1, got 1.0.");
    assertThatThrownBy(() -> new GaussianNoise(-1))
        .hasMessage("gaussian_noise: sigma: expected a number of 0 or more, got -1.0.");
    assertThatThrownBy(() -> new LayerNorm(0))
        .hasMessage("layer_norm: epsilon: expected a number above 0, got 0.0.");
    assertThatThrownBy(() -> GroupNorm.of(0))
        .hasMessage("group_norm: groups: expected 1 or more, got 0.");
    assertThatThrownBy(() -> Layers.kind((context, x) -> x))
        .hasMessageStartingWith("layer: expected one of dense,");
  }
}
