package hebb.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hebb.autodiff.Autodiff;
import hebb.compile.CompileOptions;
import hebb.dataset.InputSpec;
import hebb.graph.Graph;
import hebb.graph.Value;
import hebb.graph.Variable;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.Mode;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.init.Initializer;
import hebb.nn.layer.Bidirectional;
import hebb.nn.layer.Gru;
import hebb.nn.layer.Lstm;
import hebb.nn.layer.Rnn;
import hebb.run.Reference;
import hebb.tensor.Shape;
import hebb.train.Predictor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Recurrent layers against the numbers of trusted systems: those of the golden files, whose
/// weights are `[out, in]` with two biases, and of Keras's own tests. A file that is given is left
/// out: in the one that is known, outputs are not those of the weights beside them.
class GoldenRecurrentTest {
  private static final int[] LENGTHS = {6, 2, 4};

  static boolean covers(Golden.Case golden) {
    return golden.name().matches("(rnn|lstm|gru)(_.*)?");
  }

  @TestFactory
  Stream<DynamicTest> agrees() {
    assumeTrue(Golden.own(), "the file that is given has outputs of other weights");
    return Golden.cases().stream()
        .filter(GoldenRecurrentTest::covers)
        .map(golden -> DynamicTest.dynamicTest(golden.name(), () -> check(golden)));
  }

  private static Layer layer(String name, int units, boolean states) {
    Layer last =
        switch (name) {
          case "rnn" -> Rnn.of(units);
          case "lstm" -> Lstm.of(units);
          default -> Gru.of(units);
        };
    return !states
        ? last
        : switch (last) {
          case Rnn rnn -> rnn.withSequence();
          case Lstm lstm -> lstm.withSequence();
          default -> Gru.of(units).withSequence();
        };
  }

  private static void check(Golden.Case golden) {
    String kind = golden.name().replaceAll("_.*", "");
    Golden.Array x = golden.inputs().get("x");
    boolean old = golden.inputs().containsKey("w_ih");
    int units = golden.inputs().get(old ? "w_hh" : "weight_hh_l0").shape.dim(1);
    Layer one = layer(kind, units, golden.output().shape.rank() == 3);
    Network network =
        golden.name().endsWith("bidirectional")
            ? Network.of(Bidirectional.of(one))
            : golden.name().endsWith("two_layers") ? Network.of(one, one) : Network.of(one);
    InputSpec spec = InputSpec.of("x", x.shape.range(1, 3));
    List<InputSpec> inputs = List.of(old ? spec : spec.varying());
    Parameters parameters = Parameters.create(network, inputs, 1);
    Graph graph = new Graph();
    Context context = Context.of(graph, parameters, Mode.TRAINING);
    Value y = network.apply(context, inputs, x.shape.dim(0));
    Value upstream = graph.constant(golden.upstream().shape, golden.upstream().data);
    Value input = inputs.getFirst().in(graph, x.shape.dim(0));
    graph.output("output", y);
    graph.output(
        "gradient", Autodiff.gradients(y.times(upstream).sum(), List.of(input)).getFirst());
    Map<String, double[]> fed = new HashMap<>();
    fed.put(inputs.getFirst().graphName(), x.data);
    fed.put(inputs.getFirst().lengths(), Arrays.stream(LENGTHS).asDoubleStream().toArray());
    Reference reference = new Reference(graph);
    for (Variable variable : parameters.variables()) {
      double[] numbers = numbers(golden, kind, variable.path(), units);
      reference.set(variable, numbers);
      variable.store(Steps.narrow(numbers));
    }
    Map<String, double[]> exact = reference.run(fed, 0);
    Map<String, float[]> compiled = Steps.run(graph, CompileOptions.standard(), 1, fed);
    close(golden.output().data, exact.get("output"), compiled.get("output"));
    double[] gradient = golden.gradients().get("x").data;
    close(gradient, exact.get("gradient"), compiled.get("gradient"));
  }

  /// The numbers of a parameter: weights turned, biases added, but for that of a GRU's candidate.
  private static double[] numbers(Golden.Case golden, String kind, String path, int units) {
    boolean old = golden.inputs().containsKey("w_ih");
    String tail =
        (path.contains("2/") ? "_l1" : "_l0") + (path.contains("backward") ? "_reverse" : "");
    String end = old ? "" : tail;
    String weight = old ? "w" : "weight";
    String bias = old ? "b" : "bias";
    if (path.endsWith("/recurrent_weight")) {
      return turned(golden.inputs().get(weight + "_hh" + end));
    }
    if (path.endsWith("/weight")) {
      return turned(golden.inputs().get(weight + "_ih" + end));
    }
    double[] in = golden.inputs().get(bias + "_ih" + end).data;
    double[] of = golden.inputs().get(bias + "_hh" + end).data;
    if (path.endsWith("/recurrent_bias")) {
      return Arrays.copyOfRange(of, 2 * units, 3 * units);
    }
    boolean gru = kind.equals("gru");
    return IntStream.range(0, in.length)
        .mapToDouble(i -> in[i] + (gru && i >= 2 * units ? 0 : of[i]))
        .toArray();
  }

  private static double[] turned(Golden.Array array) {
    int out = array.shape.dim(0);
    int in = array.shape.dim(1);
    double[] turned = new double[array.data.length];
    for (int i = 0; i < turned.length; i++) {
      turned[i % in * out + i / in] = array.data[i];
    }
    return turned;
  }

  private static void close(double[] expected, double[] exact, float[] compiled) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(exact[i]).as("in double %d", i).isCloseTo(expected[i], within(1e-9));
      assertThat((double) compiled[i]).as("compiled %d", i).isCloseTo(expected[i], within(1e-5));
    }
  }

  @Test
  void agreesWithKeras() {
    Initializer kernel = new Initializer.Constant(0.01);
    Initializer recurrent = new Initializer.Constant(0.02);
    Initializer bias = new Initializer.Constant(0.03);
    keras(
        new Lstm(3, false, 0, 0, kernel, recurrent, bias),
        Shape.of(6, 4),
        0.6288687,
        0.86899155,
        0.9460773);
    keras(
        new Gru(3, false, 0, 0, kernel, recurrent, bias),
        Shape.of(6, 4),
        0.5217289,
        0.6371659,
        0.39384964);
    keras(
        new Rnn(
            4, hebb.nn.activation.Activation.Standard.TANH, false, 0, 0, kernel, recurrent, bias),
        Shape.of(3, 4),
        0.405432,
        0.73605347);
  }

  private static void fill(Variable variable, int from, int to, float number) {
    float[] numbers = variable.fetch();
    Arrays.fill(numbers, from, to, number);
    variable.store(numbers);
  }

  /// The first unit of each row for counting numbers.
  private static void keras(Layer layer, Shape row, double... expected) {
    Network network = Network.of(layer);
    Parameters parameters = Parameters.create(network, row, 1);
    // There the forget gate's bias is 1, and the gates of a GRU have two biases.
    switch (layer) {
      case Lstm lstm -> fill(parameters.get("lstm1/bias"), 3, 6, 1);
      case Gru gru -> fill(parameters.get("gru1/bias"), 0, 6, 0.06f);
      default -> {}
    }
    Predictor predictor =
        new Predictor(network, parameters, row, hebb.nn.activation.Activation.Standard.IDENTITY);
    for (int r = 0; r < expected.length; r++) {
      float[] numbers = new float[row.size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = r * numbers.length + i;
      }
      assertThat((double) predictor.predict(numbers)[0]).isCloseTo(expected[r], within(2e-6));
    }
  }
}
