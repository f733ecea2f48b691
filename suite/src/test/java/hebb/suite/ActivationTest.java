package hebb.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hebb.autodiff.Autodiff;
import hebb.check.GradientCheck;
import hebb.check.GradientReport;
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
    Graph graph = new Graph();
    Value x = graph.input("x", Shape.of(1, 1));
    Value pair = Value.concat(1, List.of(x, graph.constant(Shape.of(1, 1), 0)));
    Activation activation = Activation.of(row.activation());
    Value y = activation.apply(pair).slice(1, 0, 1);
    graph.output("y", y);
    graph.output("slope", Autodiff.gradients(y.sum(), List.of(x)).getFirst());
    Map<String, double[]> results =
        new Reference(graph).run(Map.of("x", new double[] {row.x()}), 0);
    assertThat(results.get("y")[0]).isCloseTo(row.y(), within(1e-12));
    assertThat(results.get("slope")[0]).isCloseTo(row.slope(), within(1e-12));
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
            },
            Map.of());
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
