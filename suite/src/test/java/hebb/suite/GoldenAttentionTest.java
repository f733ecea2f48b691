package hebb.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import hebb.nn.activation.Activation;
import hebb.nn.layer.Attending;
import hebb.nn.layer.Attention;
import hebb.nn.layer.CrossAttention;
import hebb.nn.layer.Flatten;
import hebb.nn.layer.MultiHeadAttention;
import hebb.nn.layer.Positions;
import hebb.nn.layer.Transformer;
import hebb.run.Reference;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Attention, blocks of transformers and positions, and their gradients, against the numbers of the
/// golden files.
class GoldenAttentionTest {
  static boolean covers(Golden.Case golden) {
    return golden.name().matches(".*(attention|transformer|positions).*");
  }

  @TestFactory
  Stream<DynamicTest> agrees() {
    return Golden.cases().stream()
        .filter(GoldenAttentionTest::covers)
        .map(golden -> DynamicTest.dynamicTest(golden.name(), () -> new Check(golden).run()));
  }

  /// One case: the graph, what it is fed with, and what its gradients are compared with.
  private static final class Check {
    private final Golden.Case golden;
    private final Graph graph = new Graph();
    private final Map<String, double[]> fed = new HashMap<>();
    private final Map<String, Value> inputs = new LinkedHashMap<>();
    private Parameters parameters = Parameters.create(Network.of(new Flatten()), Shape.of(1), 1);

    Check(Golden.Case golden) {
      this.golden = golden;
    }

    private Value input(String name) {
      return inputs.computeIfAbsent(
          name,
          n -> {
            fed.put(n, golden.inputs().get(n).data);
            return graph.input(n, golden.inputs().get(n).shape);
          });
    }

    private Context context() {
      return Context.of(graph, parameters, Mode.EVALUATION);
    }

    private Value output() {
      int heads = (int) golden.number("heads", 1);
      return switch (golden.name()) {
        case "sinusoid_positions" -> new Positions("sinusoid").apply(context(), input("x"));
        case "rotary_positions" -> Positions.rotated(context(), input("x"));
        case "multi_head_attention" -> layer(MultiHeadAttention.of(heads), false);
        case "cross_attention" -> cross(heads);
        case "additive_attention" -> additive();
        case "transformer_encoder_post_norm" ->
            layer(block(heads, "post", Activation.Standard.RELU), true);
        case "transformer_encoder_pre_norm" ->
            layer(block(heads, "pre", Activation.Standard.GELU), true);
        default -> dot(heads);
      };
    }

    private Transformer block(int heads, String norm, Activation activation) {
      int wide = (int) golden.number("feed_forward", 0);
      return new Transformer(heads, wide, 0, norm, false, activation);
    }

    private Value dot(int heads) {
      Context context = context();
      Value read =
          Attending.dot(
              context,
              Attending.heads(context, input("q"), heads),
              Attending.heads(context, input("k"), heads),
              Attending.heads(context, input("v"), heads),
              mask("k"),
              golden.name().startsWith("causal"),
              0);
      return Attending.joined(read);
    }

    private Optional<Value> mask(String keys) {
      Golden.Array lengths = golden.lists().get("key_lengths");
      if (lengths == null) {
        return Optional.empty();
      }
      Shape shape = golden.inputs().get(keys).shape;
      double[] mask = new double[shape.dim(0) * shape.dim(1)];
      for (int i = 0; i < mask.length; i++) {
        mask[i] = i % shape.dim(1) < lengths.data[i / shape.dim(1)] ? 1 : 0;
      }
      return Optional.of(graph.constant(Shape.of(shape.dim(0), shape.dim(1)), mask));
    }

    private Value additive() {
      Value query = input("query").expand(1);
      Value keys = input("keys");
      return Attention.additive(
              query.matmul(input("Wq").transpose()),
              keys.matmul(input("Wk").transpose()),
              input("v"),
              keys,
              Optional.empty())
          .reshape(golden.output().shape);
    }

    private Value cross(int heads) {
      CrossAttention attention = new CrossAttention(heads, 0);
      Layer own = (context, x) -> attention.apply(context, x, x, Optional.empty());
      Shape shape = golden.inputs().get("x").shape;
      Network network = new Network(List.of(new Network.Entry("it", own)));
      parameters = Parameters.create(network, shape.range(1, 3), 1);
      Layer layer = (context, x) -> attention.apply(context, x, input("memory"), mask("memory"));
      return context().apply("it", layer, input("x"));
    }

