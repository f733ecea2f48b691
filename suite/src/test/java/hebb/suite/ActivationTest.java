package hebb.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hebb.autodiff.Autodiff;
import hebb.check.GradientCheck;
import hebb.check.GradientReport;
import hebb.compile.CompileOptions;
import hebb.graph.Graph;
import hebb.graph.Value;
import hebb.graph.Variable;
import hebb.nn.activation.Activation;
import hebb.run.Reference;
import hebb.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every row of [ActivationCases], and every activation by name, through every property.
class ActivationTest {
  static Stream<ActivationCases.Row> rows() {
    return ActivationCases.all().stream();
  }

  static Stream<String> names() {
    return Activation.names().stream();
  }

  @Test
  void everyActivationHasARow() {
    assertThat(rows().map(row -> Activation.of(row.activation()).spec().name()).distinct())
        .containsExactlyInAnyOrderElementsOf(Activation.names());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void hasItsValueAndDerivative(ActivationCases.Row row) {
    Map<String, double[]> results =
        new Reference(graph(row)).run(Map.of("x", new double[] {row.x()}), 0);
    assertThat(results.get("y")[0]).isCloseTo(row.y(), within(1e-12));
    assertThat(results.get("slope")[0]).isCloseTo(row.slope(), within(1e-12));
  }

  /// Far out too, where an exponential overflows in float32 that does not in double.
  @ParameterizedTest
  @MethodSource("names")
  void floatsFollowTheReference(String name) {
    double[] places = {
      -1e3, -300, -104, -89, -50, -17, -3, -1e-3, 0, 1e-3, 3, 17, 50, 89, 104, 300, 1e3
    };
    float[] numbers = new float[2 * places.length];
    for (int i = 0; i < places.length; i++) {
      numbers[2 * i] = (float) places[i];
    }
    Variable x = Variable.of("x", Shape.of(places.length, 2), numbers);
    GraphProperties.hold(
        GraphProperties.differentiated(
            List.of(x), graph -> Activation.of(name).apply(graph.parameter(x))));
  }

  /// The rows in float32, by compiled code.
  @ParameterizedTest
  @MethodSource("rows")
  void hasItsValueAndDerivativeInFloats(ActivationCases.Row row) {
    Map<String, float[]> results =
        Steps.run(graph(row), CompileOptions.standard(), 1, Map.of("x", new double[] {row.x()}));
    assertThat((double) results.get("y")[0]).isCloseTo(row.y(), within(close(row.y())));
    assertThat((double) results.get("slope")[0]).isCloseTo(row.slope(), within(close(row.slope())));
  }

  /// The outputs `y` and `slope` of a row.
  private static Graph graph(ActivationCases.Row row) {
    Graph graph = new Graph();
    Value x = graph.input("x", Shape.of(1, 1));
    Value pair = Value.concat(1, List.of(x, graph.constant(Shape.of(1, 1), 0)));
    Activation activation = Activation.of(row.activation());
    Value y = activation.apply(pair).slice(1, 0, 1);
    graph.output("y", y);
    graph.output("slope", Autodiff.gradients(y.sum(), List.of(x)).getFirst());
    return graph;
  }

  private static double close(double exact) {
    return 1e-6 * Math.max(1, Math.abs(exact));
  }

  @ParameterizedTest
  @MethodSource("names")
  void gradientsEqualFiniteDifferences(String name) {
    Variable x = numbers(4, 7);
    GradientReport report =
        GradientCheck.check(
            graph -> {
              Value y = Activation.of(name).apply(graph.parameter(x));
              return y.times(y.plus(1)).sum();
            });
    assertThat(report.passed()).as(report.toString()).isTrue();
    assertThat(report.checked()).isEqualTo(28);
  }

  @ParameterizedTest
  @MethodSource("names")
  void propertiesHold(String name) {
    Variable x = numbers(9, 33);
    GraphProperties.hold(
        GraphProperties.differentiated(
            List.of(x), graph -> Activation.of(name).apply(graph.parameter(x))));
  }

  private static Variable numbers(int rows, int columns) {
    Random random = new Random(5);
    float[] numbers = new float[rows * columns];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian() * 2;
    }
    return Variable.of("x", Shape.of(rows, columns), numbers);
  }
}
