package hebb.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hebb.autodiff.Autodiff;
import hebb.check.GradientCheck;
import hebb.check.GradientReport;
import hebb.graph.Graph;
import hebb.graph.Value;
import hebb.graph.Variable;
import hebb.nn.loss.Loss;
import hebb.nn.loss.Losses;
import hebb.run.Reference;
import hebb.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every row of [LossCases] through every property.
class LossTest {
  static Stream<LossCases.Row> rows() {
    return LossCases.all().stream();
  }

  static Stream<String> names() {
    return Loss.names().stream();
  }

  @Test
  void everyLossHasARow() {
    assertThat(rows().map(row -> row.read().spec().name()).distinct())
        .containsExactlyInAnyOrderElementsOf(Loss.names());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void hasItsValue(LossCases.Row row) {
    Graph graph = new Graph();
    graph.output("loss", row.read().of(graph.constant(row.output()), graph.constant(row.target())));
    assertThat(new Reference(graph).run(Map.of(), 0).get("loss")[0])
        .isCloseTo(row.value(), within(1e-12));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void propertiesHoldAndGradientsAreFinite(LossCases.Row row) {
    Variable output = Variable.of("output", row.output().shape(), row.output().data());
    Graph graph =
        GraphProperties.differentiated(
            List.of(output), g -> row.read().of(g.parameter(output), g.constant(row.target())));
    GraphProperties.hold(graph);
    for (double g : new Reference(graph).run(Map.of(), 0).get("gradient of output")) {
      assertThat(g).isFinite();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void gradientsEqualFiniteDifferences(String name) {
    Variable output = Variable.of("output", Shape.of(2, 3), .3f, -1.2f, 2, 1.7f, -.4f, .1f);
    double[] target = {0, 1, 0, 0.2, 0.3, 0.5};
    GradientReport report =
        GradientCheck.check(
            graph ->
                Loss.of(name).of(graph.parameter(output), graph.constant(Shape.of(2, 3), target)),
            Map.of());
    assertThat(report.passed()).as(report.toString()).isTrue();
  }

  /// For the natural pairs the gradient is `(prediction - target) / rows`.
  @ParameterizedTest
  @ValueSource(
      strings = {"half_squared_error", "binary_cross_entropy", "softmax_cross_entropy", "huber"})
  void naturalPairsHaveASimpleGradient(String name) {
    Loss loss = Loss.of(name);
    Graph graph = new Graph();
    Value z = graph.constant(Shape.of(2, 3), .3, .2, .4, .7, -.4, .1);
    Value y = graph.constant(Shape.of(2, 3), 0, 1, 0, 0.2, 0.3, 0.5);
    Value natural = loss.prediction().apply(z).minus(y).times(0.5);
    graph.output(
        "difference", Autodiff.gradients(loss.of(z, y), List.of(z)).getFirst().minus(natural));
    assertThat(new Reference(graph).run(Map.of(), 0).get("difference"))
        .containsOnly(new double[6], within(1e-15));
  }

  @Test
  void sparsityIsZeroWhereTheMeanActivityIsRho() {
    Graph graph = new Graph();
    Value activity = graph.constant(Shape.of(2, 2), 0.05, 0.4, 0.15, 0.6);
    graph.output("at rho", Losses.sparsity(activity.slice(1, 0, 1), 0.1));
    graph.output("away", Losses.sparsity(activity.slice(1, 1, 2), 0.1));
    Map<String, double[]> results = new Reference(graph).run(Map.of(), 0);
    assertThat(results.get("at rho")[0]).isCloseTo(0, within(1e-15));
    assertThat(results.get("away")[0])
        .isCloseTo(0.1 * Math.log(0.2) + 0.9 * Math.log(1.8), within(1e-15));
  }

  @Test
  void shapesThatDoNotFitAreMetWithASentence() {
    Graph graph = new Graph();
    Value z = graph.constant(Shape.of(2, 3), new double[6]);
    assertThatThrownBy(
            () -> Loss.of("half_squared_error").of(z, graph.constant(Shape.of(2, 1), 0, 0)))
        .hasMessage("loss: expected a target [2, 3] like the output, got [2, 1].");
    assertThatThrownBy(
            () ->
                Loss.of("softmax_cross_entropy")
                    .of(z, graph.constant(Shape.of(2, 2), new double[4])))
        .hasMessage("loss: expected class indices [2, 1] or probabilities [2, 3], got [2, 2].");
  }
}