    private Value layer(Layer layer, boolean lengths) {
      Shape shape = golden.inputs().get("x").shape;
      InputSpec spec = InputSpec.of("x", shape.range(1, shape.rank()));
      List<InputSpec> specs = List.of(lengths ? spec.varying() : spec);
      Network network = new Network(List.of(new Network.Entry("it", layer)));
      parameters = Parameters.create(network, specs, 1);
      Value y = network.apply(context(), specs, shape.dim(0));
      fed.put(spec.graphName(), golden.inputs().get("x").data);
      if (lengths) {
        fed.put(specs.getFirst().lengths(), golden.lists().get("key_lengths").data);
      }
      inputs.put("x", spec.in(graph, shape.dim(0)));
      return y;
    }

    void run() {
      Value y = output();
      Value upstream = graph.constant(golden.upstream().shape, golden.upstream().data);
      graph.output("output", y);
      List<String> names = new ArrayList<>(inputs.keySet());
      List<Value> wrt = new ArrayList<>(inputs.values());
      for (Variable variable : parameters.variables()) {
        names.add(variable.path());
        wrt.add(graph.parameter(variable));
      }
      List<Value> gradients = Autodiff.gradients(y.times(upstream).sum(), wrt);
      for (int i = 0; i < names.size(); i++) {
        graph.output("gradient of " + names.get(i), gradients.get(i));
      }
      Reference reference = new Reference(graph);
      for (Variable variable : parameters.variables()) {
        double[] given = of(variable.path(), golden.inputs());
        double[] numbers = given.length > 0 ? given : new double[variable.shape().size()];
        reference.set(variable, numbers);
        variable.store(Steps.narrow(numbers));
      }
      Map<String, double[]> exact = reference.run(fed, 0);
      Map<String, float[]> compiled = Steps.run(graph, CompileOptions.standard(), 1, fed);
      close("output", golden.output().data, exact, compiled);
      int compared = 0;
      for (String name : names) {
        double[] expected =
            golden.gradients().containsKey(name)
                ? golden.gradients().get(name).data
                : of(name, golden.gradients());
        if (expected.length > 0) {
          close("gradient of " + name, expected, exact, compiled);
          compared++;
        }
      }
      assertThat(compared).isPositive();
    }

    /// The numbers of a parameter; none if the case has none for it.
    private static double[] of(String path, Map<String, Golden.Array> from) {
      String[] parts = path.split("/", -1);
      String last = parts[parts.length - 1];
      String layer = parts.length > 1 ? parts[parts.length - 2] : "";
      String kind = last.equals("weight") ? "w" : "b";
      return switch (layer) {
        case "norm1", "norm2" ->
            numbers(from, (last.equals("scale") ? "g" : "e") + layer.charAt(4));
        case "wide" -> numbers(from, kind + "1");
        case "narrow" -> numbers(from, kind + "2");
        case "join" -> numbers(from, from.containsKey("w_out") ? kind + "_out" : kind + "o");
        case "query" -> numbers(from, kind + "q");
        case "key" -> numbers(from, kind + "k");
        case "value" -> numbers(from, kind + "v");
        case "qkv" ->
            from.containsKey("w_in")
                ? numbers(from, kind + "_in")
                : beside(
                    kind.equals("w") ? from.get("wq").shape.dim(1) : 1,
                    numbers(from, kind + "q"),
                    numbers(from, kind + "k"),
                    numbers(from, kind + "v"));
        default -> new double[0];
      };
    }

    /// Weights are `[out, in]` there.
    private static double[] numbers(Map<String, Golden.Array> from, String name) {
      Golden.Array array = from.get(name);
      if (array == null || array.shape.rank() < 2) {
        return array == null ? new double[0] : array.data;
      }
      int out = array.shape.dim(0);
      int in = array.shape.dim(1);
      double[] turned = new double[array.data.length];
      for (int i = 0; i < turned.length; i++) {
        turned[i % in * out + i / in] = array.data[i];
      }
      return turned;
    }

    /// Columns of matrices of so many rows, one matrix beside the other.
    private static double[] beside(int rows, double[]... parts) {
      DoubleStream all = DoubleStream.empty();
      for (int r = 0; r < rows; r++) {
        for (double[] part : parts) {
          int width = part.length / rows;
          all = DoubleStream.concat(all, DoubleStream.of(part).skip((long) r * width).limit(width));
        }
      }
      return all.toArray();
    }

    private static void close(
        String what, double[] expected, Map<String, double[]> exact, Map<String, float[]> got) {
      for (int i = 0; i < expected.length; i++) {
        assertThat(exact.get(what)[i])
            .as("%s %d in double", what, i)
            .isCloseTo(expected[i], within(1e-9));
        assertThat((double) got.get(what)[i])
            .as("%s %d compiled", what, i)
            .isCloseTo(expected[i], within(1e-5));
      }
    }
  }
}
