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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every row of [LossCases] through every property.
class LossTest {
  static Stream<LossCases.Row> rows() {
    return LossCases.all().stream();
  }

  /// Every text form in the table, the defaults among them.
  static Stream<String> names() {
    return Stream.concat(Loss.names().stream(), rows().map(LossCases.Row::loss)).distinct();
  }

  @Test
  void everyLossHasARow() {
    assertThat(rows().map(row -> row.read().spec().name()).distinct())
        .containsExactlyInAnyOrderElementsOf(Loss.names());
  }

  @ParameterizedTest
  @MethodSource("names")
  void readsItsOwnText(String name) {
    Loss loss = Loss.of(name);
    assertThat(Loss.of(loss.spec().toString())).isEqualTo(loss);
  }

  /// Rows whose output lies at a kink, with the derivative of the first output there.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      absolute_error     |  2   | 2 |  0
      absolute_error     |  3   | 2 |  1
      absolute_error     | -3   | 2 | -1
      quantile(tau=.75)  |  2   | 2 |  0
      quantile(tau=.75)  |  3   | 2 |  .25
      quantile(tau=.75)  |  1   | 2 | -.75
      hinge              |  1   | 1 |  0
      hinge              | -1   | 0 |  0
      hinge              |  .75 | 1 | -1
      hinge              |  2   | 0 |  1
      huber              |  1   | 0 |  1
      huber              | -1   | 0 | -1
      """)
  void hasItsDerivativeAtAKink(String name, double output, double target, double derivative) {
    Graph graph = new Graph();
    Value z = graph.constant(Shape.of(1, 1), output);
    Value loss = Loss.of(name).of(z, graph.constant(Shape.of(1, 1), target));
    graph.output("derivative", Autodiff.gradients(loss, List.of(z)).getFirst());
    assertThat(new Reference(graph).run(Map.of(), 0).get("derivative"))
        .containsExactly(new double[] {derivative}, within(1e-15));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      half_squared_error                   | 1 | 1 | a finite number
      quantile                             | 1 | 1 | a finite number
      poisson                              | 1 | 1 | a finite number of 0 or more
      binary_cross_entropy                 | 3 | 3 | a finite number from 0 to 1
      binary_focal                         | 1 | 1 | a finite number from 0 to 1
      hinge                                | 1 | 1 | a whole number from 0 to 1
      kl_divergence                        | 3 | 3 | a finite number from 0 to 1
      kl_divergence                        | 3 | 1 | a whole number from 0 to 2
      softmax_focal                        | 3 | 1 | a whole number from 0 to 2
      softmax_cross_entropy(smoothing=.1)  | 3 | 1 | a whole number from 0 to 2
      softmax_cross_entropy(smoothing=.1)  | 3 | 3 | a finite number from 0 to 1
      """)
  void saysWhatItsTargetsMustBe(String name, int outputs, int columns, String range) {
    assertThat(Loss.of(name).targets(outputs, columns)).hasToString(range);
  }

  @Test
  void aNegativeTargetHasNoRate() {
    Loss.Range range = Loss.of("poisson").targets(1, 1);
    assertThat(range.contains(-0.5)).isFalse();
    assertThat(range.contains(0)).isTrue();
    assertThat(range.contains(2.5)).isTrue();
    assertThat(range.contains(Double.POSITIVE_INFINITY)).isFalse();
    assertThat(Loss.of("poisson").unit()).isEqualTo(Loss.Unit.OWN);
    assertThat(Loss.of("log_cosh").unit()).isEqualTo(Loss.Unit.ANY);
  }

  /// Flat and finite where float32 ends, in float32 too.
  @Test
  void aRateIsTheExponentialOfTheOutput() {
    Variable z = Variable.of("z", Shape.of(1, 6), -1000, 0, 1, 80, 88, 1000);
    Graph graph =
        GraphProperties.differentiated(
            List.of(z), g -> Loss.of("poisson").prediction().apply(g.parameter(z)));
    GraphProperties.hold(graph);
    Map<String, double[]> results = new Reference(graph).run(Map.of(), 0);
    double end = Math.exp(88);
    assertThat(results.get("y")).containsExactly(0, 1, Math.E, Math.exp(80), end, end);
    assertThat(results.get("gradient of z")).endsWith(0, 0);
  }

  @Test
  void noSmoothingIsCrossEntropyItself() {
    assertThat(Loss.of("softmax_cross_entropy(smoothing=0)"))
        .isSameAs(Loss.Standard.SOFTMAX_CROSS_ENTROPY)
        .isSameAs(Loss.of("softmax_cross_entropy"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      quantile(tau=0)                      | quantile: tau: expected a number above 0 and below 1, got 0.0.
      quantile(tau=1)                      | quantile: tau: expected a number above 0 and below 1, got 1.0.
      softmax_cross_entropy(smoothing=1)   | softmax_cross_entropy: smoothing: expected a number above 0 and below 1, got 1.0.
      softmax_cross_entropy(smoothing=-.1) | softmax_cross_entropy: smoothing: expected a number above 0 and below 1, got -0.1.
      binary_focal(gamma=-1)               | binary_focal: gamma: expected a number of 0 or more, got -1.0.
      binary_focal(alpha=1.5)              | binary_focal: alpha: expected a number from 0 to 1, got 1.5.
      softmax_focal(gamma=-.5)             | softmax_focal: gamma: expected a number of 0 or more, got -0.5.
      absolute_eror                        | Did you mean absolute_error?
      quantile(q=.9)                       | parameter of quantile: expected one of tau, got 'q'.
      """)
  void aTextThatIsNoLossIsMetWithASentence(String text, String message) {
    assertThatThrownBy(() -> Loss.of(text)).hasMessageContaining(message);
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
    Variable output = Variable.of("output", Shape.of(2, 3), .3f, -1.2f, 1.9f, 1.7f, -.4f, .1f);
    double[] target = {0, 1, 0, 0.2, 0.3, 0.5};
    GradientReport report =
        GradientCheck.check(
            graph -> {
              Loss loss = Loss.of(name);
              Value y = graph.parameter(output);
              return loss.perStep()
                  ? loss.of(y.reshape(1, 2, 3), graph.constant(Shape.of(1, 2), 0, 1))
                  : loss.of(y, graph.constant(Shape.of(2, 3), target));
            });
    assertThat(report.passed()).as(report.toString()).isTrue();
  }

  /// For the natural pairs the gradient is `(prediction - target) / rows`.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "half_squared_error",
        "binary_cross_entropy",
        "softmax_cross_entropy",
        "kl_divergence",
        "poisson",
        "huber"
      })
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
    Value activity = graph.constant(Shape.of(3, 2), 0.05, 0.4, 0.15, 0.6, 0.9, 0.9);
    Value mask = graph.constant(Shape.of(3), 1, 1, 0);
    graph.output("at rho", Losses.sparsity(activity.slice(1, 0, 1), mask, 0.1));
    graph.output("away", Losses.sparsity(activity.slice(1, 1, 2), mask, 0.1));
    Value dead = graph.constant(Shape.of(3, 1), 0, 0, 1);
    graph.output("dead", Losses.sparsity(dead, mask, 0.1));
    Map<String, double[]> results = new Reference(graph).run(Map.of(), 0);
    assertThat(results.get("at rho")[0]).isCloseTo(0, within(1e-15));
    assertThat(results.get("away")[0])
        .isCloseTo(0.1 * Math.log(0.2) + 0.9 * Math.log(1.8), within(1e-15));
    assertThat(results.get("dead")[0])
        .isCloseTo(0.1 * Math.log(1e6) + 0.9 * Math.log(0.9), within(1e-6));
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
