package hebb.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hebb.autodiff.Autodiff;
import hebb.compile.CompileOptions;
import hebb.compile.CompileOptions.Fusion;
import hebb.graph.Graph;
import hebb.graph.Value;
import hebb.kernel.Kernels;
import hebb.kernel.ScalarKernels;
import hebb.run.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every row of [OpCases], through every property: compiled = interpreted, fused = unfused, simd =
/// scalar and any number of threads = one, bit by bit, gradients = finite differences.
class OpTest {
  private static final long SEED = 7;

  @TestFactory
  Stream<DynamicTest> compiledEqualsInterpreted() {
    return each(
        row -> {
          Graph graph = graph(row);
          Map<String, double[]> inputs = Steps.randomInputs(graph, row.low(), row.high(), SEED);
          Map<String, double[]> expected = new Reference(graph).run(inputs, 1);
          Map<String, float[]> got = Steps.run(graph, CompileOptions.standard(), 1, inputs);
          expected.forEach((name, numbers) -> close(row + " " + name, got.get(name), numbers));
        });
  }

  @TestFactory
  Stream<DynamicTest> fusionKernelsAndThreadsChangeNoBit() {
    return each(
        row -> {
          Graph graph = graph(row);
          Map<String, double[]> inputs = Steps.randomInputs(graph, row.low(), row.high(), SEED);
          CompileOptions scalar = CompileOptions.standard().withKernels(new ScalarKernels());
          Map<String, float[]> expected =
              Steps.run(graph, scalar.withFusion(Fusion.OFF), 1, inputs);
          same(row + " fused", expected, Steps.run(graph, scalar, 1, inputs));
          for (Kernels kernels : AllKernels.list()) {
            CompileOptions options = scalar.withKernels(kernels);
            same(row + " " + kernels.name(), expected, Steps.run(graph, options, 1, inputs));
            for (int threads : new int[] {2, 3, 8}) {
              same(
                  row + " threads " + threads,
                  expected,
                  Steps.run(graph, options, threads, inputs));
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> gradientsEqualFiniteDifferences() {
    return each(
        row -> {
          Graph graph = graph(row);
          Map<String, double[]> inputs = Steps.randomInputs(graph, row.low(), row.high(), SEED);
          Reference reference = new Reference(graph);
          Map<String, double[]> outputs = reference.run(inputs, 1);
          Random random = new Random(SEED);
          for (int i = 0; i < row.inputs().size(); i++) {
            double[] x = inputs.get("x" + i);
            double[] direction = random.doubles(x.length, -1, 1).toArray();
            double analytic = dot(outputs.get("gradient" + i), direction);
            double h = 1e-6;
            double up = loss(graph, inputs, "x" + i, moved(x, direction, h));
            double down = loss(graph, inputs, "x" + i, moved(x, direction, -h));
            double numeric = (up - down) / (2 * h);
            double scale = Math.max(1, Math.max(Math.abs(analytic), Math.abs(numeric)));
            assertThat(analytic / scale)
                .as("%s input %d", row, i)
                .isCloseTo(numeric / scale, within(1e-6));
          }
        });
  }

  private interface Body {
    void check(OpCases.Case row);
  }

  private static Stream<DynamicTest> each(Body body) {
    return OpCases.all().stream()
        .map(row -> DynamicTest.dynamicTest(row.name(), () -> body.check(row)));
  }

  /// The case with a weighted sum as its loss and the gradients of all inputs.
  static Graph graph(OpCases.Case row) {
    Graph graph = new Graph();
    List<Value> inputs = new ArrayList<>();
    for (int i = 0; i < row.inputs().size(); i++) {
      inputs.add(graph.input("x" + i, row.inputs().get(i)));
    }
    Value y = row.build().apply(inputs);
    Value loss = y.times(graph.input("upstream", y.shape())).sum();
    graph.output("y", y);
    graph.output("loss", loss);
    List<Value> gradients = Autodiff.gradients(loss, inputs);
    for (int i = 0; i < gradients.size(); i++) {
      graph.output("gradient" + i, gradients.get(i));
    }
    return graph;
  }

  private static double loss(
      Graph graph, Map<String, double[]> inputs, String name, double[] moved) {
    Map<String, double[]> changed = new java.util.HashMap<>(inputs);
    changed.put(name, moved);
    return new Reference(graph).evaluate("loss", changed, 1)[0];
  }

  private static double[] moved(double[] x, double[] direction, double h) {
    double[] y = new double[x.length];
    Arrays.setAll(y, i -> x[i] + h * direction[i]);
    return y;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void close(String what, float[] got, double[] expected) {
    double scale = Math.max(1, Arrays.stream(expected).map(Math::abs).max().orElse(1));
    for (int i = 0; i < expected.length; i++) {
      assertThat(got[i] / scale)
          .as("%s element %d", what, i)
          .isCloseTo(expected[i] / scale, within(1e-5));
    }
  }

  private static void same(String what, Map<String, float[]> expected, Map<String, float[]> got) {
    expected.forEach(
        (name, numbers) ->
            assertThat(Steps.bits(got.get(name)))
                .as(what + " " + name)
                .isEqualTo(Steps.bits(numbers)));
  }
}
