package hebb.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hebb.autodiff.Autodiff;
import hebb.compile.Compiler;
import hebb.graph.Graph;
import hebb.graph.Value;
import hebb.graph.Variable;
import hebb.nn.Context;
import hebb.nn.Mode;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.run.Executor;
import hebb.run.Program;
import hebb.run.Reference;
import hebb.run.Workspace;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Functions and their gradients against the numbers of a trusted system: within 1e-9 in double by
/// the reference, within 1e-5 in float32 compiled, relative to `max(1, |expected|)`.
/// [GoldenCases#NOT_COVERED] lists what Hebb does not have yet; of a file that is given, functions
/// that are not known are listed as aborted.
class GoldenTest {
  @TestFactory
  Stream<DynamicTest> agrees() {
    return Golden.cases().stream()
        .filter(golden -> !GoldenRecurrentTest.covers(golden))
        .filter(golden -> !GoldenAttentionTest.covers(golden))
        .filter(golden -> !Golden.own() || GoldenCases.of(golden).isPresent())
        .map(golden -> DynamicTest.dynamicTest(golden.name(), () -> check(golden)));
  }

  @Test
  void whatIsNotCoveredIsListed() {
    assumeTrue(Golden.own(), "the file that is given may hold anything");
    assertThat(
            Golden.cases().stream()
                .filter(golden -> GoldenCases.of(golden).isEmpty())
                .filter(golden -> !GoldenRecurrentTest.covers(golden))
                .filter(golden -> !GoldenAttentionTest.covers(golden))
                .map(Golden.Case::name))
        .containsExactlyInAnyOrderElementsOf(GoldenCases.NOT_COVERED);
  }

  private static void check(Golden.Case golden) {
    GoldenCases.Row row = GoldenCases.of(golden).orElse(null);
    if (row == null) {
      abort("not known yet: " + golden.name());
      return;
    }
    Subject subject = Subject.of(golden, row);
    Reference reference = new Reference(subject.graph);
    subject.variables.forEach(
        (name, variable) -> reference.set(variable, turned(golden.inputs().get(name), variable)));
    Map<String, double[]> exact = reference.run(Map.of(), 0);
    subject.variables.forEach(
        (name, variable) -> fill(variable, turned(golden.inputs().get(name), variable)));
    Program program = Compiler.compile(subject.graph);
    Workspace workspace = program.newWorkspace();
    Executor.of(1).run(program, workspace, 0);
    Map<String, float[]> compiled = Steps.outputs(subject.graph, workspace);
    compare(
        "output",
        golden.output().data,
        exact.get("output"),
        compiled.get("output"),
        row.tolerance());
    golden
        .gradients()
        .forEach(
            (name, gradient) -> {
              double[] expected = turned(gradient, subject.variables.get(name));
              String what = "gradient of " + name;
              compare(what, expected, exact.get(what), compiled.get(what), row.tolerance());
            });
  }

  /// The graph of a case: all of its inputs are variables; its outputs are `output` and the
  /// gradients.
  private record Subject(Graph graph, Map<String, Variable> variables) {
    static Subject of(Golden.Case golden, GoldenCases.Row row) {
      Network network = row.network().apply(golden);
      Map.Entry<String, Golden.Array> first = golden.inputs().entrySet().iterator().next();
      String main = golden.inputs().containsKey("x") ? "x" : first.getKey();
      Shape shape = golden.inputs().get(main).shape;
      Parameters parameters = Parameters.create(network, shape.range(1, shape.rank()), 42);
      Graph graph = new Graph();
      Map<String, Variable> variables = new LinkedHashMap<>();
      Map<String, Value> values = new LinkedHashMap<>();
      golden
          .inputs()
          .forEach(
              (name, array) -> {
                String path = row.paths().get(name);
                Variable variable =
                    path == null ? Variable.zeros(name, array.shape) : parameters.get(path);
                variables.put(name, variable);
                values.put(name, graph.parameter(variable));
              });
      Context context = Context.of(graph, parameters, Mode.TRAINING);
      Value output = network.apply(context, values.get(main));
      Value y = row.finish().apply(context, parameters, output, values);
      graph.output("output", y);
      Value upstream = graph.constant(golden.upstream().shape, golden.upstream().data);
      List<String> names = new ArrayList<>(golden.gradients().keySet());
      List<Value> gradients =
          Autodiff.gradients(y.times(upstream).sum(), names.stream().map(values::get).toList());
      for (int i = 0; i < names.size(); i++) {
        graph.output("gradient of " + names.get(i), gradients.get(i));
      }
      return new Subject(graph, variables);
    }
  }

  /// Weights are `[out, ..., in]` in the file and `[in, out]` in Hebb; everything else keeps its
  /// order, tables of vectors too.
  private static double[] turned(Golden.Array array, Variable variable) {
    if (!variable.path().endsWith("/weight") || variable.path().startsWith("embedding")) {
      return array.data;
    }
    Shape shape = variable.shape();
    int in = shape.dim(0);
    int out = shape.dim(1);
    double[] turned = new double[array.data.length];
    for (int i = 0; i < turned.length; i++) {
      turned[i % in * out + i / in] = array.data[i];
    }
    return turned;
  }

  private static void fill(Variable variable, double[] numbers) {
    variable.store(Steps.narrow(numbers));
  }

  private static void compare(
      String what, double[] expected, double[] exact, float[] compiled, double tolerance) {
    assertThat(exact).as(what).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      double scale = Math.max(1, Math.abs(expected[i]));
      assertThat(Math.abs(exact[i] - expected[i]) / scale)
          .as("%s %d in double", what, i)
          .isLessThan(tolerance);
      assertThat(Math.abs(compiled[i] - expected[i]) / scale)
          .as("%s %d in float32", what, i)
          .isLessThan(1e-5);
    }
  }
}
