package hebb.suite;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.autodiff.Autodiff;
import hebb.compile.CompileOptions;
import hebb.compile.CompileOptions.Fusion;
import hebb.compile.Compiler;
import hebb.graph.Graph;
import hebb.graph.Value;
import hebb.graph.Variable;
import hebb.kernel.Kernels;
import hebb.kernel.ScalarKernels;
import hebb.run.Program;
import hebb.run.Reference;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// What holds for every function of variables: compiled equals interpreted, and fusion, kernels,
/// threads and the order within a stage change no bit, for its value and for all of its gradients.
final class GraphProperties {
  private GraphProperties() {}

  /// The function with its outputs `y` and, by path, the gradients of a weighted sum of it.
  static Graph differentiated(List<Variable> variables, Function<Graph, Value> function) {
    Graph graph = new Graph();
    Value y = function.apply(graph);
    graph.output("y", y);
    double[] weights = new double[y.shape().size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.cos(1 + 2.3 * i);
    }
    Value sum = y.times(graph.constant(y.shape(), weights)).sum();
    List<Value> gradients =
        Autodiff.gradients(sum, variables.stream().map(graph::parameter).toList());
    for (int i = 0; i < variables.size(); i++) {
      graph.output("gradient of " + variables.get(i).path(), gradients.get(i));
    }
    return graph;
  }

  static void hold(Graph graph) {
    Map<String, double[]> exact = new Reference(graph).run(Map.of(), 1);
    CompileOptions scalar = CompileOptions.standard().withKernels(new ScalarKernels());
    Map<String, float[]> expected = Steps.run(graph, scalar.withFusion(Fusion.OFF), 1, Map.of());
    exact.forEach((name, numbers) -> close(name, expected.get(name), numbers));
    Program fused = Compiler.compile(graph, scalar);
    same("fused", expected, Steps.run(fused, 1, Map.of()));
    same("stages reversed", expected, Steps.run(fused.reversed(), 1, Map.of()));
    for (Kernels kernels : AllKernels.list()) {
      CompileOptions options = scalar.withKernels(kernels);
      same(kernels.name(), expected, Steps.run(graph, options, 1, Map.of()));
      same(kernels.name() + ", 3 threads", expected, Steps.run(graph, options, 3, Map.of()));
    }
  }

  private static void close(String what, float[] got, double[] expected) {
    for (int i = 0; i < expected.length; i++) {
      double error = Math.abs(got[i] - expected[i]) / Math.max(1, Math.abs(expected[i]));
      assertThat(error).as("%s %d: %s for %s", what, i, got[i], expected[i]).isLessThan(1e-5);
    }
  }

  private static void same(String what, Map<String, float[]> expected, Map<String, float[]> got) {
    expected.forEach(
        (name, numbers) ->
            assertThat(Steps.bits(got.get(name)))
                .as(what + ": " + name)
                .isEqualTo(Steps.bits(numbers)));
  }
}
